import type { Lexicon } from './atoms.ts';

/** Norwegian. */
export const norwegian: Lexicon = {
  person: 'kontakt; kontaktperson; person; kontakter; kontaktpersoner; medlem; abonnent; personer',
  customer: 'kunde; kunder',
  lead: 'lead; kundeemne; potensiell kunde; leads; salgsemne',
  company: `
    selskap; bedrift; firma; organisasjon; foretak; konto; arbeidsgiver; firmanavn; forening; virksomhet; bedrifter;
    firma organisasjon; selskapsnavn; bedriftsnavn`,
  deal: 'salgsmulighet; avtale; mulighet; handel; salg; salgsmuligheter; avtaler',
  activity: 'aktivitet; oppgave; møte; samtale; hendelse; oppfølging aktivitet; aktiviteter; oppgaver',
  product: 'produkt; vare; tjeneste',
  user: 'bruker',
  work: 'arbeid; jobb; kontor; arbeids',
  home: 'hjem; hjemme; bosted',
  personal: 'privat; personlig',
  other: 'annen; annet; øvrig; andre',
  alternate: 'alternativ; sekundær; ekstra; ytterligere',
  primary: 'primær; standard; foretrukket',
  main: 'hoved; sentralbord; hovedkontor; fasttelefon; fast',
  direct: 'direkte',
  mailing: 'korrespondanse',
  postal: 'post',
  billing: 'faktura; fakturering; fakturerings',
  shipping: 'levering; leverings; frakt',
  legal: 'besøks; forretnings; juridisk',
  expected: 'forventet; estimert; planlagt; anslått',
  actual: 'faktisk; reell',
  current: 'nåværende; tilknyttet; aktuell; relatert',
  name: 'navn; betegnelse',
  first_name: 'fornavn',
  last_name: 'etternavn; slektsnavn',
  full_name: 'fullt navn; for og etternavn; hele navnet; fornavn etternavn; navn og etternavn',
  salutation: 'tiltale; hilsen; tiltaleform',
  title: 'tittel',
  job_title: 'stilling; jobbtittel; rolle; stillingstittel; funksjon; posisjon; yrkestittel',
  department: 'avdeling',
  email: 'e-post; epost; e-postadresse; mail; epostadresse; e mail; mailadresse; e post adresse',
  phone: 'telefon; telefonnummer; tlf; tlf nr; telefonnr; tlfnr; telefon nr',
  mobile: 'mobil; mobiltelefon; mobilnummer; mobilnr; mobiltlf; mobil nr',
  fax: 'faks; fax; faksnummer; telefaks',
  website: 'nettsted; nettside; hjemmeside; webside; web; webadresse; internettside; nettadresse; nettsider',
  url: 'lenke',
  domain: 'domene; domenenavn',
  address: 'adresse; full adresse; postadresse',
  street: `
    gate; vei; gateadresse; adresse 1; adresselinje 1; gatenavn; gate og nummer; veiadresse; gate nr;
    besøksadresse gate`,
  line2: 'adresse 2; adresselinje 2; etasje; c o; adresse linje 2',
  city: 'by; sted; poststed; by sted; by poststed',
  region: 'fylke; region; delstat; stat; fylke region; stat fylke; provins; delstat region',
  county: 'kommune',
  postal_code: 'postnummer; postnr; post nr; postkode',
  country: 'land; landkode; landskode; landnavn; land region',
  industry: 'bransje; næring; sektor; industri; bransjer; næringskode bransje',
  employees: 'antall ansatte; ansatte; antall medarbeidere; medarbeidere; bedriftsstørrelse; størrelse',
  revenue: 'omsetning; årlig omsetning; årsomsetning; driftsinntekter; årlig inntekt; inntekt',
  description: `
    beskrivelse; merknad; merknader; kommentar; kommentarer; informasjon; annen informasjon; detaljer;
    tilleggsinformasjon`,
  note: 'notat; notater; innhold; note',
  parent: `
    morselskap; overordnet firma; overordnet konto; konsern; overordnet selskap; mor selskap; medlem av;
    datterselskap av; del av`,
  id: 'id; identifikator',
  external_id: 'ekstern id',
  number: 'nummer; nr',
  code: 'kode; forkortelse',
  type: 'type; slag',
  status: 'status; tilstand',
  stage: 'fase; trinn; salgsfase; salgstrinn; stadium; avtalefase',
  lifecycle: 'livssyklus; livssyklusfase; livssyklustrinn',
  source: 'kilde; opprinnelse',
  lead_source: 'leadkilde; opprinnelig kilde; kontaktkilde; kanal; hvordan hørte du om oss; lead kilde',
  tags: 'etiketter; merker; stikkord; nøkkelord; emneord',
  category: 'kategori; gruppe; segment; kundegruppe',
  groups: 'kategorier; grupper',
  owner: `
    eier; ansvarlig; tildelt; selger; kundeansvarlig; tildelt til; kontakteier; saksbehandler; ansvarlig selger;
    ansvarlig bruker; vår kontakt; avtaleeier`,
  created: `
    opprettet; opprettet dato; opprettelsesdato; opprettet den; lagt til; registrert; registrert dato;
    dato opprettet; innmeldt; registreringsdato; kunde siden; medlem siden; innmeldingsdato; opprettet tid`,
  updated: `
    endret; oppdatert; sist endret; endringsdato; sist oppdatert; endret dato; redigert; siste endring;
    siste oppdatering; oppdatert dato; endret den`,
  date: 'dato; dag',
  time: 'tid; tidspunkt; klokkeslett',
  birthday: 'fødselsdag; fødselsdato; født; bursdag; f dato',
  amount: 'beløp; verdi; sum; pris; avtaleverdi; ordreverdi; salgsverdi; total; totalbeløp; kontraktsverdi',
  currency: 'valuta; valutakode',
  pipeline: 'pipeline; salgstrakt; salgsprosess; salgspipeline',
  probability: 'sannsynlighet; sjanse; vinnersannsynlighet',
  close: `
    lukket; lukkedato; sluttdato salg; lukket den; avslutningsdato; avslutning; dato lukket; ordredato; salgsdato;
    signeringsdato`,
  won: 'vunnet; vunnet den',
  lost: 'tapt; tapt den',
  reason: 'årsak; grunn; begrunnelse',
  lost_reason: 'tapsårsak; årsak til tap; tapt årsak; grunn til tap; avslagsårsak',
  next_step: 'neste steg; neste trinn; neste handling',
  subject: 'emne; tema; overskrift',
  body: 'tekst; melding; møtereferat; referat',
  due: 'forfallsdato; frist; forfaller; tidsfrist; forfall; planlagt dato',
  done: 'ferdig; fullført; utført; avsluttet',
  done_at: 'fullført den; utført den; fullført dato; ferdigstilt; avsluttet den',
  start: 'start; startdato; starttid; starttidspunkt; begynner',
  end: 'slutt; sluttdato; sluttid; slutttidspunkt',
  duration: 'varighet; lengde',
  priority: 'prioritet',
  outcome: 'resultat; utfall',
  location: 'plassering; møtested; lokasjon',
  opt_in: `
    nyhetsbrev; markedsføringssamtykke; abonnerer; ønsker nyhetsbrev; mottar nyhetsbrev; e post markedsføring`,
  opt_out: 'avmeldt; ingen e-post; reservert; reservert mot e post; ønsker ikke e post; avmeldt nyhetsbrev',
  do_not_call: 'ikke ring; ikke kontakt; skal ikke kontaktes; reservert mot telefon',
  consent: 'samtykke; gdpr; gdpr samtykke; rettslig grunnlag; behandlingsgrunnlag',
  language: 'språk',
  related: 'relatert til; gjelder; angående; knyttet til',
  filler: 'og; i; på; av; for; til; med; en; et; den; det; eller; fra; om; nok; kr; ved; er',
  custom: `
    mellomnavn; kallenavn; suffiks; kjønn; sivilstatus; ektefelle; barn; nasjonalitet; personnummer; fødselsnummer;
    organisasjonsnummer; orgnr; org nr; org nummer; mva; mva nummer; iban; bank; kontonummer; betalingsbetingelser;
    kredittgrense; rabatt; prisliste; kundetype; selskapstype; selskapsform; vurdering; poeng; stiftet;
    stiftelsesår; postboks; husnummer; bydel; område; filial; linjenummer; facebook; twitter; instagram; skype;
    assistent; leder; sjef; konkurrent; oppfølging; oppfølgingsdato; neste kontakt; antall; stykkpris; margin;
    kostnad; kampanje; kontrakt; kontraktsdato; fakturanummer; tilbud; tilbudsnummer; ordre; ordrenummer;
    leverandør; referanse; vår referanse; deres referanse; anbefalt av; medlemsnummer; utmeldt; kontingent; alder;
    næringskode; vektet verdi;
    brukernavn;
    organisasjonsnr`,
  ignore: `
    opprettet av; endret av; oppdatert av; sist endret av; siste aktivitet; siste kontakt; sist kontaktet;
    neste aktivitet; antall aktiviteter; slettet; arkivert; bilde; logo; passord; breddegrad; lengdegrad;
    registrert av`,
};

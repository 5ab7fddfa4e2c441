import type { Lexicon } from './atoms.ts';

/** Danish. */
export const danish: Lexicon = {
  person: 'kontakt; kontaktperson; person; kontakter; kontaktpersoner; medlem; abonnent; personer',
  customer: 'kunde; kunder; debitor; klient',
  lead: 'lead; emne lead; kundeemne; leads',
  company: `
    virksomhed; firma; organisation; selskab; konto; arbejdsgiver; firmanavn; forening; virksomheder;
    virksomhedsnavn; arbejdsplads`,
  deal: 'aftale; salgsmulighed; handel; mulighed; aftaler; salgsmuligheder; deal',
  activity: 'aktivitet; opgave; møde; opkald; begivenhed; aktiviteter; opgaver',
  product: 'produkt; vare; ydelse',
  user: 'bruger',
  work: 'arbejde; kontor; job; arbejds',
  home: 'hjem; hjemme; bopæl',
  personal: 'privat; personlig',
  other: 'anden; andet; øvrig; øvrige; andre',
  alternate: 'alternativ; sekundær; ekstra; yderligere',
  primary: 'primær; primært; standard; foretrukken',
  main: 'hoved; hovednummer; hovedkontor; fastnet; omstilling',
  direct: 'direkte',
  mailing: 'korrespondance',
  postal: 'post',
  billing: 'faktura; fakturering; fakturerings',
  shipping: 'levering; leverings; forsendelse',
  legal: 'besøgs; juridisk',
  expected: 'forventet; estimeret; planlagt; anslået',
  actual: 'faktisk; reel',
  current: 'nuværende; tilknyttet; aktuel; relateret',
  name: 'navn; betegnelse',
  first_name: 'fornavn; fornavne',
  last_name: 'efternavn',
  full_name: 'fulde navn; for og efternavn; fuldt navn; navn og efternavn; fornavn efternavn',
  salutation: 'tiltale; hilsen; tiltaleform',
  title: 'titel',
  job_title: 'stilling; jobtitel; rolle; stillingsbetegnelse; funktion; position',
  department: 'afdeling',
  email: 'e-mail; email; mail; mailadresse; e-mailadresse; e post; emailadresse; e mail adresse',
  phone: 'telefon; telefonnummer; tlf; tlf nr; telefonnr; tlfnr; telefon nr; tlf nummer',
  mobile: 'mobil; mobiltelefon; mobilnummer; mobilnr; mobiltlf; mobil nr; mobil tlf',
  fax: 'fax; faxnummer; telefax',
  website: 'hjemmeside; websted; webside; website; web; webadresse; internetside',
  url: 'link',
  domain: 'domæne; domænenavn',
  address: 'adresse; fuld adresse; postadresse',
  street: `
    vej; gade; gadenavn; vejnavn; adresse 1; adresselinje 1; vej og husnummer; gade og nr; vejnavn og nr; vej og nr;
    gadeadresse`,
  line2: 'adresse 2; adresselinje 2; etage; stednavn; c o; co navn; adresse linje 2',
  city: 'by; bynavn; postdistrikt; by navn',
  region: 'region; stat; delstat; provins; stat region; stat provins; stat område',
  county: 'kommune; amt',
  postal_code: 'postnummer; postnr; post nr; postkode',
  country: 'land; landekode; landenavn; land region',
  industry: 'branche; industri; sektor; brancher',
  employees: 'antal ansatte; ansatte; antal medarbejdere; medarbejdere; virksomhedsstørrelse; størrelse',
  revenue: 'omsætning; årlig omsætning; årsomsætning; årlige indtægter; nettoomsætning',
  description: `
    beskrivelse; bemærkning; bemærkninger; kommentar; kommentarer; information; oplysninger; øvrigt; detaljer;
    yderligere oplysninger`,
  note: 'note; noter; notat; notater; indhold',
  parent: `
    moderselskab; overordnet virksomhed; overordnet konto; koncern; overordnet organisation; moderfirma; medlem af;
    datterselskab af; del af`,
  id: 'id; identifikator',
  external_id: 'eksternt id; ekstern id',
  number: 'nummer; nr',
  code: 'kode; forkortelse',
  type: 'type; art',
  status: 'status; tilstand',
  stage: 'fase; trin; salgsfase; stadie; salgstrin; aftalefase; stadium',
  lifecycle: 'livscyklus; livscyklusfase; livscyklustrin',
  source: 'kilde; oprindelse',
  lead_source: 'leadkilde; oprindelig kilde; kontaktkilde; kanal; hvor har du hørt om os; lead kilde',
  tags: 'tags; etiketter; mærker; nøgleord; mærkater',
  category: 'kategori; gruppe; segment; kundegruppe',
  groups: 'kategorier; grupper',
  owner: `
    ejer; ansvarlig; tildelt; sælger; kundeansvarlig; tildelt til; kontaktejer; sagsbehandler; ansvarlig bruger;
    konsulent; aftaleejer`,
  created: `
    oprettet; oprettelsesdato; oprettet den; tilføjet; dato oprettet; oprettelse; registreret; indmeldt;
    indmeldelsesdato; tilføjet den; medlem siden; kunde siden; oprettet dato; registreringsdato;
    oprettelsestidspunkt`,
  updated: `
    ændret; opdateret; sidst ændret; ændringsdato; sidst opdateret; senest ændret; senest opdateret; ændret den;
    redigeret; opdateringsdato; seneste ændring; seneste opdatering; ændret dato`,
  date: 'dato; dag',
  time: 'tid; tidspunkt; klokkeslæt',
  birthday: 'fødselsdag; fødselsdato; født; fødselsdagsdato; f dato',
  amount: 'beløb; værdi; aftaleværdi; sum; pris; ordreværdi; samlet beløb; total; handelsværdi; aftalebeløb',
  currency: 'valuta; valutakode',
  pipeline: 'pipeline; salgspipeline; salgstragt; salgsproces',
  probability: 'sandsynlighed; chance; vindersandsynlighed; sandsynlighed for lukning',
  close: `
    lukket; lukkedato; lukket den; afslutningsdato; afslutning; dato for lukning; ordredato; salgsdato;
    luknings dato`,
  won: 'vundet; vundet den',
  lost: 'tabt; tabt den; mistet',
  reason: 'årsag; grund; begrundelse',
  lost_reason: 'tabsårsag; årsag til tab; tabt årsag; afslagsårsag; grund til tab',
  next_step: 'næste trin; næste skridt; næste handling',
  subject: 'emne; overskrift',
  body: 'tekst; besked; brødtekst; mødereferat; referat',
  due: 'forfaldsdato; frist; deadline; forfalder; forfald; planlagt dato',
  done: 'færdig; udført; fuldført; afsluttet',
  done_at: 'fuldført den; udført den; afsluttet den; færdiggjort; afsluttet dato',
  start: 'start; startdato; starttid; starttidspunkt; begynder',
  end: 'slut; slutdato; sluttid; sluttidspunkt',
  duration: 'varighed; længde',
  priority: 'prioritet',
  outcome: 'resultat; udfald',
  location: 'sted; lokation; placering',
  opt_in: `
    nyhedsbrev; tilmeldt nyhedsbrev; markedsføringssamtykke; modtager nyhedsbrev; ønsker nyhedsbrev;
    e mail markedsføring`,
  opt_out: `
    afmeldt; ingen e-mail; frameldt; frameldt e mail; ønsker ikke e mail; afmeldt nyhedsbrev; nej til e mail;
    send ikke e mail`,
  do_not_call: 'ring ikke; kontakt ikke; må ikke kontaktes; må ikke ringes op; ikke kontaktes; ring ikke op',
  consent: 'samtykke; gdpr; gdpr samtykke; retsgrundlag; lovligt grundlag',
  language: 'sprog',
  related: 'relateret til; vedrører; angående',
  filler: 'og; i; på; af; for; til; med; en; et; den; det; eller; fra; om; dkk; kr; valgfri; oplysning; ved; er',
  custom: `
    mellemnavn; kaldenavn; suffiks; køn; civilstand; ægtefælle; børn; nationalitet; cpr; cpr nummer; cvr;
    cvr nummer; cvr nr; p nummer; se nummer; ean; ean nummer; ean nr; momsnummer; iban; bank; kontonummer; reg nr;
    registreringsnummer; betalingsbetingelser; betalingsform; kreditmaksimum; rabat; prisliste; kundetype;
    virksomhedstype; virksomhedsform; kontaktpersontype; bedømmelse; score; stiftet; stiftelsesår; postboks;
    husnummer; husnr; sal; side; dør; bydel; område; afdeling nr; filial; lokalnummer; facebook; twitter; instagram;
    skype; assistent; leder; chef; konkurrent; opfølgning; opfølgningsdato; næste kontakt; antal; stykpris; margin;
    omkostning; kampagne; kontrakt; kontraktdato; kontraktstart; kontraktudløb; fakturanummer; tilbud;
    tilbudsnummer; ordre; ordrenummer; leverandør; reference; vores reference; deres reference; anbefalet af;
    medlemsnummer; udmeldt; udmeldelsesdato; kontingent; alder; vægtet værdi;
    brugernavn`,
  ignore: `
    oprettet af; ændret af; opdateret af; senest ændret af; seneste aktivitet; sidste aktivitet; sidste kontakt;
    senest kontaktet; næste aktivitet; antal aktiviteter; slettet; arkiveret; foto; billede; logo; adgangskode;
    breddegrad; længdegrad`,
};

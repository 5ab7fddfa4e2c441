import type { Lexicon } from './atoms.ts';

/** Swedish. */
export const swedish: Lexicon = {
  person: `
    kontakt; kontaktperson; person; kontakter; kontaktpersoner; medlem; prenumerant; personer; kontaktens;
    kontaktpersonens; personens`,
  customer: 'kund; kunder; uppdragsgivare; kundens',
  lead: 'lead; prospekt; leads; intressent',
  company: `
    företag; organisation; bolag; konto; arbetsgivare; firma; företagsnamn; förening; företaget; konton; företagets;
    kundens företag; organisationens`,
  deal: `
    affär; affärsmöjlighet; möjlighet; affärer; säljmöjlighet; försäljningsmöjlighet; affärens; affärsmöjligheten`,
  activity: `
    aktivitet; uppgift; möte; samtal; händelse; aktiviteter; aktivitetens; uppgiftens; mötets; samtalets; besök`,
  product: 'produkt; artikel; tjänst',
  user: 'användare',
  work: 'arbete; jobb; kontor; arbets; företags',
  home: 'hem; bostad',
  personal: 'privat; personlig',
  other: 'annan; övrig; annat; övriga; andra',
  alternate: 'alternativ; sekundär; extra; alternativt; andra telefon; ytterligare',
  primary: 'primär; primärt; standard; föredragen',
  main: 'huvud; växelnummer; huvudkontor; allmän; fast',
  direct: 'direkt; direktnummer',
  mailing: 'korrespondens; utskick',
  postal: 'post',
  billing: 'faktura; fakturerings; fakturering',
  shipping: 'leverans; frakt',
  legal: 'besöks; säte',
  expected: 'förväntad; förväntat; beräknad; beräknat; uppskattad; uppskattat; planerad; planerat; prognos',
  actual: 'faktisk; faktiskt; verklig',
  current: 'nuvarande; kopplad; kopplat; aktuell; tillhörande',
  name: 'namn; benämning',
  first_name: 'förnamn; tilltalsnamn',
  last_name: 'efternamn; släktnamn',
  full_name: `
    fullständigt namn; för och efternamn; hela namnet; namn och efternamn; förnamn efternamn; visningsnamn`,
  salutation: 'tilltal; hälsning; hälsningsfras; artighetstitel',
  title: 'titel',
  job_title: 'befattning; jobbtitel; roll; yrkestitel; position; arbetstitel; tjänstetitel; funktion',
  department: 'avdelning; enhet avdelning',
  email: 'e-post; epost; e-postadress; mejl; mail; mailadress; e post adress; epostadress; mejladress',
  phone: `
    telefon; telefonnummer; tel; telefonnr; tfn; tele; telnr; telefon nr; tel nr; växel; växelnummer; växeltelefon`,
  mobile: 'mobil; mobiltelefon; mobilnummer; mobilnr; mobil nr; mobiltel',
  fax: 'fax; faxnummer',
  website: 'webbplats; hemsida; webbsida; webb; webbadress; webbsajt; hemsideadress; url hemsida',
  url: 'länk',
  domain: 'domän; domännamn',
  address: 'adress; fullständig adress; postadress',
  street: 'gata; gatuadress; adressrad 1; adress 1; gatuadress 1; gatunamn; adressrad; besöksadress gata',
  line2: 'adress 2; adressrad 2; c o; co adress; c o adress; gatuadress 2; adresstillägg',
  city: 'ort; stad; postort; postadress ort; stad ort',
  region: 'region; delstat; län; landskap; delstat region; stat provins; delstat län; provins; län region',
  county: 'kommun',
  postal_code: 'postnummer; postnr; post nr; postkod',
  country: 'land; landskod; landsnamn; land region',
  industry: 'bransch; industri; sektor; branscher; näringsgren',
  employees: 'antal anställda; anställda; antal medarbetare; företagsstorlek; storlek; medarbetare',
  revenue: 'omsättning; årsomsättning; årlig omsättning; årliga intäkter; intäkter; nettoomsättning; årsintäkt',
  description: `
    beskrivning; kommentar; kommentarer; övrigt; information; anmärkning; bakgrund; detaljer; övrig information;
    beskr`,
  note: 'anteckning; anteckningar; notering; noteringar; innehåll; not',
  parent: `
    moderbolag; överordnat konto; moderföretag; överordnad organisation; koncern; överordnat företag; koncernmoder;
    medlem av; dotterbolag till; del av`,
  id: 'id; identifierare',
  external_id: 'externt id',
  number: 'nummer; nr',
  code: 'kod; förkortning',
  type: 'typ; slag',
  status: 'status; läge',
  stage: 'fas; steg; säljfas; försäljningsfas; affärsfas; säljsteg; affärssteg; skede; pipelinesteg',
  lifecycle: 'livscykel; livscykelfas; livscykelsteg',
  source: 'källa; ursprung',
  lead_source: `
    leadkälla; ursprunglig källa; kontaktkälla; kanal; hur hörde du talas om oss; lead källa; källa för lead`,
  tags: 'taggar; etiketter; nyckelord; tagg',
  category: 'kategori; grupp; segment; kundgrupp',
  groups: 'kategorier; grupper',
  owner: `
    ägare; ansvarig; tilldelad; säljare; ansvarig säljare; kundansvarig; tilldelad till; kontaktägare; handläggare;
    affärsägare; ansvarig användare; kontoansvarig; ansvarig person`,
  created: `
    skapad; skapad den; skapad datum; skapat; tillagd; registrerad; skapades; datum skapad; skapandedatum; inlagd;
    registreringsdatum; skapat datum; tillagd den; inträdesdatum; medlem sedan; kund sedan; skapad tid; lades till`,
  updated: `
    ändrad; uppdaterad; senast ändrad; ändringsdatum; senast uppdaterad; senaste ändring; uppdaterat; ändrad den;
    ändrat; senast modifierad; uppdateringsdatum; senast redigerad; modifierad`,
  date: 'datum; dag; den',
  time: 'tid; klockslag',
  birthday: 'födelsedag; födelsedatum; född; födelsetid',
  amount: `
    belopp; värde; affärsvärde; summa; ordervärde; pris; affärsbelopp; totalt; totalbelopp; kontraktsvärde;
    affärens värde; avtalsvärde`,
  currency: 'valuta; valutakod',
  pipeline: 'pipeline; säljtratt; säljprocess; försäljningsprocess; säljpipeline',
  probability: 'sannolikhet; chans; vinstchans; sannolikhet att vinna',
  close: `
    stängd; stängningsdatum; avslutsdatum; stängd den; avslutad affär; avslut; avslutningsdatum; stängdatum;
    affärsdatum; beslutsdatum; orderdatum`,
  won: 'vunnen; vunnen den; vunnet',
  lost: 'förlorad; förlorad den; förlorat',
  reason: 'anledning; orsak',
  lost_reason: 'förlustorsak; anledning till förlust; orsak till förlust; förlorad anledning; avslagsorsak',
  next_step: 'nästa steg; nästa åtgärd',
  subject: 'ämne; rubrik; ärende',
  body: 'text; meddelande; mötesanteckningar',
  due: 'förfallodatum; förfaller; slutdatum uppgift; deadline; klart senast; planerat datum',
  done: 'klar; slutförd; färdig; slutfört; avslutad',
  done_at: 'slutförd den; slutfört datum; klar datum; avslutad den; slutförandedatum',
  start: 'start; startdatum; starttid; börjar',
  end: 'slut; slutdatum; sluttid; slutar',
  duration: 'varaktighet; längd; samtalslängd',
  priority: 'prioritet',
  outcome: 'resultat; utfall',
  location: 'plats',
  opt_in: `
    nyhetsbrev; prenumererar; prenumererar på nyhetsbrev; marknadsföringssamtycke; e postmarknadsföring;
    vill ha nyhetsbrev`,
  opt_out: `
    avregistrerad; avanmäld; avprenumererad; inga utskick; skicka inte e post; tackat nej till e post; ingen e post;
    avböjt e post`,
  do_not_call: 'ring inte; kontakta ej; kontakta inte; ej kontakt; nix; ring ej',
  consent: 'samtycke; gdpr; gdpr samtycke; rättslig grund; laglig grund',
  language: 'språk',
  related: 'relaterad till; gäller; kopplad till; avser',
  filler: `
    och; i; på; av; för; till; med; det; en; ett; eller; från; om; sek; kr; valfritt; obligatoriskt; uppgifter; vid;
    är`,
  custom: `
    mellannamn; smeknamn; suffix; kön; civilstånd; make; maka; barn; nationalitet; yrke; personnummer;
    organisationsnummer; orgnr; org nr; org nummer; momsnummer; moms nr; vat nummer; bankgiro; plusgiro; iban; bank;
    clearingnummer; kontonummer; betalningsvillkor; betalvillkor; kredittid; kreditgräns; rabatt; prislista;
    kundnummer typ; kundtyp; företagstyp; bolagsform; typ av kund; betyg; poäng; grundat år; boxadress; box; våning;
    distrikt; område; filial; anknytning; facebook; twitter; instagram; skype; assistent; chef; rapporterar till;
    konkurrent; konkurrenter; uppföljning; uppföljningsdatum; nästa kontakt; antal; styckpris; marginal; kostnad;
    kampanj; avtal; avtalsdatum; avtalsstart; avtalsslut; fakturanummer; offert; offertnummer; order; ordernummer;
    leverantör; referens; vår referens; er referens; rekommenderad av; sni; sni kod; medlemsnummer; viktat värde;
    ålder;
    användarnamn;
    organisationsnr`,
  ignore: `
    skapad av; skapat av; ändrad av; uppdaterad av; senast ändrad av; senaste aktivitet; senaste kontakt;
    senast kontaktad; nästa aktivitet; antal aktiviteter; borttagen; raderad; arkiverad; foto; bild; logotyp;
    lösenord; latitud; longitud; senaste inloggning; registrerad av; tillagd av`,
};

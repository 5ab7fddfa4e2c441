import type { Lexicon } from './atoms.ts';

/** Dutch. */
export const dutch: Lexicon = {
  person: `
    contact; contacten; contactpersoon; contactpersonen; persoon; lid; abonnee; deelnemer; relatie persoon;
    hoofdcontact; primaire contactpersoon; leden; personen; cliënt; leerling; donateur; kandidaat; patiënt`,
  customer: 'klant; relatie; klanten; relaties; debiteur; opdrachtgever',
  lead: 'lead; prospect; aanvraag',
  company: `
    bedrijf; organisatie; onderneming; firma; account; werkgever; instelling; bedrijven; organisaties; vereniging;
    vennootschap; handelsnaam; zaak bedrijf; stichting; relatie bedrijf;
    bedrijfsnaam; bedrijfsnamen`,
  deal: `
    deal; naam kans; kans naam; kansnaam; verkoopkans; opportunity; opdracht; verkoopkansen; kansen; offerte deal; verkooptraject;
    project deal`,
  activity: `
    activiteit; taak; afspraak; vergadering; gesprek; gebeurtenis; telefoongesprek; meeting; taken; activiteiten;
    belafspraak; interactie; bezoek`,
  product: 'product; artikel; dienst; producten; diensten',
  user: 'gebruiker',
  work: 'werk; zakelijk; kantoor; zakelijke; bedrijfs',
  home: 'thuis; privé; huis; prive',
  personal: 'persoonlijk; persoonlijke; privé persoonlijk',
  other: 'overig; andere; anders; overige; ander',
  alternate: `
    alternatief; tweede; extra; secundair; secundaire; alternatieve; bijkomend; bijkomende; 2e; aanvullend`,
  primary: 'primair; primaire; voorkeur; standaard; voorkeurs',
  main: `
    hoofd; algemeen; centraal; vast; vaste; hoofdkantoor; centrale; algemene; receptie; hoofdvestiging; vaste lijn`,
  direct: 'direct; rechtstreeks; doorkies; doorkiesnummer; directe; rechtstreekse',
  mailing: 'correspondentie; verzend',
  postal: 'post; postale',
  billing: 'factuur; facturatie; facturering',
  shipping: 'aflever; levering; verzending; bezorg; leverings; lever; afleverings; bezorging',
  legal: 'vestigings; bezoek; statutair; vestiging',
  expected: 'verwacht; verwachte; geschat; geschatte; gepland; geplande; geraamd; geraamde; streef',
  actual: 'werkelijk; werkelijke; feitelijk; feitelijke',
  current: 'huidig; huidige; gekoppeld; gekoppelde; bijbehorend; bijbehorende',
  name: 'naam; benaming; omschrijving naam',
  first_name: 'voornaam; roepnaam; voornamen; vnaam',
  last_name: 'achternaam; familienaam; achternamen; anaam; geslachtsnaam',
  full_name: `
    volledige naam; voor en achternaam; naam en voornaam; voornaam en achternaam; voornaam achternaam; weergavenaam;
    volledige naam contactpersoon; naam voornaam; voor achternaam; hele naam`,
  salutation: `
    aanhef; aanspreektitel; aanspreekvorm; titulatuur; beleefdheidstitel; dhr mevr; aanspreking; titel aanhef;
    voorvoegsel titel; dhr mw`,
  title: 'titel',
  job_title: `
    functie; functietitel; functienaam; positie; rol; baan; functieomschrijving; beroep functie; functiebenaming;
    jobtitel; functie titel; functie omschrijving`,
  department: 'afdeling; dienst afdeling; afd; divisie',
  email: `
    e-mail; email; e-mailadres; mailadres; emailadres; mail; e-mail adres; elektronisch adres; mail adres;
    electronisch adres`,
  phone: `
    telefoon; tel; telefoonnummer; telefoonnr; telnr; tel nr; vaste telefoon; telefoon nr; telefoonnummers;
    telefoonnummer vast; tel nummer; telefoon vast; vast nummer; tel vast; nummer telefoon; telefoonaansluiting`,
  mobile: `
    mobiel; mobiele telefoon; gsm; mobielnummer; mobiel nummer; mobiele nummer; mob; gsm nummer; telefoon mobiel;
    mobiel telefoonnummer; mobiel telefoon; 06 nummer; mobiele; 06; gsm nr; mobielnr; mobiel nr; tel mobiel;
    telefoonnummer mobiel; mobieltje`,
  fax: 'fax; faxnummer; faxnr; fax nr; telefax',
  website: `
    website; webpagina; site; webadres; internetadres; homepage; web; internet; web site; internetpagina;
    url website; websiteadres; webstek`,
  url: 'link; koppeling',
  domain: 'domein; domeinnaam; bedrijfsdomein; domeinnaam van bedrijf',
  linkedin: 'linkedin profiel; linkedin pagina; linkedin url; linkedin bedrijfspagina',
  address: 'adres; volledig adres; adresgegevens; adressen; woonadres',
  street: `
    straat; straatnaam; straat en huisnummer; adresregel 1; adres 1; straat nummer; straat nr; straat en nummer;
    straat huisnummer; adreslijn 1; straatnaam en huisnummer; straat en nr; straat 1; straatadres; straat huisnr;
    adres straat; straat huisnummer toevoeging`,
  line2: `
    adres 2; adresregel 2; toevoeging; adrestoevoeging; adreslijn 2; straat 2; verdieping; gebouw;
    huisnummertoevoeging; huisnummer toevoeging; aanvullend adres; adres aanvulling; adres toevoeging; appartement`,
  city: 'plaats; stad; woonplaats; gemeente; plaatsnaam; stad plaats; vestigingsplaats; stad dorp; stad gemeente',
  region: `
    provincie; regio; staat; staat provincie; provincie staat; provincie regio; staat regio; deelstaat;
    land regio provincie; gewest`,
  county: 'district; streek',
  postal_code: 'postcode; post code; postnummer; pc; zip postcode; postcodes; postkode',
  country: 'land; landcode; natie; land code; landnaam; land regio; land van verblijf; landen; land iso',
  industry: `
    branche; sector; bedrijfstak; industrie; branches; bedrijfssector; branch; industrietak; sectoren;
    bedrijfsactiviteit; brancheomschrijving; marktsegment branche; sector branche`,
  employees: `
    medewerkers; aantal medewerkers; aantal werknemers; werknemers; personeel; bedrijfsgrootte;
    aantal personeelsleden; aantal fte; personeelsleden; omvang; grootte; fte; bedrijfsomvang; aant medewerkers;
    personeelsbestand; aantal werkzame personen; grootte bedrijf; werkzame personen`,
  revenue: `
    omzet; jaaromzet; jaarlijkse omzet; jaarlijkse opbrengst; opbrengst; jaarlijkse inkomsten; omzetklasse;
    jaaromzet bedrijf; jaarinkomsten; bedrijfsomzet`,
  description: `
    omschrijving; beschrijving; samenvatting; opmerking; opmerkingen; commentaar; toelichting; informatie; extra informatie;
    bijzonderheden; overige informatie; details; memo; info; achtergrond; achtergrondinformatie;
    aanvullende informatie; vrije tekst; commentaren; omschr; extra info; reacties; memoveld; kanttekening;
    bijkomende informatie; opm`,
  note: 'notitie; notities; inhoud; aantekening; aantekeningen',
  parent: `
    moederbedrijf; moedermaatschappij; hoofdorganisatie; bovenliggend bedrijf; moederorganisatie; holding; concern;
    bovenliggende organisatie; bovenliggend account; onderdeel van; hoofdrelatie; hoofdbedrijf; lid van;
    dochter van;
    hoofdaccount`,
  id: 'id; identificatie; sleutel; uniek id; record id; unieke id; identificatienummer; unieke code',
  external_id: 'extern id; externe id; externe sleutel; oud id; externe code; extern nummer',
  number: 'nummer; nr; num; volgnummer',
  code: 'code; afkorting',
  type: 'type; soort; typen',
  status: 'status; toestand; huidige status; stand',
  stage: `
    fase; stadium; verkoopfase; dealfase; stap; verkoopstadium; salesfase; fase deal; verkoop fase;
    fase verkoopkans; pijplijnfase;
    fase verkoop; fase van verkoop`,
  lifecycle: `
    levenscyclus; levenscyclusfase; fase levenscyclus; klantfase; lifecyclefase; levensfase; fase van levenscyclus`,
  source: 'bron; herkomst; afkomst; oorsprong',
  lead_source: `
    leadbron; bron van lead; bron lead; herkomst lead; hoe heeft u ons gevonden; kanaal; bron van de lead;
    oorspronkelijke bron; hoe kent u ons; bron contact; acquisitiekanaal; lead herkomst; hoe bij ons gekomen;
    herkomst contact; wervingskanaal; bron klant; bron verkoopkans; herkomst relatie; leadherkomst; via welk kanaal`,
  tags: 'tags; labels; trefwoorden; label; steekwoorden; kenmerken; trefwoord; tag; kenmerk labels',
  category: 'categorie; groep; segment; rubriek; classificatie; klantgroep; doelgroep; relatiegroep',
  groups: 'categorieën; groepen; categorieen',
  owner: `
    eigenaar; toegewezen aan; verantwoordelijke; accountmanager; beheerder; vertegenwoordiger; verkoper;
    contacteigenaar; behandelaar; toegewezen; toegewezen gebruiker; relatiebeheerder; accounthouder;
    dossierbeheerder; eigenaar contact; verantwoordelijk; adviseur; eigenaar contactpersoon;
    verkoopverantwoordelijke; toegekend aan; consultant; verantwoordelijke gebruiker; salesverantwoordelijke;
    recordeigenaar; binnendienst; buitendienst; verkoopmedewerker; verantwoordelijke persoon;
    medewerker verantwoordelijk; klantbeheerder; makelaar;
    actiehouder`,
  created: `
    aangemaakt; aangemaakt op; aanmaakdatum; gecreëerd op; toegevoegd op; datum aangemaakt; invoerdatum;
    ingevoerd op; creatiedatum; datum toegevoegd; inschrijfdatum; datum ingevoerd; ingeschreven op; toegevoegd;
    gemaakt op; datum van aanmaak; aanmaaktijd; datum aanmaak; registratiedatum; geregistreerd op; klant sinds;
    lid sinds; datum invoer; ingangsdatum lidmaatschap; gemaakt; aanmelddatum; aangemeld op; datum inschrijving;
    datum gemaakt; lidmaatschap sinds; datum toevoeging; entree datum; opgemaakt; aanmaak; gecreëerd; instapdatum;
    datum aanmelding`,
  updated: `
    gewijzigd; gewijzigd op; wijzigingsdatum; bijgewerkt; bijgewerkt op; laatst gewijzigd; laatste wijziging;
    laatst bijgewerkt; laatst aangepast; datum gewijzigd; aangepast op; mutatiedatum; datum laatste wijziging;
    laatst gewijzigd op; datum wijziging; laatste update; laatst bijgewerkt op; aangepast; datum bijgewerkt;
    laatste mutatie; datum laatste mutatie; wijziging; gewijzigde datum; laatst bewerkt`,
  date: 'datum; op; dag',
  time: 'tijd; tijdstip; uur',
  birthday: 'verjaardag; geboortedatum; geboren; geboortedag; geboren op; geb datum; gebdatum; geb dat; geboorte',
  amount: `
    bedrag; waarde; dealwaarde; orderwaarde; offertebedrag; prijs; totaalbedrag; verwachte omzet; totaal;
    hoeveelheid bedrag; opdrachtwaarde; waarde verkoopkans; totale waarde; dealbedrag; verwachte opbrengst;
    geschatte waarde; contractwaarde; projectwaarde; geschatte omzet; omzetwaarde; offertewaarde;
    opportunity bedrag; orderbedrag;
    meest waarschijnlijk`,
  currency: 'valuta; munt; valutacode; munteenheid',
  pipeline: `
    pijplijn; pipeline; verkooptrechter; verkooppijplijn; verkoopproces; salesfunnel; salespipeline; trechter;
    verkoop pipeline`,
  probability: `
    waarschijnlijkheid; kans; slagingskans; scoringskans; kanspercentage; kans op succes; slaagkans; succeskans;
    scoringspercentage; winkans; kans percentage; waarschijnlijkheid van succes; slagingspercentage`,
  close: `
    sluitingsdatum; afsluitdatum; gesloten op; afgesloten op; sluitdatum; datum afgesloten; datum gesloten;
    afsluiting; datum sluiting; beslisdatum; beslissingsdatum; sluiting; verwachte sluiting; ondertekendatum;
    datum afsluiting; deal gesloten op; opdrachtdatum; verkoopdatum`,
  won: 'gewonnen; gewonnen op; datum gewonnen',
  lost: 'verloren; verloren op; datum verloren',
  reason: 'reden; redenen',
  lost_reason: `
    reden van verlies; reden verlies; verliesreden; reden verloren; afwijsreden; reden afwijzing;
    reden van afwijzing; reden niet gewonnen`,
  next_step: 'volgende stap; volgende actie; vervolgstap; vervolgactie; vervolgstappen; volgende stappen',
  subject: 'onderwerp; betreft; titel taak; taaknaam; naam activiteit; betreft onderwerp',
  body: 'tekst; bericht; verslag; gespreksverslag; berichttekst; inhoud bericht; hoofdtekst',
  due: `
    vervaldatum; deadline; einddatum taak; uiterlijk; gepland op; datum en tijd; vervalt op; datum afspraak;
    streefdatum; af te ronden voor; datum activiteit; uit te voeren op; datum gepland; te doen op; verval datum;
    uiterste datum;
    vervaldag; uiterlijke datum`,
  done: 'voltooid; gereed; afgerond; klaar; gedaan; afgehandeld; uitgevoerd',
  done_at: `
    voltooid op; afgerond op; datum voltooid; datum gereed; gereed op; afgehandeld op; voltooiingsdatum;
    datum afgerond; datum afgehandeld; uitgevoerd op`,
  start: 'begin; startdatum; begindatum; starttijd; begintijd; vanaf; start; aanvang; begint op; aanvangstijd',
  end: 'einde; einddatum; eindtijd; tot; eindigt op; tot en met',
  duration: `
    duur; tijdsduur; duur minuten; duur in minuten; gespreksduur; looptijd activiteit; bestede tijd; minuten`,
  priority: 'prioriteit; urgentie; belangrijkheid',
  direction: 'richting',
  outcome: 'resultaat; uitkomst; gespreksresultaat',
  location: 'locatie; plek',
  opt_in: `
    nieuwsbrief; geabonneerd; aangemeld nieuwsbrief; mailing; opt in; nieuwsbrief ontvangen;
    ingeschreven nieuwsbrief; ontvangt nieuwsbrief; nieuwsbrief ja nee; inschrijving nieuwsbrief; mailing ja nee;
    wil nieuwsbrief; digitale nieuwsbrief; e mail marketing; toestemming e mail; toestemming mailing; e mailing;
    nieuwsbrieven; ontvang nieuwsbrief; toestemming nieuwsbrief; emailmarketing`,
  opt_out: `
    niet aangemeld; niet geabonneerd; geen toestemming e mail; afgemeld; uitgeschreven; geen e-mail; geen mailing;
    opt out; afmelding; uitgeschreven nieuwsbrief; geen nieuwsbrief; afgemeld voor nieuwsbrief; niet mailen;
    geen mail; e mail weigeren; geen emails; afgemeld voor e mail; afgemeld nieuwsbrief; afmelding e mail;
    geen reclame; geweigerd e mail; uitschrijving nieuwsbrief`,
  do_not_call: `
    niet bellen; niet contacteren; niet benaderen; bel me niet; geen telefoon; geen contact opnemen;
    niet telefonisch benaderen; bel niet`,
  consent: `
    toestemming; avg; gdpr; avg toestemming; grondslag; rechtsgrond; privacyverklaring; akkoord privacy;
    avg akkoord; rechtsgrondslag; wettelijke grondslag; privacy akkoord; toestemmingsstatus; bron toestemming;
    rechtsgrond voor verwerking`,
  language: 'taal; voertaal; taalcode; voorkeurstaal; correspondentietaal; talen',
  related: 'gerelateerd aan; betreft; gekoppeld aan; heeft betrekking op; met betrekking tot',
  who: 'gesproken met; gesprek met',
  filler: `
    record; van; de; het; een; en; of; voor; in; met; bij; aan; door; per; uit; veld; verplicht; optioneel; indien;
    dd mm jjjj; is; dit; ons; uw; om; gegevens; als; die; dat; euro; te; contactgegevens; bedrijfsgegevens; nieuwe;
    wat; wie; eventueel`,
  custom: `
    tussenvoegsel; tussenvoegsels; tussenv; tv; voorvoegsel; voorvoegsels; voorletters; initialen; achtervoegsel;
    bijnaam; meisjesnaam; tweede voornaam; middelste naam; geslacht; m v; burgerlijke staat; partner; naam partner;
    echtgenoot; kinderen; nationaliteit; opleiding; beroep; hobby; hobby s; interesses; assistent; naam assistent;
    telefoon assistent; manager; leidinggevende; rapporteert aan; kvk; kvk nummer; kvk nr; kvknummer; btw;
    btw nummer; btw nr; btwnummer; bsn; rsin; ondernemingsnummer; rechtsvorm; iban; bic; bank; bankrekening;
    rekeningnummer; bankrekeningnummer; banknummer; rekening; ten name van; betaaltermijn; betalingstermijn;
    betalingsconditie; betaalwijze; betalingswijze; betaalmethode; korting; kredietlimiet; prijslijst;
    debiteurnummer; debiteurennummer; crediteurnummer; type klant; klanttype; type relatie; relatietype;
    soort klant; soort relatie; accounttype; type account; type organisatie; contacttype; type contact;
    bedrijfstype; waardering; beoordeling; score; rating; oprichtingsjaar; opgericht; oprichtingsdatum; jubileum;
    postbus; huisnummer; huisnr; huis nr; nr huis; wijk; buurt; rayon; regio verkoop; filiaal; toestelnummer;
    doorkies intern; semafoon; pieper; skype; facebook; twitter; instagram; whatsapp; concurrent; concurrenten;
    opvolging; opvolgdatum; follow up; gewogen; gewogen waarde; gewogen bedrag; aantal; stuksprijs; eenheid; marge;
    kosten; winst; campagne; contract; contractdatum; startdatum contract; einddatum contract; contractnummer;
    looptijd; factuurnummer; factuurdatum; offerte; offertenummer; offertedatum; order; ordernummer; bestelling;
    leverancier; referentie; ref; uw referentie; onze referentie; verwezen door; aanbevolen door; sbi; sbi code;
    nace; lidnummer; lidmaatschap; soort lid; contributie; team; lidsoort; leeftijd; leeftijdscategorie;
    geboorteplaats; opzegdatum; uitschrijfdatum; einddatum lidmaatschap; startdatum lidmaatschap; ouder; ouders;
    naam ouder; noodcontact; klas; school; rijbewijs; kenteken; woning; pand; betaald; machtiging; incasso;
    automatische incasso; mandaat; gift; donatie; diploma; vog; rugnummer; speeldag; vrijwilliger;
    functie binnen vereniging; voorkeur contact; sofinummer; marktsegment;
    gebruikersnaam; inlognaam;
    interesse in; geïnteresseerd in`,
  ignore: `
    aangemaakt door; gemaakt door; ingevoerd door; gewijzigd door; bijgewerkt door; laatst gewijzigd door;
    laatste activiteit; laatste contact; laatst contact; datum laatste contact; laatste contactmoment;
    laatste gesprek; laatste bezoek; volgende activiteit; volgende afspraak; verwijderd; gearchiveerd; breedtegraad;
    lengtegraad; foto; afbeelding; logo; zichtbaar voor; aantal activiteiten; type e mail; type telefoon;
    toegevoegd door; maker; auteur; herinnering; avatar; wachtwoord; laatste login; laatst ingelogd;
    laatste interactie; aantal contacten; datum laatste activiteit; geconverteerd; geïmporteerd op; laatste e mail`,
};

import type { Lexicon } from './atoms.ts';

/** German, with Swiss and Austrian words. */
export const german: Lexicon = {
  person: `
    Kontakt; Kontakte; Kontaktperson; Ansprechpartner; Ansprechperson; Ansprechpartnerin; Person; Personen;
    Mitglied; Teilnehmer; Abonnent; AP; Hauptansprechpartner; Hauptkontakt; Mitarbeiter Kontakt; Gesprächspartner;
    Bewerber;
    Ansprechp; Ansprechpart`,
  customer: 'Kunde; Kunden; Kundin; Klient; Mandant; Auftraggeber; Geschäftspartner; Debitor; Adressnummer',
  lead: 'Lead; Interessent; Interessenten; Anfrage; Neukunde',
  company: `
    Firma; Unternehmen; Organisation; Betrieb; Gesellschaft; Account; Arbeitgeber; Institution; Verein; Firmenkunde;
    Konto; Firmen; Firmenbezeichnung; Agentur; Kundenfirma`,
  deal: `
    Deal; Geschäft; Verkaufschance; Auftrag; Opportunity; Chance; Verkaufsprojekt; Vertriebschance; Geschäftschance;
    Abschluss Deal; Verkaufsmöglichkeit; Angebot Deal; Projekt Deal`,
  activity: `
    Aktivität; Aufgabe; Termin; Anruf; Besprechung; Ereignis; Telefonat; Meeting; Aktivitäten; Aufgaben; Termine;
    Interaktion; Interaktionen; Kommunikation; Gespräch`,
  product: 'Produkt; Artikel; Position Artikel; Dienstleistung; Leistung',
  user: 'Benutzer; Nutzer; Anwender',
  work: 'geschäftlich; dienstlich; beruflich; Büro; Arbeit; Arbeitsplatz; Dienst; gesch; berufl; Geschäfts',
  home: 'privat; Zuhause; Heim; priv',
  personal: 'persönlich; persönliche',
  other: 'sonstige; sonstiges; andere; anderes; weitere; weiterer; weiteres; sonst',
  alternate: 'zweite; zweiter; zweites; alternativ; alternative; zusätzlich; zusätzliche; Zweit; Ersatz; sekundär',
  primary: 'primär; primäre; primärer; bevorzugt; bevorzugte; Standard',
  main: 'Haupt; Zentrale; allgemein; zentral; Hauptnummer; Hauptsitz; Festnetz; Vermittlung',
  direct: 'direkt; Durchwahl; Direktwahl; DW; Direktdurchwahl',
  day: 'tagsüber',
  evening: 'abends',
  mailing: 'Korrespondenz; Versandadresse Post; Briefanschrift',
  postal: 'Post; postalisch; Postanschrift Zusatz',
  billing: 'Rechnung; Rechnungs; Faktura',
  shipping: 'Lieferung; Liefer; Versand',
  legal: 'Firmensitz; Sitz; eingetragen',
  expected: `
    erwartet; erwarteter; erwartetes; erwartete; geplant; geplantes; geplante; voraussichtlich; voraussichtliches;
    voraussichtlicher; voraussichtliche; geschätzt; geschätzter; Ziel; Plan; prognostiziert`,
  actual: 'tatsächlich; tatsächliches; tatsächlicher; tatsächliche',
  current: 'aktuell; aktuelle; aktueller; zugehörig; zugeordnet; zugeordnete; verknüpft; verknüpfte; zugehörige',
  name: 'Name; Bezeichnung; Namen',
  first_name: 'Vorname; Vornamen; Rufname; VN',
  last_name: 'Nachname; Familienname; Zuname; Nachnamen; NN',
  full_name: `
    vollständiger Name; voller Name; ganzer Name; Vor und Nachname; Vorname Nachname; Vor Nachname; Vor und Zuname;
    Name und Vorname; Vorname und Nachname; Nachname Vorname; Name Vorname; kompletter Name; Anzeigename;
    Vorname Name`,
  salutation: `
    Anrede; Anredetitel; Briefanrede Titel; Herr Frau; akademischer Titel; Titel akademisch; akad Titel;
    Namenstitel; Grußformel`,
  title: 'Titel',
  job_title: `
    Position; Funktion; Berufsbezeichnung; Stellenbezeichnung; Stelle; Rolle; Jobtitel; Tätigkeit;
    Position im Unternehmen; Funktion im Unternehmen; Jobbezeichnung; Berufstitel; Stellung; Amt`,
  department: 'Abteilung; Bereich; Abt; Fachbereich',
  email: `
    E-Mail; Mail; E-Mail-Adresse; Mailadresse; Emailadresse; elektronische Post; E-Mailadresse; Mailanschrift;
    E Mail Anschrift`,
  phone: `
    Telefon; Telefonnummer; Tel; Rufnummer; Tel Nr; Telefon Nr; Fon; Telefonnr; Fernsprecher; Telefonanschluss;
    TelNr; Kontakttelefon; Tel Nummer`,
  mobile: `
    Mobil; Mobiltelefon; Handy; Handynummer; Mobilnummer; Natel; Mobilfunk; Handy Nr; Mobiltel; Mobilfunknummer;
    Mobiltelefonnummer; Mobil Nr; Mobilnr; Funk; Tel mobil; Telefon mobil`,
  fax: 'Fax; Telefax; Faxnummer; Fax Nr; Faxnr; Telefaxnummer',
  website: `
    Webseite; Website; Homepage; Internetseite; Web; Internet; Internetadresse; Webadresse; Web Adresse;
    Internetauftritt; URL Webseite; Firmenwebsite; Netzseite; Homepage URL`,
  url: 'Link; Verknüpfung',
  domain: 'Domain; Domäne; Domainname; Unternehmensdomain',
  linkedin: 'LinkedIn Profil; LinkedIn Seite; LinkedIn Unternehmensseite',
  address: 'Adresse; Anschrift; Postanschrift; Adr; vollständige Adresse; Adressen; Postadresse; Hausanschrift',
  street: `
    Straße; Strasse; Str; Straße und Hausnummer; Straße Hausnummer; Straße Nr; Straße und Nr; Strasse Nr;
    Strasse Hausnr; Adresszeile 1; Anschrift 1; Straßenname; Straßenanschrift; Adresse 1; Straße Hausnr;
    Adresszeile; Straße u Nr; Str Nr; Strassenname`,
  line2: `
    Adresszusatz; Adresszeile 2; Adresse 2; Zusatz; Straße 2; Adressergänzung; Anschrift 2; Gebäude; Etage;
    Stockwerk; Adresszusatz 1; Wohnung; Zusatzzeile; Adress Zusatz; c o Zusatz; Namenszusatz Adresse`,
  city: 'Ort; Stadt; Wohnort; Ortschaft; Gemeinde; Stadt Ort; Ortsname; Ort Stadt; Sitzort; Stadtname',
  region: `
    Bundesland; Kanton; Region; Bundesstaat; Provinz; Staat Provinz; Bundesland Kanton; 
    Bundesland Region; Region Bundesland`,
  county: 'Landkreis; Kreis; Bezirk',
  postal_code: 'PLZ; Postleitzahl; Plz Zip; Postleitzahlen; PLZ Code; Postcode; PLZ Nr',
  country: `
    Land; Staat; Nation; Länderkürzel; Ländercode; Landeskennung; Länderkennzeichen; Länderkennung; Land Code;
    Ländername; Landname; Länder; Landeskürzel; Land ISO; LKZ;
    Land Region`,
  industry: `
    Branche; Industrie; Wirtschaftszweig; Sektor; Branchen; Geschäftsfeld; Industriezweig; Branchenbezeichnung;
    Geschäftsbereich; Wirtschaftsbereich`,
  employees: `
    Mitarbeiter; Mitarbeiterzahl; Anzahl Mitarbeiter; Mitarbeiteranzahl; Anzahl der Mitarbeiter; Unternehmensgröße;
    Beschäftigte; Angestellte; Anzahl Beschäftigte; Firmengröße; Anzahl Mitarbeitende; Mitarbeitende;
    Anz Mitarbeiter; MA Anzahl; Anzahl MA; Betriebsgröße`,
  revenue: `
    Umsatz; Jahresumsatz; Erlös; Jahreserlös; jährlicher Umsatz; Umsatzklasse; Umsatz pro Jahr; Umsatz Jahr;
    Jahreseinnahmen; Umsatzgröße`,
  description: `
    Zusammenfassung; Beschreibung; Bemerkung; Bemerkungen; Kommentar; Kommentare; Anmerkung; Anmerkungen; Hintergrund; Info; Infos;
    Information; Informationen; Zusatzinfo; Details; Sonstiges Info; weitere Informationen; Memo; Hinweis; Hinweise;
    Zusatzinformation; Zusatzinformationen; Freitext; Beschreib; Hintergrundinformation; Bem`,
  note: 'Notiz; Notizen; Vermerk; Inhalt',
  parent: `
    Muttergesellschaft; Mutterunternehmen; übergeordnete Firma; übergeordnetes Unternehmen; Konzern; Mutterfirma;
    Dachorganisation; übergeordnete Organisation; Mutterkonzern; übergeordneter Account; gehört zu;
    Mitglied von; Tochter von; Tochtergesellschaft von`,
  id: 'ID; Id; Kennung; Datensatz ID; Kennnummer; Identifikation; Schlüssel; Satznummer',
  external_id: 'externe ID; externe Nummer; Fremdschlüssel; Alt ID; alte ID',
  number: 'Nummer; Nr; Num; Anzahl Nr; laufende Nummer; lfd Nr',
  code: 'Code; Kürzel; Kennzeichen',
  type: 'Typ; Art; Typen',
  status: 'Status; Stand; Zustand; Bearbeitungsstatus; Statuswert',
  stage: `
    Phase; Stufe; Verkaufsphase; Stadium; Vertriebsphase; Deal Phase; Verkaufsstufe; Vertriebsstufe;
    Phase im Verkauf; Dealphase; Verkaufsstadium; Pipelinestufe`,
  lifecycle: 'Lebenszyklus; Lebenszyklusphase; Lifecycle Phase; Kundenphase; Kundenstatus Phase',
  source: 'Quelle; Herkunft; Ursprung',
  lead_source: `
    Lead Quelle; Leadquelle; Kontaktquelle; Herkunft des Leads; Quelle des Leads; Akquisekanal;
    Ursprüngliche Quelle; Lead Herkunft; Wie haben Sie von uns erfahren; Vertriebskanal; Akquiseweg; Kanal;
    Leadherkunft; Akquisequelle; Werbequelle; aufmerksam geworden durch`,
  tags: `
    Beschriftung; Beschriftungen; Stichwortliste; Tags; Schlagwort; Schlagworte; Stichwort; Stichworte; Stichwörter;
    Etiketten; Label; Labels; Markierungen; Schlagwörter; Merkmale; Selektionsmerkmale`,
  category: 'Kategorie; Gruppe; Segment; Klassifizierung; Kundengruppe; Kontaktgruppe',
  groups: 'Kategorien; Gruppen',
  owner: `
    zuständiger Mitarbeiter; zuständige Mitarbeiterin; zuständiger; zuständige; Mitarbeiter zuständig;
    betreuender Mitarbeiter; Kontakt Besitzer; Besitzer; Inhaber; Eigentümer; zuständig; zugewiesen an;
    Verantwortlicher; Bearbeiter; Betreuer; Kundenbetreuer; Sachbearbeiter; zugewiesen; verantwortlich; Verkäufer;
    Vertriebsmitarbeiter; Zuständigkeit; Zuständiger; verantwortliche Person; zuständige Person; Datensatzbesitzer;
    zugewiesener Benutzer; Außendienst; Vertreter; Vertriebler; Berater; betreut durch; zugeordneter Benutzer;
    Kontaktinhaber; Verantwortliche; Vertriebsbeauftragter; Kundenberater; Account Manager; Zugewiesene Person;
    betreut von; Besitzername; Innendienst`,
  created: `
    Deal erstellt; angelegt durch Datum; erstellt; erstellt am; Erstellungsdatum; angelegt; angelegt am;
    hinzugefügt am; Erstelldatum; Anlagedatum; Erfassungsdatum; erfasst am; eingetragen am; hinzugefügt; Anlage;
    Erstellung; Datum der Erstellung; Erstellungszeitpunkt; Erstellt um; erfasst; Eintrittsdatum; Eintritt;
    Mitglied seit; Kunde seit; Registrierungsdatum; registriert am; Erstellungszeit; Anmeldedatum; Beitrittsdatum;
    Aufnahmedatum; Erfassung; Neuanlage; Anlagezeit; Erstanlage; erstellt Datum;
    Eintragsdatum; Eintragungsdatum;
    Eingangsdatum; Anfragedatum`,
  updated: `
    geändert; geändert am; Änderungsdatum; aktualisiert; aktualisiert am; zuletzt geändert; letzte Änderung;
    bearbeitet am; zuletzt aktualisiert; zuletzt bearbeitet; letzte Aktualisierung; Aktualisierungsdatum; Stand vom;
    zuletzt geändert am; Datum letzte Änderung; letzte Bearbeitung; Aktualisierungszeit; Aktualisierung;
    Update Zeit; Änderungszeit; Änderungszeitpunkt; modifiziert; Modifikationsdatum;
    Datum der letzten Änderung; letzte Änderung am`,
  date: 'Datum; am; Tag',
  time: 'Uhrzeit; Zeit; Zeitpunkt; um',
  birthday: 'Geburtstag; Geburtsdatum; geboren am; geboren; Geb Datum; Geb; GebDat; Geburtstag Datum',
  amount: `
    Betrag; Wert; Auftragswert; Summe; Volumen; Auftragsvolumen; Angebotssumme; Dealwert; Auftragssumme;
    Angebotswert; Gesamtbetrag; Gesamtwert; Preis; Dealgröße; erwarteter Umsatz; Umsatzpotenzial; Projektwert;
    geschätzter Umsatz; Potenzial; Verkaufspreis; Abschlusswert; Gesamtsumme; Auftragsgröße; Deal Betrag;
    Nettobetrag; Wert netto`,
  currency: 'Währung; Währungscode; Währungskürzel',
  pipeline: 'Pipeline; Trichter; Verkaufstrichter; Verkaufsprozess; Vertriebsprozess; Vertriebspipeline',
  probability: `
    Wahrscheinlichkeit; Abschlusswahrscheinlichkeit; Erfolgsaussicht; Erfolgswahrscheinlichkeit; Chance Prozent;
    Auftragswahrscheinlichkeit; Verkaufswahrscheinlichkeit; Gewinnwahrscheinlichkeit; Erfolgschance; Abschlusschance;
    Wahrsch; Wahrscheinl; Wahrscheinl.`,
  close: `
    Abschluss; Abschlussdatum; geschlossen am; abgeschlossen am Deal; Schließdatum; Abschlusstermin;
    Entscheidungsdatum; Auftragsdatum; Abgeschlossen am; Geschäftsabschluss; Verkaufsdatum;
    Schlusstermin`,
  won: 'gewonnen; gewonnen am; Gewinndatum',
  lost: 'verloren; verloren am; Verlustdatum',
  reason: 'Grund; Gründe',
  lost_reason: `
    Verlustgrund; Absagegrund; Grund für Verlust; Grund des Verlusts; Ablehnungsgrund; Grund verloren;
    Grund für Absage; Grund der Absage; Verlustgründe`,
  next_step: 'nächster Schritt; nächste Schritte; nächste Aktion; weiteres Vorgehen; nächste Maßnahme',
  subject: 'Betreff; Thema; Überschrift; Aufgabenname; Betreffzeile',
  body: 'Text; Nachricht; Gesprächsnotiz; Nachrichtentext; Protokoll; Gesprächsnotizen',
  due: `
    fällig; fällig am; Fälligkeit; Fälligkeitsdatum; Termin Datum; Frist; Deadline; Fälligkeitstermin;
    zu erledigen bis; geplant am; Wiedervorlage Termin; Termindatum; bis wann; Zieldatum`,
  done: 'erledigt; abgeschlossen; fertig',
  done_at: 'erledigt am; Erledigungsdatum; abgeschlossen am; Fertigstellungsdatum; erledigt Datum',
  start: 'Beginn; Start; Startdatum; Anfang; Startzeit; beginnt am; von Datum; Beginndatum; Beginnzeit',
  end: 'Ende; Enddatum; Endzeit; endet am; Endedatum',
  duration: 'Dauer; Länge; Dauer Minuten; Zeitaufwand; Gesprächsdauer; Anrufdauer; Dauer in Minuten',
  priority: 'Priorität; Wichtigkeit; Dringlichkeit; Prio',
  direction: 'Richtung',
  outcome: 'Ergebnis; Resultat',
  location: 'Veranstaltungsort; Treffpunkt; Besprechungsort; Ort der Besprechung',
  opt_in: `
    Newsletter; Newsletter abonniert; Werbeeinwilligung; Opt In; abonniert; Newsletteranmeldung; E-Mail Marketing;
    Mailing erlaubt; Newsletter Anmeldung; Newsletter gewünscht; Newsletter Empfänger; Werbung erlaubt;
    Newsletter ja nein; E-Mail Werbung erlaubt; Mailing; Newsletterempfänger; Newsletterabo`,
  opt_out: `
    abgemeldet; Newsletter abgemeldet; Abmeldung; keine E-Mails; Werbesperre; Opt Out; kein Newsletter;
    keine Werbung; E-Mail Sperre; keine E Mail; Newsletter Abmeldung; Mailsperre; Werbewiderspruch;
    von E-Mails abgemeldet`,
  do_not_call: `
    nicht anrufen; keine Anrufe; nicht kontaktieren; Anrufsperre; Kontaktsperre; Telefonsperre;
    nicht telefonisch kontaktieren`,
  consent: `
    Einwilligung; DSGVO; DSGVO Einwilligung; Zustimmung; Datenschutz; Rechtsgrundlage; Einverständnis;
    Datenschutzerklärung; Rechtsgrundlage für die Verarbeitung; DSGVO Status; Einwilligungsart;
    Quelle der Einwilligung; Datenschutzeinwilligung`,
  language: 'Sprache; Korrespondenzsprache; Sprachcode; Muttersprache',
  related: 'bezieht sich auf; bezogen auf; verknüpft mit; zugehörig zu; in Bezug auf; zugeordnet zu',
  who: 'Gespräch mit; gesprochen mit',
  filler: `
    Datensatz; Datensatzes; normalisiert; formatiert; der; die; das; und; oder; von; vom; für; des; dem; den; im;
    in; an; bei; zu; zum; zur; mit; auf; aus; ein; eine; bitte; Pflichtfeld; wenn; falls; vorhanden; Feld; Daten;
    TT MM JJJJ; nur; z B; inkl; als; zuletzt; ist; hat; wird; je; per;
    netto; brutto`,
  custom: `
    zweiter Vorname; Firmenzusatz; Zusatz Firma; Namenszusatz; Spitzname; Zusatzname; Geschlecht; Familienstand; Ehepartner; Partner; Kinder;
    Jahrestag; Nationalität; Staatsangehörigkeit; Religion; Konfession; Beruf; Ausbildung; Hobby; Hobbys; Hobbies;
    Initialen; Assistent; Name des Assistenten; Assistentin; Telefon Assistent; Vorgesetzter; Sekretariat;
    Kostenstelle; Konto Nr; Kontonummer; Kontonr; IBAN; BIC; BLZ; Bank; Bankname; Bankverbindung; Kreditinstitut;
    Steuernummer; USt ID; USt IdNr; UID; UID Nummer; Umsatzsteuer ID; Umsatzsteuer; Handelsregister; HRB;
    Registernummer; Rechtsform; Zahlungsziel; Zahlungsbedingung; Zahlungsbedingungen; Zahlungsart; Rabatt; Skonto;
    Preisliste; Mahnstufe; Lieferbedingung; Kundentyp; Kundenart; Kundenklasse; Kundenkategorie; Kontaktart;
    Kontotyp; Firmentyp; Unternehmenstyp; Geschäftstyp; Bewertung; Rating; Punkte; Score; Gründungsjahr; Gründung;
    gegründet; Postfach; PLZ Postfach; Ort Postfach; Postfach PLZ; Hausnummer; Hausnr; Stadtteil; Ortsteil;
    Briefanrede; Anrede Brief; Anredeform; Grußformel Brief; Pager; Autotelefon; Skype; Xing; Facebook; Twitter;
    Instagram; Wettbewerber; Mitbewerber; Anlass; Wiedervorlage; Gewichtung; gewichteter Wert; Menge; Einheit;
    Stückpreis; Einzelpreis; Marge; Kosten; Gewinn; Rohertrag; Deckungsbeitrag; Interessen; Gebiet; Verkaufsgebiet;
    Vertriebsgebiet; Niederlassung; Standort; Filiale; Lieferant; Lieferantennummer; Kreditor; Vertragsbeginn;
    Vertragsende; Vertrag; Laufzeit; Kündigung; Rechnungsnummer; Angebotsnummer; Auftragsnummer; Angebot; Kampagne;
    Produktgruppe; Letzter Kauf; Alter; Berufsgruppe; Mitgliedsnummer; Mitgliedschaft; Austritt; Austrittsdatum;
    Beitrag; Beitragsart; Funktion Verein; Verein Funktion; Trainer; Nachname Partner; Geburtsort; Geburtsname;
    Abrechnungsinformation; benutzerdefiniert; Vertraulichkeit; Reisekilometer; Telefon Kantine; Anzahl; Zimmer;
    Fläche; Grundstück; Baujahr; Liegenschaft; Objekt; Immobilie; Wohnfläche; Mandat; Lastschrift; SEPA;
    Kontoinhaber; Weitersagen; Empfehlung; empfohlen von; geworben von;
    Vereinseintritt; Vereinsaustritt; Kündigungsdatum; Benutzername; Anmeldename; Nutzername;
    Interesse an; interessiert an`,
  ignore: `
    erstellt von; angelegt von; Ersteller; Erfasser; geändert von; bearbeitet von; aktualisiert von;
    zuletzt geändert von; letzte Aktivität; letzter Kontakt; letzter Anruf; letzter Besuch;
    Datum der letzten Aktivität; nächste Aktivität; nächster Termin; Anzahl Aktivitäten; gelöscht; archiviert;
    letzte E Mail; zuletzt kontaktiert; zuletzt angesehen; Breitengrad; Längengrad; Sichtbarkeit; sichtbar für;
    Foto; Bild; Logo; E Mail Typ; Telefontyp; Anzahl offene Deals; Verzeichnisserver; Internet frei gebucht;
    E Mail angezeigter Name; angezeigter Name; Erinnerung; Erinnerung am; ganztägig; ganztägiges Ereignis;
    privat Kennzeichen; Passwort; Kennwort; Version; importiert am; Import; Anzeigezeit`,
};

import type { Lexicon } from './atoms.ts';

/** Polish. */
export const polish: Lexicon = {
  person: `
    kontakt; osoba; osoba kontaktowa; kontakty; osoby; członek; subskrybent; osoba do kontaktu;
    przedstawiciel kontakt; kontaktu; osoby kontaktowej; osobę; kontaktem`,
  customer: 'klient; klienci; kontrahent; kontrahenci; odbiorca; klienta; kontrahenta; klientem; kontrahentem',
  lead: 'lead; potencjalny klient; namiar; leada; potencjalnego klienta; leadu',
  company: `
    firma; organizacja; przedsiębiorstwo; nazwa firmy; konto; pracodawca; spółka; instytucja; firmy;
    nazwa organizacji; podmiot; organizacji; przedsiębiorstwa; konta; nazwa podmiotu`,
  deal: `
    szansa sprzedaży; szansa; transakcja; okazja; deal; umowa deal; szanse sprzedaży; sprzedaż szansa;
    szansa sprzedażowa; szansy; szansy sprzedaży; transakcji; okazji; szanse; deala`,
  activity: `
    aktywność; zadanie; spotkanie; rozmowa; wydarzenie; zdarzenie; działanie; czynność; zadania; aktywności;
    spotkania; zdarzenia; rozmowy; połączenie; wydarzenia; kontakt aktywność`,
  product: 'produkt; towar; usługa',
  user: 'użytkownik; użytkownika',
  work: 'praca; służbowy; służbowa; biuro; firmowy; służb; firmowa; biurowy; praca tel',
  home: 'dom; domowy; prywatny; domowa',
  personal: 'osobisty; prywatna',
  other: 'inny; inna; inne; pozostałe',
  alternate: 'dodatkowy; dodatkowa; drugi; alternatywny; druga; zapasowy; alternatywna',
  primary: 'główny; podstawowy; domyślny; główna; preferowany; podstawowa',
  main: 'centrala; stacjonarny; ogólny; siedziba; stacjonarne',
  direct: 'bezpośredni; bezpośrednia',
  mailing: 'korespondencyjny; korespondencyjna; do korespondencji; korespondencja',
  postal: 'pocztowa; pocztowy',
  billing: 'rozliczeniowy; do faktury; faktura; rozliczeniowa; fakturowania',
  shipping: 'dostawy; wysyłki; dostawa; wysyłka',
  legal: 'rejestrowy; siedziby; prawny',
  expected: `
    oczekiwany; oczekiwana; planowana; planowany; przewidywana; przewidywany; szacowany; szacowana; spodziewana;
    szacowane; przewidywane; planowane; oczekiwane; szacunkowy; szacunkowa`,
  actual: 'rzeczywisty; rzeczywista; faktyczny',
  current: 'aktualny; powiązany; powiązana; obecny',
  name: 'nazwa; nazwa pełna; nazwa skrócona',
  first_name: 'imię; imiona; imie',
  last_name: 'nazwisko',
  full_name: `
    imię i nazwisko; imie i nazwisko; pełna nazwa osoby; nazwisko i imię; pełne imię i nazwisko; imię nazwisko;
    pełne imię`,
  salutation: 'zwrot grzecznościowy; tytuł grzecznościowy; forma grzecznościowa; pan pani; zwrot',
  title: 'tytuł',
  job_title: 'stanowisko; funkcja; rola; stanowisko pracy; pozycja',
  department: 'dział; departament; wydział; oddział dział',
  email: `
    e-mail; email; adres e-mail; adres email; poczta elektroniczna; mail; adres mailowy; adres poczty elektronicznej`,
  phone: `
    telefon; tel; numer telefonu; nr telefonu; nr tel; numer tel; telefony; telefon stacjonarny; tel stacjonarny`,
  mobile: `
    komórka; telefon komórkowy; komórkowy; tel kom; telefon kom; numer komórkowy; kom; tel komórkowy; mobilny;
    numer komórki`,
  fax: 'faks; fax; numer faksu; nr faksu',
  website: `
    strona www; strona internetowa; www; strona; witryna; adres www; witryna internetowa; strona web;
    adres strony www; witryna www`,
  url: 'link; odnośnik',
  domain: 'domena',
  linkedin: 'profil linkedin',
  address: 'adres; pełny adres; adres pełny',
  street: 'ulica; ul; ulica i numer; adres 1; adres linia 1; ulica nr; ulica numer; wiersz adresu 1',
  line2: 'adres 2; adres linia 2; adres cd; lokal; numer lokalu; wiersz adresu 2; nr lokalu; nr mieszkania',
  city: 'miasto; miejscowość; miejscowosc; gmina miasto',
  region: 'województwo; region; wojewodztwo; stan województwo; prowincja; stan prowincja',
  county: 'powiat',
  postal_code: 'kod pocztowy; kod; kod poczt; poczta kod',
  country: 'kraj; państwo; kod kraju; panstwo',
  industry: 'branża; sektor; branza; przemysł; sektor działalności; branże',
  employees: `
    liczba pracowników; pracownicy; ilość pracowników; wielkość firmy; liczba zatrudnionych; zatrudnienie;
    wielkość zatrudnienia`,
  revenue: `
    roczny przychód; przychód; obrót; obroty; przychody; roczny obrót; roczne przychody; roczne obroty;
    obrót roczny; obroty roczne`,
  description: `
    opis; uwagi; komentarz; komentarze; dodatkowe informacje; informacje; szczegóły; informacje dodatkowe`,
  note: 'notatka; notatki; treść; adnotacja',
  parent: `
    firma nadrzędna; spółka matka; firma matka; organizacja nadrzędna; konto nadrzędne; jednostka nadrzędna;
    członek organizacji; należy do`,
  id: 'id; identyfikator',
  external_id: 'id zewnętrzne; identyfikator zewnętrzny',
  number: 'numer; nr; lp',
  code: 'symbol',
  type: 'typ; rodzaj',
  status: 'status; stan',
  stage: 'etap; faza; etap sprzedaży; faza sprzedaży; etap szansy; etap lejka',
  lifecycle: 'cykl życia; etap cyklu życia; faza cyklu życia',
  source: 'źródło; pochodzenie; zrodlo',
  lead_source: `
    źródło leada; źródło pozyskania; źródło kontaktu; kanał; źródło klienta; skąd o nas wiesz; źródło leadu;
    źródło szansy; źródło pochodzenia; sposób pozyskania`,
  tags: 'tagi; etykiety; słowa kluczowe; znaczniki; tag',
  category: 'kategoria; grupa; segment',
  groups: 'kategorie; grupy',
  owner: `
    właściciel; opiekun; przypisany do; odpowiedzialny; handlowiec; opiekun klienta; przedstawiciel handlowy;
    osoba odpowiedzialna; przypisany; prowadzący; doradca; przydzielony do; sprzedawca; opiekun handlowy;
    przypisany użytkownik`,
  created: `
    utworzono; data utworzenia; data dodania; dodano; utworzony; data rejestracji; utworzone; data wprowadzenia;
    data założenia; utworzono dnia; data zapisu; data utw; data stworzenia; czas utworzenia; klient od;
    data zgłoszenia`,
  updated: `
    zmodyfikowano; data modyfikacji; zaktualizowano; data aktualizacji; ostatnia modyfikacja; ostatnia aktualizacja;
    data zmiany; data ostatniej modyfikacji; edytowano; zmodyfikowany; ostatnia zmiana; czas modyfikacji;
    data edycji;
    data ostatnich zmian; data zmian; data ostatniej aktualizacji`,
  date: 'data; dzień',
  time: 'godzina; czas',
  birthday: 'data urodzenia; urodziny; dzień urodzin; data ur',
  amount: `
    kwota; wartość; wartość szansy; cena; suma; wartość transakcji; wartość netto; wartość brutto; wartość umowy;
    kwota netto; wartość sprzedaży`,
  currency: 'waluta; kod waluty',
  pipeline: 'lejek; lejek sprzedaży; proces sprzedaży; pipeline; lejek sprzedażowy',
  probability: `
    prawdopodobieństwo; szansa procent; prawdopodobieństwo sprzedaży; prawdopodobieństwo wygranej;
    prawdopodobieństwo sukcesu`,
  close: 'data zamknięcia; zamknięcie; zamknięto; data finalizacji; data sprzedaży; data zakończenia szansy',
  won: 'wygrana; wygrano; wygrane; data wygranej',
  lost: 'przegrana; przegrano; utracono; data przegranej',
  reason: 'powód; przyczyna',
  lost_reason: `
    powód przegranej; powód utraty; przyczyna utraty; powód straty; przyczyna przegranej; powód odrzucenia`,
  next_step: 'następny krok; kolejny krok; następne kroki; następne działanie',
  subject: 'temat; tytuł zadania',
  body: 'wiadomość; tekst; treść wiadomości',
  due: 'termin; termin realizacji; termin wykonania; data spotkania; planowany termin',
  done: 'zakończone; wykonane; zrobione; ukończone; zakończono',
  done_at: `
    data ukończenia; data zakończenia zadania; data realizacji; wykonano dnia; data wykonania zadania;
    data wykonania`,
  start: 'początek; data rozpoczęcia; start; rozpoczęcie; godzina rozpoczęcia; czas rozpoczęcia',
  end: 'koniec; data zakończenia; zakończenie; godzina zakończenia; czas zakończenia',
  duration: 'czas trwania; długość; czas trwania w minutach; czas trwania min; czas rozmowy; czas trwania minuty',
  priority: 'priorytet; ważność',
  outcome: 'wynik; rezultat',
  location: 'miejsce; lokalizacja',
  opt_in: `
    newsletter; zgoda marketingowa; zgoda na newsletter; zgoda na e-mail; zgoda email; zapisany na newsletter;
    zgoda na marketing; zgoda mailing`,
  opt_out: `
    wypisany; rezygnacja z newslettera; nie wysyłać e-maili; brak zgody na e-mail; nie wysyłać maili; wypisano;
    rezygnacja z e-maili`,
  do_not_call: 'nie dzwonić; nie kontaktować się; zakaz kontaktu; zakaz dzwonienia; nie dzwoń',
  consent: 'zgoda; rodo; zgoda rodo; podstawa prawna; zgody; źródło zgody; przetwarzanie danych',
  language: 'język',
  related: 'powiązany z; powiązane z; dotyczy; powiązanie; powiązana z; związane z',
  filler: `
    i; z; w; na; do; od; dla; lub; oraz; dane; pole; opcjonalnie; wymagane; dd mm rrrr; ze; o; pln; zł; dnia;
    rekord; rekordu; rekordy; wpis; wpisu`,
  custom: `
    drugie imię; przyrostek; sufiks; płeć; stan cywilny; małżonek; dzieci; imieniny; narodowość; zawód; asystent;
    przełożony; nip; regon; krs; pesel; nip ue; vat; forma prawna; pkd; iban; bank; nr konta; numer konta;
    konto bankowe; rachunek bankowy; warunki płatności; forma płatności; termin płatności; rabat; limit kredytowy;
    typ klienta; rodzaj klienta; typ firmy; typ kontaktu; ocena; punkty; rok założenia; skrytka pocztowa;
    numer domu; nr domu; dzielnica; gmina; obszar; oddział; filia; numer wewnętrzny; skype; facebook; twitter;
    instagram; konkurencja; konkurent; ilość; cena jednostkowa; marża; koszt; kampania; umowa; data umowy;
    numer umowy; koniec umowy; faktura nr; oferta; numer oferty; zamówienie; numer zamówienia; dostawca; polecający;
    polecony przez; zainteresowania; następny kontakt; data następnego kontaktu; rejon; wiek;
    nazwa użytkownika`,
  ignore: `
    utworzył; utworzone przez; dodane przez; dodał; autor; zmodyfikował; zmodyfikowane przez; ostatnia aktywność;
    ostatni kontakt; data ostatniego kontaktu; ostatnia rozmowa; następna aktywność; liczba aktywności; usunięto;
    usunięty; zarchiwizowany; zdjęcie; logo; hasło; szerokość geograficzna; długość geograficzna; ostatnie logowanie`,
};

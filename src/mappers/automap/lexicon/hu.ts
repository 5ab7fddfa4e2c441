import type { Lexicon } from './atoms.ts';

/** Hungarian. */
export const hungarian: Lexicon = {
  person: `
    kapcsolattartó; kapcsolat; személy; névjegy; kapcsolattartók; tag; feliratkozó; ügyintéző kapcsolat; kontakt;
    kapcsolatok`,
  customer: 'ügyfél; vevő; ügyfelek; partner; megrendelő; partnerek',
  lead: 'lead; érdeklődő; potenciális ügyfél',
  company: `
    cég; vállalat; szervezet; cégnév; munkáltató; fiók; intézmény; munkahely; vállalkozás; cég neve; cégek;
    egyesület`,
  deal: 'lehetőség; üzlet; értékesítési lehetőség; ügylet; lehetőségek; deal',
  activity: 'tevékenység; feladat; találkozó; hívás; esemény; megbeszélés; teendő',
  product: 'termék; szolgáltatás; cikk',
  user: 'felhasználó',
  work: 'munkahelyi; irodai; céges; hivatali; iroda',
  home: 'otthoni; lakás; otthon; lakcím',
  personal: 'személyes; privát; magán',
  other: 'egyéb; más; másik',
  alternate: 'másodlagos; alternatív; második; további',
  primary: 'elsődleges; alapértelmezett',
  main: 'központi; vezetékes; központ',
  direct: 'közvetlen',
  mailing: 'levelezési',
  postal: 'postai; posta',
  billing: 'számlázási',
  shipping: 'szállítási',
  legal: 'székhely; bejegyzett',
  expected: 'várható; tervezett; becsült; elvárt',
  actual: 'tényleges',
  current: 'jelenlegi; kapcsolódó; aktuális',
  name: 'név; megnevezés; elnevezés',
  first_name: 'keresztnév; utónév; keresztnevek',
  last_name: 'vezetéknév; családnév; családi név',
  full_name: 'teljes név; vezeték és keresztnév; vezetéknév keresztnév',
  salutation: 'megszólítás',
  title: 'titulus; cím titulus',
  job_title: 'beosztás; munkakör; pozíció; szerepkör; tisztség; beosztás munkakör',
  department: 'osztály; részleg',
  email: 'e-mail; e-mail cím; email cím; email; e mail címe; emailcím; levelezési e mail',
  phone: 'telefon; telefonszám; tel; vezetékes telefon; telefonszáma; telefon szám',
  mobile: 'mobil; mobiltelefon; mobilszám; mobiltelefonszám; mobil telefon; mobil telefonszám',
  fax: 'fax; faxszám; telefax',
  website: 'weboldal; honlap; webhely; web; webcím; honlapcím; internetcím',
  url: 'hivatkozás; link',
  domain: 'tartomány; domain',
  address: 'cím; teljes cím',
  street: 'utca; utca házszám; cím 1; utca és házszám; címsor 1; közterület; utcanév',
  line2: 'cím 2; címsor 2; emelet ajtó; emelet',
  city: 'város; település; helység',
  region: 'megye; régió; állam; tartomány megye; állam megye',
  county: 'járás',
  postal_code: 'irányítószám; irsz; ir szám; isz',
  country: 'ország; országkód',
  industry: 'iparág; ágazat; szektor; tevékenységi kör; iparágazat',
  employees: `
    alkalmazottak száma; létszám; dolgozók száma; alkalmazottak; cégméret; alkalmazotti létszám; munkavállalók száma`,
  revenue: 'árbevétel; éves árbevétel; éves bevétel; bevétel; forgalom; éves forgalom',
  description: `
    leírás; megjegyzések; hozzászólás; információ; részletek; további információ; egyéb információ; komment`,
  note: 'jegyzet; jegyzetek; feljegyzés; tartalom; megjegyzés',
  parent: 'anyavállalat; anyacég; szülő cég',
  id: 'azonosító; id',
  external_id: 'külső azonosító',
  number: 'szám; sorszám',
  code: 'kód; rövidítés',
  type: 'típus; fajta; jelleg',
  status: 'állapot; státusz; státus',
  stage: 'fázis; szakasz; értékesítési fázis; értékesítési szakasz; lépcső',
  lifecycle: 'életciklus; életciklus szakasz',
  source: 'forrás; eredet',
  lead_source: 'lead forrás; lead forrása; csatorna; érdeklődő forrása; ügyfél forrása; honnan hallott rólunk',
  tags: 'címkék; kulcsszavak; címke',
  category: 'kategória; csoport; szegmens',
  groups: 'csoportok',
  owner: `
    tulajdonos; felelős; értékesítő; hozzárendelve; ügyintéző; kapcsolattartó munkatárs; üzletkötő;
    felelős munkatárs; hozzárendelt`,
  created: `
    létrehozva; létrehozás dátuma; rögzítve; felvétel dátuma; létrehozás; létrehozás ideje; hozzáadva;
    rögzítés dátuma; regisztráció dátuma; felvéve; létrehozás időpontja; feliratkozás dátuma`,
  updated: `
    módosítva; módosítás dátuma; frissítve; utolsó módosítás; módosítás; módosítás ideje; frissítés dátuma;
    utoljára módosítva; utolsó frissítés`,
  date: 'dátum; nap',
  time: 'idő; időpont',
  birthday: 'születésnap; születési dátum; születési idő; szül dátum',
  amount: 'összeg; érték; ár; végösszeg; üzlet értéke; lehetőség értéke; teljes összeg; becsült érték',
  currency: 'pénznem; valuta; deviza; devizanem',
  pipeline: 'folyamat; értékesítési folyamat; pipeline; értékesítési tölcsér',
  probability: 'valószínűség; esély',
  close: 'lezárás; lezárás dátuma; zárás dátuma; lezárva; zárás; zárási dátum',
  won: 'megnyert; megnyerve; nyert',
  lost: 'elvesztett; elvesztve; elveszett',
  reason: 'ok; indok',
  lost_reason: 'elvesztés oka; vesztés oka; elutasítás oka',
  next_step: 'következő lépés; következő teendő',
  subject: 'tárgy; téma',
  body: 'szöveg; üzenet',
  due: 'határidő; esedékesség; esedékes; lejárat',
  done: 'kész; befejezve; elvégezve; teljesítve',
  done_at: 'befejezés dátuma; teljesítés dátuma; befejezés ideje',
  start: 'kezdet; kezdés; kezdő dátum; kezdete; kezdési időpont; kezdés dátuma',
  end: 'vége; befejezés; záró dátum; vég',
  duration: 'időtartam; hossz',
  priority: 'prioritás; fontosság',
  outcome: 'eredmény',
  location: 'hely; helyszín',
  opt_in: `
    hírlevél; feliratkozott; hírlevél feliratkozás; marketing hozzájárulás; hírlevelet kér; hírlevélre feliratkozott`,
  opt_out: 'leiratkozott; leiratkozás; nem kér e-mailt; leiratkozott hírlevélről; ne küldjön e mailt',
  do_not_call: 'ne hívja; nem hívható; nem kereshető; ne keresse; ne hívd',
  consent: 'hozzájárulás; gdpr; gdpr hozzájárulás; jogalap; adatkezelési hozzájárulás',
  language: 'nyelv',
  filler: 'és; a; az; vagy; ft; huf; adatok',
  custom: `
    középső név; nem; családi állapot; házastárs; születési hely; születési név; anyja neve; állampolgárság;
    foglalkozás; adószám; adóazonosító; közösségi adószám; cégjegyzékszám; bankszámlaszám; bankszámla; bank; iban;
    fizetési feltétel; fizetési mód; fizetési határidő; kedvezmény; partner típus; ügyféltípus; cégforma; alapítás;
    alapítás éve; postafiók; házszám; kerület; telephely; fiókiroda; mellék; facebook; instagram; skype;
    asszisztens; felettes; versenytárs; mennyiség; egységár; árrés; költség; kampány; szerződés; szerződésszám;
    szerződés dátuma; számlaszám; ajánlat; ajánlatszám; rendelés; rendelésszám; beszállító; hivatkozási szám;
    ajánló; ajánlotta; érdeklődés; életkor; teáor;
    felhasználónév`,
  ignore: `
    létrehozta; rögzítette; módosította; utolsó tevékenység; utolsó kapcsolat; utolsó kapcsolatfelvétel;
    következő tevékenység; törölt; törölve; archivált; fénykép; kép; jelszó`,
};

import type { Lexicon } from './atoms.ts';

/** Czech, with some Slovak words. */
export const czech: Lexicon = {
  person: `
    kontakt; kontaktní osoba; osoba; kontakty; člen; odběratel kontakt; osoby; kontaktná osoba; kontaktu;
    kontaktní osoby`,
  customer: 'zákazník; klient; zákazníci; odběratel; partner zákazník; zákazník firma; zákazníka; klienta',
  lead: 'lead; potenciální zákazník; poptávka; zájemce',
  company: `
    firma; společnost; organizace; podnik; účet; zaměstnavatel; spoločnosť; organizácia; název firmy; instituce;
    spolek; firmy; společnosti`,
  deal: `
    obchod; příležitost; obchodní příležitost; obchodní případ; zakázka; príležitosť; příležitosti; obchody;
    obchodního případu; obchodu; případu`,
  activity: 'aktivita; úkol; schůzka; hovor; událost; aktivity; úkoly; úkolu; schůzky; události; hovoru',
  product: 'produkt; výrobek; zboží; služba',
  user: 'uživatel',
  work: 'práce; pracovní; kancelář; firemní',
  home: 'domů; domácí; byt; domov; bydliště',
  personal: 'osobní; soukromý; soukromá',
  other: 'jiný; ostatní; další; jiné',
  alternate: 'alternativní; druhý; sekundární; druhá; vedlejší',
  primary: 'primární; hlavní; výchozí; preferovaný',
  main: 'ústředna; centrála; pevná; pevná linka; sídlo',
  direct: 'přímý; přímá',
  mailing: 'korespondenční',
  postal: 'poštovní',
  billing: 'fakturační; fakturace',
  shipping: 'dodací; doručovací; doručení',
  legal: 'sídla; právní',
  expected: `
    očekávaný; očekávaná; předpokládaný; předpokládaná; odhadovaný; plánovaný; odhad; plánované; očekávané;
    předpokládané`,
  actual: 'skutečný; skutečná',
  current: 'aktuální; současný; přiřazený; související',
  name: 'název; jméno',
  first_name: 'křestní jméno; krstné meno; křestní',
  last_name: 'příjmení; priezvisko',
  full_name: 'celé jméno; jméno a příjmení; jméno příjmení; příjmení a jméno; celé meno; meno a priezvisko',
  salutation: 'oslovení',
  title: 'titul',
  job_title: 'pozice; funkce; pracovní pozice; role; pozícia; pracovní zařazení',
  department: 'oddělení; oddelenie; úsek',
  email: 'e-mail; email; emailová adresa; e mailová adresa; mail',
  phone: 'telefon; tel; telefonní číslo; telefón; tel číslo; telefon číslo',
  mobile: 'mobil; mobilní telefon; mobilní; mobilní číslo; mobilný telefón; mobil číslo',
  fax: 'fax; číslo faxu',
  website: 'web; webová stránka; webové stránky; www; internetové stránky; webová adresa; stránky; web stránka',
  url: 'odkaz',
  domain: 'doména',
  address: 'adresa; celá adresa; úplná adresa',
  street: 'ulice; ulice a číslo; ulica; adresa 1; ulice č p; ulice čp; adresa řádek 1; ulice a č p',
  line2: 'adresa 2; adresa řádek 2; doplněk adresy',
  city: 'město; obec; mesto; místo město',
  region: 'kraj; region; stát kraj; provincie; oblast kraj',
  county: 'okres',
  postal_code: 'psč; poštovní směrovací číslo; poštovní kód; psc',
  country: 'země; stát; krajina; kód země; štát',
  industry: 'odvětví; obor; obor podnikání; průmysl; sektor; obor činnosti',
  employees: 'počet zaměstnanců; zaměstnanci; velikost firmy; velikost společnosti',
  revenue: 'obrat; roční obrat; tržby; roční tržby; příjmy; roční příjem',
  description: `
    popis; poznámky k; komentář; komentáře; informace; další informace; podrobnosti; doplňující informace`,
  note: 'poznámka; poznámky; obsah; poznamka; poznamky',
  parent: 'mateřská společnost; nadřazená firma; mateřská firma; nadřízená firma; nadřazený účet; člen organizace',
  id: 'id; identifikátor',
  external_id: 'externí id; externí kód',
  number: 'číslo; č',
  code: 'kód; zkratka',
  type: 'typ; druh',
  status: 'stav; status',
  stage: 'fáze; etapa; fáze obchodu; krok prodeje; fáze prodeje; stav obchodu fáze',
  lifecycle: 'životní cyklus; fáze životního cyklu',
  source: 'zdroj; původ',
  lead_source: 'zdroj leadu; zdroj kontaktu; zdroj zákazníka; kanál; zdroj příležitosti; odkud o nás víte',
  tags: 'štítky; tagy; klíčová slova; štítek',
  category: 'kategorie; skupina; segment',
  groups: 'skupiny',
  owner: `
    vlastník; zodpovědný; odpovědná osoba; přiřazeno; obchodník; obchodní zástupce; odpovědný; majitel záznamu;
    vlastník kontaktu; řešitel; přiřazeno komu; zodpovědná osoba; odpovědný uživatel`,
  created: `
    vytvořeno; datum vytvoření; přidáno; datum přidání; datum založení; vytvořené; založeno; datum registrace;
    čas vytvoření; založen; vytvořen`,
  updated: `
    upraveno; změněno; aktualizováno; datum změny; poslední změna; poslední úprava; datum úpravy; datum aktualizace;
    upraven; změněn; čas změny`,
  date: 'datum; dátum; dne',
  time: 'čas',
  birthday: 'datum narození; narozeniny; narozen; dátum narodenia',
  amount: 'částka; hodnota; cena; hodnota obchodu; suma; objem; celková částka; hodnota zakázky; celkem',
  currency: 'měna; mena; kód měny',
  pipeline: 'pipeline; prodejní proces; obchodní proces; prodejní trychtýř',
  probability: 'pravděpodobnost; šance; pravděpodobnost úspěchu; pravděpodobnost uzavření',
  close: 'uzavření; datum uzavření; uzavřeno; datum ukončení obchodu; datum prodeje',
  won: 'vyhráno; získáno; datum výhry',
  lost: 'prohráno; ztraceno; datum prohry',
  reason: 'důvod; příčina',
  lost_reason: 'důvod prohry; důvod ztráty; důvod zamítnutí; důvod neúspěchu',
  next_step: 'další krok; následující krok; další kroky',
  subject: 'předmět; téma',
  body: 'text; zpráva; zápis',
  due: 'termín; splatnost; termín splnění; datum splnění; naplánováno; termín do',
  done: 'dokončeno; hotovo; splněno',
  done_at: 'dokončeno dne; datum dokončení; splněno dne',
  start: 'začátek; datum zahájení; začátek datum; zahájení; čas začátku',
  end: 'konec; datum ukončení; ukončení; čas konce',
  duration: 'trvání; délka; doba trvání',
  priority: 'priorita',
  outcome: 'výsledek',
  location: 'místo; poloha; místo konání',
  opt_in: `
    newsletter; souhlas s newsletterem; odběr novinek; souhlas se zasíláním; marketingový souhlas; obchodní sdělení;
    zasílání novinek`,
  opt_out: 'odhlášen; odhlášeno; nezasílat e-maily; odhlášen z odběru; neposílat emaily; nezasílat',
  do_not_call: 'nevolat; nekontaktovat',
  consent: 'souhlas; gdpr; souhlas gdpr; právní základ; zpracování údajů',
  language: 'jazyk',
  related: 'týká se; souvisí s; vztahuje se k; související s',
  filler: 'a; v; na; z; do; pro; nebo; od; s; k; o; ve; kč; czk; údaje; záznam; záznamu',
  custom: `
    prostřední jméno; pohlaví; rodinný stav; manžel; manželka; děti; svátek; národnost; ič; ičo; ico; dič; dic;
    ič dph; iban; bankovní účet; číslo účtu; banka; právní forma; platební podmínky; způsob platby; sleva;
    typ zákazníka; typ firmy; typ kontaktu; hodnocení; skóre; rok založení; datum založení firmy; čp; číslo popisné;
    část obce; pobočka; klapka; facebook; instagram; skype; asistent; nadřízený; konkurence; konkurent; množství;
    jednotková cena; marže; náklady; kampaň; smlouva; číslo smlouvy; číslo faktury; nabídka; číslo nabídky;
    objednávka; číslo objednávky; dodavatel; doporučil; zájmy; další kontakt; věk; titul před; titul za;
    titul před jménem; titul za jménem;
    uživatelské jméno`,
  ignore: `
    vytvořil; založil; upravil; změnil; autor; poslední aktivita; poslední kontakt; poslední hovor; další aktivita;
    počet aktivit; smazáno; archivováno; fotka; foto; obrázek; heslo; vytvořeno kým; upraveno kým`,
};

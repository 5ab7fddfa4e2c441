import type { Random } from './random.ts';

export type Person = { first: string; last: string; name: string; email: string; phone: string; title: string };
export type Company = { name: string; domain: string; url: string; industry: string; city: string; country: string };

/** Made-up people and companies. Everything invented ends in .example and rings nowhere. */
export type Generator = {
  company(index: number): Company;
  /** `domain`: that of the person's company; without it a private address. */
  person(index: number, domain?: string): Person;
  phone(): string;
  email(local: string, domain?: string): string;
  /** A few plain sentences. */
  text(): string;
  /** Now and then what breaks importers: emoji, right-to-left, combining marks, quotes, line breaks, very long. */
  awkwardText(): string;
  /** A number too large for a double, as text. */
  bigId(): string;
  /** An instant in the given years, ISO 8601 in UTC to the second. */
  instant(firstYear: number, lastYear: number): string;
  /** A date without a zone. */
  date(firstYear: number, lastYear: number): string;
};

const FIRST_NAMES =
  'Ann Bob Carla Dmitri Élodie Farid Grace Hiroshi Ingrid José Katarzyna Liam Mei Noor Olu Priya Quentin Ruth Søren Tomás Ursula Vikram Wanjiru Xin Yusuf Zoë محمد Ольга 美咲 Đặng'.split(
    ' ',
  );
const LAST_NAMES =
  "Lee Müller O'Brien García Nowak Ito Smith-Jones Østergård Kumar van-der-Berg Çelik Okafor Петров 田中 Nguyễn Rossi Dubois Ångström Silva Cohen Haddad Novák Jansen MacLeod Adeyemi".split(
    ' ',
  );
const COMPANY_HEADS =
  'North Blue Harbour Granite Lumen Cedar Orbit Falcon Meadow Copper Aurora Delta Pioneer Zenith Willow Ember Summit Coral Ivory Quarry'.split(
    ' ',
  );
const COMPANY_MIDDLES =
  'Tools Foods Logistics Systems Mills Energy Studios Textiles Robotics Health Finance Optics Paper Marine Media'.split(
    ' ',
  );
const COMPANY_TAILS = [
  'GmbH',
  'Ltd',
  'Inc.',
  'S.A.',
  'AB',
  '& Sons',
  'K.K. 株式会社',
  'B.V.',
  'Sp. z o.o.',
  '(Pty) Ltd',
];
const INDUSTRIES = ['Software', 'Manufacturing', 'Retail', 'Health care', 'Finance & Insurance', 'Bau & Immobilien'];
const CITIES: readonly (readonly [string, string])[] = [
  ['Berlin', 'DE'],
  ['London', 'GB'],
  ['São Paulo', 'BR'],
  ['Osaka', 'JP'],
  ['Austin', 'US'],
  ['Kraków', 'PL'],
  ['القاهرة', 'EG'],
];
const TITLES = ['CEO', 'Head of Sales', 'Buyer', 'Geschäftsführer', 'CTO', 'Office manager', ''];
const SENTENCES = [
  'Met at the fair and asked for a quote.',
  'Prefers to be called in the morning.',
  'Contract ends in March; wants three offers.',
  'Passed on to the colleague in charge.',
  'Budget approved, waiting for legal.',
];
const AWKWARD = [
  'Très « bien » — naïve café, ﬁnal price 10 € 🎉👩‍💻',
  'שלום עולם, met in Haifa',
  'مرحبا بالعالم 123',
  'line one\nline two\r\nline three\ttab',
  'He said "maybe", then \'yes\'; a,b;c|d \\ back',
  '<b>bold</b> & <script>alert(1)</script> &amp;',
  '=SUM(A1:A9) looks like a formula',
  'e\u0301 against \u00e9, zero\u200bwidth, non\u00a0breaking',
];

/** Numbers that regulators keep free for fiction: 555-01xx (NANPA), Ofcom's drama ranges, Germany's (0)30 23125. */
function fictionalPhone(random: Random): string {
  const digits = (low: number, high: number, width: number) => String(random.integer(low, high)).padStart(width, '0');
  switch (random.integer(0, 3)) {
    case 0:
      return `+1${random.pick(['212', '312', '415', '512', '617', '303'])}55501${digits(0, 99, 2)}`;
    case 1:
      return `+447700900${digits(0, 999, 3)}`;
    case 2:
      return `+442079460${digits(0, 999, 3)}`;
    default:
      return `+493023125${digits(0, 999, 3)}`;
  }
}

/** ASCII for the local part of an address: accents fall off, other scripts become `person`. */
function localPart(name: string): string {
  const plain = name.normalize('NFD').replace(/[^A-Za-z]/g, '');
  return plain === '' ? 'person' : plain.toLowerCase();
}

export function createGenerator(random: Random): Generator {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = (firstYear: number, lastYear: number) =>
    `${random.integer(firstYear, lastYear)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`;
  const email = (local: string, domain = 'mail.example') => `${local}@${domain}`;
  const text = () => Array.from({ length: random.integer(1, 3) }, () => random.pick(SENTENCES)).join(' ');
  return {
    company: (index) => {
      const head = random.pick(COMPANY_HEADS);
      const middle = random.pick(COMPANY_MIDDLES);
      const domain = `${head}${middle}${index}.example`.toLowerCase();
      const [city, country] = random.pick(CITIES);
      const name = `${head} ${middle} ${index} ${random.pick(COMPANY_TAILS)}`;
      return { name, domain, url: `https://www.${domain}`, industry: random.pick(INDUSTRIES), city, country };
    },
    person: (index, domain) => {
      const first = random.pick(FIRST_NAMES);
      const last = random.pick(LAST_NAMES);
      const address = email(`${localPart(first)}.${localPart(last)}${index}`, domain);
      const title = random.pick(TITLES);
      return { first, last, name: `${first} ${last}`, email: address, phone: fictionalPhone(random), title };
    },
    phone: () => fictionalPhone(random),
    email,
    text,
    awkwardText: () => (random.chance(0.05) ? `${random.pick(AWKWARD)} ${'long '.repeat(1200)}` : random.pick(AWKWARD)),
    bigId: () => `9${Array.from({ length: 18 }, () => random.integer(0, 9)).join('')}`,
    instant: (firstYear, lastYear) =>
      `${date(firstYear, lastYear)}T${two(random.integer(0, 23))}:${two(random.integer(0, 59))}:${two(random.integer(0, 59))}Z`,
    date,
  };
}

/** What the example values of a column look like: the share of them, 0 to 1, that has each shape. */
export type Shape =
  | 'email'
  | 'phone'
  | 'url'
  | 'linkedin'
  | 'domain'
  | 'date'
  | 'number'
  | 'integer'
  | 'money'
  | 'boolean'
  | 'uuid'
  | 'identifier'
  | 'salutation'
  | 'country'
  | 'us_state'
  | 'currency'
  | 'percent'
  | 'ip'
  | 'duration'
  | 'words';

export interface ValueProfile {
  count: number;
  share: Readonly<Record<Shape, number>>;
}

const tests: Readonly<Record<Shape, (value: string) => boolean>> = {
  email: (value) => /^(?:mailto:)?[^\s@<>,;|]+@[^\s@<>,;|]+\.[a-z]{2,}(?:\s*[,;|].*)?$/i.test(value),
  phone: (value) => isPhone(value),
  url: (value) => /^(?:https?:\/\/|www\.)\S+$/i.test(value) || (isDomain(value) && value.includes('/')),
  linkedin: (value) => /(?:^|\.|\/)linkedin\.[a-z]+\//i.test(value),
  domain: (value) => isDomain(value),
  date: (value) => isDate(value),
  number: (value) => /^[-+]?[\d\s.,'’]*\d[\d\s.,'’]*$/.test(value),
  integer: (value) => /^\d+$/.test(value),
  money: (value) => isMoney(value),
  boolean: (value) =>
    /^(?:true|false|yes|no|y|n|0|1|ja|nein|oui|non|si|sí|sim|não|nao|nee|tak|nie|checked|unchecked|on|off|t|f|x)$/i.test(
      value,
    ),
  uuid: (value) => /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i.test(value),
  identifier: (value) => isIdentifier(value),
  salutation: (value) =>
    /^(?:mr|mrs|ms|miss|dr|prof|mx|sir|herr|frau|m|mme|mlle|monsieur|madame|sr|sra|srta|sig|sig\.ra|dott|dhr|mevr|mevrouw|dhr\/mevr|pan|pani|hr|fru|heer|de heer|drs|ing)\.?$/i.test(
      value,
    ),
  country: (value) => countryNames.has(value.toLowerCase()) || /^[A-Z]{2}$/.test(value),
  us_state: (value) => usStates.has(value),
  currency: (value) => currencies.has(value.toUpperCase()),
  percent: (value) => /^\d{1,3}(?:[.,]\d+)?\s*%$/.test(value),
  ip: (value) => /^(?:\d{1,3}\.){3}\d{1,3}$/.test(value),
  duration: (value) => /^\d{1,3}:\d{2}(?::\d{2})?$/.test(value) || /^\d+\s?(?:m|min|mins|h|s|sec)$/i.test(value),
  words: (value) => /\p{L}{2,}/u.test(value) && !/[@/]/.test(value),
};

const usStates: ReadonlySet<string> = new Set(
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC'.split(
    ' ',
  ),
);
const currencies: ReadonlySet<string> = new Set(
  'USD EUR GBP CHF CAD AUD NZD JPY CNY SEK NOK DKK PLN CZK HUF RON BGN TRY INR BRL MXN ZAR AED SGD HKD ILS KRW THB ARS CLP COP RUB UAH'.split(
    ' ',
  ),
);
const countryNames: ReadonlySet<string> = new Set(
  'germany;deutschland;france;spain;españa;italy;italia;netherlands;nederland;the netherlands;belgium;belgië;belgique;austria;österreich;switzerland;schweiz;suisse;united kingdom;uk;great britain;england;ireland;portugal;poland;polska;czech republic;česko;slovakia;hungary;romania;bulgaria;greece;sweden;sverige;norway;norge;denmark;danmark;finland;suomi;estonia;eesti;latvia;lithuania;united states;united states of america;usa;u.s.a.;us;canada;mexico;méxico;brazil;brasil;argentina;chile;colombia;peru;australia;new zealand;india;china;japan;singapore;south africa;turkey;türkiye;israel;united arab emirates;luxembourg;croatia;slovenia;serbia;ukraine;russia'.split(
    ';',
  ),
);

function isPhone(value: string): boolean {
  const number = value.replace(/(?:ext|x|poste|durchwahl|dw)\.?\s*\d+$/i, '').replace(/^(?:tel|phone|'):?\s*/i, '');
  if (!/^[+(\d][\d\s().\-/+]*\d$/.test(number) || isDate(value)) return false;
  const digits = number.replace(/\D/g, '').length;
  const written = /[+()\s-]/.test(number) || number.startsWith('0');
  return digits >= 6 && digits <= 15 && (written || digits >= 9) && !/^\d+[.,]\d+$/.test(number);
}

function isDomain(value: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:\/\S*)?$/i.test(value);
}

function isDate(value: string): boolean {
  return (
    /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T\s].*)?$/.test(value) ||
    /^\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:[,\s].*)?$/.test(value) ||
    /^\d{1,2}[\s-]\p{L}{3,}\.?[\s-]\d{2,4}(?:\s.*)?$/u.test(value) ||
    /^\p{L}{3,}\.?\s\d{1,2},?\s\d{4}(?:\s.*)?$/u.test(value) ||
    /^1[0-9]{9}(?:\d{3})?$/.test(value)
  );
}

function isMoney(value: string): boolean {
  if (isDate(value)) return false;
  return /^(?:[$€£¥₹]|[A-Z]{2,3}\$?\s?)?\s?-?\d[\d\s.,'’]*(?:\s?(?:[$€£¥₹]|[A-Z]{3}|k|m|mio|mln))?$/i.test(value);
}

function isIdentifier(value: string): boolean {
  return /^\{?[\w:-]{1,60}\}?$/.test(value) && /\d/.test(value) && !isDate(value) && !/^\d{4}$/.test(value);
}

/** Profiles the example values of one column; blanks do not count. */
export function profileOf(samples: readonly string[]): ValueProfile {
  const values = samples
    .map((sample) => sample.trim())
    .filter((sample) => sample !== '' && !/^(?:null|nan|n\/a|-)$/i.test(sample));
  const share = Object.fromEntries(
    Object.entries(tests).map(([shape, test]) => [
      shape,
      values.length === 0 ? 0 : values.filter(test).length / values.length,
    ]),
  );
  return { count: values.length, share: share as Record<Shape, number> };
}

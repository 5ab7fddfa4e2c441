import { parseDecimal } from '../values/decimal.ts';

/** What a cell with a number says about its column. As with dates, the decimal mark is decided over the whole column. */
export interface NumberText {
  kind: 'number' | 'money' | 'percent';
  /** 1,5 says comma; 1.234.567 says comma too, since the dots part groups; 1.234 says nothing. */
  mark: '.' | ',' | null;
  whole: boolean;
  value: number;
  currency: string | null;
}

/** Signs that belong to one currency. `$`, `¥` and `kr` belong to several: the account's own decides. */
const currencySigns: Readonly<Record<string, string>> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₩': 'KRW',
  zł: 'PLN',
  R$: 'BRL',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  Kč: 'CZK',
  Ft: 'HUF',
  'Fr.': 'CHF',
};
const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const signOrCode = String.raw`(?:R\$|US\$|A\$|C\$|[$€£¥₹₽₺₴₩]|zł|Kč|Ft|Fr\.|kr\.?|[A-Z]{3})`;
const amount = new RegExp(
  String.raw`^(\(?[+-]?)\s*(${signOrCode})?\s*([+-]?(?:\d[\d.,'’ \u00A0\u202F]*|[.,]\d+))([-–—]{0,2})\s*(${signOrCode}|%)?(\)?)$`,
  'u',
);
const plain = /^[+-]?\d{1,15}$/;

/** What a text shows if it is a number, an amount or a percentage; null where it is none, or where its column's mark forbids it. */
export function readNumber(text: string, mark?: '.' | ','): NumberText | null {
  if (plain.test(text)) return { kind: 'number', mark: null, whole: true, value: Number(text), currency: null };
  if (text.length > 40) return null;
  const match = amount.exec(text);
  if (!match) return null;
  const [, open, before, body, minus, after, close] = match as unknown as (string | undefined)[];
  if (before && after) return null;
  const digits = body!.trim();
  const decimal = parseDecimal(`${open}${digits}${minus}${close}`, mark);
  if (!decimal || !spacesPartThousands(digits)) return null;
  const symbol = before ?? (after === '%' ? undefined : after);
  const code = symbol !== undefined && /^[A-Z]{3}$/.test(symbol) ? symbol : null;
  if (code !== null && !currencyCodes.has(code)) return null;
  return {
    kind: after === '%' ? 'percent' : symbol ? 'money' : 'number',
    mark: markOf(digits),
    whole: !/[.,]/.test(digits),
    value: Number(`${decimal.whole}.${decimal.fraction || '0'}`) * (decimal.negative ? -1 : 1),
    currency: symbol === undefined ? null : (code ?? currencySigns[symbol] ?? null),
  };
}

/** 1 234 is a number, 12 34 is something else: a phone, a range of pages. */
function spacesPartThousands(digits: string): boolean {
  const [first, ...groups] = digits.split(/['’ \u00A0\u202F]/);
  return groups.length === 0 || (first!.length <= 4 && groups.every((group) => /^\d{3}(?:[.,]\d*)?$/.test(group)));
}

function markOf(digits: string): '.' | ',' | null {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points && commas) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  if (points > 1) return ',';
  if (commas > 1) return '.';
  if (points + commas === 0) return null;
  const mark = points ? '.' : ',';
  const [whole, fraction] = digits.split(mark);
  // 0.500 and 1.5 are decimals; 1.234 may be one thousand two hundred and thirty-four.
  return fraction!.length !== 3 || whole === '0' || whole === '' || whole!.length > 3 ? mark : null;
}

const headerCurrency = /(?:[([]|\bin\s+)\s*([A-Z]{3}|[€£₹₽₺₴₩]|zł|R\$|US\$|A\$|C\$|Kč)\s*(?:[)\]]|$)/u;

/** The currency that a header names: `Umsatz (EUR)`, `Betrag in €`. */
export function currencyInHeader(header: string): string | null {
  const said = headerCurrency.exec(header)?.[1];
  if (said === undefined) return null;
  return currencySigns[said] ?? (currencyCodes.has(said) ? said : null);
}

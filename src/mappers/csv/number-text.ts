/** Numbers and amounts as files write them. As with dates, the decimal mark is decided over the whole column. */
export type DecimalMark = '.' | ',';

export interface NumberText {
  kind: 'number' | 'money' | 'percent';
  /** What this cell says about the decimal mark: 1,5 says comma, 1.234.567 says comma too (the dots are groups), 1.234 says nothing. */
  mark: DecimalMark | null;
  /** Sign, symbols and spaces removed. */
  digits: string;
  negative: boolean;
  currency: string | null;
}

/** Signs that belong to one currency. `$`, `¥` and `kr` belong to several: the account's own decides. */
const currencySigns: Readonly<Record<string, string>> = {
  '€': 'EUR', '£': 'GBP', '₹': 'INR', '₽': 'RUB', '₺': 'TRY', '₴': 'UAH', '₩': 'KRW', zł: 'PLN',
  R$: 'BRL', US$: 'USD', A$: 'AUD', C$: 'CAD', Kč: 'CZK', Ft: 'HUF', 'Fr.': 'CHF',
};
const currencyCodes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const signOrCode = String.raw`(?:R\$|US\$|A\$|C\$|[$€£¥₹₽₺₴₩]|zł|Kč|Ft|Fr\.|kr\.?|[A-Z]{3})`;
const amount = new RegExp(String.raw`^(\(?)\s*([+-]?)\s*(${signOrCode})?\s*([+-]?)\s*(\d[\d.,'’ \u00A0\u202F]*|[.,]\d+)\s*(${signOrCode}|%)?\s*(\)?)$`, 'u');
const plain = /^[+-]?\d{1,15}$/;
const groupSpaces = /['’ \u00A0\u202F]/g;

/** What a text shows if it is a number, an amount or a percentage; null where it is none. */
export function readNumber(text: string): NumberText | null {
  if (plain.test(text)) {
    return { kind: 'number', mark: null, digits: text.replace(/^[+-]/, ''), negative: text.startsWith('-'), currency: null };
  }
  if (text.length > 40) return null;
  const match = amount.exec(text);
  if (!match) return null;
  const [, open, sign, before, innerSign, body, after, close] = match as unknown as (string | undefined)[];
  if (Boolean(open) !== Boolean(close) || (before && after)) return null;
  const digits = body!.replace(groupSpaces, '').replace(/[.,]$/, '');
  if (!groupsAreThrees(body!, digits)) return null;
  const symbol = before ?? (after === '%' ? undefined : after);
  const code = symbol !== undefined && /^[A-Z]{3}$/.test(symbol) ? symbol : null;
  if (code !== null && !currencyCodes.has(code)) return null;
  return {
    kind: after === '%' ? 'percent' : symbol ? 'money' : 'number',
    mark: markOf(digits),
    digits,
    negative: Boolean(open) || sign === '-' || innerSign === '-',
    currency: symbol === undefined ? null : (code ?? currencySigns[symbol] ?? null),
  };
}

/** 1 234 and 1'234 are numbers, 12 34 is something else (a phone, two numbers). */
function groupsAreThrees(body: string, digits: string): boolean {
  const spaced = body.trim().split(groupSpaces);
  if (spaced.length > 1 && !spaced.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}(?:[.,]\d*)?$/).test(group))) return false;
  return /^(?:\d+|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*[.,]\d+|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?)$/.test(digits);
}

function markOf(digits: string): DecimalMark | null {
  const points = digits.split('.').length - 1;
  const commas = digits.split(',').length - 1;
  if (points && commas) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  if (points > 1) return ',';
  if (commas > 1) return '.';
  if (points + commas === 0) return null;
  const mark: DecimalMark = points ? '.' : ',';
  const [whole, fraction] = digits.split(mark);
  // 0.500 and 1.5 are decimals; 1.234 may be one thousand two hundred and thirty-four.
  return fraction!.length !== 3 || whole === '0' || whole === '' || whole!.length > 3 ? mark : null;
}

/** Plain decimal text (`-1234.5`) of a number once the column's mark is known; null where the cell contradicts it. */
export function toDecimal(number: NumberText, mark: DecimalMark): string | null {
  if (number.mark !== null && number.mark !== mark) return null;
  const group = mark === '.' ? ',' : '.';
  const text = number.digits.replaceAll(group, '').replace(mark, '.');
  const whole = text.startsWith('.') ? `0${text}` : text;
  return number.negative && /[1-9]/.test(whole) ? `-${whole}` : whole;
}

import { BoundedCache } from './bounded-cache.ts';
import type { ValueContext } from './types.ts';

/** A decimal number as digits: exact, never a float. `-1.234,50` → negative, `1234`, `50`. */
export interface Decimal {
  negative: boolean;
  whole: string;
  fraction: string;
  /** The one separator could have been read the other way: 1.234 or 1,234. */
  assumed: boolean;
}

const localeDecimals = new BoundedCache<'.' | ','>(200);

/** The decimal sign of a context: as inferred for the column, else the locale's, else unknown. */
export function decimalSign(context: Pick<ValueContext, 'decimal' | 'locale'>): '.' | ',' | undefined {
  if (context.decimal !== undefined) return context.decimal;
  const { locale } = context;
  if (locale === undefined) return undefined;
  return localeDecimals.get(locale, () => {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(1.5);
    return parts.some((part) => part.type === 'decimal' && part.value === ',') ? ',' : '.';
  });
}

const plain = /^-?\d{1,300}$/;
const plainPoint = /^(-?)(\d{1,300})\.(\d{1,300})$/;
const shape = /^\d[\d.,'’   _]*$/;
/** `1'000.-` and `50,--`: no cents, and no minus sign. */
const noCents = /(?<=\d)([.,])\s?[-–—]{1,2}(?=\)?$)/;
const groupMarks = /['’   _]/g;

/**
 * Reads a number as people write it: `1,234,567.89`, `1.234.567,89`, `1 234,5`, `1'234.50`, `(12.00)`, `12-`, `+3`. One
 * separator alone is decimal or thousands by the context; where the context is silent, a comma before exactly three digits
 * parts thousands and everything else is a decimal sign. Undefined: not a number.
 */
export function parseDecimal(text: string, decimal?: '.' | ','): Decimal | undefined {
  if (plain.test(text)) return decimalOf(text.startsWith('-'), text.replace('-', ''), '', false);
  if (decimal !== ',') {
    const match = plainPoint.exec(text);
    if (match !== null) {
      const [, sign, whole = '', fraction = ''] = match;
      const assumed = decimal === undefined && fraction.length === 3 && whole.length <= 3 && whole !== '0';
      return decimalOf(sign === '-', whole, fraction, assumed);
    }
  }
  let negative = false;
  let body = text
    .replace(noCents, (_, sign: string) => `${sign}00`)
    .replace(/^[.,](?=\d)/, '0$&')
    .replaceAll('−', '-');
  if (body.startsWith('(') && body.endsWith(')')) {
    negative = true;
    body = body.slice(1, -1).trim();
  } else if (body.startsWith('-') || body.endsWith('-')) {
    negative = true;
    body = (body.startsWith('-') ? body.slice(1) : body.slice(0, -1)).trim();
  } else if (body.startsWith('+')) {
    body = body.slice(1).trim();
  }
  body = body.replace(/^[.,](?=\d)/, '0$&');
  if (body.length > 300 || !shape.test(body)) return undefined;
  body = body.replace(groupMarks, '');
  return separate(negative, body, decimal);
}

function separate(negative: boolean, body: string, decimal: '.' | ',' | undefined): Decimal | undefined {
  const points = count(body, '.');
  const commas = count(body, ',');
  if (points === 0 && commas === 0) return decimalOf(negative, body, '', false);
  let sign: '.' | ',' | undefined;
  let assumed = false;
  if (points > 0 && commas > 0) {
    sign = body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ',';
    if (count(body, sign) > 1 || (decimal !== undefined && sign !== decimal)) return undefined;
  } else {
    const only = points > 0 ? '.' : ',';
    if (points + commas > 1) {
      if (only === decimal) return undefined;
      sign = undefined;
    } else if (decimal !== undefined) {
      sign = only === decimal ? only : undefined;
    } else {
      const tail = body.length - 1 - body.indexOf(only);
      assumed = tail === 3 && body.indexOf(only) <= 3 && !body.startsWith('0');
      sign = assumed && only === ',' ? undefined : only;
    }
  }
  const cut = sign === undefined ? body.length : body.lastIndexOf(sign);
  const whole = body.slice(0, cut);
  const fraction = body.slice(cut + 1);
  const groups = whole.split(/[.,]/);
  // Indian numbers group by two before the last three: 12,34,567.
  const grouped = groups.every((group, index) =>
    index === 0
      ? group.length <= 3
      : index === groups.length - 1
        ? group.length === 3
        : group.length === 2 || group.length === 3,
  );
  if (groups.length > 1 && !grouped) return undefined;
  return decimalOf(negative, groups.join(''), fraction, assumed);
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

function decimalOf(negative: boolean, whole: string, fraction: string, assumed: boolean): Decimal {
  const digits = whole.length > 1 ? whole.replace(/^0+(?=\d)/, '') : whole;
  return { negative, whole: digits === '' ? '0' : digits, fraction, assumed };
}

/** The nearest double of a decimal. */
export function toNumber(decimal: Decimal): number {
  const value = Number(decimal.fraction === '' ? decimal.whole : `${decimal.whole}.${decimal.fraction}`);
  return decimal.negative && value !== 0 ? -value : value;
}

/** The decimal times 10^digits as a whole number, rounded half away from zero: money in minor units. */
export function toMinorUnits(decimal: Decimal, digits: number): { minor: bigint; rounded: boolean } {
  const kept = decimal.fraction.slice(0, digits).padEnd(digits, '0');
  const rest = decimal.fraction.slice(digits);
  let minor = BigInt(decimal.whole + kept);
  if (rest !== '' && rest.charCodeAt(0) >= 0x35) minor += 1n;
  return { minor: decimal.negative ? -minor : minor, rounded: /[1-9]/.test(rest) };
}

export interface DecimalVerdict {
  kind: 'decided' | 'ambiguous' | 'mixed' | 'none';
  decimal?: '.' | ',';
  counts: { point: number; comma: number; unclear: number };
}

/** Finds out over a whole column which sign is the decimal one. Holds counters only. */
export class DecimalInference {
  readonly #counts = { point: 0, comma: 0, unclear: 0 };

  add(text: string): void {
    const points = count(text, '.');
    const commas = count(text, ',');
    if (points + commas === 0) return;
    if (points > 0 && commas > 0) this.#vote(text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',');
    else if (points > 1) this.#vote(',');
    else if (commas > 1) this.#vote('.');
    else {
      const only = points > 0 ? '.' : ',';
      const match = /(\d*)[.,](\d*)/.exec(text);
      if (match === null) return;
      const [, before = '', after = ''] = match;
      if (after.length === 3 && before.length >= 1 && before.length <= 3 && before !== '0') this.#counts.unclear++;
      else this.#vote(only);
    }
  }

  #vote(sign: '.' | ','): void {
    if (sign === '.') this.#counts.point++;
    else this.#counts.comma++;
  }

  result(): DecimalVerdict {
    const counts = { ...this.#counts };
    if (counts.point > 0 && counts.comma > 0) return { kind: 'mixed', counts };
    if (counts.point > 0) return { kind: 'decided', decimal: '.', counts };
    if (counts.comma > 0) return { kind: 'decided', decimal: ',', counts };
    return { kind: counts.unclear > 0 ? 'ambiguous' : 'none', counts };
  }
}

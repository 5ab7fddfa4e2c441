import { monthOf } from './month-names.ts';
import type { DateOrder } from './types.ts';

/** A time of day as written, with the offset or zone that stands behind it. */
export interface TimeText {
  hour: number;
  minute: number;
  second: number;
  /** Digits after the second, without trailing zeros. */
  fraction: string;
  offsetMs?: number;
  zone?: string;
}

/** A date as written: three numbers whose meaning the order decides, or one that explains itself. */
export interface DateText {
  /** In the order written; a named month is already its number. */
  numbers: [number, number, number];
  /** Set where the text itself tells: year first, or a named month. */
  order: DateOrder | undefined;
  /** Digits of the year as written. */
  yearDigits: number;
  separator: string;
  time?: TimeText;
}

export interface CalendarDate {
  year: number;
  month: number;
  day: number;
}

const numeric = /^(\d{1,4})([-/.])\s?(\d{1,2})\2\s?(\d{1,4})(?!\d)/;
const compact = /^(\d{4})(\d{2})(\d{2})(?=$|T|\s)/i;
const dayFirst =
  /^(\d{1,2})(?:st|nd|rd|th|er|e|º|ª|\.)?[\s.-]+(?:of\s+|de\s+|d')?(\p{L}{3,15})\.?[\s.,-]+(?:de\s+|del\s+)?(\d{4}|['’]?\d{2})(?!\d)/iu;
const monthFirst = /^(\p{L}{3,15})\.?[\s.-]+(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4})(?!\d)/iu;
const yearFirst = /^(\d{4})[\s.-]+(\p{L}{3,15})\.?[\s.-]+(\d{1,2})(?!\d)/iu;
const weekday = /^(\p{L}{2,15})\.?,?\s+(?=\S)/u;

/** Takes a text apart without deciding what 03/04 means. Undefined: not a date. */
export function parseDateText(raw: string): DateText | undefined {
  if (raw.length < 6 || raw.length > 80) return undefined;
  const text = raw.replace(/[\u00a0\u202f\u2009]/g, ' ').replace(/(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日/, '$1-$2-$3');
  return parseHead(text) ?? parseHead(withoutWeekday(text));
}

function withoutWeekday(text: string): string {
  const word = weekday.exec(text);
  return word !== null && monthOf(word[1] ?? '') === undefined ? text.slice(word[0].length) : '';
}

function parseHead(text: string): DateText | undefined {
  const digits = numeric.exec(text);
  if (digits !== null) {
    const [all, a = '', separator = '', b = '', c = ''] = digits;
    if (a.length === 3 || c.length === 3 || (a.length === 4 && c.length > 2)) return undefined;
    const order = a.length === 4 ? 'ymd' : undefined;
    const yearDigits = a.length === 4 || c.length === 4 ? 4 : 2;
    return withTime(
      { numbers: [Number(a), Number(b), Number(c)], order, yearDigits, separator },
      text.slice(all.length),
    );
  }
  const packed = compact.exec(text);
  if (packed !== null) {
    const numbers: [number, number, number] = [Number(packed[1]), Number(packed[2]), Number(packed[3])];
    const rest = text.slice(8).replace(/^T?(\d{2})(\d{2})(\d{2})?(?=$|\D)/i, (_, h, m, s) => `T${h}:${m}:${s ?? '00'}`);
    return withTime({ numbers, order: 'ymd', yearDigits: 4, separator: '' }, rest);
  }
  return parseNamed(text);
}

function parseNamed(text: string): DateText | undefined {
  const cases: [RegExp, DateOrder][] = [
    [dayFirst, 'dmy'],
    [monthFirst, 'mdy'],
    [yearFirst, 'ymd'],
  ];
  for (const [shape, order] of cases) {
    const match = shape.exec(text);
    if (match === null) continue;
    const parts = [match[1] ?? '', match[2] ?? '', match[3] ?? ''].map((part) => part.replace(/['’]/, ''));
    const numbers = parts.map((part) => (/\d/.test(part) ? Number(part) : monthOf(part)));
    const [a, b, c] = numbers;
    if (a === undefined || b === undefined || c === undefined) continue;
    const yearDigits = parts[order === 'ymd' ? 0 : 2]?.length ?? 4;
    return withTime({ numbers: [a, b, c], order, yearDigits, separator: ' ' }, text.slice(match[0].length));
  }
  return undefined;
}

function withTime(date: DateText, rest: string): DateText | undefined {
  if (rest.trim() === '') return date;
  const time = parseTime(rest);
  return time === undefined ? undefined : { ...date, time };
}

const clock =
  /^(?:[T\s,]|at\s|um\s|à\s)+(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:Uhr)?\s*([ap]\.?\s?m\.?)?\s*(.*)$/iu;

function parseTime(text: string): TimeText | undefined {
  const match = clock.exec(text);
  if (match === null) return undefined;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half = '', zone = ''] = match;
  let hour = Number(hours);
  if (half !== '') {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  const minute = Number(minutes);
  // A leap second has no place in POSIX time; the second before it is the nearest that has.
  const second = Math.min(Number(seconds), 59);
  if (hour > 23 || minute > 59 || Number(seconds) > 60) return undefined;
  const time: TimeText = { hour, minute, second, fraction: fraction.replace(/0+$/, '') };
  return zone === '' ? time : withZone(time, zone);
}

/** The zone names of RFC 2822 (section 4.3) and two that Europe's programs write. Others are ambiguous: IST, BST, AST. */
const namedOffsets: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  CET: 1,
  CEST: 2,
};
const offset = /^(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?(?::?(\d{2}))?$/i;

function withZone(time: TimeText, text: string): TimeText | undefined {
  const bracket = /^([^[(]*)\[!?([A-Za-z_+\-/0-9]+)\]$/.exec(text);
  if (bracket !== null) {
    const stated = (bracket[1] ?? '').trim();
    const exact = stated === '' ? time : withZone(time, stated);
    return exact === undefined ? undefined : { ...exact, zone: bracket[2] };
  }
  // `GMT+0100 (Central European Standard Time)`: what JavaScript prints.
  const bare = text.replace(/\s*\([^()]*\)$/, '').trim();
  const hours = namedOffsets[bare.toUpperCase()];
  if (hours !== undefined) return { ...time, offsetMs: hours * 3_600_000 };
  const match = offset.exec(bare.replace('−', '-'));
  if (match === null) return undefined;
  const [, sign, h = '0', m = '0', s = '0'] = match;
  if (Number(h) > 18 || Number(m) > 59 || Number(s) > 59) return undefined;
  const ms = Number(h) * 3_600_000 + Number(m) * 60_000 + Number(s) * 1000;
  return { ...time, offsetMs: sign === '-' ? -ms : ms };
}

export type DateReading = { date: CalendarDate; shortYear: boolean } | 'ambiguous' | 'contradiction' | 'impossible';

/** Decides what the three numbers mean, by what the text tells and else by the order that was fixed for the column. */
export function resolveDate(text: DateText, order: DateOrder | undefined): DateReading {
  if (text.order !== undefined) return place(text, text.order);
  const possible = possibleOrders(text);
  if (possible.length === 0) return 'impossible';
  if (order !== undefined) {
    if (possible.includes(order)) return place(text, order);
    // ymd was fixed for a column in which this value has its year last.
    return order === 'ymd' && text.yearDigits === 4 && possible.length === 1
      ? place(text, possible[0] as DateOrder)
      : 'contradiction';
  }
  // Dots part day, month and year wherever dots are used; two equal numbers read the same either way.
  const likely = possible.filter((candidate) => candidate !== 'ymd');
  if (likely.length === 1) return place(text, likely[0] as DateOrder);
  if (likely.length === 0) return place(text, 'ymd');
  if (text.separator === '.' || text.numbers[0] === text.numbers[1]) return place(text, 'dmy');
  return 'ambiguous';
}

/** Orders in which the numbers make a date; year first only for two-digit years, since four digits explain themselves. */
export function possibleOrders({ numbers: [a, b, c], yearDigits }: DateText): DateOrder[] {
  const day = (value: number): boolean => value >= 1 && value <= 31;
  const month = (value: number): boolean => value >= 1 && value <= 12;
  const orders: DateOrder[] = [];
  if (day(a) && month(b)) orders.push('dmy');
  if (month(a) && day(b)) orders.push('mdy');
  if (yearDigits === 2 && month(b) && day(c)) orders.push('ymd');
  return orders;
}

function place({ numbers: [a, b, c], yearDigits }: DateText, order: DateOrder): DateReading {
  const [written, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  const shortYear = yearDigits === 2;
  // POSIX strptime: 69 to 99 are the last century's.
  const year = shortYear ? written + (written >= 69 ? 1900 : 2000) : written;
  const date = { year, month, day };
  return isDate(date) ? { date, shortYear } : 'impossible';
}

/** A day that exists, in the years 1000 to 9999: below stand only vendors' stand-ins for "no date" (0001-01-01). */
export function isDate({ year, month, day }: CalendarDate): boolean {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

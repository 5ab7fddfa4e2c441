/**
 * Dates as files write them. Reading has two steps on purpose: first what the text shows (`readDate`), then, when the whole
 * column has been seen, which of day and month comes first (`toIso`). 03/04/2021 alone tells nothing.
 */
export type DateOrder = 'day-first' | 'month-first';

export interface DateText {
  /** Pattern in common letters: `YYYY-MM-DD`, `D/M/YYYY or M/D/YYYY`, `D MMM YYYY` … */
  format: string;
  kind: 'date' | 'local_time' | 'instant';
  year: number;
  /** First and second number of a date whose order is open; month and day where it is not. */
  month: number;
  day: number;
  /** `either`: month and day may have to be exchanged. */
  order: 'known' | DateOrder | 'either';
  time: string | null;
  /** `Z` or `+02:00`. */
  zone: string | null;
  twoDigitYear: boolean;
}

const clock = String.raw`(?:,?\s*(?:T|at|\s)\s*(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${clock}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})${clock}$`, 'i');
const dayName = String.raw`(?:\p{L}{2,10}\.?,?\s+)?`;
const dayThenMonth = new RegExp(String.raw`^${dayName}(\d{1,2})(?:\.|st|nd|rd|th)?[\s-](?:de\s)?(\p{L}{3,10})\.?[\s,-]+(?:de\s)?(\d{4}|\d{2})${clock}$`, 'iu');
const monthThenDay = new RegExp(String.raw`^${dayName}(\p{L}{3,10})\.?[\s-](\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})${clock}$`, 'iu');

/** First letters of month names in English, German, French, Spanish, Italian, Portuguese and Dutch. */
const monthStarts: readonly (readonly [RegExp, number])[] = [
  [/^(?:jan|ene|gen|janv)/, 1],
  [/^(?:feb|fev|fév)/, 2],
  [/^(?:mar|mär|mrz|maa|mrt)/, 3],
  [/^(?:apr|avr|abr)/, 4],
  [/^(?:may|mai|mag|mei|mayo|maio)/, 5],
  [/^(?:jun|juin|giu)/, 6],
  [/^(?:jul|juil|lug)/, 7],
  [/^(?:aug|aoû|aou|ago)/, 8],
  [/^(?:sep|set)/, 9],
  [/^(?:oct|okt|ott|out)/, 10],
  [/^(?:nov)/, 11],
  [/^(?:dec|dez|déc|dic)/, 12],
];

/** What a text shows if it has the shape of a date; null where it has not. A date that cannot exist (31 April) has its shape. */
export function readDate(text: string): DateText | null {
  const first = text.charCodeAt(0);
  const digitFirst = first >= 48 && first <= 57;
  if (text.length < 6 || text.length > 45) return null;
  if (digitFirst) {
    const iso = yearFirst.exec(text);
    if (iso) {
      const [, year, separator, month, day] = iso as unknown as string[];
      return build(iso, 5, { format: `YYYY${separator}MM${separator}DD`, year: year!, month: Number(month), day: Number(day), order: 'known' });
    }
    const last = yearLast.exec(text);
    if (last) return readYearLast(last);
  }
  if (!/\d/.test(text) || !/\p{L}{3}/u.test(text)) return null;
  const named = dayThenMonth.exec(text);
  if (named) return readNamed(named, named[2]!, named[1]!, named[3]!, 'D MMM YYYY');
  const american = monthThenDay.exec(text);
  return american ? readNamed(american, american[1]!, american[2]!, american[3]!, 'MMM D YYYY') : null;
}

function readYearLast(match: RegExpExecArray): DateText {
  const [, a, separator, b, year] = match as unknown as string[];
  const first = Number(a);
  const second = Number(b);
  // Dots are written between day and month only where the day comes first (German, Polish, Czech, Turkish).
  const order = separator === '.' || first > 12 ? 'day-first' : second > 12 ? 'month-first' : 'either';
  const pattern = year!.length === 2 ? 'YY' : 'YYYY';
  const format =
    separator === '.' ? `D.M.${pattern}` : `D${separator}M${separator}${pattern} or M${separator}D${separator}${pattern}`;
  return build(match, 5, { format, year: year!, month: first, day: second, order });
}

function readNamed(match: RegExpExecArray, name: string, day: string, year: string, format: string): DateText | null {
  const month = monthStarts.find(([start]) => start.test(name.toLowerCase()))?.[1];
  return month ? build(match, 4, { format, year, month, day: Number(day), order: 'known' }) : null;
}

interface DateParts {
  format: string;
  year: string;
  month: number;
  day: number;
  order: DateText['order'];
}

function build(match: RegExpExecArray, clockAt: number, parts: DateParts): DateText {
  const [hour, minute, second, fraction, half, zone] = match.slice(clockAt) as (string | undefined)[];
  const time = hour === undefined ? null : clockText(Number(hour), minute ?? '00', second, fraction, half);
  const kind = time === null ? 'date' : zone ? 'instant' : 'local_time';
  const shortYear = parts.year.length === 2;
  // POSIX: 69 to 99 are the nineteen hundreds.
  const year = shortYear ? Number(parts.year) + (Number(parts.year) >= 69 ? 1900 : 2000) : Number(parts.year);
  const suffix = time === null ? '' : `${half ? ' h:mm AM' : ' HH:mm'}${zone ? ' zone' : ''}`;
  return {
    format: `${parts.format}${suffix}`,
    kind,
    year,
    month: parts.month,
    day: parts.day,
    order: parts.order,
    time,
    zone: zone ? zoneText(zone) : null,
    twoDigitYear: shortYear,
  };
}

function clockText(hour: number, minute: string, second?: string, fraction?: string, half?: string): string {
  const afternoon = half?.toLowerCase().startsWith('p');
  const hours = half ? (hour % 12) + (afternoon ? 12 : 0) : hour;
  const part = fraction && Number(fraction) > 0 ? `.${fraction.padEnd(3, '0')}` : '';
  return `${String(hours).padStart(2, '0')}:${minute}:${second ?? '00'}${part}`;
}

function zoneText(zone: string): string {
  if (/^(?:z|utc|gmt)$/i.test(zone)) return 'Z';
  const digits = zone.replace(':', '').padEnd(5, '0');
  return `${digits.slice(0, 3)}:${digits.slice(3, 5)}`;
}

/** ISO text of a date once the column's order is known; null where no such day exists. */
export function toIso(date: DateText, order: DateOrder): string | null {
  const dayFirst = (date.order === 'either' ? order : date.order) === 'day-first';
  const month = dayFirst ? date.day : date.month;
  const day = dayFirst ? date.month : date.day;
  if (!isRealDay(date.year, month, day)) return null;
  const iso = `${date.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (date.time === null) return iso;
  const [hour, minute, second] = date.time.split(':').map(Number);
  if (hour! > 23 || minute! > 59 || second! >= 60) return null;
  return `${iso}T${date.time}${date.zone ?? ''}`;
}

/** False for 31 April, month 13, and the years that only empty database cells have (0000, 1900-01-00). */
export function isPossible(date: DateText): boolean {
  return toIso(date, 'day-first') !== null || toIso(date, 'month-first') !== null;
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (year < 1850 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Days since 1899-12-30, as a spreadsheet stores dates: 45818.83 is 2025-06-10T19:55:12. */
export function fromExcelSerial(serial: number): string | null {
  if (!(serial > 1 && serial < 110_000)) return null;
  const iso = new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000).toISOString();
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19);
}

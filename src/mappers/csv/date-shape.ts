import { type DateText, parseDateText, possibleOrders, resolveDate } from '../values/date-text.ts';

/** What a cell with a date says about its column. */
export interface DateShape {
  /** Pattern as a person would write it; `D/M or M/D` while the order of the column is open. */
  format: string;
  kind: 'date' | 'local_time' | 'instant';
  /** `known`: the text tells by itself. `either`: day and month may be exchanged. */
  order: 'known' | 'day-first' | 'month-first' | 'either';
  /** False for 31 April and month 13. */
  exists: boolean;
  twoDigitYear: boolean;
}

const monthStart =
  /(?:^|[\s,.-])(?:jan|ene|gen|sty|feb|fev|fév|lut|mar|mär|mrz|maa|mrt|apr|avr|abr|kwi|ma[yijg]|mei|jun|juin|giu|cze|jul|juil|lug|lip|aug|ao[uû]|ago|sie|sep|set|wrz|o[ck]t|ott|out|pa[zź]|nov|lis|de[czk]|déc|dic|gru)/i;

/** The shape of a date in a text; null where there is none. Bare digits are left to the numbers: 20240305 may be an id. */
export function readDateShape(text: string): DateShape | null {
  const first = text.charCodeAt(0);
  // Asked of every text with a digit in it: a date in words names a month, "Suite 12" does not.
  if ((first < 48 || first > 57) && !monthStart.test(text)) return null;
  const date = parseDateText(text);
  if (date === undefined || date.separator === '') return null;
  return {
    format: formatOf(date),
    kind:
      date.time === undefined
        ? 'date'
        : date.time.offsetMs === undefined && date.time.zone === undefined
          ? 'local_time'
          : 'instant',
    order: orderOf(date),
    exists: resolves(date),
    twoDigitYear: date.yearDigits === 2,
  };
}

function orderOf(date: DateText): DateShape['order'] {
  if (date.order !== undefined) return 'known';
  const orders = possibleOrders(date).filter((order) => order !== 'ymd');
  // Dots are written between day and month only where the day comes first (German, Polish, Czech, Turkish).
  if (orders.length === 1 || date.separator === '.') return orders[0] === 'mdy' ? 'month-first' : 'day-first';
  return orders.length === 2 ? 'either' : 'known';
}

function resolves(date: DateText): boolean {
  const orders = date.order === undefined ? possibleOrders(date) : [date.order];
  return orders.some((order) => typeof resolveDate(date, order) === 'object');
}

function formatOf({ numbers, order, yearDigits, separator, time }: DateText): string {
  const year = yearDigits === 2 ? 'YY' : 'YYYY';
  const join = (...parts: string[]) => parts.join(separator);
  let date: string;
  if (order === 'ymd') date = separator === ' ' ? `${year} MMM D` : join(year, 'MM', 'DD');
  else if (separator === ' ') date = order === 'mdy' ? `MMM D, ${year}` : `D MMM ${year}`;
  else if (separator === '.') date = join('D', 'M', year);
  else if (numbers[0] > 31) date = join(year, 'MM', 'DD');
  else date = `${join('D', 'M', year)} or ${join('M', 'D', year)}`;
  if (time === undefined) return date;
  return `${date} HH:mm${time.offsetMs !== undefined || time.zone !== undefined ? ' zone' : ''}`;
}

import { type DateText, parseDateText, possibleOrders } from './date-text.ts';
import { isEmptyWord, scalarText } from './text.ts';
import type { DateOrder } from './types.ts';

export interface DateCounts {
  /** Filled cells, whatever they hold. */
  values: number;
  unread: number;
  /** Only a day can stand first: 25/03/2021. */
  dayFirst: number;
  /** Only a month can stand first: 03/25/2021. */
  monthFirst: number;
  /** Can be read either way: 03/04/2021. */
  eitherWay: number;
  /** Like `eitherWay`, but with dots, which are used where the day stands first. */
  dotted: number;
  yearFirst: number;
  /** With the name of a month. */
  named: number;
  spreadsheet: number;
  epoch: number;
}

export type DateVerdict =
  | { kind: 'decided'; format: string; order: DateOrder; counts: DateCounts }
  | { kind: 'ambiguous'; format: string; orders: DateOrder[]; message: string; counts: DateCounts }
  | { kind: 'mixed'; message: string; counts: DateCounts }
  | { kind: 'none'; message: string; counts: DateCounts };

const formatsKept = 50;

/** Finds out how a whole column writes its dates. Holds counters and a few dozen formats, so millions of rows may pass. */
export class DateFormatInference {
  readonly #counts: DateCounts = {
    values: 0,
    unread: 0,
    dayFirst: 0,
    monthFirst: 0,
    eitherWay: 0,
    dotted: 0,
    yearFirst: 0,
    named: 0,
    spreadsheet: 0,
    epoch: 0,
  };
  readonly #formats = new Map<string, number>();

  add(cell: string): void {
    const text = scalarText(cell, true) ?? '';
    if (text === '' || isEmptyWord(text)) return;
    this.#counts.values++;
    if (/^-?\d+(?:\.\d+)?$/.test(text) && !/^\d{8}$/.test(text)) {
      this.#addNumber(Number(text));
      return;
    }
    const date = parseDateText(text);
    if (date === undefined) this.#counts.unread++;
    else this.#addDate(date);
  }

  #addNumber(value: number): void {
    const size = Math.abs(value);
    if (value >= 10_000 && value < 100_000) this.#counts.spreadsheet++;
    else if (size >= 1e8 && size < 1e15) this.#counts.epoch++;
    else this.#counts.unread++;
  }

  #addDate(date: DateText): void {
    const format = formatOf(date);
    if (this.#formats.has(format) || this.#formats.size < formatsKept) {
      this.#formats.set(format, (this.#formats.get(format) ?? 0) + 1);
    }
    if (date.order !== undefined) {
      if (date.separator === ' ') this.#counts.named++;
      else this.#counts.yearFirst++;
      return;
    }
    const orders = possibleOrders(date);
    const dayFirst = orders.includes('dmy');
    const monthFirst = orders.includes('mdy');
    if (orders.length === 0) this.#counts.unread++;
    else if (dayFirst && monthFirst) {
      if (date.separator === '.') this.#counts.dotted++;
      else this.#counts.eitherWay++;
    } else if (dayFirst) this.#counts.dayFirst++;
    else if (monthFirst) this.#counts.monthFirst++;
    else this.#counts.yearFirst++;
  }

  result(): DateVerdict {
    const counts = { ...this.#counts };
    const { dayFirst, monthFirst, eitherWay, dotted, yearFirst, named, spreadsheet, epoch } = counts;
    const written = dayFirst + monthFirst + eitherWay + dotted + yearFirst + named;
    if (written + spreadsheet + epoch === 0)
      return { kind: 'none', message: 'no cell of the column is a date', counts };
    const mixed = mixture(counts, written);
    if (mixed !== undefined) return { kind: 'mixed', message: mixed, counts };
    if (written === 0)
      return { kind: 'decided', format: spreadsheet > 0 ? 'spreadsheet day' : 'epoch', order: 'ymd', counts };
    const shape = [...this.#formats].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
    if (dayFirst > 0) return { kind: 'decided', format: spell(shape, 'dmy'), order: 'dmy', counts };
    if (monthFirst > 0) return { kind: 'decided', format: spell(shape, 'mdy'), order: 'mdy', counts };
    if (eitherWay > 0) {
      const message = `all ${eitherWay} dates can be read with the day or the month first; a person must say which`;
      return { kind: 'ambiguous', format: spell(shape, 'dmy'), orders: ['dmy', 'mdy'], message, counts };
    }
    const order = dotted > 0 ? 'dmy' : 'ymd';
    return { kind: 'decided', format: spell(shape, order), order, counts };
  }
}

function mixture({ dayFirst, monthFirst, spreadsheet, epoch }: DateCounts, written: number): string | undefined {
  if (dayFirst > 0 && monthFirst > 0) {
    return `${dayFirst} dates can only have the day first and ${monthFirst} only the month; the column holds two formats`;
  }
  if (spreadsheet > 0 && written > 0) {
    // A spreadsheet opened with the wrong regional setting turns just those dates into numbers that fit it, day and month swapped.
    return `${spreadsheet} cells are day numbers of a spreadsheet and ${written} are written dates; a spreadsheet has probably swapped day and month in the former`;
  }
  if (epoch > 0 && written + spreadsheet > 0)
    return `${epoch} cells are seconds or milliseconds since 1970, the others are dates`;
  return undefined;
}

/** The shape with `1` and `2` where the order decides between day and month. */
function formatOf({ numbers, order, yearDigits, separator, time }: DateText): string {
  const year = yearDigits === 2 ? 'YY' : 'YYYY';
  let date: string;
  if (order === undefined)
    date = numbers[0] > 31 ? ['YY', 'MM', 'DD'].join(separator) : ['1', '2', year].join(separator);
  else if (separator === ' ')
    date = order === 'dmy' ? `D MMM ${year}` : order === 'mdy' ? `MMM D, ${year}` : `${year} MMM D`;
  else date = [year, 'MM', 'DD'].join(separator);
  if (time === undefined) return date;
  const zone = time.offsetMs !== undefined ? ' Z' : time.zone !== undefined ? ' [zone]' : '';
  return `${date} HH:mm${zone}`;
}

function spell(shape: string, order: DateOrder): string {
  const [first, second] = order === 'mdy' ? ['MM', 'DD'] : ['DD', 'MM'];
  return shape.replace('1', first).replace('2', second);
}

/** How a column writes its dates. `['25/03/2021', '04/03/2021']` → decided, `DD/MM/YYYY`, dmy. */
export function inferDateFormat(values: Iterable<string>): DateVerdict {
  const inference = new DateFormatInference();
  for (const value of values) inference.add(value);
  return inference.result();
}

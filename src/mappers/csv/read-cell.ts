import type { Json } from '../../model/json.ts';
import type { ColumnPlan } from '../../model/reading-plan.ts';
import { normalise } from '../values/normalise.ts';
import type { DateOrder, Normalised, ValueContext } from '../values/types.ts';
import { cellText, trimEdges } from './clean-text.ts';
import { isNoId, isScientific } from './id-text.ts';
import { readNumber } from './number-text.ts';

/** Null: an empty cell. With a problem the value is the text as it stands, so that the mapping can still keep it. */
export type CellValue = { value: Json; problem?: { code: string; message: string } } | null;

export type CellReader = (cell: string) => CellValue;

const wallContext: ValueContext = { timezone: 'UTC', defaultCountry: null };

/**
 * How the cells of one column become values. What only the whole column tells is settled here (day or month first, decimal
 * mark, words for empty); the rest is left to the mapping, so text, phones and addresses stay as they were written.
 */
export function cellReader(column: ColumnPlan, timezone: string): CellReader {
  const written = new Set(column.emptyWords);
  const empty = new Set(column.emptyWords.map((word) => word.toLowerCase()));
  // NULL is a program's word, Null beside it may be somebody's name: the plan lists the spellings that mean nothing.
  const isEmpty = (text: string) => written.has(text) || (!/^[A-Z][a-z]+$/.test(text) && empty.has(text.toLowerCase()));
  const read = readerOf(column, timezone);
  return (cell) => {
    if (cell === '') return null;
    const text = column.type === 'phone' ? phoneText(cell) : cellText(cell);
    if (text === '' || (empty.size > 0 && isEmpty(text))) return null;
    return read(text);
  };
}

function phoneText(cell: string): string {
  return cellText(cell).replace(/^'(?=[+(\d])/, '');
}

function readerOf(column: ColumnPlan, timezone: string): CellReader {
  const dateOrder: DateOrder | undefined =
    column.dateOrder === 'day-first' ? 'dmy' : column.dateOrder === 'month-first' ? 'mdy' : undefined;
  const dated: ValueContext = { ...wallContext, ...(dateOrder && { dateOrder }) };
  switch (column.type) {
    case 'date':
      return (text) => result(normalise('date', text, dated), text);
    case 'local_time':
      // The zone is the mapping's to say: what is kept is the time on the wall.
      return (text) => onWall(normalise('instant', text, dated), text);
    case 'instant':
      return (text) => result(normalise('instant', text, { ...dated, timezone }), text);
    case 'number':
    case 'percent':
    case 'money':
      return (text) => counted(text, column);
    case 'boolean':
      return (text) => flag(text, column.inverted === true);
    case 'id':
      return (text) => (isNoId(text) ? null : { value: text });
    case 'email':
    case 'list':
      return column.separator === undefined
        ? (text) => ({ value: text })
        : (text) => ({ value: split(text, column.separator!) });
    default:
      return (text) => ({ value: text });
  }
}

function result(read: Normalised, text: string): CellValue {
  if (!read.ok) return { value: text, problem: { code: read.code, message: read.message } };
  return read.value === null ? null : { value: read.value };
}

function flag(text: string, inverted: boolean): CellValue {
  const read = normalise('boolean', text, wallContext);
  if (!read.ok || typeof read.value !== 'boolean') return { value: text };
  return { value: read.value !== inverted };
}

function onWall(read: Normalised, text: string): CellValue {
  const found = result(read, text);
  return found === null || found.problem ? found : { value: String(found.value).replace(/Z$/, '') };
}

const secondsIn: Readonly<Record<NonNullable<ColumnPlan['durationUnit']>, number>> = {
  ms: 0.001,
  s: 1,
  min: 60,
  h: 3600,
};

/** A number, a length of time in seconds, an amount in major units, with its currency where the cell or the column names one. */
function counted(text: string, column: ColumnPlan): CellValue {
  const number = isScientific(text) ? null : readNumber(text, column.decimal);
  if (number === null)
    return {
      value: text,
      problem: { code: 'not_a_number', message: 'the cell is not a number, unlike the rest of its column' },
    };
  if (column.durationUnit !== undefined) return { value: Math.round(number.value * secondsIn[column.durationUnit]) };
  const currency = column.type === 'money' ? (number.currency ?? column.currency) : undefined;
  return { value: currency === undefined ? number.value : { amount: number.value, currency } };
}

function split(text: string, separator: string): Json {
  const items = text
    .split(separator)
    .map(trimEdges)
    .filter((item) => item !== '');
  return items.length > 1 ? items : (items[0] ?? text);
}

import type { Json } from '../../model/json.ts';
import { type Normalised, read, unread } from './types.ts';

const unclean = /[\0\r\uD800-\uDFFF]/;

/**
 * Text as it can be stored and compared: well-formed Unicode, no NUL (PostgreSQL refuses it in JSON), line ends as `\n`, no
 * white space around it. Inner spaces and the choice of composed or decomposed letters stay: they are the customer's.
 */
export function cleanText(text: string): string {
  if (unclean.test(text)) text = text.toWellFormed().replaceAll('\0', '').replace(/\r\n?/g, '\n');
  return text.trim();
}

const formula = /^="(.*)"$/s;
const apostropheBeforeFormula = /^'(?=[=+\-@])/;
const apostropheBeforeNumber = /^'(?=[=+\-@\d(])/;

/**
 * Takes off what spreadsheets and their exporters put around a cell: `="00123"`, and the apostrophe that keeps a program
 * from calculating. Before a digit the apostrophe is taken off only where a number is expected: `'90s music` is text.
 */
export function unwrapCell(text: string, numeric = false): string {
  for (;;) {
    const first = text.charCodeAt(0);
    if (first === 0x3d) {
      const inner = formula.exec(text)?.[1];
      if (inner === undefined) return text;
      text = inner.replaceAll('""', '"').trim();
    } else if (first === 0x27) {
      const bare = text.replace(numeric ? apostropheBeforeNumber : apostropheBeforeFormula, '').trim();
      if (bare === text) return text;
      text = bare;
    } else {
      return text;
    }
  }
}

/** A scalar as clean text; undefined for lists and objects. Numbers are written out in full, without an exponent. */
export function scalarText(raw: Json, numeric = false): string | undefined {
  if (typeof raw === 'string') return unwrapCell(cleanText(raw), numeric);
  if (typeof raw === 'number') return plainNumber(raw);
  if (typeof raw === 'boolean') return raw ? 'true' : 'false';
  return undefined;
}

/** `1e21` → `1000000000000000000000`: a number's decimal digits without an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = whole + fraction;
  const point = 1 + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Words that exports write where there is no value. Text fields keep them: somebody may be called None. */
const emptyWords: ReadonlySet<string> = new Set([
  'null',
  '(null)',
  'nil',
  'nan',
  'none',
  'n/a',
  '#n/a',
  'na',
  'undefined',
  '-',
  '--',
  '—',
  '–',
  '.',
  '?',
  "'-",
]);

/** True for `NULL`, `nan`, `n/a`, `-` and the like, whatever their case. */
export function isEmptyWord(text: string): boolean {
  return text.length <= 9 && emptyWords.has(text.toLowerCase());
}

/** True for null, blank text, wrappers (`{ value, label }`, `{ amount, currency }`) and lists of nothing else. */
export function isEmpty(raw: Json | undefined): boolean {
  if (raw === null || raw === undefined) return true;
  if (typeof raw === 'string') return raw.length < 1000 && cleanText(raw) === '';
  if (typeof raw !== 'object') return false;
  if (Array.isArray(raw)) return raw.every(isEmpty);
  const inner = raw.value ?? raw.amount;
  return ('value' in raw || 'amount' in raw) && isEmpty(inner);
}

export function normaliseText(raw: Json): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return unread('not_text', 'a list or an object stands where text was expected');
  return read(text === '' ? null : text);
}

/** The form in which spreadsheets save long numbers; the lost digits cannot be had back. */
export const scientificForm = /^\d(?:[.,]\d+)?e\+\d{2,3}$/i;

/** Ids are text for ever: leading zeros and digits beyond 2^53 survive, and what already lost digits is refused. */
export function normaliseId(raw: Json): Normalised {
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) {
    return unread('id_imprecise', 'the id is a number that has lost digits; read it as text at the source');
  }
  let text = scalarText(raw, true);
  if (text === undefined) return unread('not_text', 'a list or an object stands where an id was expected');
  if (scientificForm.test(text)) {
    return unread(
      'id_scientific',
      'the id was saved by a spreadsheet as 1.23E+11 and has lost digits; export it again as text',
    );
  }
  text = text.replace(/^\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}$/i, '$1');
  return read(text === '' ? null : text);
}

/** Every text in a value: that of a scalar, of each item of a list, and of what `{ value, label }` wraps. */
export function textsIn(value: Json | undefined): string[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'object') return textsIn(value['value']);
  return [String(value)];
}

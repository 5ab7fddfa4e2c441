import { parse as parseDomain } from 'tldts';
import { type DateShape, readDateShape } from './date-shape.ts';
import { isScientific } from './id-text.ts';
import { type NumberText, readNumber } from './number-text.ts';

/** What one cell looks like by itself. What the column is gets decided when all its cells have been seen. */
export type ValueKind =
  | 'emptyWord'
  | 'email'
  | 'emails'
  | 'url'
  | 'domain'
  | 'date'
  | 'badDate'
  | 'integer'
  | 'number'
  | 'money'
  | 'percent'
  | 'scientific'
  | 'phone'
  | 'boolean'
  | 'guid'
  | 'code'
  | 'html'
  | 'json'
  | 'text';

export interface Value {
  kind: ValueKind;
  date?: DateShape;
  number?: NumberText;
}

/** Written by programs only: never a value. */
const technicalWords = [
  'null',
  '(null)',
  '\\n',
  'nan',
  'n/a',
  '#n/a',
  'undefined',
  'nat',
  '<na>',
  '(none)',
  '(blank)',
  '-',
  '--',
  '---',
  "'-",
  'noname',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '1900-01-00',
  '00/00/0000',
  '[]',
  '{}',
];
/** Empty in a column of dates or numbers, an answer in a column of choices; NA is also Namibia. */
const spokenWords = ['none', 'nil', 'na', 'unknown'];
const emptyWords: ReadonlySet<string> = new Set([...technicalWords, ...spokenWords]);
const emptyStarts: ReadonlySet<number> = new Set(
  [...emptyWords].flatMap((word) => [word.charCodeAt(0), word.toUpperCase().charCodeAt(0)]),
);

/** True for words that a person may have chosen: `None`, `Unknown`. */
export function isSpokenWord(text: string): boolean {
  return spokenWords.includes(text.toLowerCase());
}

const booleanWords: ReadonlySet<string> = new Set([
  'true',
  'false',
  'yes',
  'no',
  'y',
  'n',
  't',
  'f',
  'checked',
  'unchecked',
  'on',
  'off',
  'ja',
  'nein',
  'nee',
  'oui',
  'non',
  'si',
  'sí',
  'sì',
  'sim',
  'não',
  'nao',
  'tak',
  'nie',
  'wahr',
  'falsch',
  'vrai',
  'faux',
  'verdadero',
  'falso',
  'waar',
  'onwaar',
  'x',
  '✓',
  '☑',
]);
const email = /^(?:[^<>]*<)?[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}>?$/;
const url = /^(?:https?|ftp):\/\/\S+$/i;
const domain = /^(?:www\.)?[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/\S*)?$/u;
const phone = /^'?(?:tel:)?[+(]?\d[\d\s().\-/–]{5,}\d(?:\s*(?:x|ext\.?|ext)\s*\d{1,6})?$/i;
const ipAddress = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/;
const guid = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;
const code = /^(?=.*\d)[A-Za-z0-9][A-Za-z0-9_:./#-]*$/;
const html =
  /<(?:\/?(?:p|br|div|span|a|b|i|u|strong|em|ul|ol|li|table|tr|td|th|h[1-6]|img|font|html|body|blockquote|hr)\b[^>]*)>/i;

/** True where the word stands for "no value" in some export or other. The column decides whether it does here. */
function isEmptyWord(text: string): boolean {
  return text.length <= 19 && emptyStarts.has(text.charCodeAt(0)) && emptyWords.has(text.toLowerCase());
}

/** What a cell, already cleaned, looks like. */
export function readValue(text: string): Value {
  if (isEmptyWord(text)) return { kind: 'emptyWord' };
  const first = text.charCodeAt(0);
  if (text.length > 500) return { kind: longKind(text) };
  if (text.includes('@')) {
    if (email.test(text)) return { kind: 'email' };
    if (
      text
        .split(/[;,|]\s*/)
        .filter(Boolean)
        .every((item) => email.test(item.trim()))
    )
      return { kind: 'emails' };
  }
  // Digits, signs and currency signs begin what is not a word; everything else goes straight to the words.
  if ((first >= 48 && first <= 57) || !isLetter(first)) {
    const number = readNumeric(text);
    if (number) return number;
  }
  if (text.length <= 45 && /\d/.test(text)) {
    const dated = readDated(text);
    if (dated) return dated;
    const number = readNumber(text);
    if (number) return { kind: number.kind, number };
    if (guid.test(text)) return { kind: 'guid' };
  }
  if (text.length <= 12 && booleanWords.has(text.toLowerCase())) return { kind: 'boolean' };
  if (url.test(text)) return { kind: 'url' };
  if (text.includes('.') && isDomain(text)) return { kind: 'domain' };
  if (code.test(text)) return { kind: 'code' };
  return { kind: longKind(text) };
}

/** `john.smith` has the shape of a domain; only the list of endings in use tells that it is none. */
function isDomain(text: string): boolean {
  if (!domain.test(text)) return false;
  const { isIcann, publicSuffix } = parseDomain(text);
  return isIcann === true || publicSuffix === 'example' || publicSuffix === 'test';
}

function readNumeric(text: string): Value | null {
  if (isScientific(text)) return { kind: 'scientific' };
  const dated = readDated(text);
  if (dated) return dated;
  const number = readNumber(text);
  if (number) {
    const whole = number.kind === 'number' && number.whole;
    // A plus sign, or spaces, make a phone of what would otherwise be a large number.
    if (whole && (text.startsWith('+') || /[\s()]/.test(text)) && text.replace(/\D/g, '').length >= 7)
      return { kind: 'phone' };
    return { kind: whole ? 'integer' : number.kind, number };
  }
  if (ipAddress.test(text)) return { kind: 'code' };
  return phone.test(text) && text.length <= 40 ? { kind: 'phone' } : null;
}

function readDated(text: string): Value | null {
  const date = readDateShape(text);
  if (!date) return null;
  return { kind: date.exists ? 'date' : 'badDate', date };
}

function longKind(text: string): ValueKind {
  if (text.includes('<') && html.test(text)) return 'html';
  const first = text.charCodeAt(0);
  return (first === 123 || first === 91) && isJson(text) ? 'json' : 'text';
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

function isLetter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 191;
}

import type { ValueType } from '../../model/concepts.ts';
import { PortageError } from '../../model/errors.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import { htmlToText } from './html.ts';
import { isMoney, type Money } from './money.ts';
import { normalise } from './normalise.ts';
import { cleanText, isEmpty, scalarText } from './text.ts';
import type { ValueContext } from './types.ts';

export interface CompareOptions {
  context: ValueContext;
  /** Name of the comparator that replaces the type's own: `field.comparator` of the destination's catalogue. */
  comparator?: string;
  /** The field holds a list; the order of its items does not count unless the comparator is `ordered`. */
  many?: boolean;
  /** For `cut`: how many characters the vendor keeps. */
  maxLength?: number;
}

/** A value that is not empty, in canonical form; what cannot be read as its type stands as it is. */
interface Compared {
  value: Json;
  raw: Json;
  type: ValueType;
  options: CompareOptions;
}

/**
 * A comparator gives each value a key: values are equal where their keys are. So every comparator is reflexive, symmetric
 * and transitive by construction.
 */
type Keyer = (compared: Compared) => string;

function canonical(raw: Json, type: ValueType, { context }: CompareOptions): Json {
  const result = normalise(type, raw, context);
  return result.ok ? result.value : typeof raw === 'string' ? cleanText(raw) : raw;
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : canonicalJson(value));
const readAs = (type: ValueType, { value, options }: Compared): string => textOf(canonical(value, type, options));

const tight = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim();

const exact: Keyer = ({ raw }) => textOf(raw);
const trimmed: Keyer = ({ value }) => {
  const text = textOf(value).normalize('NFC');
  return /\s\n/.test(text)
    ? text
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
    : text.trimEnd();
};
const loose: Keyer = ({ value }) => tight(textOf(value));
const caseless: Keyer = ({ value }) => tight(textOf(value)).toLowerCase();
const cut: Keyer = (compared) => {
  const text = trimmed(compared);
  const { maxLength } = compared.options;
  return maxLength === undefined ? text : [...text].slice(0, maxLength).join('').trimEnd();
};

/** Time to a precision: 23 characters are milliseconds, 19 seconds, 16 minutes. */
const timeTo =
  (length: number): Keyer =>
  ({ value }) => {
    const [time = '', zone] = textOf(value).replace(/Z$/, '').split('[');
    const full = time.length === 19 ? `${time}.000` : time.padEnd(23, '0');
    return `${full.slice(0, length)}${zone === undefined ? '' : `[${zone}`}`;
  };

const minutes: Keyer = (compared) =>
  typeof compared.value === 'number' ? String(Math.floor(compared.value / 60)) : timeTo(16)(compared);

const phoneDigits: Keyer = ({ value }) =>
  textOf(value)
    .replace(/;ext=.*/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
    .slice(-9);

const htmlText: Keyer = (compared) => {
  const html = readAs('html', compared);
  const links = [...html.matchAll(/\shref="([^"]+)"/g)].map((match) => match[1]);
  return `${htmlShown(compared)}\n${links.join('\n')}`;
};
const htmlShown: Keyer = (compared) => tight(htmlToText(readAs('html', compared), false));

const urlLoose: Keyer = (compared) =>
  readAs('url', compared)
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/+(?=$|[?#])/, '');

/** A vendor's bare number is an amount in the unit that the vendor counts in; the currency stands in a field of its own. */
const minorUnits: Keyer = ({ value, raw }) => {
  if (isMoney(raw)) return String(raw.minor);
  const number = typeof raw === 'string' || typeof raw === 'number' ? Number(scalarText(raw)) : Number.NaN;
  return Number.isFinite(number) ? String(Math.round(number) + 0) : textOf(value);
};
const majorUnits: Keyer = ({ value }) => (isMoney(value) ? String(value.minor) : textOf(value));

const isZero = (value: Json): boolean => value === 0 || (isMoney(value) && value.minor === 0);

const choiceSet: Keyer = ({ value }) =>
  Array.isArray(value) ? canonicalJson(value.map(canonicalJson).sort()) : canonicalJson(value);

const comparators: Readonly<Record<string, Keyer>> = {
  /** Byte by byte. */
  exact,
  /** Spaces at line ends and Unicode composition do not count. */
  trimmed,
  /** Nor do line breaks and runs of spaces. */
  loose,
  caseless,
  /** The vendor keeps the first `maxLength` characters. */
  cut,
  milliseconds: timeTo(23),
  seconds: timeTo(19),
  minutes,
  /** An instant is kept as the day that it is in the context's zone. */
  day: (compared) => readAs('date', compared),
  /** The last nine digits: the vendor drops or adds country codes and trunk zeros. */
  phone_digits: phoneDigits,
  /** Text and link targets of HTML; the vendor may clean and restyle it. */
  html_text: htmlText,
  /** Only the text that is shown: the vendor drops links, images and layout. */
  html_shown: htmlShown,
  /** Scheme, `www.` and the last slash do not count. */
  url_loose: urlLoose,
  minor_units: minorUnits,
  major_units: majorUnits,
  /** The order of a list counts. */
  ordered: ({ value }) => canonicalJson(value),
  /** The vendor shows false, or 0, where nothing was given. */
  empty_is_false: ({ value }) => (value === false ? '' : textOf(value)),
  empty_is_zero: ({ value }) => (isZero(value) ? '' : textOf(value)),
};

/** What a field of the destination's catalogue may name as its comparator. */
export const comparatorNames: readonly string[] = Object.keys(comparators);

const byType: Partial<Record<ValueType, Keyer>> = {
  instant: timeTo(23),
  local_time: timeTo(23),
  html: htmlText,
  choices: choiceSet,
};

function keyerOf(type: ValueType, name: string | undefined): Keyer {
  if (name === undefined) return byType[type] ?? trimmed;
  const keyer = Object.hasOwn(comparators, name) ? comparators[name] : undefined;
  if (keyer !== undefined) return keyer;
  throw new PortageError('config', `there is no comparator "${name}"`, {
    code: 'unknown_comparator',
    hint: `Use one of ${comparatorNames.join(', ')}.`,
  });
}

function unwrap(raw: Json): Json {
  const wrapped =
    typeof raw === 'object' && raw !== null && !Array.isArray(raw) && 'value' in raw && !('currency' in raw);
  return wrapped ? (raw.value ?? null) : raw;
}

function itemsOf(raw: Json): Json[] {
  return (Array.isArray(raw) ? raw : [raw]).filter((item) => !isEmpty(item)).map(unwrap);
}

function keyOfOne(type: ValueType, raw: Json, options: CompareOptions, keyer: Keyer): string {
  const value = canonical(raw, type, options);
  return isEmpty(value) ? '' : keyer({ value, raw, type, options });
}

function keyOf(type: ValueType, raw: Json | undefined, options: CompareOptions): string {
  const keyer = keyerOf(type, options.comparator);
  if (raw === undefined || isEmpty(raw)) return '';
  if (type === 'choices') return keyOfOne(type, raw, options, keyer);
  const items = itemsOf(raw);
  if (!options.many) return items.length === 1 ? keyOfOne(type, items[0] ?? null, options, keyer) : canonicalJson(raw);
  const keys = items.map((item) => keyOfOne(type, item, options, keyer)).filter((key) => key !== '');
  if (keys.length === 0) return '';
  return canonicalJson(options.comparator === 'ordered' ? keys : [...new Set(keys)].sort());
}

/** True where a destination's value says what was planned. Null, blank text and an empty list are all nothing. */
export function equal(
  type: ValueType,
  planned: Json | undefined,
  found: Json | undefined,
  options: CompareOptions,
): boolean {
  if (planned === found) return true;
  return keyOf(type, planned, options) === keyOf(type, found, options);
}

const differenceReasons = [
  'missing',
  'unexpected',
  'items',
  'shifted',
  'precision',
  'currency',
  'scale',
  'case',
  'spacing',
  'cut',
  'markup',
  'different',
] as const;

export interface Difference {
  reason: (typeof differenceReasons)[number];
  /** Says how the values differ without quoting them. */
  message: string;
}

/** How a destination's value differs from what was planned, and what that hints at; null where it does not. */
export function diff(
  type: ValueType,
  planned: Json | undefined,
  found: Json | undefined,
  options: CompareOptions,
): Difference | null {
  if (equal(type, planned, found, options)) return null;
  if (planned === undefined || keyOf(type, planned, options) === '') {
    return { reason: 'unexpected', message: 'holds a value where none was planned' };
  }
  if (found === undefined || keyOf(type, found, options) === '') return { reason: 'missing', message: 'is empty' };
  if (options.many || type === 'choices') return listDifference(type, planned, found, options);
  const a = canonical(unwrap(planned), type, options);
  const b = canonical(unwrap(found), type, options);
  if (type === 'money' && isMoney(a) && isMoney(b)) return moneyDifference(a, b);
  if (typeof a !== 'string' || typeof b !== 'string') return { reason: 'different', message: 'holds another value' };
  return timeDifference(type, a, b) ?? textDifference(a, b);
}

function listDifference(type: ValueType, planned: Json, found: Json, options: CompareOptions): Difference {
  const keys = (raw: Json): Set<string> => {
    const list = type === 'choices' ? canonical(raw, type, options) : raw;
    const keyer = keyerOf(type === 'choices' ? 'choice' : type, options.comparator);
    return new Set(itemsOf(list).map((item) => keyOfOne(type === 'choices' ? 'choice' : type, item, options, keyer)));
  };
  const [a, b] = [keys(planned), keys(found)];
  const [gone, extra] = [a.difference(b).size, b.difference(a).size];
  return { reason: 'items', message: `${gone} of ${a.size} items are missing and ${extra} were not planned` };
}

function moneyDifference(a: Money, b: Money): Difference {
  if (a.minor === b.minor) return { reason: 'currency', message: 'holds the amount in another currency' };
  const same = a.currency === b.currency;
  for (const factor of [10, 100, 1000]) {
    if (same && (a.minor === b.minor * factor || a.minor * factor === b.minor)) {
      return {
        reason: 'scale',
        message: `the amount is off by the factor ${factor}: minor units were taken for major ones or the reverse`,
      };
    }
  }
  return { reason: 'different', message: 'holds another amount' };
}

const longestShiftMs = 14 * 3_600_000;

function timeDifference(type: ValueType, a: string, b: string): Difference | undefined {
  if (type !== 'instant' && type !== 'date' && type !== 'local_time') return undefined;
  const [left, right] = [a, b].map((text) => Date.parse(`${text.slice(0, 19)}${text.length > 10 ? 'Z' : ''}`));
  if (left === undefined || right === undefined || Number.isNaN(left - right)) return undefined;
  const ms = Math.abs(left - right);
  if (ms < 1000 && type !== 'date')
    return { reason: 'precision', message: 'is less than a second off: the vendor keeps fewer decimals' };
  if (type === 'date')
    return ms === 86_400_000
      ? { reason: 'shifted', message: 'is off by one day: a time zone was applied to a date' }
      : undefined;
  if (ms % 900_000 !== 0 || ms > longestShiftMs) return undefined;
  return {
    reason: 'shifted',
    message: `is off by ${ms / 3_600_000} h exactly: a time zone was applied twice or not at all`,
  };
}

function textDifference(a: string, b: string): Difference {
  const [left, right] = [tight(a), tight(b)];
  if (left === right) return { reason: 'spacing', message: 'differs in spaces or line breaks only' };
  if (left.toLowerCase() === right.toLowerCase())
    return { reason: 'case', message: 'differs in upper and lower case only' };
  if (right.length > 0 && left.startsWith(right)) {
    return { reason: 'cut', message: `was cut after ${[...b].length} of ${[...a].length} characters` };
  }
  if (tight(htmlToText(a)) === tight(htmlToText(b)))
    return { reason: 'markup', message: 'shows the same text with other markup' };
  return { reason: 'different', message: 'holds another value' };
}

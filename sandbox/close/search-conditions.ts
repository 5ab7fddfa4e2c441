import { isObject, type JsonObject } from '../kit/index.ts';
import { compareMoments } from './filters.ts';
import { parseDate, parseInstant } from './moments.ts';
import { invalid } from './replies.ts';

/** Tests the values that a record has in one field. */
export type ValueTest = (values: readonly unknown[]) => boolean;

export type Condition = {
  test: ValueTest;
  /** Where only records with this exact text (in lower case) can match, it can be looked up. */
  exact?: string;
  /** Where only records from this moment on can match, an ordered list can be entered in the middle. */
  from?: string;
};

/** Text is compared in words, without case; accents count. */
function wordsOf(value: unknown): string[] {
  return String(value)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function readCondition(condition: unknown): Condition {
  if (!isObject(condition)) throw invalid({ query: 'A field condition needs a condition.' });
  switch (condition['type']) {
    case 'text':
      return readText(condition);
    case 'term':
      return readTerms(condition['values']);
    case 'reference':
      return readTerms(condition['object_ids']);
    case 'number_range':
      return { test: readNumberRange(condition) };
    case 'moment_range':
      return readMomentRange(condition);
    case 'boolean':
      return { test: (values) => values.some((value) => value === condition['value']) };
    case 'exists':
      return { test: (values) => values.some((value) => value !== null && value !== undefined && value !== '') };
    default:
      throw invalid({ query: `The condition type '${String(condition['type'])}' is not known.` });
  }
}

function readText(condition: JsonObject): Condition {
  const { value, mode } = condition;
  if (typeof value !== 'string') throw invalid({ query: 'A text condition needs a value.' });
  const wanted = value.toLowerCase();
  const words = wordsOf(value);
  switch (mode) {
    case 'exact_value':
      return { test: (values) => values.some((item) => String(item).toLowerCase() === wanted), exact: wanted };
    case 'full_words':
      return { test: (values) => values.some((item) => isSubset(words, wordsOf(item))) };
    case 'phrase':
      return { test: (values) => values.some((item) => isRun(words, wordsOf(item))) };
    case 'beginning_of_words':
      return { test: (values) => values.some((item) => isPrefix(words, wordsOf(item))) };
    default:
      throw invalid({ query: `The text mode '${String(mode)}' is not known.` });
  }
}

const isSubset = (words: string[], text: string[]) => words.every((word) => text.includes(word));

const isPrefix = (words: string[], text: string[]) => words.every((word) => text.some((item) => item.startsWith(word)));

/** The words stand one after the other. */
function isRun(words: string[], text: string[]): boolean {
  return text.some((_, start) => words.every((word, index) => text[start + index] === word));
}

function readTerms(values: unknown): Condition {
  if (!Array.isArray(values)) throw invalid({ query: 'A list of values is needed.' });
  const wanted = new Set(values.map((value) => String(value)));
  return { test: (found) => found.some((value) => wanted.has(String(value))) };
}

function readNumberRange(condition: JsonObject): ValueTest {
  const bounds = ['gte', 'gt', 'lte', 'lt'].map((name) => condition[name]);
  if (bounds.every((bound) => bound === undefined || bound === null))
    throw invalid({ query: 'A range needs a bound.' });
  const [gte, gt, lte, lt] = bounds.map((bound) => (typeof bound === 'number' ? bound : undefined));
  const isIn = (value: number) =>
    (gte === undefined || value >= gte) &&
    (gt === undefined || value > gt) &&
    (lte === undefined || value <= lte) &&
    (lt === undefined || value < lt);
  return (values) => values.some((value) => typeof value === 'number' && isIn(value));
}

function readMomentRange(condition: JsonObject): Condition {
  const from = readMoment(condition['on_or_after'] ?? condition['gte']);
  const after = readMoment(condition['after'] ?? condition['gt']);
  const before = readMoment(condition['before'] ?? condition['lt']);
  const until = readMoment(condition['on_or_before'] ?? condition['lte']);
  const isIn = (value: string) =>
    (from === undefined || compareMoments(value, from) >= 0) &&
    (after === undefined || compareMoments(value, after) > 0) &&
    (before === undefined || compareMoments(value, before) < 0) &&
    (until === undefined || compareMoments(value, until) <= 0);
  return { test: (values) => values.some((value) => typeof value === 'string' && isIn(value)), from: from ?? after };
}

/** A moment in UTC, a local date with the end that is meant, now, or (as some send it) plain text. */
function readMoment(moment: unknown): string | undefined {
  if (moment === undefined || moment === null) return undefined;
  const value = isObject(moment) ? moment['value'] : moment;
  const type = isObject(moment) ? moment['type'] : 'fixed_utc';
  if (type === 'now') return parseInstant(new Date().toISOString());
  const text = typeof value === 'string' ? value : '';
  if (type === 'fixed_local_date' && isObject(moment)) {
    const date = parseDate(text);
    if (date === undefined) throw invalid({ query: `"${text}" is not a date.` });
    return moment['which'] === 'end' ? `${date}T23:59:59.999999+00:00` : `${date}T00:00:00.000000+00:00`;
  }
  const instant = type === 'fixed_utc' ? parseInstant(text) : undefined;
  if (instant === undefined) throw invalid({ query: `The moment ${JSON.stringify(moment)} is not understood.` });
  return instant;
}

import type { Json } from '../../model/json.ts';
import type { SourceField } from '../../model/source-definition.ts';
import { type Getter, getterOf, idText, isEmpty } from './read-path.ts';
import { timeReader } from './read-time.ts';

/** One value as a record carries it; undefined where there is none, `unreadable` where it is not of its type. */
export type ValueReader = (raw: unknown) => Json | undefined | typeof unreadable;
export const unreadable = Symbol('unreadable');

/** Choices by id, and the times of the stream: what a value's meaning depends on besides its field. */
export interface ValueContext {
  labels: ReadonlyMap<string, string>;
  times: SourceField['form'];
}

/** A single value of a field's type. Objects give what a person sees of them: the amount, the address as typed. */
export function valueReader(field: Pick<SourceField, 'type' | 'form' | 'decode'>, context: ValueContext): ValueReader {
  const plain = decoded(field, plainReader(field, context));
  return (raw) => (isEmpty(raw) ? undefined : plain(raw));
}

function decoded({ decode }: Pick<SourceField, 'decode'>, plain: ValueReader): ValueReader {
  if (decode === undefined) return plain;
  const { '*': others, ...listed } = decode;
  const meanings = new Map(Object.entries(listed));
  return (raw) => {
    const meaning = meanings.get(String(raw)) ?? (meanings.has(String(raw)) ? null : others);
    return meaning === undefined ? plain(raw) : (meaning ?? undefined);
  };
}

function plainReader(field: Pick<SourceField, 'type' | 'form'>, { labels, times }: ValueContext): ValueReader {
  const { form } = field;
  switch (field.type) {
    case 'id':
    case 'reference':
      return labelled(labels, idText);
    case 'choice':
    case 'choices':
      return labelled(labels, textOf);
    case 'boolean':
      return booleanOf;
    case 'number':
    case 'integer':
      return form === 'fraction' ? percentOf : numberOf;
    case 'money':
      return moneyOf;
    case 'instant': {
      const read = timeReader(form === undefined || !isTimeForm(form) ? asTimeForm(times) : form);
      return (raw) => read(raw) ?? unreadable;
    }
    case 'date': {
      const read = timeReader(form === undefined || !isTimeForm(form) ? 'rfc3339' : form);
      // a date is what is written, whatever the hour: the first ten characters of an instant in UTC
      return (raw) => (isObject(raw) ? rangeOf(raw) : (read(raw)?.slice(0, 10) ?? unreadable));
    }
    case 'duration_s':
      return durationReader(form);
    default:
      return labelled(labels, textOf);
  }
}

function isTimeForm(form: string): form is 'rfc3339' | 'sqlUtc' | 'epochMs' | 'epochS' {
  return form === 'rfc3339' || form === 'sqlUtc' || form === 'epochMs' || form === 'epochS';
}

function asTimeForm(form: SourceField['form']): 'rfc3339' | 'sqlUtc' | 'epochMs' | 'epochS' {
  return form !== undefined && isTimeForm(form) ? form : 'rfc3339';
}

/** An id that no list knows stays as it is: nothing is lost, and a person sees it. */
function labelled(labels: ReadonlyMap<string, string>, text: (raw: unknown) => string | undefined): ValueReader {
  if (labels.size === 0) return text;
  return (raw) => {
    const id = idText(raw) ?? text(raw);
    return id === undefined ? undefined : (labels.get(id) ?? id);
  };
}

function isObject(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

/** What a person sees of a value. */
export function textOf(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw;
  if (typeof raw === 'number' || typeof raw === 'boolean') return String(raw);
  if (Array.isArray(raw)) return raw.map(textOf).filter(Boolean).join(', ');
  return isObject(raw) ? rangeOf(raw) : undefined;
}

/** `{ value, until }` is a range, `{ value, … }` an address or an amount; otherwise what names the thing. */
function rangeOf(raw: Record<string, unknown>): string | undefined {
  const shown = raw.value ?? raw.label ?? raw.name ?? raw.id;
  if (isEmpty(shown)) return undefined;
  const text = textOf(shown);
  return isEmpty(raw.until) ? text : `${text} – ${textOf(raw.until)}`;
}

function booleanOf(raw: unknown): boolean | typeof unreadable {
  if (raw === true || raw === 1 || raw === 'true' || raw === '1') return true;
  return raw === false || raw === 0 || raw === 'false' || raw === '0' ? false : unreadable;
}

/** A number where a double holds it exactly as written, otherwise the digits as text. */
function numberOf(raw: unknown): number | string | typeof unreadable {
  if (typeof raw === 'number') return raw;
  if (typeof raw !== 'string') return unreadable;
  const value = Number(raw);
  if (Number.isNaN(value)) return unreadable;
  return raw.length > 15 ? raw : value;
}

function percentOf(raw: unknown): number | typeof unreadable {
  const value = numberOf(raw);
  // 0.07 × 100 is 7.000000000000001: no vendor tells more than ten decimals
  return value === unreadable ? unreadable : Math.round(Number(value) * 1e12) / 1e10;
}

/** An amount in major units, with its currency where the vendor keeps both together. */
function moneyOf(raw: unknown): Json | typeof unreadable | undefined {
  if (!isObject(raw)) return numberOf(raw);
  const amount = raw.value ?? raw.amount;
  if (isEmpty(amount)) return undefined;
  const value = numberOf(amount);
  return value === unreadable || isEmpty(raw.currency) ? value : { amount: value, currency: String(raw.currency) };
}

const secondsIn = { milliseconds: 0.001, minutes: 60 };

function durationReader(form: SourceField['form']): ValueReader {
  if (form === 'hms') return fromClock;
  const factor = form === 'milliseconds' || form === 'minutes' ? secondsIn[form] : 1;
  return (raw) => {
    const count = numberOf(raw);
    return count === unreadable ? unreadable : Math.round(Number(count) * factor);
  };
}

/** `01:30:00` or `01:30`: hours, minutes, seconds. */
function fromClock(raw: unknown): number | typeof unreadable {
  if (typeof raw !== 'string') return unreadable;
  const [hours, minutes, seconds = 0] = raw.split(':').map(Number);
  const total = Number(hours) * 3600 + Number(minutes) * 60 + seconds;
  return Number.isNaN(total) ? unreadable : total;
}

/** Where a field's raw value stands: at its path, else at the next ones, or put together from several. */
export function rawReader(field: SourceField): (row: unknown) => unknown {
  if (field.join !== undefined) return withOtherwise(joined(field.join), field.otherwise);
  const get = getterOf(field.path ?? memberPath(field.key));
  return withOtherwise(field.within === undefined ? get : inside(get, getterOf(field.within)), field.otherwise);
}

function inside(get: Getter, within: Getter): Getter {
  return (row) => {
    const text = get(row);
    if (typeof text !== 'string') return undefined;
    try {
      return within(JSON.parse(text));
    } catch {
      // not JSON: the other paths may have it
      return undefined;
    }
  };
}

/** A key is a literal member, whatever characters it has. */
function memberPath(key: string): string {
  return `['${key}']`;
}

function withOtherwise(get: (row: unknown) => unknown, otherwise: string[]): (row: unknown) => unknown {
  if (otherwise.length === 0) return get;
  const others = otherwise.map(getterOf);
  return (row) => {
    const value = get(row);
    if (!isEmpty(value)) return value;
    for (const other of others) {
      const next = other(row);
      if (!isEmpty(next)) return next;
    }
    return undefined;
  };
}

function joined({ paths, separator, inOrderOf }: NonNullable<SourceField['join']>): (row: unknown) => unknown {
  const getters = paths.map(getterOf);
  const orderOf = inOrderOf === undefined ? undefined : getterOf(inOrderOf);
  return (row) => {
    const parts = getters.map((get) => textOf(get(row))).filter((part): part is string => !isEmpty(part));
    const order = orderOf?.(row);
    if (typeof order === 'string') parts.sort((a, b) => order.indexOf(a) - order.indexOf(b));
    return parts.join(separator);
  };
}

import type { Json } from '../../model/json.ts';

/** Which number comes first in 03/04/2021: day, month or year. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** What the reading of a value may depend on. Fixed for a migration or a column, never guessed from one value. */
export interface ValueContext {
  /** IANA zone of values without an offset. */
  timezone: string;
  /** ISO 3166 alpha-2: country of phone numbers without a country code. Null: such numbers cannot be read. */
  defaultCountry: string | null;
  /** BCP 47: says how numbers are written (`de` → 1.234,56). Without it 1,234.56 is assumed. */
  locale?: string;
  /** Wins over the locale: decimal sign as inferred over the whole column. */
  decimal?: '.' | ',';
  /** ISO 4217 code of amounts that name no currency. */
  currency?: string | null;
  /** Without it a date that can be read two ways is refused. */
  dateOrder?: DateOrder;
}

/** Something a person may want to know about a value that was read all the same. Holds no part of the value. */
export interface ValueNote {
  code: string;
  message: string;
}

export interface ReadValue {
  ok: true;
  /** In the canonical form of its type; null where there was nothing. */
  value: Json;
  notes?: readonly ValueNote[];
}

export interface UnreadValue {
  ok: false;
  /** Stable, snake_case. */
  code: string;
  /** Says what is wrong and never quotes the value: messages reach logs. */
  message: string;
}

/** Outcome of reading one raw value as a type. */
export type Normalised = ReadValue | UnreadValue;

/** Reads a raw value, already known not to be empty, as one type. */
export type Normaliser = (raw: Json, context: ValueContext) => Normalised;

const nothing: ReadValue = { ok: true, value: null };

export function read(value: Json, notes?: readonly ValueNote[]): ReadValue {
  if (value === null) return nothing;
  return notes === undefined || notes.length === 0 ? { ok: true, value } : { ok: true, value, notes };
}

export function unread(code: string, message: string): UnreadValue {
  return { ok: false, code, message };
}

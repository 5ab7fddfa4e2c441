import { isSupportedCountry } from 'libphonenumber-js/min';
import type { ValueType } from '../../model/concepts.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { normaliseBoolean } from './booleans.ts';
import { normaliseChoice, normaliseChoices, normaliseReference, splitList } from './choices.ts';
import { normaliseCountry } from './countries.ts';
import { currencyDigits, normaliseCurrency } from './currencies.ts';
import { normaliseDate, normaliseInstant, normaliseLocalTime } from './dates.ts';
import { decimalSign } from './decimal.ts';
import { normaliseEmail } from './emails.ts';
import { normaliseHtml } from './html.ts';
import { normaliseMoney } from './money.ts';
import { normaliseDuration, normaliseInteger, normaliseNumber } from './numbers.ts';
import { normalisePhone } from './phones.ts';
import { isEmpty, normaliseId, normaliseText, scalarText } from './text.ts';
import { type Normalised, type Normaliser, read, type ValueContext, type ValueNote } from './types.ts';
import { normaliseDomain, normaliseUrl } from './urls.ts';
import { isTimeZone } from './zones.ts';

const normalisers: Readonly<Record<ValueType, Normaliser>> = {
  text: normaliseText,
  id: normaliseId,
  date: normaliseDate,
  instant: normaliseInstant,
  local_time: normaliseLocalTime,
  number: normaliseNumber,
  integer: normaliseInteger,
  boolean: normaliseBoolean,
  money: normaliseMoney,
  currency: normaliseCurrency,
  choice: normaliseChoice,
  choices: normaliseChoices,
  phone: normalisePhone,
  email: normaliseEmail,
  url: normaliseUrl,
  domain: normaliseDomain,
  html: normaliseHtml,
  country: normaliseCountry,
  reference: normaliseReference,
  duration_s: normaliseDuration,
};

/**
 * Reads a raw value as a type and gives its canonical form; null where there is nothing. Reading the result again changes
 * nothing. A list of one stands for its item; `{ value }`, the way many APIs wrap e-mails and phones, for what it wraps.
 */
export function normalise(type: ValueType, raw: Json | undefined, context: ValueContext): Normalised {
  if (raw === undefined || raw === null || raw === '') return read(null);
  if (typeof raw === 'object') {
    if (isEmpty(raw)) return read(null);
    if (type === 'choices') return normaliseChoices(raw);
    if (Array.isArray(raw)) {
      const filled = raw.filter((item) => !isEmpty(item));
      if (filled.length === 1) return normalise(type, filled[0], context);
    } else if ((type === 'email' || type === 'phone') && 'value' in raw) {
      return normalise(type, raw.value, context);
    }
  }
  return normalisers[type](raw, context);
}

/** An item of a list of e-mail addresses or phones. */
export type ContactPoint = { value: string; label?: string; primary?: boolean; original?: string };

/** Signs that part several values in one cell; for all other types those of the default. Never the space. */
const cellSeparators: Partial<Record<ValueType, readonly string[]>> = {
  email: [';', '|', '\n', ',', ' / '],
  phone: [';', '|', '\n', ',', ' / '],
  text: ['\n'],
};

/**
 * Reads a list. E-mails and phones become `{ value, label?, primary?, original? }`, everything else plain values, each once.
 * An item that cannot be read is left out and noted as `item_unread`, so one bad number does not cost the others; the list
 * is unread only where no item could be read.
 */
export function normaliseList(type: ValueType, raw: Json | undefined, context: ValueContext): Normalised {
  if (isEmpty(raw) || raw === undefined) return read(null);
  if (type === 'choices') return normalise(type, raw, context);
  const items = itemsOf(type, raw, context);
  const values = new Map<string, Json>();
  const notes: ValueNote[] = [];
  let failure: Normalised | undefined;
  for (const item of items) {
    const wrapped = type === 'email' || type === 'phone';
    const result = wrapped ? contactPoint(type, item, context) : normalise(type, item, context);
    if (!result.ok) {
      failure = result;
      notes.push({ code: 'item_unread', message: `an item of the list was left out: ${result.message}` });
      continue;
    }
    if (result.value === null) continue;
    if (result.notes !== undefined) notes.push(...result.notes);
    const key = wrapped ? (result.value as ContactPoint).value : JSON.stringify(result.value);
    const held = values.get(key);
    values.set(
      key,
      held === undefined || !wrapped ? result.value : merge(held as ContactPoint, result.value as ContactPoint),
    );
  }
  if (values.size === 0) return failure ?? read(null);
  return read([...values.values()], notes);
}

function itemsOf(type: ValueType, raw: Json, context: ValueContext): Json[] {
  if (Array.isArray(raw)) return raw;
  // What reads as one value is one: `212-555-0143, ext. 12`.
  if (typeof raw !== 'string' || (type in cellSeparators && type !== 'text' && normalise(type, raw, context).ok))
    return [raw];
  const separators = cellSeparators[type] ?? [';', '|', '\n'];
  return splitList(raw, separators);
}

/** The same address twice keeps its first label and is primary if either is. */
function merge(first: ContactPoint, second: ContactPoint): ContactPoint {
  return { ...second, ...first, ...(first.primary || second.primary ? { primary: true } : {}) };
}

function contactPoint(type: 'email' | 'phone', item: Json, context: ValueContext): Normalised {
  const wrapper = typeof item === 'object' && item !== null && !Array.isArray(item) ? item : undefined;
  const inner = wrapper === undefined ? item : (wrapper.value ?? null);
  const result = normalise(type, inner, context);
  if (!result.ok || typeof result.value !== 'string') return result;
  const point: ContactPoint = { value: result.value };
  const label = scalarText(wrapper?.label ?? null);
  if (label) point.label = label;
  if (typeof wrapper?.primary === 'boolean') point.primary = wrapper.primary;
  const original =
    typeof wrapper?.original === 'string' ? wrapper.original : typeof inner === 'string' ? inner.trim() : undefined;
  if (original !== undefined && original !== '' && original !== point.value) point.original = original;
  return read(point, result.notes);
}

/** A field's value: a list where the field holds many. */
export function normaliseField(
  field: { type: ValueType; many?: boolean },
  raw: Json | undefined,
  context: ValueContext,
): Normalised {
  return field.many ? normaliseList(field.type, raw, context) : normalise(field.type, raw, context);
}

/** Refuses a context that would spoil every value, before the first one is read. */
export function checkContext(context: ValueContext): ValueContext {
  const refuse = (code: string, message: string, hint: string): never => {
    throw new PortageError('config', message, { code, hint });
  };
  if (!isTimeZone(context.timezone)) {
    refuse(
      'unknown_time_zone',
      `"${context.timezone}" is no time zone`,
      'Name a zone of the IANA list, such as Europe/London.',
    );
  }
  if (context.defaultCountry !== null && !isSupportedCountry(context.defaultCountry)) {
    refuse(
      'unknown_country',
      `"${context.defaultCountry}" is no country code`,
      'Use the two capital letters of ISO 3166, such as US or DE; the United Kingdom is GB.',
    );
  }
  if (context.currency && currencyDigits(context.currency) === undefined) {
    refuse(
      'unknown_currency',
      `"${context.currency}" is no currency`,
      'Use the three letters of ISO 4217, such as EUR.',
    );
  }
  try {
    decimalSign({ locale: context.locale });
  } catch {
    // Intl throws a RangeError for what is no language tag.
    refuse('unknown_locale', `"${context.locale}" is no locale`, 'Use a BCP 47 tag, such as de or en-GB.');
  }
  return context;
}

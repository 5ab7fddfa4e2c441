import type { Json } from '../../model/json.ts';
import { type Decimal, decimalSign, parseDecimal, toNumber } from './decimal.ts';
import { isEmptyWord, scalarText, scientificForm } from './text.ts';
import { type Normalised, read, unread, type ValueContext, type ValueNote } from './types.ts';

export const separatorAssumed: ValueNote = {
  code: 'separator_assumed',
  message: 'a single separator before three digits can be read two ways; set the decimal sign of the column',
};

const notNumber = unread('not_a_number', 'the value is not a number');

/** Characters; what is longer is text that starts with a digit. */
const longestNumber = 320;

/** Digits of a raw number or of a text with an optional percent sign; undefined where there are none. */
function decimalFrom(raw: Json, context: ValueContext): Decimal | null | undefined {
  const text = scalarText(raw, true);
  if (text === undefined) return undefined;
  if (text === '' || isEmptyWord(text)) return null;
  if (typeof raw === 'number') return Number.isFinite(raw) ? parseDecimal(text, '.') : undefined;
  if (typeof raw === 'boolean' || text.length > longestNumber || scientificForm.test(text)) return undefined;
  return parseDecimal(text.replace(/\s*%$/, ''), decimalSign(context));
}

export function normaliseNumber(raw: Json, context: ValueContext): Normalised {
  if (typeof raw === 'number' && Number.isFinite(raw)) return read(raw === 0 ? 0 : raw);
  const decimal = decimalFrom(raw, context);
  if (decimal === undefined) return notNumber;
  if (decimal === null) return read(null);
  const value = toNumber(decimal);
  if (!Number.isFinite(value)) return unread('number_too_large', 'the number has too many digits');
  return read(value, decimal.assumed ? [separatorAssumed] : undefined);
}

export function normaliseInteger(raw: Json, context: ValueContext): Normalised {
  if (Number.isSafeInteger(raw)) return read(raw === 0 ? 0 : raw);
  const decimal = decimalFrom(raw, context);
  if (decimal === undefined) return notNumber;
  if (decimal === null) return read(null);
  if (/[1-9]/.test(decimal.fraction))
    return unread('not_whole', 'the number has decimals where a whole number is expected');
  const value = toNumber(decimal);
  if (!Number.isSafeInteger(value))
    return unread('number_too_large', 'the number is larger than whole numbers can be kept exactly');
  return read(value, decimal.assumed ? [separatorAssumed] : undefined);
}

const clock = /^(\d{1,4}):([0-5]?\d)(?::([0-5]?\d)(?:\.\d+)?)?$/;
const isoDuration = /^P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/i;
const worded =
  /^(?:(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:h|hr|hrs|hours?|std\.?|stunden?|heures?|horas?|uur)\.?)?\s*(?:(\d{1,7}(?:[.,]\d{1,3})?)\s*(?:m|min|mins|minutes?|minuten?|minutos?)\.?)?\s*(?:(\d{1,9})\s*(?:s|sec|secs|seconds?|sek\.?|sekunden?|segundos?)\.?)?$/i;

/** Whole seconds of a number of seconds, `1:30` (hours and minutes), `0:01:30`, `PT1H30M`, `1 h 30 min`. */
export function normaliseDuration(raw: Json, context: ValueContext): Normalised {
  if (typeof raw === 'string') {
    const text = scalarText(raw, true) ?? '';
    const parts = clock.exec(text);
    if (parts !== null) return seconds(parts[1], parts[2], parts[3]);
    const iso = text.length > 2 ? isoDuration.exec(text) : null;
    if (iso !== null && !text.endsWith('T') && !text.endsWith('t')) {
      return seconds(String(Number(iso[1] ?? 0) * 24 + Number(iso[2] ?? 0)), iso[3], iso[4]);
    }
    const words = /\d/.test(text) && /[a-z.]$/i.test(text) ? worded.exec(text) : null;
    if (words !== null) return seconds(words[1], words[2], words[3]);
  }
  const result = normaliseNumber(raw, context);
  if (!result.ok || result.value === null)
    return result.ok ? result : unread('not_a_duration', 'the value is not a length of time');
  // Plus zero: a tiny negative number rounds to minus zero, which JSON cannot say.
  const whole = Math.round(Number(result.value)) + 0;
  if (whole < 0 || !Number.isSafeInteger(whole))
    return unread('not_a_duration', 'a length of time cannot be negative or endless');
  return read(whole, result.notes);
}

function seconds(hours = '0', minutes = '0', rest = '0'): Normalised {
  const point = (text: string): number => Number(text.replace(',', '.'));
  return read(Math.round(point(hours) * 3600 + point(minutes) * 60 + point(rest)));
}

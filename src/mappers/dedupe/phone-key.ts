import type { Json } from '../../model/json.ts';
import { normalisePhone } from '../values/phones.ts';
import { scalarText, scientificForm } from '../values/text.ts';

/** Digits that people type where a form insists on a number. */
const placeholder = /^(\d)\1*$|^0*(?:12345\d*|01234\d*|9876543\d*)$|^1?(?:555){2,}\d*$/;

/**
 * A number as a match key: E.164 without the extension. What cannot be read as a number of a country keeps its digits, so
 * that two equal spellings still meet. Null for placeholders and for fewer than seven digits.
 */
export function phoneKey(raw: Json | undefined, defaultCountry: string | null): string | null {
  const text = scalarText(raw ?? null, true);
  if (text === undefined || scientificForm.test(text)) return null;
  const typed = text.replace(/\D/g, '');
  if (typed.length < 7 || typed.length > 20 || placeholder.test(typed)) return null;
  const result = normalisePhone(text, { timezone: 'UTC', defaultCountry });
  if (result.ok && typeof result.value === 'string') return result.value.replace(/;ext=.*$/, '');
  return `digits:${typed.replace(/^0+/, '')}`;
}

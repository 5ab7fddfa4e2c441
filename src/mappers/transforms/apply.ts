import type { Json } from '../../model/json.ts';
import { decimalText, isMoney } from '../values/money.ts';
import { cleanText, isEmpty, plainNumber } from '../values/text.ts';
import type { Normalised } from '../values/types.ts';
import type { Run, Step } from './types.ts';

/** Applies a step made for one value to each item of a list; `{ value, label }` keeps its label. Nothing stays nothing. */
export function eachItem(step: Step): Step {
  const one: Step = (item, run) => {
    if (isEmpty(item)) return null;
    if (typeof item !== 'object' || item === null || Array.isArray(item) || !('value' in item) || 'currency' in item)
      return step(item, run);
    const value = step(item.value ?? null, run);
    return isEmpty(value) ? null : { ...item, value };
  };
  return (value, run) => {
    if (!Array.isArray(value)) return one(value, run);
    const items = value.map((item) => one(item, run)).filter((item) => !isEmpty(item));
    return items.length === 0 ? null : items;
  };
}

/** A value as a person would write it in a sentence. Lists are joined by commas, amounts show their currency. */
export function showValue(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return plainNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value
      .map(showValue)
      .filter((text) => text !== '')
      .join(', ');
  if (isMoney(value)) return `${decimalText(value)}${value.currency === null ? '' : ` ${value.currency}`}`;
  if ('value' in value) return showValue(value.value);
  return JSON.stringify(value);
}

/** A step over text: anything else is written out first, and blank text is nothing. */
export function textStep(change: (text: string, run: Run) => string | null): Step {
  return eachItem((value, run) => {
    const text = change(typeof value === 'string' ? value : showValue(value), run);
    return text === null || text.trim() === '' ? null : text;
  });
}

/** What becomes of a value that could not be read, as the transform says. */
export function settle(result: Normalised, raw: Json, invalid: 'reject' | 'keep' | 'drop', run: Run): Json {
  if (result.ok) {
    for (const note of result.notes ?? []) run.report(note.code, note.message, 'note');
    return result.value;
  }
  if (invalid === 'reject') run.report(result.code, result.message, 'invalid');
  else run.report(result.code, `${result.message}; ${invalid === 'keep' ? 'kept as it is' : 'left out'}`, 'note');
  return invalid === 'keep' ? raw : null;
}

import type { Body } from './body.ts';

/** Leaves out what the body does not name, so that it keeps its value; cleared custom fields disappear. */
export function withoutAbsent<T extends object>(given: T, body: Body, isNew: boolean): Partial<T> {
  const entries = Object.entries(given).filter(([key, value]) => {
    if (value !== undefined) return true;
    return !isNew && key.startsWith('custom.') && Object.keys(body.values).some((name) => name.startsWith(key));
  });
  return Object.fromEntries(entries) as Partial<T>;
}

/** A text that is never null in an answer: null clears it. */
export function orEmpty(text: string | null | undefined): string | undefined {
  return text === null ? '' : text;
}

import type { Json } from '../../model/json.ts';
import { cleanText, isEmpty, scalarText } from './text.ts';
import { type Normalised, read, unread } from './types.ts';

export function normaliseChoice(raw: Json): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return unread('several_values', 'several values stand where one choice was expected');
  return read(text === '' ? null : text);
}

/** Signs that part a list in one cell, the surest first: `;` HubSpot, `|` old exports, line breaks, `,` all others. */
const listSeparators = [';', '|', '\n', ','];

/** Several choices, each once, in the order given: a list, JSON text of one, or a cell with separators. */
export function normaliseChoices(raw: Json): Normalised {
  const items = Array.isArray(raw) ? raw : splitCell(scalarText(raw) ?? '');
  if (typeof raw === 'object' && !Array.isArray(raw))
    return unread('not_a_list', 'an object stands where a list was expected');
  const texts: string[] = [];
  for (const item of items) {
    const text = scalarText(item);
    if (text === undefined) return unread('not_a_list', 'the list holds lists or objects');
    if (text !== '') texts.push(text);
  }
  return read(texts.length === 0 ? null : [...new Set(texts)]);
}

function splitCell(text: string): Json[] {
  if (text.startsWith('[') && text.endsWith(']')) {
    const items = jsonList(text);
    if (items !== undefined) return items;
  }
  return splitList(text, listSeparators);
}

function jsonList(text: string): Json[] | undefined {
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) ? (items as Json[]) : undefined;
  } catch {
    // Not JSON after all: a tag that merely stands in brackets.
    return undefined;
  }
}

/** Splits at the first separator that occurs outside quotes; `"Smith, Jones"; Lee` keeps the quoted name whole. */
export function splitList(text: string, separators: readonly string[]): string[] {
  const separator = separators.find((sign) => pieces(text, sign).length > 1);
  const parts = separator === undefined ? [text] : pieces(text, separator);
  return parts.map((part) => unquote(cleanText(part))).filter((part) => !isEmpty(part));
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"')
    ? cleanText(text.slice(1, -1).replaceAll('""', '"'))
    : text;
}

function pieces(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const found: string[] = [];
  let start = 0;
  let quoted = false;
  let blank = true;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"' && (quoted || blank)) {
      quoted = !quoted;
      blank = false;
    } else if (!quoted && text.startsWith(separator, at)) {
      found.push(text.slice(start, at));
      at += separator.length - 1;
      start = at + 1;
      blank = true;
    } else if (sign.trim() !== '') blank = false;
  }
  found.push(text.slice(start));
  // A quote that never ends is a sign in the text (inches), not a wrapper.
  return quoted ? text.split(separator) : found;
}

/** A pointer at another record: its id, or a name or e-mail address to be resolved. Kept as it is, always as text. */
export function normaliseReference(raw: Json): Normalised {
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) {
    return unread('id_imprecise', 'the reference is a number that has lost digits; read it as text at the source');
  }
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    const inner = raw.id ?? raw.value;
    return inner === undefined || (inner !== null && typeof inner === 'object')
      ? unread('not_a_reference', 'an object without an id stands where a reference was expected')
      : normaliseReference(inner);
  }
  const text = scalarText(raw);
  if (text === undefined) return unread('several_values', 'several records stand where one was expected');
  return read(text === '' ? null : text);
}

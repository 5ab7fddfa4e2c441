import { cleanText, unwrapCell } from '../values/text.ts';

const edges = /^[\s\u200B\u2060\uFEFF]+|[\s\u200B\u2060\uFEFF]+$/g;

/** White space, no-break spaces and zero-width characters at both ends. */
export function trimEdges(value: string): string {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  // The usual cell begins and ends with a visible ASCII character.
  if (first > 32 && first < 127 && last > 32 && last < 127) return value;
  return value.replace(edges, '');
}

/** A cell as a person would read it: without what spreadsheets and exporters wrap around values. */
export function cellText(value: string): string {
  return value === '' ? '' : unwrapCell(cleanText(trimEdges(value)));
}

/** A copy that does not keep alive the whole chunk of the file that it was cut from. */
export function detach(value: string): string {
  return value.length < 13 ? value : Buffer.from(value, 'utf16le').toString('utf16le');
}

import type { Json } from '../../model/json.ts';

/**
 * Cells that a spreadsheet would run as a formula: OWASP's list of first characters, with their full-width forms and the line
 * feed, and values that already begin with the guard before one of these, so that reading takes off exactly what writing put on.
 */
const dangerous = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** A sign before digits alone cannot call anything. Phones and negative numbers stay as they are for the next program. */
const harmless = /^[+-](?=.*\d)[\d\s().,/%\u2013-]*$/;
const needsQuotes = /[",\r\n\t;']|^\s|\s$/;

/** A value made safe to open in a spreadsheet, `'=1+1` for `=1+1`. The guard is taken off again where the file is read. */
export function guardFormula(text: string): string {
  return dangerous.test(text) && !harmless.test(text) ? `'${text}` : text;
}

/** One line of RFC 4180, with its line end. */
export function csvLine(values: readonly Json[]): string {
  return `${values.map((value) => cell(cellTextOf(value))).join(',')}\r\n`;
}

/** A value as a cell shows it: lists joined by semicolons, amounts with their currency, anything deeper as JSON. */
export function cellTextOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.replaceAll('\0', '');
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value
      .map(cellTextOf)
      .filter((text) => text !== '')
      .join('; ');
  const inner = value['value'];
  return inner !== undefined && typeof inner !== 'object' ? cellTextOf(inner) : JSON.stringify(value);
}

function cell(text: string): string {
  const safe = guardFormula(text);
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

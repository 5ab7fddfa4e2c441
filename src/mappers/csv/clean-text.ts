/** Repairs of single cells that lose nothing: what spreadsheets and exporters wrap around a value. */

const formulaText = /^="((?:[^"]|"")*)"$/s;
const guardedFormula = /^'+[=+\-@\t\r]/;
const edges = /^[\s\u200B\u2060\uFEFF]+|[\s\u200B\u2060\uFEFF]+$/g;

/** `="00123"`: the way to make Excel keep leading zeros. Gives `00123`. */
export function unwrapFormula(value: string): string {
  if (!value.startsWith('="')) return value;
  const match = formulaText.exec(value);
  return match ? match[1]!.replaceAll('""', '"') : value;
}

/** Takes away one apostrophe that an exporter put before a value so that a spreadsheet does not run it as a formula. */
export function unguardFormula(value: string): string {
  return value.startsWith("'") && guardedFormula.test(value) ? value.slice(1) : value;
}

/** White space, no-break spaces and zero-width characters at both ends. */
export function trimEdges(value: string): string {
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  // The usual cell begins and ends with a visible ASCII character.
  if (first > 32 && first < 127 && last > 32 && last < 127) return value;
  return value.replace(edges, '');
}

/** A cell as a person would read it. Line breaks inside are kept, but only as `\n`. */
export function cleanText(value: string): string {
  if (value === '') return '';
  const text = unguardFormula(unwrapFormula(trimEdges(value)));
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** A copy that does not keep alive the whole chunk of the file that it was cut from. */
export function detach(value: string): string {
  return value.length < 13 ? value : Buffer.from(value, 'utf16le').toString('utf16le');
}

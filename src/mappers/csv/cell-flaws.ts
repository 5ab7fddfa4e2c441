/** Faults of single cells that are worth telling whatever the column's type turns out to be. */
export type CellFlaw =
  | 'leading_apostrophe'
  | 'formula_text'
  | 'formula_injection'
  | 'mojibake'
  | 'replacement_character'
  | 'control_character';

const apostrophe = /^'(?:[=+\-@\t\r]|\d)/;
const harmlessSign = /^[+-][\d\s().,/%\-–]*$/;
/** UTF-8 that was read as Windows-1252 and saved again: `MÃ¼ller`, `donâ€™t`, `Â£`, Cyrillic as `ÐŸ`. */
const mojibake =
  /Ã[\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|â(?:€|\u0080)[\u0080-\u00BF\u0152\u0153\u0178\u201C\u201D\u2122\u02DC\u00A6\u00A2]|Â[\u00A0-\u00BF]|ï»¿|[ÐÑ][\u0080-\u00BF\u0152\u0153\u0160\u0161\u0178\u017D\u017E\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122][ÐÑ]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0001-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
const plain = /^[\w .,:;/?&#%()!*$~\n-]*$/;

/** The flaws of one cell as it stands in the file. */
export function cellFlaws(raw: string): CellFlaw[] {
  const first = raw.charCodeAt(0);
  const letterOrDigit = (first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122);
  if (letterOrDigit && raw.length <= 4_000 && plain.test(raw)) return none;
  const flaws: CellFlaw[] = [];
  if (!letterOrDigit) {
    if (first === 39 && apostrophe.test(raw)) flaws.push('leading_apostrophe');
    else if (raw.startsWith('="')) flaws.push('formula_text');
    else if (isFormula(raw)) flaws.push('formula_injection');
  }
  if (/[\u0080-\uFFFF]/.test(raw)) {
    if (mojibake.test(raw)) flaws.push('mojibake');
    if (raw.includes('\uFFFD')) flaws.push('replacement_character');
  }
  if (control.test(raw)) flaws.push('control_character');
  return flaws;
}

const none: CellFlaw[] = [];

/**
 * True where a spreadsheet would evaluate the cell (OWASP's list: = + - @ tab and carriage return, and their full-width forms).
 * Numbers and phone numbers with a sign are not meant: they can only be evaluated to a number.
 */
function isFormula(value: string): boolean {
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(value) && !harmlessSign.test(value);
}

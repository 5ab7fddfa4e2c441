import { columnRole } from '../../mappers/csv/column-role.ts';
import { readValue } from '../../mappers/csv/value-kind.ts';
import type { CsvLayout } from '../../model/reading-plan.ts';
import { uniqueHeader } from './header.ts';
import { type Dialect, type Row, Tokenizer } from './tokenizer.ts';

const delimiters = [',', ';', '\t', '|'];
const sampleRows = 200;
const sampleChars = 256 * 1024;
const preambleRows = 20;
const separatorLine = /^"?sep=(.)"?[;,\t |]*$/i;

export interface LayoutFinding {
  layout: CsvLayout;
  notes: LayoutNote[];
}

export interface LayoutNote {
  code:
    | 'separator_line'
    | 'preamble'
    | 'no_header'
    | 'short_header'
    | 'nameless_column'
    | 'duplicate_header'
    | 'changed_header';
  message: string;
  lines: number[];
  count: number;
}

/** How the text is laid out, from its beginning. `given` holds what a person said. */
export function detectLayout(sample: string, encoding: string, given: { delimiter?: string } = {}): LayoutFinding {
  const text = sample.slice(0, sampleChars);
  const newline = !text.includes('\n') && text.includes('\r') ? 'cr' : 'lf';
  const lineBreak = newline === 'cr' ? '\r' : '\n';
  const firstLine = text.slice(0, indexOrEnd(text, lineBreak)).replace(/\r$/, '');
  const announced = separatorLine.exec(firstLine)?.[1];
  const body = announced === undefined ? text : text.slice(indexOrEnd(text, lineBreak) + 1);
  const bodyLine = announced === undefined ? 1 : 2;
  const delimiter = given.delimiter ?? announced;
  const dialect = chooseDialect(body, newline, delimiter);
  const rows = tokenize(body, dialect, bodyLine, sample.length <= sampleChars);
  const notes: LayoutNote[] = [];
  if (announced !== undefined)
    notes.push({
      code: 'separator_line',
      message: `the first line says that ${nameOf(announced)} is the delimiter`,
      lines: [1],
      count: 1,
    });
  return { layout: { encoding, ...dialect, ...findHeader(rows, bodyLine, notes) }, notes };
}

/** Tries every delimiter with the usual quotes, then unusual quotes where the usual ones leave the rows uneven. */
function chooseDialect(text: string, newline: Dialect['newline'], delimiter?: string): Dialect {
  const candidates = delimiter === undefined ? delimiters : [delimiter];
  const usual = candidates.map((sign) => rate(text, { delimiter: sign, quote: '"', escape: 'double', newline }));
  const best = usual.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.evenness > 0.95 && !best.strays) return best.dialect;
  const unusual: Dialect[] = [];
  for (const sign of candidates) {
    if (text.includes('\\"')) unusual.push({ delimiter: sign, quote: '"', escape: 'backslash', newline });
    if (text.includes(`'${sign}'`)) unusual.push({ delimiter: sign, quote: "'", escape: 'double', newline });
    unusual.push({ delimiter: sign, quote: null, escape: 'double', newline });
  }
  const rated = unusual.map((dialect) => rate(text, dialect));
  // An unusual reading must be clearly better: one broken row is no reason to drop the quotes of all the others.
  const better = rated.filter(({ score, evenness }) => score > best.score * 1.05 && evenness > best.evenness);
  return better.length === 0 ? best.dialect : better.reduce((a, b) => (b.score > a.score ? b : a)).dialect;
}

interface Rating {
  dialect: Dialect;
  score: number;
  /** Share of the rows that have the usual number of cells. */
  evenness: number;
  strays: boolean;
}

/** Rows of the same width speak for a delimiter, and more cells for a better one. */
function rate(text: string, dialect: Dialect): Rating {
  const rows = tokenize(text, dialect, 1, text.length < sampleChars).filter((row) => !isBlank(row));
  const width = usualWidth(rows);
  const even = rows.filter((row) => row.cells.length === width && row.flaw === undefined).length;
  const flawed = rows.filter((row) => row.flaw !== undefined).length;
  const evenness = rows.length === 0 ? 0 : even / rows.length;
  const score = width < 2 ? 0 : evenness ** 2 * (1 + Math.log2(width)) * (1 - flawed / Math.max(1, rows.length));
  return { dialect, score, evenness, strays: flawed > 0 };
}

function tokenize(text: string, dialect: Dialect, firstLine: number, complete: boolean): Row[] {
  const tokenizer = new Tokenizer(dialect, { firstLine });
  const rows = tokenizer.push(text);
  if (complete) rows.push(...tokenizer.end());
  return rows.slice(0, sampleRows);
}

type HeaderPart = Pick<CsvLayout, 'headerLine' | 'firstDataLine' | 'header' | 'writtenHeader'>;

function findHeader(rows: Row[], bodyLine: number, notes: LayoutNote[]): HeaderPart {
  const filled = rows.filter((row) => !isBlank(row));
  const width = Math.max(1, usualWidth(filled));
  const header = filled.slice(0, preambleRows).find((row) => mayBeHeader(row, width)) ?? filled[0];
  if (!header) return { headerLine: 1, firstDataLine: bodyLine, header: ['Column 1'], writtenHeader: [''] };
  const before = filled.filter((row) => row.line < header.line);
  if (before.length > 0) {
    notes.push({
      code: 'preamble',
      message: 'lines before the header: a title, a date, a filter',
      lines: before.map((row) => row.line),
      count: before.length,
    });
  }
  const next = rows[rows.indexOf(header) + 1];
  if (looksLikeData(header)) {
    notes.push({
      code: 'no_header',
      message: 'the first row holds values, not names: columns are called Column 1, Column 2 …',
      lines: [header.line],
      count: 1,
    });
    const names = Array.from({ length: width }, (_, index) => `Column ${index + 1}`);
    return { headerLine: null, firstDataLine: header.line, header: names, writtenHeader: names };
  }
  const written = headerCells(header, rows, width, notes);
  noteNames(written, header.line, notes);
  return {
    headerLine: header.line,
    firstDataLine: next?.line ?? header.line + 1,
    header: uniqueHeader(written),
    writtenHeader: written,
  };
}

/** Cells of the header without nameless columns at its end that nobody fills, and with those that it forgot. */
function headerCells(header: Row, rows: Row[], width: number, notes: LayoutNote[]): string[] {
  const data = rows.filter((row) => row.line > header.line && !isBlank(row));
  const cells = header.cells.map((cell) => cell.trim());
  while (
    cells.length > 1 &&
    cells.at(-1) === '' &&
    data.every((row) => (row.cells[cells.length - 1] ?? '').trim() === '')
  ) {
    cells.pop();
    if (!notes.some(({ code }) => code === 'nameless_column')) {
      notes.push({
        code: 'nameless_column',
        message: 'rows end with a delimiter: the empty column behind it is left out',
        lines: [header.line],
        count: 1,
      });
    }
  }
  const filledBeyond = data.filter(
    (row) => row.cells.length === width && row.cells.slice(cells.length).some((cell) => cell.trim() !== ''),
  ).length;
  if (width > cells.length && filledBeyond > data.length / 2) {
    notes.push({
      code: 'short_header',
      message: `rows have ${width} cells, the header only ${cells.length}: the rest is called Column ${cells.length + 1} …`,
      lines: [header.line],
      count: width - cells.length,
    });
    while (cells.length < width) cells.push('');
  }
  return cells;
}

function noteNames(written: readonly string[], line: number, notes: LayoutNote[]): void {
  const unique = uniqueHeader(written);
  const blanks = written.filter((cell) => cell === '').length;
  const doubled = unique.filter(
    (name, index) => written[index] !== '' && / \(\d+\)$/.test(name) && !/\(\d+\)[*:\s]*$/.test(written[index] ?? ''),
  );
  const changed = written.filter(
    (cell, index) => cell !== '' && cell !== unique[index] && !doubled.includes(unique[index]!),
  );
  if (blanks > 0)
    notes.push({
      code: 'nameless_column',
      message: 'columns without a name are called by their number',
      lines: [line],
      count: blanks,
    });
  if (doubled.length > 0)
    notes.push({
      code: 'duplicate_header',
      message: `names that occur twice got a number: ${doubled.join(', ')}`,
      lines: [line],
      count: doubled.length,
    });
  if (changed.length > 0)
    notes.push({
      code: 'changed_header',
      message: 'spaces, stars or colons were taken off the names',
      lines: [line],
      count: changed.length,
    });
}

/** At least half of the usual number of cells have a name: a title or a stamp fills one or two. */
function mayBeHeader(row: Row, width: number): boolean {
  const named = row.cells.filter((cell) => cell.trim() !== '').length;
  return named >= Math.max(width > 1 ? 2 : 1, Math.ceil(width / 2));
}

/** E-mail addresses, dates and web addresses are values; a row with one of these and no word that headers use is data. */
function looksLikeData(row: Row): boolean {
  const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const values = cells.filter((cell) =>
    ['email', 'date', 'url', 'guid', 'phone', 'money'].includes(readValue(cell).kind),
  );
  const numbers = cells.filter((cell) => /^\d{2,}([.,]\d+)?$/.test(cell));
  const names = cells.filter((cell) => columnRole(cell).aspect !== null && !values.includes(cell));
  return names.length === 0 && (values.length > 0 || numbers.length >= Math.max(1, cells.length / 2));
}

function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  // Of equally frequent widths the larger one: two title lines must not outvote header and one row.
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

export function isBlank(row: Row): boolean {
  return row.flaw === undefined && row.cells.every((cell) => cell.trim() === '');
}

function nameOf(delimiter: string): string {
  return { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }[delimiter] ?? delimiter;
}

function indexOrEnd(text: string, needle: string): number {
  const found = text.indexOf(needle);
  return found === -1 ? text.length : found;
}

import type { CsvLayout } from '../../model/reading-plan.ts';
import { decodeFile } from './decode-file.ts';
import { isBlank } from './layout.ts';
import { defaultMaximumRowChars, type Row, Tokenizer } from './tokenizer.ts';

/** Rows at the end that may be a footer are held back, this many at most: an export's footer is a few lines. */
const maximumFooterRows = 30;
const footerText =
  /^(?:confidential|copyright|\(c\)|©|generated|report|grand total|total|subtotal|summe|gesamt|sum|count|average|records?\b|rows?\b|exported|created by|as of|filter|printed|page \d|end of|\d+ (?:records?|rows?|results?|contacts?|items?)\b)|all rights reserved|copyright/i;

export interface ReadNotice {
  code: 'blank_row' | 'repeated_header' | 'footer';
  line: number;
}

export interface ReadRowsOptions {
  maximumRowChars?: number;
  signal?: AbortSignal;
  onNotice?: (notice: ReadNotice) => void;
}

/** The data rows of a file: without titles, header, blank lines, a header repeated in the middle, and a report's footer. */
export async function* readRows(path: string, layout: CsvLayout, options: ReadRowsOptions = {}): AsyncGenerator<Row[]> {
  const filter = new RowFilter(layout, options.onNotice ?? (() => {}));
  const tokenizer = new Tokenizer(layout, {
    firstLine: layout.firstDataLine,
    width: layout.header.length,
    maximumRowChars: options.maximumRowChars ?? defaultMaximumRowChars,
  });
  const lines = new LineSkipper(layout.firstDataLine - 1, layout.newline === 'cr' ? '\r' : '\n');
  for await (const text of decodeFile(path, {
    encoding: layout.encoding,
    ...(options.signal ? { signal: options.signal } : {}),
  })) {
    const rest = lines.skip(text);
    if (rest !== '') yield filter.pass(tokenizer.push(rest));
  }
  yield filter.pass(tokenizer.end());
  filter.end();
}

/** Drops the first lines as they are, quotes or not: a title may hold a stray one. */
class LineSkipper {
  #left: number;
  readonly #break: string;

  constructor(lines: number, lineBreak: string) {
    this.#left = lines;
    this.#break = lineBreak;
  }

  skip(text: string): string {
    let at = 0;
    while (this.#left > 0) {
      const found = text.indexOf(this.#break, at);
      if (found === -1) return '';
      at = found + 1;
      this.#left--;
    }
    return at === 0 ? text : text.slice(at);
  }
}

class RowFilter {
  readonly #layout: CsvLayout;
  readonly #notice: (notice: ReadNotice) => void;
  #held: Row[] = [];
  #afterBlank = false;

  constructor(layout: CsvLayout, notice: (notice: ReadNotice) => void) {
    this.#layout = layout;
    this.#notice = notice;
  }

  pass(rows: readonly Row[]): Row[] {
    const passed: Row[] = [];
    for (const row of rows) {
      if (isBlank(row)) {
        this.#notice({ code: 'blank_row', line: row.line });
        this.#afterBlank = true;
      } else if (this.#isHeader(row)) {
        this.#notice({ code: 'repeated_header', line: row.line });
      } else if (this.#held.length < maximumFooterRows && this.#mayBeFooter(row)) {
        this.#held.push(row);
      } else {
        passed.push(...this.#held, row);
        this.#held = [];
        this.#afterBlank = false;
      }
    }
    return passed;
  }

  end(): void {
    for (const row of this.#held) this.#notice({ code: 'footer', line: row.line });
  }

  #isHeader(row: Row): boolean {
    const written = this.#layout.writtenHeader;
    if (this.#layout.headerLine === null || row.cells.length < written.length) return false;
    return written.every((cell, index) => cell === row.cells[index]?.trim());
  }

  /** A line of text in a table of several columns, with a footer's words in it or a blank line before it. */
  #mayBeFooter(row: Row): boolean {
    if (this.#layout.header.length < 3 || row.flaw !== undefined) return false;
    const filled = row.cells.filter((cell) => cell.trim() !== '');
    const saysSo = footerText.test(filled[0]?.trim() ?? '');
    const lone = row.cells.length === 1 || (filled.length === 1 && row.cells[0]?.trim() !== '');
    if (this.#held.length > 0 && lone) return true;
    return saysSo
      ? filled.length <= Math.max(2, this.#layout.header.length / 3)
      : row.cells.length === 1 && this.#afterBlank;
  }
}

/**
 * Splits text into rows of cells, as it arrives. RFC 4180, and kinder where files are worse: a quote inside a cell that is not
 * doubled stays a quote, an unclosed one costs its own line and not the rest of the file, and a row beyond the maximum is
 * refused while reading goes on. csv-parse ends the whole stream in both of the last cases; it serves as the yardstick in the tests.
 */
export interface Dialect {
  delimiter: string;
  quote: '"' | "'" | null;
  escape: 'double' | 'backslash';
  newline: 'lf' | 'cr';
}

export type RowFlaw = 'stray_quote' | 'unclosed_quote' | 'too_long';

export interface Row {
  /** Line on which the row begins, as an editor counts. */
  line: number;
  cells: string[];
  /** `unclosed_quote` and `too_long` rows have no usable cells. */
  flaw?: RowFlaw;
}

export interface TokenizerOptions {
  firstLine?: number;
  /** Rows longer than this are refused. */
  maximumRowChars?: number;
  /** Cells a row should have: tells an unclosed quote from a long text. */
  width?: number;
}

export const defaultMaximumRowChars = 16 * 2 ** 20;
const trialChars = 64 * 1024;

type State = 'start' | 'plain' | 'quoted' | 'afterQuote';

export class Tokenizer {
  readonly #delimiter: string;
  readonly #quote: string | null;
  readonly #backslash: boolean;
  readonly #break: string;
  readonly #dialect: Dialect;
  readonly #maximum: number;
  readonly #width: number | undefined;
  #state: State = 'start';
  #cells: string[] = [];
  /** Part of the present cell that came with earlier pieces of text. */
  #held = '';
  /** Spaces between a closing quote and what follows: they belong to the cell only if the quote did not close it. */
  #skipped = '';
  #line: number;
  #rowLine: number;
  #stray = false;
  /** The present row's text so far, from earlier pieces: needed to start again after an unclosed quote. */
  #pieces: string[] = [];
  #rowChars = 0;
  #discarding = false;
  #rows: Row[] = [];

  constructor(dialect: Dialect, options: TokenizerOptions = {}) {
    this.#dialect = dialect;
    this.#delimiter = dialect.delimiter;
    this.#quote = dialect.quote;
    this.#backslash = dialect.escape === 'backslash' && dialect.quote !== null;
    this.#break = dialect.newline === 'cr' ? '\r' : '\n';
    this.#maximum = options.maximumRowChars ?? defaultMaximumRowChars;
    this.#width = options.width;
    this.#line = options.firstLine ?? 1;
    this.#rowLine = this.#line;
  }

  /** Rows completed by this piece of text. */
  push(text: string): Row[] {
    this.#scan(text);
    return this.#take();
  }

  /** The last row, where the text does not end with a line break. */
  end(): Row[] {
    if (this.#state === 'quoted' && !this.#discarding) this.#recover('unclosed_quote');
    else if (this.#discarding || this.#cells.length > 0 || this.#held !== '' || this.#state === 'afterQuote') {
      this.#endCell(this.#held);
      this.#line--;
      this.#endRow(0);
    }
    return this.#take();
  }

  #take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #scan(text: string): void {
    let at = 0;
    let rowStart = 0;
    let nextDelimiter = -1;
    let nextBreak = -1;
    const length = text.length;
    while (at < length) {
      if (this.#state === 'start') {
        if (this.#quote !== null && text[at] === this.#quote) {
          this.#state = 'quoted';
          at++;
          continue;
        }
        this.#state = 'plain';
      }
      if (this.#state === 'plain') {
        if (nextDelimiter < at) nextDelimiter = indexOrEnd(text, this.#delimiter, at);
        if (nextBreak < at) nextBreak = indexOrEnd(text, this.#break, at);
        const end = Math.min(nextDelimiter, nextBreak);
        if (end === length) {
          this.#hold(text.slice(at));
          break;
        }
        const isBreak = end === nextBreak;
        this.#endCell(this.#held + text.slice(at, end), isBreak);
        at = end + 1;
        if (isBreak) {
          this.#endRow(end - rowStart);
          rowStart = at;
        }
        continue;
      }
      at = this.#state === 'quoted' ? this.#scanQuoted(text, at) : this.#scanAfterQuote(text, at, rowStart);
      if (this.#betweenRows()) rowStart = at;
    }
    this.#keep(text, rowStart);
  }

  #betweenRows(): boolean {
    return this.#state === 'start' && this.#cells.length === 0;
  }

  #scanQuoted(text: string, from: number): number {
    const quote = this.#quote!;
    let end = indexOrEnd(text, quote, from);
    const slash = this.#backslash ? text.indexOf('\\', from) : -1;
    if (slash !== -1 && slash < end) {
      // The escaped character stands for itself; where the piece ends behind the backslash, the backslash stays.
      end = Math.min(slash + 2, text.length);
      this.#holdQuoted(text.slice(from, slash) + text.slice(slash + 1, end));
      return end;
    }
    this.#holdQuoted(text.slice(from, end));
    if (end === text.length) return end;
    this.#state = 'afterQuote';
    return end + 1;
  }

  /** Behind a quote inside a quoted cell: the other half of a doubled one, the end of the cell, or a stray. */
  #scanAfterQuote(text: string, at: number, rowStart: number): number {
    const character = text[at]!;
    if (character === this.#quote) {
      this.#hold(character);
      this.#state = 'quoted';
      return at + 1;
    }
    if (character === this.#delimiter) {
      this.#endCell(this.#held);
      return at + 1;
    }
    if (character === this.#break) {
      this.#endCell(this.#held);
      this.#endRow(at - rowStart);
      return at + 1;
    }
    if (character === '\r' || character === ' ') {
      this.#skipped += character;
      return at + 1;
    }
    this.#stray = true;
    this.#hold(`${this.#quote}${this.#skipped}`);
    this.#skipped = '';
    this.#state = 'quoted';
    return at;
  }

  #hold(text: string): void {
    if (!this.#discarding) this.#held = this.#held === '' ? text : this.#held + text;
  }

  #holdQuoted(text: string): void {
    this.#hold(text);
    for (let at = text.indexOf(this.#break); at !== -1; at = text.indexOf(this.#break, at + 1)) this.#line++;
  }

  #endCell(text: string, isLast = false): void {
    if (!this.#discarding) this.#cells.push(isLast && text.endsWith('\r') ? text.slice(0, -1) : text);
    this.#held = '';
    this.#skipped = '';
    this.#state = 'start';
  }

  /** `chars`: how many of the row came with the present piece. */
  #endRow(chars: number): void {
    this.#line++;
    if (this.#discarding || this.#rowChars + chars > this.#maximum)
      this.#rows.push({ line: this.#rowLine, cells: [], flaw: 'too_long' });
    else if (this.#stray) this.#rows.push({ line: this.#rowLine, cells: this.#cells, flaw: 'stray_quote' });
    else this.#rows.push({ line: this.#rowLine, cells: this.#cells });
    this.#reset();
  }

  #reset(): void {
    this.#cells = [];
    this.#held = '';
    this.#state = 'start';
    this.#stray = false;
    this.#discarding = false;
    this.#pieces = [];
    this.#rowChars = 0;
    this.#rowLine = this.#line;
  }

  /** Remembers what this piece adds to the row that it leaves unfinished, and refuses the row once that is too much. */
  #keep(text: string, rowStart: number): void {
    if (rowStart >= text.length || this.#discarding) return;
    const part = rowStart === 0 ? text : text.slice(rowStart);
    this.#pieces.push(part);
    this.#rowChars += part.length;
    if (this.#rowChars <= this.#maximum) return;
    if (this.#state === 'quoted') this.#recover('too_long');
    else this.#discard();
  }

  #discard(): void {
    this.#discarding = true;
    this.#cells = [];
    this.#held = '';
    this.#pieces = [];
  }

  /**
   * A quote that never closes, or closes too far away. If what follows the first line looks like ordinary rows, only that line
   * is refused and reading starts again behind it; otherwise it is one enormous value, and is refused as such.
   */
  #recover(flaw: 'unclosed_quote' | 'too_long'): void {
    const text = this.#pieces.join('');
    const breakAt = text.indexOf(this.#break);
    const rest = breakAt === -1 ? '' : text.slice(breakAt + 1);
    const resume = this.#looksLikeRows(rest);
    if (flaw === 'too_long' && !resume) {
      this.#discard();
      return;
    }
    const line = this.#rowLine;
    if (resume) this.#line = line + 1;
    this.#reset();
    this.#rows.push({ line, cells: [], flaw: 'unclosed_quote' });
    if (!resume) return;
    this.#scan(rest);
    if (flaw === 'unclosed_quote') this.#rows = this.end();
  }

  #looksLikeRows(text: string): boolean {
    const trial = new Tokenizer(this.#dialect, { maximumRowChars: Number.POSITIVE_INFINITY });
    const rows = [...trial.push(text.slice(0, trialChars)), ...(text.length <= trialChars ? trial.end() : [])].slice(
      0,
      30,
    );
    const width = this.#width ?? rows[0]?.cells.length ?? 0;
    const fitting = rows.filter((row) => row.cells.length === width).length;
    return width > 1 && fitting > 0 && fitting >= rows.length * 0.8;
  }
}

function indexOrEnd(text: string, needle: string, from: number): number {
  const found = text.indexOf(needle, from);
  return found === -1 ? text.length : found;
}

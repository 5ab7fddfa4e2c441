import { basename } from 'node:path';
import { FileProfile } from '../../mappers/csv/file-profile.ts';
import type { FileInspection, FileProblem } from '../../mappers/csv/inspection.ts';
import { LineList } from '../../mappers/csv/line-list.ts';
import type { CsvLayout } from '../../model/reading-plan.ts';
import { decodeFile } from './decode-file.ts';
import { decideEncoding } from './encoding.ts';
import { detectLayout, type LayoutFinding } from './layout.ts';
import { checkIsCsv, checkReadable, readError } from './open-file.ts';
import { rowErrors } from './read-csv.ts';
import { readRows } from './read-rows.ts';
import { scanBytes } from './scan-bytes.ts';
import { defaultMaximumRowChars, type Row } from './tokenizer.ts';

const sampleBytes = 512 * 1024;

export interface InspectOptions {
  /** What the file is called in the plan; default: the last part of its path. */
  name?: string;
  /** A person's word, where the recognised one is wrong. */
  encoding?: string;
  delimiter?: string;
  maximumRowChars?: number;
  signal?: AbortSignal;
  onProgress?: (rows: number) => void;
}

/**
 * Looks at a whole file without keeping it: encoding, layout, every column's type over all its rows, and what is wrong, with
 * line numbers. Reads it twice, once for its bytes and once for its rows; memory does not grow with the file.
 *
 * `const { columns, problems } = await inspectFile('contacts.csv');`
 */
export async function inspectFile(path: string, options: InspectOptions = {}): Promise<FileInspection> {
  await checkReadable(path);
  const scan = await scanBytes(path).catch((cause: unknown) => Promise.reject(readError(path, cause)));
  const encoding = decideEncoding(scan, options.encoding);
  checkIsCsv(path, scan, encoding.name.startsWith('utf-16') || encoding.name.startsWith('utf-32'));
  const found = await detectFileLayout(path, encoding.name, options.delimiter);
  const { layout } = found;
  const profile = new FileProfile(layout.header, layout.writtenHeader);
  const problems = new ProblemLists();
  const maximumRowChars = options.maximumRowChars ?? defaultMaximumRowChars;
  const notices = (notice: { code: string; line: number }) => problems.add(notice.code, notice.line);
  let brokenInTwo: Row | null = null;
  for await (const rows of readRows(path, layout, {
    maximumRowChars,
    onNotice: notices,
    ...(options.signal ? { signal: options.signal } : {}),
  })) {
    for (const row of rows) {
      for (const error of rowErrors(row, layout, 'pad', maximumRowChars)) problems.add(error.code, row.line);
      // Two short rows that together make one: a line break without quotes around it.
      const isShort = row.flaw === undefined && row.cells.length < layout.header.length;
      if (isShort && brokenInTwo && brokenInTwo.cells.length + row.cells.length - 1 === layout.header.length) {
        problems.add('broken_row', brokenInTwo.line);
        brokenInTwo = null;
      } else brokenInTwo = isShort ? row : null;
      profile.add(row.cells, row.line);
    }
    options.onProgress?.(profile.rows);
  }
  const finished = profile.finish();
  return {
    file: options.name ?? basename(path),
    sizeBytes: scan.sizeBytes,
    sha256: scan.sha256,
    encoding,
    layout,
    rows: profile.rows,
    columns: finished.columns,
    keyStudies: finished.keyStudies,
    kindStudies: finished.kindStudies,
    problems: [
      ...byteProblems(scan, encoding.name),
      ...layoutProblems(found),
      ...problems.finish(),
      ...(profile.rows === 0 ? [headerOnly(layout)] : []),
      ...finished.problems,
    ],
  };
}

/** Layout of a file from its beginning alone. */
export async function detectFileLayout(path: string, encoding: string, delimiter?: string): Promise<LayoutFinding> {
  let text = '';
  for await (const piece of decodeFile(path, { encoding, limitBytes: sampleBytes })) text += piece;
  return detectLayout(text, encoding, delimiter === undefined ? {} : { delimiter });
}

const texts: Readonly<Record<string, Pick<FileProblem, 'severity' | 'message' | 'hint'>>> = {
  blank_row: { severity: 'note', message: 'rows of blanks or delimiters only', hint: 'left out' },
  repeated_header: {
    severity: 'note',
    message: 'the header stands again between the rows: files were joined',
    hint: 'left out',
  },
  footer: {
    severity: 'warning',
    message: "lines after the data that look like a report's footer or totals",
    hint: 'left out: check that they are no records',
  },
  row_too_long: { severity: 'error', message: 'rows are longer than the maximum', hint: 'refused and listed' },
  unclosed_quote: {
    severity: 'error',
    message: 'a quotation mark opens a value and is never closed',
    hint: 'the line is refused and listed, reading goes on behind it',
  },
  stray_quote: {
    severity: 'warning',
    message: 'quotation marks inside values are not doubled',
    hint: 'read as part of the value',
  },
  long_row: {
    severity: 'error',
    message: 'rows have more cells than the header',
    hint: 'refused and listed: a value probably holds a delimiter without quotes around it',
  },
  short_row: {
    severity: 'warning',
    message: 'rows have fewer cells than the header',
    hint: 'the missing cells are read as empty',
  },
  broken_row: {
    severity: 'error',
    message: 'rows are broken in two by a line break without quotes',
    hint: 'refused and listed: join the two lines, or export again',
  },
};

class ProblemLists {
  readonly #lists = new Map<string, LineList>();

  add(code: string, line: number): void {
    let list = this.#lists.get(code);
    if (!list) {
      list = new LineList();
      this.#lists.set(code, list);
    }
    list.add(line);
  }

  finish(): FileProblem[] {
    return [...this.#lists].map(([code, { count, lines }]) => ({ code, ...texts[code]!, count, lines, exact: true }));
  }
}

function byteProblems(scan: Awaited<ReturnType<typeof scanBytes>>, encoding: string): FileProblem[] {
  const problems: FileProblem[] = [];
  const wide = encoding.startsWith('utf-16') || encoding.startsWith('utf-32');
  if (scan.nulLines > 0 && !wide) {
    problems.push({
      code: 'nul_byte',
      severity: 'warning',
      message: 'zero bytes inside values',
      hint: 'taken out: no database keeps them',
      count: scan.nulLines,
      lines: scan.firstNulLines,
      exact: true,
    });
  }
  if (scan.invalidLines > 0 && encoding === 'utf-8') {
    problems.push({
      code: 'mixed_encoding',
      severity: 'warning',
      message: 'lines that are not UTF-8 like the rest',
      hint: 'read as Windows-1252: check the letters beyond ASCII in them',
      count: scan.invalidLines,
      lines: scan.firstInvalidLines,
      exact: true,
    });
  }
  return problems;
}

function layoutProblems({ notes }: LayoutFinding): FileProblem[] {
  return notes.map(({ code, message, lines, count }) => ({
    code,
    severity: code === 'no_header' || code === 'short_header' ? ('warning' as const) : ('note' as const),
    message,
    count,
    lines,
    exact: true,
  }));
}

function headerOnly(layout: CsvLayout): FileProblem {
  return {
    code: 'header_only',
    severity: 'warning',
    message: 'a header and no rows',
    hint: 'nothing will be imported from this file: check that the export was complete',
    count: 0,
    lines: layout.headerLine === null ? [] : [layout.headerLine],
    exact: true,
  };
}

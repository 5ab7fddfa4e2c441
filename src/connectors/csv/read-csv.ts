import { trimEdges } from '../../mappers/csv/clean-text.ts';
import type { CsvRow, RowError } from '../../mappers/csv/csv-row.ts';
import type { CsvLayout, FilePlan } from '../../model/reading-plan.ts';
import { type ReadRowsOptions, readRows } from './read-rows.ts';
import { defaultMaximumRowChars, type Row } from './tokenizer.ts';

export interface ReadCsvOptions extends ReadRowsOptions {
  layout: CsvLayout;
  /** What becomes of rows with too few cells; see the reading plan. */
  shortRows?: FilePlan['shortRows'];
}

/**
 * Streams a file as rows of named cells. Every data row comes out, the bad ones with errors: nothing disappears. At most one
 * block of the file and one row are in memory.
 *
 * `for await (const row of readCsv('contacts.csv', { layout })) console.log(row.line, row.values['Email']);`
 */
export async function* readCsv(path: string, options: ReadCsvOptions): AsyncGenerator<CsvRow> {
  const { layout } = options;
  const maximum = options.maximumRowChars ?? defaultMaximumRowChars;
  let number = 0;
  for await (const rows of readRows(path, layout, options)) {
    for (const row of rows) {
      number++;
      yield {
        line: row.line,
        number,
        values: namedCells(row, layout.header),
        errors: rowErrors(row, layout, options.shortRows ?? 'pad', maximum),
      };
    }
  }
}

function namedCells(row: Row, header: readonly string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (let index = 0; index < header.length; index++) values[header[index]!] = row.cells[index] ?? '';
  return values;
}

/** What is wrong with a row as a row. Errors refuse it, warnings go along with its records. */
export function rowErrors(
  row: Row,
  layout: CsvLayout,
  shortRows: FilePlan['shortRows'],
  maximumRowChars: number,
): RowError[] {
  const width = layout.header.length;
  if (row.flaw === 'too_long') {
    return [
      refusal(
        'row_too_long',
        `the row is longer than ${maximumRowChars.toLocaleString('en')} characters`,
        'shorten its longest value, or raise the maximum',
      ),
    ];
  }
  if (row.flaw === 'unclosed_quote') {
    return [
      refusal(
        'unclosed_quote',
        'a quotation mark opens a value and is never closed',
        'double the quotation marks inside values, or export again',
      ),
    ];
  }
  const errors: RowError[] = [];
  if (row.flaw === 'stray_quote') {
    errors.push({
      code: 'stray_quote',
      severity: 'warning',
      message: 'a quotation mark inside a value is not doubled',
      hint: 'read as part of the value',
    });
  }
  if (row.cells.length > width && row.cells.slice(width).some((cell) => trimEdges(cell) !== '')) {
    errors.push(
      refusal(
        'long_row',
        `the row has ${row.cells.length} cells, the header ${width}: a value probably holds a delimiter without quotes around it`,
        'put the value in quotation marks, or export again',
      ),
    );
  }
  if (row.cells.length < width) errors.push(shortRow(row.cells.length, width, shortRows));
  return errors;
}

function shortRow(cells: number, width: number, shortRows: FilePlan['shortRows']): RowError {
  const message = `the row has ${cells} cells, the header ${width}`;
  if (shortRows === 'refuse')
    return refusal(
      'short_row',
      `${message}: it looks broken in two by a line break without quotes`,
      'join it with the next line, or export again',
    );
  return { code: 'short_row', severity: 'warning', message, hint: 'the missing cells at its end are read as empty' };
}

function refusal(code: string, message: string, hint: string): RowError {
  return { code, severity: 'error', message, hint };
}

import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { type Dialect, Tokenizer, type TokenizerOptions } from '../src/connectors/csv/tokenizer.ts';
import { csvLine } from '../src/connectors/csv/write-line.ts';
import { fc } from './support/property.ts';

const rfc: Dialect = { delimiter: ',', quote: '"', escape: 'double', newline: 'lf' };

function rowsOf(
  text: string,
  dialect: Partial<Dialect> = {},
  options: TokenizerOptions = {},
  pieceChars = text.length || 1,
) {
  const tokenizer = new Tokenizer({ ...rfc, ...dialect }, options);
  const rows = [];
  for (let at = 0; at < text.length; at += pieceChars) rows.push(...tokenizer.push(text.slice(at, at + pieceChars)));
  return [...rows, ...tokenizer.end()];
}

const cellsOf = (...args: Parameters<typeof rowsOf>): string[][] => rowsOf(...args).map((row) => row.cells);

describe('splitting text into rows', () => {
  test('gives what csv-parse gives, for any values and wherever the text is cut into pieces', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '😀', "'", '=') });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, pieceChars) => {
        const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
        const yardstick = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] }) as string[][];
        expect(cellsOf(text, {}, {}, pieceChars)).toEqual(yardstick);
      }),
    );
  });

  test('reads back what the writer wrote, guard against formulas aside', () => {
    const value = fc.string().filter((text) => !/^'*[=+\-@\t\r\n＝＋－＠]/.test(text) && !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 5 }), (values) => {
        expect(cellsOf(csvLine(values))).toEqual([values]);
      }),
    );
  });

  test.each([
    [
      'a line break inside a quoted note',
      'a,"x\ny",b\nc,d,e',
      [
        ['a', 'x\ny', 'b'],
        ['c', 'd', 'e'],
      ],
    ],
    ['doubled quotes', '"say ""hello""",b', [['say "hello"', 'b']]],
    [
      'CRLF, LF and a last line without an end',
      'a,b\r\nc,d\ne,f',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
      ],
    ],
    ['empty cells at both ends', ',a,\n', [['', 'a', '']]],
    ['an empty quoted cell at the end', 'a,""', [['a', '']]],
    ['a space behind a closing quote', '"a" ,b', [['a', 'b']]],
    ['quotes in the middle of a plain cell', 'a,5" pipe,b', [['a', '5" pipe', 'b']]],
  ])('keeps %s', (_, text, expected) => {
    for (const pieceChars of [1, 2, 3, 100]) expect(cellsOf(text, {}, {}, pieceChars)).toEqual(expected);
  });

  test('takes quotes inside a quoted value that are not doubled as part of it, and says so', () => {
    const [row] = rowsOf('1,"he said "hello" to me",x\n');
    expect(row).toEqual({ line: 1, cells: ['1', 'he said "hello" to me', 'x'], flaw: 'stray_quote' });
  });

  test('reads old Macintosh line ends, backslash escapes, single quotes and no quotes at all', () => {
    expect(cellsOf('a,b\rc,d', { newline: 'cr' })).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(cellsOf('"a \\"b\\"",c', { escape: 'backslash' })).toEqual([['a "b"', 'c']]);
    expect(cellsOf("'a,b',c", { quote: "'" })).toEqual([['a,b', 'c']]);
    expect(cellsOf('"a\tb\nc"\td', { quote: null, delimiter: '\t' })).toEqual([
      ['"a', 'b'],
      ['c"', 'd'],
    ]);
  });

  test('numbers lines as an editor does, quoted line breaks included', () => {
    expect(rowsOf('h\n"a\nb\nc"\nd\n').map((row) => row.line)).toEqual([1, 2, 5]);
  });
});

describe('rows that cannot be read', () => {
  const good = Array.from({ length: 50 }, (_, index) => `${index},name ${index},x`).join('\n');

  test('an unclosed quote costs its own line, not the rest of the file', () => {
    const rows = rowsOf(`1,"open,x\n${good}\n`, {}, { width: 3 });
    expect(rows[0]).toEqual({ line: 1, cells: [], flaw: 'unclosed_quote' });
    expect(rows).toHaveLength(51);
    expect(rows[50]).toEqual({ line: 51, cells: ['49', 'name 49', 'x'] });
  });

  test('a file that is cut off inside a value loses that row alone', () => {
    const rows = rowsOf(`${good}\n99,"a note that was\ncut off in the mid`, {}, { width: 3 });
    expect(rows).toHaveLength(51);
    expect(rows[50]).toEqual({ line: 51, cells: [], flaw: 'unclosed_quote' });
  });

  test('a row beyond the maximum is refused with its line, and the rows after it are read', () => {
    for (const pieceChars of [100, 7_000, 1_000_000]) {
      const rows = rowsOf(
        `a,b\n1,"${'long text. '.repeat(10_000)}"\n2,c\n`,
        {},
        { maximumRowChars: 50_000, width: 2 },
        pieceChars,
      );
      expect(rows.map(({ line, flaw, cells }) => [line, flaw, cells.length])).toEqual([
        [1, undefined, 2],
        [2, 'too_long', 0],
        [3, undefined, 2],
      ]);
    }
  });

  test('a row of one megabyte is read whole', () => {
    const text = 'x'.repeat(1024 * 1024);
    const rows = rowsOf(`1,"${text}"\n2,y`, {}, {}, 64 * 1024);
    expect(rows[0]?.cells[1]).toBe(text);
    expect(rows[1]?.cells).toEqual(['2', 'y']);
  });
});

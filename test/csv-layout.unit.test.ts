import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectFile } from '../src/connectors/csv/inspect-file.ts';
import { csvFiles, problemsOf, readAll } from './support/csv-files.ts';

const files = csvFiles();

async function read(text: string) {
  const inspection = await files.inspect(text);
  const rows = await readAll(await files.write(text), { layout: inspection.layout });
  return { inspection, rows, values: rows.map((row) => row.values), header: inspection.layout.header };
}

describe('delimiter', () => {
  test.each([
    ['comma', ',', 'Name,City\nAnn,"Leeds; UK"\nBob,York\n'],
    [
      'semicolon with decimal commas and commas in texts',
      ';',
      'Name;Betrag;Ort\nAnn, geb. Lee;1.250,00;Köln\nBob;3,50;Bonn, Süd\n',
    ],
    ['tab in a file named .csv', '\t', 'Name\tCity\nAnn\tLeeds, UK\nBob\tYork\n'],
    ['pipe', '|', 'Name|City\nAnn|Leeds, UK\nBob|York\n'],
    ['sep= line', ';', 'sep=;\nName;City\nAnn;Leeds\n'],
    ['sep= line in quotes', ';', '"sep=;"\r\nName;City\r\nAnn;Leeds\r\n'],
    ['sep= line that names an unusual sign', '!', 'sep=!\nName!City\nAnn!Leeds\n'],
    ['sep= line behind a byte order mark', ';', '\uFEFFsep=;\nName;City\nAnn;Leeds\n'],
    ['a single column', ',', 'Email\nann@acme.example\nbob@acme.example\n'],
  ])('%s', async (_, delimiter, text) => {
    const { inspection, header, rows } = await read(text);
    expect(inspection.layout.delimiter).toBe(delimiter);
    expect(header[0]).toMatch(/^(Name|Email)$/);
    expect(Object.values(rows[0]!.values)[0]).toMatch(/^(Ann|ann@acme)/);
  });

  test("a person's word is taken for it", async () => {
    const inspection = await files.inspect('a,b;c,d\n1,2;3,4\n', { delimiter: ';' });
    expect(inspection.layout.header).toEqual(['a,b', 'c,d']);
  });

  test('quotes escaped with a backslash are found out', async () => {
    const { values } = await read('Name,Note\nAnn,"said \\"no, thanks\\", left"\nBob,"said \\"yes\\""\n');
    expect(values[0]).toEqual({ Name: 'Ann', Note: 'said "no, thanks", left' });
  });
});

describe('around the data', () => {
  test('title, blank and stamp lines before the header are left out and told', async () => {
    const { inspection, header, rows } = await read(
      'My "best" list\n\nCreated 2024-01-01\nName;Email;City\nAnn;ann@acme.example;Leeds\nBob;bob@acme.example;York\n',
    );
    expect(header).toEqual(['Name', 'Email', 'City']);
    expect(rows.map((row) => row.line)).toEqual([5, 6]);
    expect(problemsOf(inspection)).toContain('preamble 2');
  });

  test("a report's footer and totals at the end are no records, and are listed to be checked", async () => {
    const footer =
      '"Grand Totals (2 records)",,\n\nSales Cloud Report\n"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."\nConfidential Information - Do Not Distribute\n';
    const { inspection, rows } = await read(
      `Account,City,Email\nAcme,Leeds,a@acme.example\nTotal Wine,York,b@wine.example\n${footer}`,
    );
    expect(rows).toHaveLength(2);
    expect(inspection.problems).toContainEqual(
      expect.objectContaining({ code: 'footer', count: 4, lines: [4, 6, 7, 8] }),
    );
  });

  test('a row like a footer in the middle of the data is a row', async () => {
    const { rows, inspection } = await read('Account,City,Email\nTotal Wine,,\nAcme,Leeds,a@acme.example\n');
    expect(rows).toHaveLength(2);
    expect(problemsOf(inspection)).not.toContain('footer 1');
  });

  test('blank rows, rows of delimiters and a header that stands again in the middle are left out', async () => {
    const { inspection, rows } = await read('Name,City\nAnn,Leeds\n,\n\nName,City\nBob,York\n  ,  \n');
    expect(rows.map((row) => row.values['Name'])).toEqual(['Ann', 'Bob']);
    expect(problemsOf(inspection)).toEqual(expect.arrayContaining(['blank_row 3', 'repeated_header 1']));
  });

  test('a delimiter at the end of every line makes no column', async () => {
    const { inspection, header } = await read('Nome;Cidade;\nAna;Porto;\nRui;Lisboa;\n');
    expect(header).toEqual(['Nome', 'Cidade']);
    expect(problemsOf(inspection)).toContain('nameless_column 1');
  });
});

describe('header', () => {
  test('doubled names get a number, so that no column overwrites another', async () => {
    const { header, values } = await read('Email,Phone Number,phone number,Phone Number\na@b.example,1,2,3\n');
    expect(header).toEqual(['Email', 'Phone Number', 'phone number (2)', 'Phone Number (3)']);
    expect(values[0]).toEqual({
      Email: 'a@b.example',
      'Phone Number': '1',
      'phone number (2)': '2',
      'Phone Number (3)': '3',
    });
  });

  test('blank names, white space, zero-width characters, stars and colons are dealt with', async () => {
    const { header } = await read('Email ,*First Name*,\u00A0City:\u200B,,"Last\nName"\na@b.example,Ann,Leeds,x,Lee\n');
    expect(header).toEqual(['Email', 'First Name', 'City', 'Column 4', 'Last Name']);
  });

  test('a name that JavaScript would lose is changed', async () => {
    const { values } = await read('__proto__,constructor\na,b\n');
    expect(Object.entries(values[0]!)).toEqual([
      ['Column 1', 'a'],
      ['constructor', 'b'],
    ]);
  });

  test('a file without names keeps its first row as data', async () => {
    const { inspection, values } = await read('ann@acme.example,2024-01-02,Ann\nbob@acme.example,2024-01-03,Bob\n');
    expect(values).toHaveLength(2);
    expect(values[0]).toEqual({ 'Column 1': 'ann@acme.example', 'Column 2': '2024-01-02', 'Column 3': 'Ann' });
    expect(problemsOf(inspection)).toContain('no_header 1');
  });

  test('a header that forgot the last columns is completed', async () => {
    const { header } = await read('Name,City\nAnn,Leeds,x\nBob,York,y\nCid,Bath,z\n');
    expect(header).toEqual(['Name', 'City', 'Column 3']);
  });

  test('a header without rows is a warning, not an error', async () => {
    const inspection = await files.inspect('Name,Email\n');
    expect(inspection).toMatchObject({ rows: 0, layout: { header: ['Name', 'Email'] } });
    expect(problemsOf(inspection)).toContain('header_only 0');
  });
});

describe('ragged rows', () => {
  test('a short row is completed with a warning, a long one refused with its line', async () => {
    const { rows, inspection } = await read(
      'Name,City,Phone\nAnn,Leeds\nAcme, Inc,York,555-0100\nBob,Bath,555-0101,\n',
    );
    expect(rows.map((row) => row.errors.map(({ code, severity }) => `${code} ${severity}`))).toEqual([
      ['short_row warning'],
      ['long_row error'],
      [],
    ]);
    expect(inspection.problems).toContainEqual(
      expect.objectContaining({ code: 'long_row', severity: 'error', lines: [3] }),
    );
  });

  test('a row broken in two by a line break without quotes is found as such', async () => {
    const inspection = await files.inspect('Name,Note,City\nAnn,first\nsecond,Leeds\nBob,x,York\n');
    expect(inspection.problems).toContainEqual(expect.objectContaining({ code: 'broken_row', lines: [2] }));
  });

  test('a row over the maximum is refused by its line number', async () => {
    const text = `Name,Note\nAnn,"${'x'.repeat(5000)}"\nBob,y\n`;
    const inspection = await files.inspect(text, { maximumRowChars: 1000 });
    expect(inspection.problems).toContainEqual(
      expect.objectContaining({ code: 'row_too_long', severity: 'error', lines: [2] }),
    );
    const rows = await readAll(await files.write(text), { layout: inspection.layout, maximumRowChars: 1000 });
    expect(rows.map((row) => row.errors.map(({ message }) => message))).toEqual([
      ['the row is longer than 1,000 characters'],
      [],
    ]);
  });
});

describe('files that are no CSV', () => {
  const zip = (name: string) =>
    Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(20), Buffer.from(name)]);
  test.each([
    ['file_is_xlsx', zip('[Content_Types].xml xl/workbook.xml')],
    ['file_is_ods', zip('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')],
    ['file_is_zip', zip('accounts.csv')],
    ['file_is_pdf', Buffer.from('%PDF-1.7\n')],
    ['file_is_gzip', gzipSync('a,b\n1,2\n')],
    ['file_is_xls', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    ['file_is_html', Buffer.from('<html><body><table><tr><td>Name</td></tr></table>')],
    ['file_is_json', Buffer.from('[{"name": "Ann"}]')],
    ['file_is_xml', Buffer.from('<?xml version="1.0"?><a/>')],
    ['file_is_vcard', Buffer.from('BEGIN:VCARD\nVERSION:3.0\n')],
    ['file_is_binary', Buffer.from(Array.from({ length: 2000 }, (_, index) => (index * 7) % 32))],
    ['file_empty', Buffer.alloc(0)],
    ['file_empty', Buffer.from('\uFEFF\r\n\r\n')],
  ])('%s is said by name, with what to do', async (code, content) => {
    const error = await files.inspect(content).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ kind: 'config', code });
    expect((error as { hint?: string }).hint).not.toBe('');
  });

  test('a missing file and a folder are told apart', async () => {
    const folder = dirname(await files.write('a,b\n'));
    await expect(inspectFile(`${folder}/nothing.csv`)).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(inspectFile(folder)).rejects.toMatchObject({ code: 'file_is_folder' });
  });
});

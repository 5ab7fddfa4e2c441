import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from './support/run-cli.ts';

interface Inspected {
  files: {
    file: string;
    rows: number;
    encoding: { name: string };
    layout: { delimiter: string; header: string[] };
    columns: { column: string; type: string }[];
    problems: { code: string; lines: number[]; severity: string }[];
  }[];
  plan: {
    files: { file: string; parts: { object: string; links: { kind: string; by: string; toFile?: string }[] }[] }[];
  };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What customers send: Windows-1252, semicolons, a repeated header, a doubled and a blank column name, ragged and equal rows. */
const accounts = [
  'Account ID;Name;Domain;Umsatz;Umsatz;',
  '1;Müller & Söhne;mueller.example;1.234,50;12;',
  '2;"Groß; AG";gross.example;99,00;7;',
  'Account ID;Name;Domain;Umsatz;Umsatz;',
  '3;Short row',
  '4;Too;long;1,00;2;;surplus',
  '5;Łast;last.example;7,00;1;',
].join('\r\n');

const contacts = [
  'Contact ID;E-Mail;Account ID;Note',
  '10;ann@mueller.example;1;"two',
  'lines"',
  '11;bob@gross.example;2;',
  '12;cas@nobody.example;99;',
].join('\r\n');

test('a messy pair of files is read, its flaws are named by line, and how they link is found', async () => {
  const paths = [join(folder, 'accounts.csv'), join(folder, 'contacts.csv')];
  await writeFile(paths[0]!, Buffer.from(accounts.replace('Ł', 'L'), 'latin1'));
  await writeFile(paths[1]!, contacts);
  const json = await runCli(['inspect', ...paths, '--json']);
  expect(json.stderr).toBe('');
  expect(json.code).toBe(0);
  const { files, plan } = JSON.parse(json.stdout) as Inspected;
  const [first, second] = files;
  expect(first?.encoding.name).toBe('windows-1252');
  expect(first?.layout.delimiter).toBe(';');
  expect(new Set(first?.layout.header).size).toBe(first?.layout.header.length);
  const linesOf = (code: string) => first?.problems.find((problem) => problem.code === code)?.lines;
  expect(linesOf('repeated_header')).toEqual([4]);
  expect(linesOf('short_row')).toEqual([5]);
  expect(linesOf('long_row')).toEqual([6]);
  expect(second?.rows).toBe(3);
  const contact = plan.files[1]?.parts.find((part) => part.object === 'contact');
  expect(contact?.links).toContainEqual(expect.objectContaining({ kind: 'company', by: 'id', toFile: 'accounts.csv' }));

  const text = await runCli(['inspect', ...paths]);
  expect(text.code).toBe(0);
  expect(text.stdout).toContain('rows have fewer cells than the header (1; line 5)');
  expect(text.stdout).toContain('contacts.csv: contact → company, by id in "Account ID": 2 of 3 found in accounts.csv');
});

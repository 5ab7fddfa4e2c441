import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { type CsvMigration, type CsvPage, openCsvSource } from '../src/connectors/csv/source.ts';
import { csvFiles } from './support/csv-files.ts';

// Whole files are read: on a busy machine that takes longer than a unit test usually may.

const files = csvFiles();
const sourceOf = (paths: string[], more: Partial<CsvMigration> = {}, options: Record<string, string> = {}) =>
  openCsvSource(
    { customer: 'Acme', file: { source: { system: 'csv', files: paths.map((path) => ({ path })) } }, ...more },
    { options },
  );

async function pages(source: ReturnType<typeof sourceOf>, stream: string): Promise<CsvPage[]> {
  const read: CsvPage[] = [];
  do read.push(await source.readPage(stream, read.at(-1)?.cursor ?? null, {}));
  while (read.at(-1)?.cursor !== null);
  return read;
}

const contacts = (count: number) =>
  `First Name,Last Name,Email\n${Array.from({ length: count }, (_, index) => `Ann,Lee ${index},p${index}@acme.example`).join('\n')}\n`;

describe('files as a source', () => {
  test('give every row once, by pages, and stop', async () => {
    const source = sourceOf([await files.write(contacts(2500), 'contacts.csv')]);
    const read = await pages(source, 'contacts.csv');
    expect(read.map(({ rows, cursor }) => [rows.length, cursor])).toEqual([
      [1000, { row: 1000 }],
      [1000, { row: 2000 }],
      [500, null],
    ]);
    expect(new Set(read.flatMap(({ records }) => records.map(({ sourceId }) => sourceId))).size).toBe(2500);
  });

  test('go on from a stored cursor after a crash with the same identities, copies of rows included', async () => {
    const path = await files.write(`Body\n${'same\n'.repeat(1500)}other\n`, 'notes.csv');
    const whole = (await pages(sourceOf([path]), 'notes.csv')).flatMap(({ records }) =>
      records.map(({ sourceId }) => sourceId),
    );
    const resumed = await sourceOf([path]).readPage('notes.csv', { row: 1000 }, {});
    expect(resumed.records.map(({ sourceId }) => sourceId)).toEqual(whole.slice(1000));
    expect(new Set(whole).size).toBe(1501);
  });

  test('describe their objects with concepts, and the users among them', async () => {
    const source = sourceOf([
      await files.write(contacts(3), 'contacts.csv'),
      await files.write('Name,Email\nKim Poe,kim@us.example\n', 'users.csv'),
    ]);
    const { objects, users } = await source.describe();
    expect(objects['contact']?.fields.map(({ key, concept }) => [key, concept])).toEqual([
      ['First Name', 'contact.first_name'],
      ['Last Name', 'contact.last_name'],
      ['Email', 'contact.email'],
    ]);
    expect(users).toEqual([{ id: 'kim@us.example', email: 'kim@us.example', name: 'Kim Poe', active: true }]);
    expect(await source.check()).toMatchObject({ id: 'Acme/files', missingScopes: [] });
  });

  test('refused rows are counted among the rows and listed with line and reason', async () => {
    const [page] = await pages(
      sourceOf([await files.write(`${contacts(2)}Acme, Inc,Lee,x@acme.example\n`, 'contacts.csv')]),
      'contacts.csv',
    );
    expect([page!.rows.length, page!.records.length]).toEqual([3, 2]);
    expect(page!.refused).toEqual([expect.objectContaining({ code: 'long_row', line: 4 })]);
  });

  test('stop before anything is read where a question is open, and go on with its answer', async () => {
    const path = await files.write('Deal Name,Stage,Amount,Close Date\nBig,Won,12,03/04/2021\n', 'deals.csv');
    await expect(sourceOf([path]).check()).rejects.toMatchObject({
      kind: 'config',
      code: 'reading_plan_open',
      hint: expect.stringContaining('dateOrder'),
    });
    const source = sourceOf([path], {}, { dateOrder: 'month-first' });
    await source.check();
    expect((await pages(source, 'deals.csv'))[0]?.records[0]?.values['Close Date']).toBe('2021-03-04');
  });

  test('copies of rows are skipped where the connection says so', async () => {
    const path = await files.write('Body,Created\nhello,2024-01-01\nhello,2024-01-01\n', 'notes.csv');
    expect((await pages(sourceOf([path]), 'notes.csv'))[0]?.records).toHaveLength(2);
    expect((await pages(sourceOf([path], {}, { duplicateRows: 'skip' }), 'notes.csv'))[0]?.records).toHaveLength(1);
  });

  test('a stored plan is kept, and a file that was exchanged under it is refused', async () => {
    const path = await files.write(contacts(3), 'contacts.csv');
    const first = sourceOf([path]);
    const stored = { readingPlan: await first.readingPlan(), sourceMetadata: await first.describe() };
    await writeFile(path, 'First Name,E-Mail\nAnn,a@x.example\n');
    await expect(sourceOf([path], stored).readPage('contacts.csv', null, {})).rejects.toMatchObject({
      kind: 'config',
      code: 'file_changed',
      message: expect.stringContaining(
        'it no longer has the columns "Last Name", "Email", and it has the new column "E-Mail"',
      ),
      hint: expect.stringContaining('"First Name", "Last Name", "Email" in this order'),
      location: `${path}:1`,
    });
    await writeFile(path, contacts(5));
    expect((await pages(sourceOf([path], stored), 'contacts.csv'))[0]?.records).toHaveLength(5);
  });

  test('a file that was corrected before it is read is looked at anew, and one that is planned is not', async () => {
    const path = await files.write('First Name,Email\n', 'contacts.csv');
    const source = sourceOf([path]);
    await source.check();
    await writeFile(path, contacts(2));
    await source.check();
    expect((await source.describe()).objects['contact']?.fields.map(({ key }) => key)).toContain('Last Name');
    const stored = { readingPlan: await source.readingPlan(), sourceMetadata: await source.describe() };
    const planned = sourceOf([path], stored);
    await writeFile(path, 'First Name,Email\n');
    await planned.check();
    expect(await planned.readingPlan()).toEqual(stored.readingPlan);
  });

  test('two files of one name are told apart, and the same file twice is refused', async () => {
    const path = await files.write(contacts(1), 'contacts.csv');
    await expect(sourceOf([path, path]).streams()).rejects.toMatchObject({ code: 'file_given_twice' });
    expect(() => sourceOf([])).toThrowError(expect.objectContaining({ code: 'no_files' }));
  });
});

describe('a large file', () => {
  const path = join(tmpdir(), `portage-large-${process.pid}.csv`);
  afterAll(() => rm(path, { force: true }));

  test('of 20 MB is inspected and read in memory that does not grow with it', async () => {
    const file = createWriteStream(path);
    file.write('Record ID,First Name,Last Name,Email,Phone,Company,Amount,Create Date,Notes\n');
    for (let block = 0; block < 200; block++) {
      let text = '';
      for (let index = block * 700; index < (block + 1) * 700; index++) {
        text += `${index},Ann,Lee ${index},p${index}@firm${index % 5000}.example,+44 20 7946 ${index},Firm ${index % 5000},${index}.50,2024-01-02,"A note, with ""quotes"" and\na line break to make it longer ${index}"\n`;
      }
      file.write(text);
    }
    file.end();
    await finished(file);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed / 2 ** 20;
    };
    const before = heap();
    const source = sourceOf([path]);
    await source.check();
    const afterInspection = heap() - before;
    let rows = 0;
    let most = 0;
    for (let cursor: CsvPage['cursor'] = null, first = true; first || cursor !== null; first = false) {
      const page: CsvPage = await source.readPage(`portage-large-${process.pid}.csv`, cursor, {});
      rows += page.rows.length;
      cursor = page.cursor;
      if (rows % 20_000 === 0) most = Math.max(most, heap() - before);
    }
    await source.close();
    expect(rows).toBe(140_000);
    expect(afterInspection).toBeLessThan(50);
    expect(most).toBeLessThan(50);
  }, 120_000);
});

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCsvDestination } from '../src/connectors/csv/destination.ts';
import { planFiles } from '../src/connectors/csv/plan-files.ts';
import { csv } from '../src/connectors/csv/system.ts';
import { csvLine, guardFormula } from '../src/connectors/csv/write-line.ts';
import { cellText } from '../src/mappers/csv/clean-text.ts';
import { concepts } from '../src/model/concepts.ts';
import type { DestinationWriter } from '../src/model/ports.ts';
import { fc } from './support/property.ts';

// Whole files are read: on a busy machine that takes longer than a unit test usually may.

const options = { timeoutMs: 1000 };
let folder: string;
let destination: DestinationWriter;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-out-'));
  destination = openCsvDestination({ options: { path: folder } });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fileText = (name: string) => readFile(join(folder, name), 'utf8');

describe('cells', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['+cmd|calc', "'+cmd|calc"],
    ['-2+3+cmd|calc', "'-2+3+cmd|calc"],
    ['\tTab', "'\tTab"],
    ['＝1+1', "'＝1+1"],
    ["'=kept", "''=kept"],
    ['+44 20 7946 0958', '+44 20 7946 0958'],
    ['-12.50', '-12.50'],
    ["O'Neil", "O'Neil"],
  ])('%j is written as %j', (value, written) => {
    expect(guardFormula(value)).toBe(written);
  });

  test('no cell can begin a formula, and reading takes off what writing put on', () => {
    const value = fc
      .string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '1', 'a', ' ', '\n') })
      .map((text) => text.trim());
    fc.assert(
      fc.property(value, (text) => {
        const written = guardFormula(text);
        expect(/^[=@]|^[+-](?![\d\s().,/%-]*$)/.test(written)).toBe(false);
        if (!text.startsWith('="')) expect(cellText(written)).toBe(text.startsWith("'") ? cellText(written) : text);
      }),
    );
  });

  test('lists, amounts and line breaks fit in a cell', () => {
    expect(csvLine(['a', null, 12.5, true, ['x', { value: 'y' }], 'two\nlines', 'a"b'])).toBe(
      'a,,12.5,true,"x; y","two\nlines","a""b"\r\n',
    );
  });
});

describe('rows', () => {
  test('the same create again is the same row, even after it was changed', async () => {
    const payload = { source_id: 'A-1', name: 'Acme' };
    const first = await destination.create('company', payload, options);
    await destination.update('company', first.id, { name: 'Acme Ltd' }, options);
    const again = await openCsvDestination({ options: { path: folder } }).create('company', payload, options);
    expect(again).toMatchObject({ id: first.id, data: { name: 'Acme Ltd' } });
    expect((await destination.list('company', null)).records).toHaveLength(1);
    expect(await destination.candidates('company', payload)).toEqual([again]);
  });

  test('two workers that write the same rows at once leave each of them once', async () => {
    const other = openCsvDestination({ options: { path: folder } });
    const payloads = Array.from({ length: 50 }, (_, index) => ({ source_id: `N-${index}`, body: 'equal' }));
    await Promise.all(
      [...payloads, ...payloads].map((payload, index) =>
        (index % 2 ? other : destination).create('note', payload, options),
      ),
    );
    const { records, cursor } = await destination.list('note', null);
    expect([records.length, cursor]).toEqual([50, null]);
  });

  test('a change keeps what it does not name, and a row that is gone is said to be', async () => {
    const { id, version } = await destination.create(
      'contact',
      { source_id: '1', first_name: 'Ann', title: 'Buyer' },
      options,
    );
    const changed = await destination.update('contact', id, { title: 'Head' }, options);
    expect(changed?.data).toEqual({ source_id: '1', first_name: 'Ann', title: 'Head' });
    expect(changed?.version).not.toBe(version);
    await destination.remove('contact', id, options);
    expect(await destination.get('contact', id)).toBeNull();
    await expect(destination.update('contact', id, { title: 'x' }, options)).rejects.toMatchObject({
      kind: 'record',
      code: 'gone_at_destination',
    });
  });

  test('a list goes on from its cursor, whatever comes and goes meanwhile', async () => {
    const sourceIds = Array.from({ length: 1100 }, (_, index) => String(index));
    await Promise.all(sourceIds.map((id) => destination.create('deal', { source_id: id }, options)));
    const first = await destination.list('deal', null);
    await destination.create('deal', { source_id: 'late' }, options);
    const seen = [...first.records];
    for (let page = first; page.cursor !== null; ) {
      page = await destination.list('deal', page.cursor);
      seen.push(...page.records);
    }
    const ids = seen.map(({ data }) => data['source_id']).filter((id) => id !== 'late');
    expect([first.records.length, ids.length, new Set(ids).size]).toEqual([500, 1100, 1100]);
  });

  test('a half-written file of a killed process is no row', async () => {
    const { id } = await destination.create('note', { source_id: '1' }, options);
    const [shard] = await readdir(join(folder, '.rows', 'note'));
    await writeFile(join(folder, '.rows', 'note', shard!, `${id}.json.killed.tmp`), '{"id":"x","da');
    expect((await destination.list('note', null)).records).toHaveLength(1);
  });
});

describe('files', () => {
  test('one for each object, linked by ids that the reader recognises', async () => {
    const company = await destination.create(
      'company',
      { source_id: 'A-1', name: 'Acme', domain: 'acme.example', industry: 'Retail', employee_count: 12 },
      options,
    );
    const other = await destination.create(
      'company',
      { source_id: 'A-2', name: '=Bolt', domain: 'bolt.example', industry: 'Media', employee_count: 3 },
      options,
    );
    const contacts = [company, company, other].map((parent, index) => ({
      source_id: `C-${index}`,
      company_id: parent.id,
      first_name: 'Ann',
      last_name: `Lee ${index}`,
      email: `p${index}@acme.example`,
      phone: '+44 20 7946 0958',
    }));
    for (const contact of contacts) await destination.create('contact', contact, options);
    await destination.finish();
    expect((await fileText('companies.csv')).split('\r\n')[0]).toBe('id,source_id,name,domain,industry,employee_count');
    expect(await fileText('contacts.csv')).toContain(',+44 20 7946 0958');
    expect(JSON.parse(await fileText('manifest.json'))).toMatchObject({
      files: [
        { object: 'company', rows: 2 },
        { object: 'contact', rows: 3 },
      ],
    });
    const { plan } = await planFiles([{ path: join(folder, 'companies.csv') }, { path: join(folder, 'contacts.csv') }]);
    expect(plan.files.map(({ parts }) => [parts[0]?.object, parts[0]?.sourceId])).toEqual([
      ['company', { from: 'column', column: 'id', repairs: [] }],
      ['contact', { from: 'column', column: 'id', repairs: [] }],
    ]);
    expect(plan.files[1]?.parts[0]?.links[0]).toMatchObject({
      kind: 'company',
      by: 'id',
      column: 'company_id',
      evidence: { rows: 3, rowsFound: 3 },
    });
  });

  test('rows stand in the order of the ids that they had at the source', async () => {
    for (const id of ['ACC-10', 'ACC-2', 'ACC-1']) await destination.create('company', { source_id: id }, options);
    await destination.finish();
    const lines = (await fileText('companies.csv')).trim().split('\r\n');
    expect(lines.map((line) => line.split(',')[1])).toEqual(['source_id', 'ACC-1', 'ACC-2', 'ACC-10']);
  });

  test('assembling again gives the same bytes, and takes out what was removed', async () => {
    const kept = await destination.create('note', { source_id: '1', body: 'one' }, options);
    const gone = await destination.create('note', { source_id: '2', body: 'two' }, options);
    await destination.finish();
    const before = await fileText('notes.csv');
    await destination.finish();
    expect(await fileText('notes.csv')).toBe(before);
    await destination.remove('note', gone.id, options);
    await destination.finish();
    expect(await fileText('notes.csv')).toBe(`id,source_id,body\r\n${kept.id},1,one\r\n`);
    expect(await readdir(folder)).not.toContain('notes.csv.partial');
  });

  test('a file goes with its last row, and one that somebody else has put there stays', async () => {
    const gone = await destination.create('note', { source_id: '1' }, options);
    await destination.finish();
    const call = await destination.create('call', { source_id: '1' }, options);
    await destination.remove('call', call.id, options);
    await writeFile(join(folder, 'calls.csv'), 'their own');
    await destination.remove('note', gone.id, options);
    await destination.finish();
    expect(await readdir(folder)).toEqual(['.rows', 'calls.csv', 'manifest.json']);
    expect(JSON.parse(await fileText('manifest.json'))).toMatchObject({ files: [] });
  });

  test('a mark for Excel only where it is asked for', async () => {
    for (const byteOrderMark of [true, false]) {
      const marked = openCsvDestination({ options: { path: folder, byteOrderMark } });
      await marked.create('tag', { name: 'Zoë' }, options);
      await marked.finish();
      expect((await fileText('tags.csv')).startsWith('\uFEFF')).toBe(byteOrderMark);
    }
  });

  test('pipelines, stages and fields that were defined are described, and undefined again', async () => {
    await destination.define('pipeline', 'deal', { name: 'Sales' }, options);
    const stage = await destination.define(
      'stage',
      'deal',
      { name: 'Won', pipeline: 'Sales', kind: 'won', order: 2 },
      options,
    );
    await destination.define('field', 'company', { label: 'Founded', type: 'integer' }, options);
    const { pipelines, objects } = await destination.describe();
    expect(pipelines).toEqual([
      { id: 'Sales', name: 'Sales', stages: [{ id: 'Won', name: 'Won', kind: 'won', order: 2 }] },
    ]);
    expect(objects['company']?.fields.at(-1)).toMatchObject({ key: 'Founded', custom: true });
    await destination.undefine('stage', 'deal', stage.id, options);
    expect((await destination.describe()).pipelines[0]?.stages).toEqual([]);
    await destination.finish();
    expect(await readdir(folder)).toEqual(['.rows', 'manifest.json']);
  });
});

describe('the folder', () => {
  test('is made where it is missing, and refused where it is a file or not named', async () => {
    const nested = openCsvDestination({ options: { path: join(folder, 'a', 'b') } });
    expect((await nested.check()).missingScopes).toEqual([]);
    await writeFile(join(folder, 'file'), '');
    await expect(openCsvDestination({ options: { path: join(folder, 'file', 'x') } }).check()).rejects.toMatchObject({
      kind: 'config',
      code: 'folder_is_file',
    });
    expect(() => openCsvDestination({ options: {} })).toThrowError(expect.objectContaining({ code: 'no_folder' }));
  });

  test('that cannot be written keeps every row that was written before', async () => {
    await destination.create('note', { source_id: '1' }, options);
    await mkdir(join(folder, 'notes.csv'));
    await expect(destination.finish()).rejects.toMatchObject({ name: 'PortageError' });
    expect((await destination.list('note', null)).records).toHaveLength(1);
  });
});

test('the definition offers every concept of the people, companies, deals and products that a file can hold', () => {
  for (const object of ['company', 'contact', 'lead', 'deal', 'product']) {
    const fields = csv.destination?.objects[object]?.fields ?? [];
    const offered = new Set(fields.flatMap(({ concept, fallback }) => [concept, ...(fallback ?? [])]));
    const missing = [...concepts.values()].filter((concept) => concept.object === object && !offered.has(concept.key));
    expect(missing.map(({ key }) => key).filter((key) => !/\.(?:source_id|\w+_id)$/.test(key))).toEqual([]);
  }
});

test('a lost deal gets no date on which it was won', () => {
  const fields = csv.destination?.objects['deal']?.fields ?? [];
  expect(fields.filter(({ stageKinds }) => stageKinds).map(({ key, stageKinds }) => [key, stageKinds])).toEqual([
    ['won_at', ['won']],
    ['lost_at', ['lost']],
  ]);
});

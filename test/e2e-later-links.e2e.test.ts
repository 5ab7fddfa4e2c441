import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type MigrationFile, migrationFileSchema } from '../src/model/migration-file.ts';
import { openSuite } from './support/e2e-suite.ts';

const suite = openSuite();
let folder: string;

beforeAll(async () => {
  folder = await suite.folder();
});

const write = (lines: string[]) => writeFile(join(folder, 'companies.csv'), ['id,name,parent_id', ...lines].join('\n'));
const companies = ['1,Holding,', '2,Works,1', '3,Left,4', '4,Right,3', '5,Orphan,99', '6,Alone,'];

/** Source id → source id of the parent, as the written file says it. */
async function parents(): Promise<Record<string, string>> {
  const [header = '', ...lines] = (await readFile(join(folder, 'out', 'companies.csv'), 'utf8')).trim().split(/\r?\n/);
  const columns = header.split(',');
  const rows = lines.map((line) => line.split(','));
  const value = (row: string[], column: string) => row[columns.indexOf(column)] ?? '';
  const sourceIds = new Map(rows.map((row) => [value(row, 'id'), value(row, 'source_id')]));
  return Object.fromEntries(
    rows.map((row) => [value(row, 'source_id'), sourceIds.get(value(row, 'parent_id')) ?? value(row, 'parent_id')]),
  );
}

test('parents of companies come across in a circle as well, a top-up moves one, a second run writes nothing, a roll back takes all of it', async () => {
  const file: MigrationFile = migrationFileSchema.parse({
    customer: 'Acme Ltd',
    source: { system: 'csv', account: 'parents', files: [{ path: join(folder, 'companies.csv'), object: 'company' }] },
    destination: { system: 'csv', path: join(folder, 'out') },
    sample: { size: 2 },
  });
  await write(companies);
  const { migration, report } = await suite.runThrough(file);
  expect(report).toMatchObject({ status: 'completed', balanced: true, failures: [], drift: [], reshaped: [] });
  expect(report.objects['company']).toMatchObject({ source: 6, created: 6, updated: 0, verified: 6 });
  expect(report.links['company.parent']).toEqual({ source: 4, linked: 3, missing: 1, ambiguous: 0 });
  expect(await parents()).toEqual({ '1': '', '2': '1', '3': '4', '4': '3', '5': '', '6': '' });

  await write(companies.map((line) => line.replace('2,Works,1', '2,Works,3')));
  await migration.decide('topUp');
  await migration.until('the top-up runs', (row) => row.status === 'running');
  const topped = await migration.untilHandover();
  expect(topped).toMatchObject({ status: 'completed', balanced: true, drift: [] });
  expect(topped.links['company.parent']).toMatchObject({ linked: 3, missing: 1 });
  expect(await parents()).toMatchObject({ '2': '3', '3': '4', '4': '3' });

  await migration.decide('close');
  const second = await suite.runThrough(file);
  expect(second.report).toMatchObject({ balanced: true, requests: { destination: { total: 0 } } });
  expect(second.report.objects['company']).toMatchObject({ skipped: 6, created: 0, updated: 0 });
  expect(second.report.links['company.parent']).toMatchObject({ linked: 3, missing: 1 });

  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back' && row.stage === 'closed');
  expect((await migration.report()).undo).toMatchObject({ reversed: 9, kept: 0, failed: 0, open: 0 });
  expect(await readdir(join(folder, 'out'))).not.toContain('companies.csv');
});

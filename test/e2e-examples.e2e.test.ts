import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { readMigrationFile } from '../src/cli/read-migration-file.ts';
import { type MigrationFile, migrationFileSchema } from '../src/model/migration-file.ts';
import { endOf, quickSettling } from './support/e2e.ts';
import { duplicatesBySourceId } from './support/e2e-close.ts';
import { openSuite } from './support/e2e-suite.ts';

/** Real exports, without a hand-made mapping and without being told what is in the files. */
async function read(name: string, destination: object): Promise<MigrationFile> {
  const path = fileURLToPath(new URL(`../examples/${name}.yaml`, import.meta.url));
  const file = await readMigrationFile(path, { CLOSE_KEY: 'api_sandbox_admin' });
  const files = file.source.files?.map(({ object: _told, ...entry }) => entry);
  return migrationFileSchema.parse({
    ...file,
    source: { ...file.source, files },
    destination: { ...file.destination, ...destination },
    sample: { ...file.sample, size: 5 },
  });
}

const suite = openSuite();

test('five Salesforce files that name each other by id arrive in Close with every link', async () => {
  const close = await suite.sandbox('close', 0);
  const file = await read('linked-csv', endOf(close, quickSettling));
  const { report } = await suite.runThrough(file);
  expect(report).toMatchObject({ balanced: true, failuresTotal: 0, driftTotal: 0, heldTotal: 0, doublesTotal: 0 });
  const sources = Object.entries(report.objects).map(([object, counts]) => [object, counts.source]);
  expect(Object.fromEntries(sources)).toMatchObject({ company: 250, contact: 788, deal: 398 });
  for (const counts of Object.values(report.links)) expect(counts).toMatchObject({ missing: 0, ambiguous: 0 });
  expect(await duplicatesBySourceId(close)).toEqual({ lead: [], contact: [], opportunity: [] });
  expect(close.control.stats()).toMatchObject({ messagesSent: 0, usersInvited: 0 });
});

test('a HubSpot export without ids is joined by domain and e-mail; what is ambiguous is listed, not guessed', async () => {
  const folder = await suite.folder();
  const file = await read('hubspot-linked', { path: folder });
  const { report } = await suite.runThrough(file);
  expect(report).toMatchObject({ balanced: true, failuresTotal: 0, driftTotal: 0 });
  const links = Object.values(report.links);
  expect(links.reduce((sum, { linked }) => sum + linked, 0)).toBeGreaterThan(7_000);
  // four domains belong to two companies each
  expect(report.links['contact.company']).toMatchObject({ missing: 0, ambiguous: 32 });
  expect(report.ambiguousParents.filter(({ from }) => from === 'contact')).toHaveLength(4);
  const contacts = parse(await readFile(join(folder, 'contacts.csv')), { columns: true, bom: true });
  expect(contacts).toHaveLength(report.objects['contact']?.created ?? -1);
});

test('one file whose lines hold company, contact and deal together is split, and each company is made once', async () => {
  const close = await suite.sandbox('close', 0);
  const file = await read('one-file-csv', endOf(close, quickSettling));
  const { report } = await suite.runThrough(file);
  expect(report).toMatchObject({ balanced: true, failuresTotal: 0, driftTotal: 0 });
  expect(Object.keys(report.objects)).toEqual(expect.arrayContaining(['company', 'contact', 'deal']));
  const names = (close.control.dump()['lead'] as { name: string }[]).map(({ name }) => name);
  expect(names.length).toBe(report.objects['company']?.created ?? -1);
});

test('statuses that are not there are proposed, made once, found again by a second run, and gone after a roll back', async () => {
  const close = await suite.sandbox('close', 0);
  const before = (close.control.dump()['lead_status'] as { id: string; label: string }[]).map(({ label }) => label);
  const folder = await suite.folder();
  const rows = ['Acme,Prospect', 'Bolt,Partner', 'Cork,prospect', `Dune,${before[0]}`, 'Elm,'];
  const story = 'It began in a shed. '.repeat(20).trim();
  await writeFile(
    join(folder, 'companies.csv'),
    [
      'Company ID,Company Name,Status,Shed story,Shed colour',
      ...rows.map((row, at) => `${at + 1},${row},${at === 2 ? story : 'none'},red`),
    ].join('\n'),
  );
  const file = migrationFileSchema.parse({
    customer: 'Acme Ltd',
    source: { system: 'csv', files: [{ path: join(folder, 'companies.csv') }] },
    destination: endOf(close, quickSettling),
    sample: { size: 1 },
  });
  const { migration, report } = await suite.runThrough(file);
  expect(report).toMatchObject({ balanced: true, failures: [], drift: [] });
  expect(report.defined.filter(({ kind }) => kind === 'recordStatus')).toHaveLength(2);
  // one value is longer than a line takes: its field is made for long text
  const fields = close.control.dump()['custom_field'] as { name: string; type: string }[];
  const typeOf = (name: string) => fields.find((field) => field.name === name)?.type;
  expect([typeOf('Shed story'), typeOf('Shed colour')]).toEqual(['textarea', 'text']);
  const statusOf = () => {
    const labels = new Map(
      (close.control.dump()['lead_status'] as { id: string; label: string }[]).map(({ id, label }) => [id, label]),
    );
    const leads = close.control.dump()['lead'] as { name: string; status_id: string }[];
    return Object.fromEntries(leads.map(({ name, status_id }) => [name, labels.get(status_id)]));
  };
  const held = { Acme: 'Prospect', Bolt: 'Partner', Cork: 'Prospect', Dune: before[0], Elm: before[0] };
  expect(statusOf()).toEqual(held);
  const written = structuredClone(close.control.stats().writesApplied);
  await migration.decide('close');
  await migration.until('it is closed', (row) => row.stage === 'closed');
  const again = await suite.runThrough(file);
  expect(again.report).toMatchObject({ balanced: true, failures: [] });
  expect(close.control.stats().writesApplied).toEqual(written);
  await again.migration.decide('close');
  await migration.decide('rollback', { customer: 'Acme Ltd' });
  await migration.until('it is rolled back', (row) => row.status === 'rolled_back');
  expect(close.control.dump()['lead']).toEqual([]);
  expect((close.control.dump()['lead_status'] as { label: string }[]).map(({ label }) => label)).toEqual(before);
});

import { expect, test } from 'vitest';
import { csv } from '../src/connectors/csv/system.ts';
import type { DestinationWriter } from '../src/model/ports.ts';
import type { LinkView } from '../src/model/views.ts';
import { materialisePlans } from '../src/store/materialise-store.ts';
import { pairScopeOf } from '../src/store/migration-row.ts';
import { crosswalkOfPage } from '../src/store/plan-page-store.ts';
import { savePlans } from '../src/store/plan-store.ts';
import type { PairScope } from '../src/store/scope.ts';
import { setLinksOfPage } from '../src/store/set-links-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { comparingFieldsOf, loadAll, neverAborted, undoAll, useFolder } from './support/loading.ts';
import { cataloguesOf, emptyAccount, linkTo, planning } from './support/planning.ts';

const store = useDatabase();
const { writerRefusing } = useFolder();
const comparing = comparingFieldsOf(csv);
const named = (object: string, concept: string) => ({
  [object]: { object, fields: [{ key: 'name', label: 'name', type: 'text' as const, concept }] },
});
const planned = planning(
  csv,
  emptyAccount({ objects: { ...named('company', 'company.name'), ...named('contact', 'contact.full_name') } }),
  emptyAccount({ objects: cataloguesOf(csv.destination?.objects ?? {}) }),
);

/** Contacts with the id of their company, which is a column of their own row, and of the person they report to, which follows. */
type Contacts = Record<string, { company?: string; boss?: string }>;

async function begin(customer: string): Promise<PairScope> {
  const db = store.database;
  const scope = pairScopeOf(await seedMigration(db, await ensureTenant(db, 'moved links'), customer));
  const staged = [
    ['company', 'a'] as const,
    ['company', 'b'] as const,
    ['contact', '1'] as const,
    ['contact', '2'] as const,
  ];
  for (const [object, source_id] of staged)
    await db
      .insertInto('records')
      .values({
        ...{
          migration_id: scope.migrationId,
          tenant_id: scope.tenantId,
          object,
          source_id,
          snapshot: 1,
          hash: source_id,
        },
        ...{ values: JSON.stringify({ name: source_id }), state: 'active' },
      })
      .execute();
  return scope;
}

/** Plans everything as the source says it now, and writes what is to be written. */
async function round(scope: PairScope, writer: DestinationWriter, contacts: Contacts): Promise<void> {
  const db = store.database;
  const ids = ['a', 'b', ...Object.keys(contacts)];
  const [companies, people] = [
    await crosswalkOfPage(db, scope, 'company', ids),
    await crosswalkOfPage(db, scope, 'contact', ids),
  ];
  const set = await setLinksOfPage(db, scope, 'contact', ids);
  const link = (kind: string, object: string, id: string | undefined): LinkView[] =>
    id === undefined
      ? []
      : [{ ...linkTo(object, id, object, { object, sourceId: id, role: 'main' }), kind, toObject: object }];
  const plans = [
    ...['a', 'b'].map((id) =>
      planned.plan('company', { name: id }, { sourceId: id, crosswalk: companies.get(id) ?? [] }),
    ),
    ...Object.entries(contacts).map(([id, { company, boss }]) =>
      planned.plan(
        'contact',
        { name: id },
        {
          sourceId: id,
          links: [...link('company', 'company', company), ...link('parent', 'contact', boss)],
          crosswalk: people.get(id) ?? [],
          setLinks: set.get(id) ?? [],
        },
      ),
    ),
  ];
  await db.deleteFrom('plans').where('migration_id', '=', scope.migrationId).execute();
  await savePlans(
    db,
    scope,
    1,
    plans.map(({ main: _, ...plan }) => plan),
  );
  await materialisePlans(db, scope, 1, false);
  await loadAll(db, scope, writer, comparing);
}

/** Contact → names of its company and of the person above, as the folder says. */
async function linksIn(writer: DestinationWriter): Promise<Record<string, [string | null, string | null]>> {
  const [companies, contacts] = [await writer.list('company', null), await writer.list('contact', null)];
  const nameOf = (records: typeof companies.records, id: unknown) =>
    (records.find((record) => record.id === id)?.data['name'] ?? null) as string | null;
  return Object.fromEntries(
    contacts.records.map(({ data }) => [
      String(data['full_name']),
      [
        nameOf(companies.records, data['company_id']),
        (contacts.records.find(({ id }) => id === data['parent_id'])?.data['full_name'] ?? null) as string | null,
      ],
    ]),
  );
}

test('a link that has moved at the source moves, one that was taken away is taken away, and each comes back in the next round', async () => {
  const scope = await begin('Moves');
  const writer = writerRefusing(new Set());
  const first: Contacts = { '1': { company: 'a', boss: '2' }, '2': {} };
  await round(scope, writer, first);
  expect(await linksIn(writer)).toEqual({ '1': ['a', '2'], '2': [null, null] });
  await round(scope, writer, { '1': { company: 'b' }, '2': { company: 'a' } });
  expect(await linksIn(writer)).toEqual({ '1': ['b', null], '2': ['a', null] });
  await round(scope, writer, { '1': {}, '2': { company: 'a', boss: '1' } });
  expect(await linksIn(writer)).toEqual({ '1': [null, null], '2': ['a', '1'] });

  let writes = writer.requestCounts().total;
  await round(scope, writer, { '1': {}, '2': { company: 'a', boss: '1' } });
  expect(writer.requestCounts().total).toBe(writes);
  await round(scope, writer, first);
  expect(await linksIn(writer)).toEqual({ '1': ['a', '2'], '2': [null, null] });
  writes = writer.requestCounts().total;
  await round(scope, writer, first);
  expect(writer.requestCounts().total).toBe(writes);
});

test('a roll back takes moved and emptied links back first, and then all records', async () => {
  const scope = await begin('Undo');
  const writer = writerRefusing(new Set());
  await round(scope, writer, { '1': { company: 'a', boss: '2' }, '2': { company: 'b' } });
  await round(scope, writer, { '1': { company: 'b' }, '2': {} });
  const results = await undoAll(store.database, scope, writer, comparing);
  expect(results.map(({ result }) => result)).toEqual(results.map(() => 'reversed'));
  expect((await writer.list('contact', null)).records).toEqual([]);
});

test('a link that a person has set instead stays when the source takes its own away, and keeps the record at a roll back', async () => {
  const scope = await begin('Hands');
  const writer = writerRefusing(new Set());
  await round(scope, writer, { '1': { company: 'a', boss: '2' }, '2': {} });
  const { records } = await writer.list('contact', null);
  const one = records.find(({ data }) => data['full_name'] === '1')?.id as string;
  const options = { timeoutMs: 1_000, slot: { validUntilMs: Infinity, release: () => {} }, signal: neverAborted };
  const other = await writer.create('company', { name: 'theirs' }, options);
  await writer.update('contact', one, { company_id: other.id, parent_id: one }, options);
  await round(scope, writer, { '1': {}, '2': {} });
  expect(await linksIn(writer)).toMatchObject({ '1': ['theirs', '1'] });
  await undoAll(store.database, scope, writer, comparing);
  expect(await linksIn(writer)).toEqual({ '1': ['theirs', '1'] });
});

test('what this migration has not read is not taken away', async () => {
  const scope = await begin('Unread');
  const writer = writerRefusing(new Set());
  await round(scope, writer, { '1': { company: 'a', boss: '2' }, '2': {} });
  await store.database
    .deleteFrom('records')
    .where('migration_id', '=', scope.migrationId)
    .where('object', '=', 'company')
    .execute();
  await round(scope, writer, { '1': {}, '2': {} });
  expect(await linksIn(writer)).toMatchObject({ '1': ['a', null] });
});

import { expect, test } from 'vitest';
import { csv } from '../src/connectors/csv/system.ts';
import { PortageError } from '../src/model/errors.ts';
import type { DestinationWriter } from '../src/model/ports.ts';
import type { LinkView } from '../src/model/views.ts';
import { listFailures } from '../src/store/failure-store.ts';
import { materialisePlans } from '../src/store/materialise-store.ts';
import { pairScopeOf } from '../src/store/migration-row.ts';
import { savePlans } from '../src/store/plan-store.ts';
import { failedRecords, linkProblems } from '../src/store/report-problems.ts';
import { linkStates } from '../src/store/report-store.ts';
import type { PairScope } from '../src/store/scope.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { releaseFailed } from '../src/store/wave-store.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { comparingFieldsOf, loadAll, neverAborted, undoAll, useFolder } from './support/loading.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const store = useDatabase();
const objects = csv.destination?.objects ?? {};
const comparing = comparingFieldsOf(csv);
const name = { key: 'name', label: 'name', type: 'text' as const, concept: 'company.name' };
const planned = planning(
  csv,
  emptyAccount({ objects: { company: { object: 'company', fields: [name] } } }),
  emptyAccount({ objects: cataloguesOf(objects) }),
);

const { writerRefusing } = useFolder();

/** Companies by id with the id of their parent, staged and planned. */
async function planCompanies(customer: string, parents: Record<string, string | null>): Promise<PairScope> {
  const db = store.database;
  const scope = pairScopeOf(await seedMigration(db, await ensureTenant(db, 'later links'), customer));
  const ids = { migration_id: scope.migrationId, tenant_id: scope.tenantId };
  const linked = Object.entries(parents).flatMap(([id, to]) => (to === null ? [] : [{ id, to }]));
  for (const { id, to } of linked)
    await db
      .insertInto('links')
      .values({
        ...{ ...ids, from_object: 'company', from_id: id, kind: 'parent', to_object: 'company', to_id: to },
        ...{ state: 'resolved', is_primary: true, position: 0, snapshot: 1 },
      })
      .execute();
  const plans = Object.entries(parents).map(([id, to]) => {
    const links: LinkView[] =
      to === null
        ? []
        : [
            {
              ...{ kind: 'parent', toObject: 'company', toId: to, state: 'resolved', isPrimary: true, position: 0 },
              ...{ label: null, name: null, plan: null },
            },
          ];
    const { main: _, ...plan } = planned.plan('company', { name: `Company ${id}` }, { sourceId: id, links });
    return plan;
  });
  await savePlans(db, scope, 1, plans);
  return scope;
}

const load = (scope: PairScope, writer: DestinationWriter) => loadAll(store.database, scope, writer, comparing);

/** Name of each company in the folder → name of its parent there. */
async function parentsIn(writer: DestinationWriter): Promise<Record<string, string | null>> {
  const { records } = await writer.list('company', null);
  const nameOf = (id: unknown) => records.find((record) => record.id === id)?.data['name'] ?? null;
  return Object.fromEntries(
    records.map(({ data }) => [String(data['name']), nameOf(data['parent_id']) as string | null]),
  );
}

const totals = async (scope: PairScope) =>
  Object.fromEntries((await linkStates(store.database, scope, 1)).map(({ state, count }) => [state, count]));

test('links of a circle are set once both ends are there, wait where one has failed, and follow when it is retried', async () => {
  const scope = await planCompanies('Circle', { '1': '3', '2': '1', '3': '2', '4': null });
  await materialisePlans(store.database, scope, 1, false);
  const writer = writerRefusing(new Set(['Company 2']));
  await load(scope, writer);
  expect(await parentsIn(writer)).toEqual({ 'Company 1': 'Company 3', 'Company 3': null, 'Company 4': null });
  expect(await totals(scope)).toEqual({ linked: 1, missing: 2 });
  expect((await failedRecords(store.database, scope, 1, 10)).rows).toMatchObject([{ sourceId: '2', code: 'refused' }]);
  expect(await linkProblems(store.database, scope, 1, 10)).toMatchObject([
    { sourceId: '2', code: 'link_not_set' },
    { sourceId: '3', code: 'link_not_set', message: 'its parent (company 2) could not be linked' },
  ]);

  const corrected = writerRefusing(new Set());
  await releaseFailed(store.database, scope, null);
  await load(scope, corrected);
  expect(await parentsIn(corrected)).toEqual({
    ...{ 'Company 1': 'Company 3', 'Company 2': 'Company 1', 'Company 3': 'Company 2', 'Company 4': null },
  });
  expect(await totals(scope)).toEqual({ linked: 3 });
  expect(await linkProblems(store.database, scope, 1, 10)).toEqual([]);
});

test('a link that the destination refuses stands among the failures, and a retry sets it', async () => {
  const scope = await planCompanies('Refused', { '1': '2', '2': null });
  await materialisePlans(store.database, scope, 1, false);
  const writer = writerRefusing(new Set());
  const { update } = writer;
  writer.update = async () => {
    throw new PortageError('record', 'no parent here', { code: 'no_parents' });
  };
  await load(scope, writer);
  expect(await totals(scope)).toEqual({ missing: 1 });
  const failed = { object: 'company', sourceId: '1', code: 'no_parents' };
  expect((await failedRecords(store.database, scope, 1, 10)).rows).toMatchObject([failed]);
  const filter = { after: null, limit: 10 };
  expect(await listFailures(store.database, scope, 1, filter)).toMatchObject([{ ...failed, state: 'failed' }]);

  writer.update = update;
  await releaseFailed(store.database, scope, 'company');
  await load(scope, writer);
  expect(await parentsIn(writer)).toEqual({ 'Company 1': 'Company 2', 'Company 2': null });
  expect(await totals(scope)).toEqual({ linked: 1 });
});

test('a link to a company that is held is not set and says so, and the sample has links among its own records only', async () => {
  const scope = await planCompanies('Held', { '1': '2', '2': null, '3': '4', '4': null });
  const db = store.database;
  await db
    .updateTable('plans')
    .set({ outcome: 'hold', effects: '[]' })
    .where('migration_id', '=', scope.migrationId)
    .where('source_id', '=', '2')
    .execute();
  await db
    .insertInto('sample_records')
    .values(['1', '3'].map((id) => ({ ...of(scope), object: 'company', source_id: id, reason: 'typical' })))
    .execute();
  await materialisePlans(db, scope, 1, true);
  const writer = writerRefusing(new Set());
  await load(scope, writer);
  expect(await parentsIn(writer)).toEqual({ 'Company 1': null, 'Company 3': null });

  await materialisePlans(db, scope, 1, false);
  await load(scope, writer);
  expect(await parentsIn(writer)).toEqual({ 'Company 1': null, 'Company 3': 'Company 4', 'Company 4': null });
  expect(await totals(scope)).toEqual({ linked: 1, missing: 1 });
  expect(await linkProblems(db, scope, 1, 10)).toMatchObject([
    { sourceId: '1', code: 'link_end_not_written', message: 'its parent (company 2) is held' },
  ]);
});

test('a roll back takes links back before records, and keeps a company whose parent a person has changed', async () => {
  const scope = await planCompanies('Undo', { '1': '2', '2': '1', '3': '1', '4': null });
  await materialisePlans(store.database, scope, 1, false);
  const writer = writerRefusing(new Set());
  await load(scope, writer);
  const { records } = await writer.list('company', null);
  const idOf = (company: string) => records.find(({ data }) => data['name'] === company)?.id as string;
  const slot = { validUntilMs: Number.POSITIVE_INFINITY, release: () => {} };
  await writer.update(
    'company',
    idOf('Company 3'),
    { parent_id: idOf('Company 4') },
    { timeoutMs: 1_000, slot, signal: neverAborted },
  );

  const undone = await undoAll(store.database, scope, writer, comparing);
  const order = [...new Set(undone.map(({ effect }) => effect.operation))];
  expect(order).toEqual(['link', 'create']);
  expect(Object.keys(await parentsIn(writer))).toEqual(['Company 3']);
});

function of(scope: PairScope) {
  return { migration_id: scope.migrationId, tenant_id: scope.tenantId };
}

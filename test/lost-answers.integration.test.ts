import { MockActivityEnvironment } from '@temporalio/testing';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ActivityContext } from '../src/activities/context.ts';
import { rollbackActivities } from '../src/activities/rollback.ts';
import type { RollbackResult } from '../src/model/stage-results.ts';
import type { LinkView } from '../src/model/views.ts';
import { readCounters } from '../src/store/counter-store.ts';
import { blockEffects, nextEffects, skipEffects } from '../src/store/effect-store.ts';
import { materialisePlans } from '../src/store/materialise-store.ts';
import { type MigrationRow, pairScopeOf } from '../src/store/migration-row.ts';
import { savePlans } from '../src/store/plan-store.ts';
import type { PairScope } from '../src/store/scope.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { releaseFailed, wavesLeft } from '../src/store/wave-store.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { comparingFieldsOf, loadAll, settleAll, undoAll } from './support/loading.ts';
import { cataloguesOf, emptyAccount, linkTo, planning } from './support/planning.ts';
import { type SmallVendor, smallVendor, useSmallVendor } from './support/small-vendor.ts';

const store = useDatabase();
const openVendor = useSmallVendor();
const comparing = comparingFieldsOf(smallVendor);
const named = (object: string, concept: string) => ({
  [object]: { object, fields: [{ key: 'name', label: 'name', type: 'text' as const, concept }] },
});
const planned = planning(
  smallVendor,
  emptyAccount({ objects: { ...named('company', 'company.name'), ...named('contact', 'contact.full_name') } }),
  emptyAccount({ objects: cataloguesOf(smallVendor.destination?.objects ?? {}) }),
);

/** Companies by id with the id of their parent, and people with that of their company, planned and ready to be sent. */
async function begin(
  customer: string,
  companies: Record<string, string | null>,
  people: Record<string, string> = {},
): Promise<{ row: MigrationRow; scope: PairScope }> {
  const db = store.database;
  const row = await seedMigration(db, await ensureTenant(db, 'lost answers'), customer);
  const scope = pairScopeOf(row);
  const link = (kind: string, to: string | null): LinkView[] =>
    to === null
      ? []
      : [{ ...linkTo(kind, to, 'company', { object: 'company', sourceId: to, role: 'main' }), toObject: 'company' }];
  const plans = [
    ...Object.entries(companies).map(([sourceId, parent]) =>
      planned.plan('company', { name: `Company ${sourceId}` }, { sourceId, links: link('parent', parent) }),
    ),
    ...Object.entries(people).map(([sourceId, company]) =>
      planned.plan('contact', { name: `Person ${sourceId}` }, { sourceId, links: link('company', company) }),
    ),
  ];
  await savePlans(
    db,
    scope,
    1,
    plans.map(({ main: _, ...plan }) => plan),
  );
  await materialisePlans(db, scope, 1, false);
  return { row, scope };
}

const load = (scope: PairScope, { writer }: SmallVendor) =>
  loadAll(store.database, scope, writer, comparing, { requestTimeoutMs: 1_000 });

async function states(scope: PairScope): Promise<Record<string, number>> {
  const rows = await store.database
    .selectFrom('effects')
    .select(['operation', 'state'])
    .where('migration_id', '=', scope.migrationId)
    .execute();
  const count: Record<string, number> = {};
  for (const { operation, state } of rows) count[`${operation} ${state}`] = (count[`${operation} ${state}`] ?? 0) + 1;
  return count;
}

/** Name → name of the parent. */
const parents = (vendor: SmallVendor) => {
  const companies = vendor.of('/companies');
  const nameOf = (id: unknown) => companies.find((one) => one['id'] === id)?.['name'] ?? null;
  return Object.fromEntries(companies.map((one) => [one['name'], nameOf(one['parent_id'] ?? null)]));
};

/** Every other write gets no answer: half of these were done, half were not. Each place only once. */
function everySecondLost(): SmallVendor['trouble'] {
  const met = new Set<string>();
  return ({ method, path, body }) => {
    const key = `${method} ${path} ${JSON.stringify(body)}`;
    if (met.has(key)) return null;
    met.add(key);
    return met.size % 2 === 0 ? 'lost after' : 'lost before';
  };
}

test('links of a circle over HTTP: what was not answered is set once, and taken back once, whatever gets lost on the way', async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Circle', { '1': '3', '2': '1', '3': '2', '4': null });
  vendor.trouble = everySecondLost();
  for (let round = 0; round < 4; round += 1) {
    await load(scope, vendor);
    await settleAll(store.database, row, vendor.writer, smallVendor);
  }
  expect(await states(scope)).toEqual({ 'create written': 4, 'link written': 3 });
  const circle = { 'Company 1': 'Company 3', 'Company 2': 'Company 1', 'Company 3': 'Company 2', 'Company 4': null };
  expect(parents(vendor)).toEqual(circle);
  expect(vendor.writes.filter((write) => write.startsWith('POST'))).toHaveLength(4);
  // one for each link, or a second one that says the same where the first was lost on its way back
  expect(new Set(vendor.writes.filter((write) => write.startsWith('PATCH'))).size).toBe(3);

  vendor.trouble = everySecondLost();
  const results = await undoAll(store.database, scope, vendor.writer, comparing);
  expect(results.map(({ result }) => result)).toEqual(results.map(() => 'reversed'));
  expect(vendor.of('/companies')).toEqual([]);
});

test.each([
  ['ten minutes behind', 600_000],
  ['ten minutes ahead', -600_000],
])("what was made while the clocks differed is found again: the vendor's is %s", async (_, behindMs) => {
  const vendor = await openVendor();
  vendor.behindMs = behindMs;
  const { row, scope } = await begin(`Clocks ${behindMs}`, { '1': null }, { '2': '1' });
  vendor.trouble = everySecondLost();
  for (let round = 0; round < 3; round += 1) {
    await load(scope, vendor);
    await settleAll(store.database, row, vendor.writer, smallVendor);
  }
  expect(await states(scope)).toEqual({ 'create written': 2 });
  expect([vendor.of('/companies').length, vendor.of('/people').length]).toEqual([1, 1]);
});

test('a record without an id at the source that nobody can find again is not sent a second time', async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Nameless', { '1': null });
  await store.database
    .updateTable('effect_payloads')
    .set({ payload: JSON.stringify({ name: 'Company 1' }) })
    .where('migration_id', '=', scope.migrationId)
    .execute();
  vendor.trouble = () => 'lost after';
  await load(scope, vendor);
  await settleAll(store.database, row, vendor.writer, smallVendor);
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create unresolved': 1 });
  expect(vendor.of('/companies')).toHaveLength(1);
});

test('a clash with what an earlier try has made, and a list did not show yet, is looked up and no failure', async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Lag', { '1': null });
  vendor.trouble = () => 'lost after';
  await load(scope, vendor);
  const { of } = vendor;
  vendor.of = () => [];
  await settleAll(store.database, row, vendor.writer, smallVendor);
  vendor.trouble = () => 409;
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create intended': 1 });
  vendor.of = of;
  await settleAll(store.database, row, vendor.writer, smallVendor);
  expect(await states(scope)).toEqual({ 'create written': 1 });

  // with somebody else's record it ends as what it is
  const other = await begin('Taken', { '9': null });
  for (let round = 0; round < 4; round += 1) {
    await load(other.scope, vendor);
    await settleAll(store.database, other.row, vendor.writer, smallVendor);
  }
  expect(await states(other.scope)).toEqual({ 'create failed': 1 });
});

test('two workers on one wave write each record once, and an answer that comes too late is found by look-up', async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Two', { '1': null, '2': null, '3': '1', '4': '1', '5': null, '6': null });
  const second = vendor.open();
  vendor.trouble = () => new Promise((resolve) => setImmediate(() => resolve(null)));
  await Promise.all([
    load(scope, vendor),
    load(scope, { ...vendor, writer: second }),
    load(scope, { ...vendor, writer: second }),
  ]);
  for (let round = 0; round < 4; round += 1) {
    await settleAll(store.database, row, vendor.writer, smallVendor);
    await load(scope, vendor);
  }
  expect(await states(scope)).toEqual({ 'create written': 6, 'link written': 2 });
  expect(vendor.of('/companies')).toHaveLength(6);
});

test.each(['create', 'update'] as const)(
  'a worker that dies after a %s was done and before it is stored does it once',
  async (step) => {
    const vendor = await openVendor();
    const { row, scope } = await begin(`Dies after ${step}`, { '1': null, '2': '1' });
    const dying = vendor.open();
    const done = dying[step].bind(dying) as (...input: unknown[]) => Promise<never>;
    dying[step] = async (...input: unknown[]) => {
      await done(...input);
      throw new Error('killed');
    };
    const died = load(scope, { ...vendor, writer: dying });
    await expect(died).rejects.toThrow('killed');
    for (let round = 0; round < 3; round += 1) {
      await settleAll(store.database, row, vendor.writer, smallVendor);
      await load(scope, vendor);
    }
    expect(await states(scope)).toEqual({ 'create written': 2, 'link written': 1 });
    expect(vendor.writes.filter((write) => write.startsWith('POST'))).toHaveLength(2);
    expect(parents(vendor)).toEqual({ 'Company 1': null, 'Company 2': 'Company 1' });
    await undoAll(store.database, scope, vendor.writer, comparing);
    expect(vendor.of('/companies')).toEqual([]);
  },
);

test('a change that was cancelled before its answer came is taken back as well', async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Cancelled', { '1': null, '2': '1' });
  vendor.trouble = ({ method }) => (method === 'PATCH' ? 'lost after' : null);
  await load(scope, vendor);
  expect(parents(vendor)).toEqual({ 'Company 1': null, 'Company 2': 'Company 1' });
  await settleAll(store.database, row, vendor.writer, smallVendor);
  expect(await states(scope)).toEqual({ 'create written': 2, 'link planned': 1 });
  vendor.trouble = () => null;
  const before = vendor.writes.length;
  const results = await undoAll(store.database, scope, vendor.writer, comparing);
  expect(results.map(({ effect, result }) => `${effect.operation} ${result}`)).toEqual([
    'link reversed',
    'create reversed',
    'create reversed',
  ]);
  expect(vendor.writes.slice(before).map((write) => write.split(' ')[0])).toEqual(['PATCH', 'DELETE', 'DELETE']);
});

test('what a later migration of the same accounts has made is not made again when an earlier one is retried', async () => {
  const vendor = await openVendor();
  const first = await begin('Again', { '1': null });
  vendor.trouble = () => 422;
  await load(first.scope, vendor);
  expect(await states(first.scope)).toEqual({ 'create failed': 1 });
  vendor.trouble = () => null;
  const second = await begin('Again', { '1': null });
  await load(second.scope, vendor);
  expect(second.scope.pairId).toBe(first.scope.pairId);
  await releaseFailed(store.database, first.scope, null);
  await load(first.scope, vendor);
  expect(vendor.of('/companies')).toHaveLength(1);
  expect(await states(first.scope)).toEqual({ 'create skipped': 1 });
});

test('of two workers with the same page each effect is counted by the one that changed it', async () => {
  const { scope } = await begin('Counted', { '1': null, '2': null });
  const [wave] = await wavesLeft(store.database, scope, false);
  const [made, orphan] = await nextEffects(store.database, scope, { wave: wave!.number, sampleOnly: false }, 10);
  for (const _worker of [1, 2]) {
    await skipEffects(store.database, scope, new Map([[made!, 'there']]));
    await blockEffects(store.database, scope, [{ effect: orphan!, parent: 'company 9' }]);
  }
  expect(await states(scope)).toEqual({ 'create blocked': 1, 'create skipped': 1 });
  const counted = (await readCounters(store.database, scope)).filter(({ scope: of }) => of === 'effects');
  expect(Object.fromEntries(counted.map(({ name, value }) => [name, value]))).toEqual({ blocked: 1, skipped: 1 });
});

test('what failed and is no longer planned is not sent by a retry', async () => {
  const vendor = await openVendor();
  const { scope } = await begin('Gone', { '1': null, '2': '1' });
  vendor.trouble = () => 422;
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create failed': 2, 'link blocked': 1 });
  await store.database
    .updateTable('plans')
    .set({ outcome: 'exclude', effects: '[]' })
    .where('migration_id', '=', scope.migrationId)
    .where('source_id', '=', '2')
    .execute();
  await materialisePlans(store.database, scope, 1, false);
  await releaseFailed(store.database, scope, null);
  vendor.trouble = () => null;
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create written': 1 });
  expect(Object.keys(parents(vendor))).toEqual(['Company 1']);
});

test("of a lost answer to which two equal records fit, one of them a colleague's, a person decides and nothing is sent again", async () => {
  const vendor = await openVendor();
  const { row, scope } = await begin('Equals', { '1': null }, { '2': '1' });
  vendor.trouble = ({ path }) => (path === '/people' ? 'lost after' : null);
  await load(scope, vendor);
  vendor.trouble = () => null;
  const [company] = vendor.of('/companies');
  const options = { timeoutMs: 1_000 };
  await vendor.writer.create('contact', { name: 'Person 2', company_id: String(company?.['id']) }, options);
  await settleAll(store.database, row, vendor.writer, smallVendor);
  await load(scope, vendor);
  await releaseFailed(store.database, scope, null);
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create written': 1, 'create unresolved': 1 });
  expect(vendor.of('/people')).toHaveLength(2);
});

test('a record that is made again under the id that an undone one had is there for those that hang on it', async () => {
  const vendor = await openVendor();
  const first = await begin('Reborn', { '1': null, '2': '1' });
  await load(first.scope, vendor);
  await undoAll(store.database, first.scope, vendor.writer, comparing);
  // a folder of files derives ids from what a row says: it gives the same ones again
  const again = await openVendor();
  const second = await begin('Reborn', { '1': null, '2': '1' });
  await load(second.scope, again);
  expect(await states(second.scope)).toEqual({ 'create written': 2, 'link written': 1 });
  expect(parents(again)).toEqual({ 'Company 1': null, 'Company 2': 'Company 1' });
  await undoAll(store.database, second.scope, again.writer, comparing);
  expect(again.of('/companies')).toEqual([]);
});

test('a roll back after a cancel waits until what has no answer can be looked up, and takes back what is found', async () => {
  const db = store.database;
  const vendor = await openVendor();
  const { row, scope } = await begin('Cancelled early', { '1': null, '2': '1' });
  vendor.trouble = everySecondLost();
  await load(scope, vendor);
  expect(await states(scope)).toEqual({ 'create intended': 2, 'link planned': 1 });
  expect(vendor.of('/companies')).toHaveLength(1);
  vendor.trouble = () => null;
  const { rollbackChunk } = rollbackActivities({
    db,
    connector: () => smallVendor,
    openDestination: async () => vendor.writer,
  } as Partial<ActivityContext> as ActivityContext);
  const chunk = (): Promise<RollbackResult> =>
    new MockActivityEnvironment().run(() => rollbackChunk({ id: row.id, sampleOnly: false }));
  const waits = await chunk();
  expect(waits).toMatchObject({ done: false, reversed: 0 });
  expect(waits.notBeforeMs).toBeGreaterThan(0);
  await db
    .updateTable('effects')
    .set({ deadline: sql<Date>`deadline - interval '1 hour'` })
    .where('migration_id', '=', row.id)
    .where('state', '=', 'intended')
    .execute();
  expect(await chunk()).toMatchObject({ done: true, reversed: 1, kept: 0, failed: 0 });
  expect(vendor.of('/companies')).toEqual([]);
});

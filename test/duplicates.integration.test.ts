import { expect, test } from 'vitest';
import { csv } from '../src/connectors/csv/system.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { DuplicateView } from '../src/model/views.ts';
import { buildReport } from '../src/store/build-report.ts';
import { duplicateGroups, findDuplicates } from '../src/store/duplicate-store.ts';
import { countFailures, listFailures } from '../src/store/failure-store.ts';
import { materialisePlans } from '../src/store/materialise-store.ts';
import { pairScopeOf } from '../src/store/migration-row.ts';
import { linksOfPage } from '../src/store/plan-page-store.ts';
import { planOutcomes, savePlans } from '../src/store/plan-store.ts';
import { listRecords, type RecordListState } from '../src/store/record-list-store.ts';
import { failedRecords, heldRecords } from '../src/store/report-problems.ts';
import { linkStates } from '../src/store/report-store.ts';
import { followSurvivors } from '../src/store/survivor-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { releaseFailed } from '../src/store/wave-store.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { comparingFieldsOf, loadAll, useFolder } from './support/loading.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const store = useDatabase();
const { writerRefusing } = useFolder();
const name = { key: 'name', label: 'name', type: 'text' as const, concept: 'company.name' };
const { plan } = planning(
  csv,
  emptyAccount({ objects: { company: { object: 'company', fields: [name] } } }),
  emptyAccount({ objects: cataloguesOf(csv.destination?.objects ?? {}) }),
);

const view = (decision: DuplicateView['decision'], mergedInto: string | null): DuplicateView => ({
  ...{ decision, mergedInto, kinds: ['name'], others: 1, members: [] },
});

test('nothing counts as merged into a record that is held: it is held as well, and listed with the reason', async () => {
  const db = store.database;
  const scope = pairScopeOf(await seedMigration(db, await ensureTenant(db, 'duplicates'), 'Twins Ltd'));
  const ids = { migration_id: scope.migrationId, tenant_id: scope.tenantId, object: 'company', kinds: ['name'] };
  for (const [sourceId, mergedInto] of [
    ['1', null],
    ['2', '1'],
    ['3', null],
    ['4', '3'],
  ] as const)
    await db
      .insertInto('duplicates')
      .values({ ...ids, source_id: sourceId, group_id: sourceId, decision: 'merge', merged_into: mergedInto })
      .execute();
  const planned = [
    plan('company', { name: 'Acme' }, { sourceId: '1', duplicate: view('hold', null) }),
    plan('company', { name: 'Acme' }, { sourceId: '2', duplicate: view('merge', '1') }),
    plan('company', { name: 'Bolt' }, { sourceId: '3', duplicate: view('merge', null) }),
    plan('company', { name: 'Bolt' }, { sourceId: '4', duplicate: view('merge', '3') }),
  ];
  await savePlans(db, scope, 1, planned);
  expect((await planOutcomes(db, scope))['company']).toEqual({ hold: 1, merge: 2, create: 1 });
  for (let run = 0; run < 2; run += 1) {
    await followSurvivors(db, scope, 1);
    expect((await planOutcomes(db, scope))['company']).toEqual({ hold: 2, merge: 1, create: 1 });
  }
  const { rows, total } = await heldRecords(db, scope, 1, 10);
  expect(total).toBe(2);
  expect(rows.map(({ sourceId, code }) => [sourceId, code])).toEqual([
    ['1', 'duplicate_undecided'],
    ['2', 'duplicate_not_carried'],
  ]);
});

test('what became part of a record that fails when it is sent fails with it, and comes across when that one is retried', async () => {
  const db = store.database;
  const row = await seedMigration(db, await ensureTenant(db, 'duplicates'), 'Refused Ltd');
  const scope = pairScopeOf(row);
  const ids = { migration_id: scope.migrationId, tenant_id: scope.tenantId, object: 'company' };
  for (const [source_id, merged_into] of [
    ['1', null],
    ['2', '1'],
    ['3', null],
    ['4', '3'],
  ] as const) {
    const group = { group_id: merged_into ?? source_id, kinds: ['name'], decision: 'merge' };
    await db
      .insertInto('duplicates')
      .values({ ...ids, source_id, merged_into, ...group })
      .execute();
    const staged = { snapshot: 1, hash: source_id, values: JSON.stringify({ name: source_id }), state: 'active' };
    await db
      .insertInto('records')
      .values({ ...ids, source_id, ...staged })
      .execute();
  }
  // of the one that is merged a link to a third, and one between the two
  for (const [from_id, to_id, position] of [
    ['2', '3', 0],
    ['2', '1', 1],
  ] as const) {
    const ends = { from_object: 'company', from_id, kind: 'partner', to_object: 'company', to_id };
    const { object: _, ...mine } = ids;
    await db
      .insertInto('links')
      .values({ ...mine, ...ends, position, state: 'resolved', is_primary: false, snapshot: 1 })
      .execute();
  }
  const link = { kind: 'partner', toObject: 'company', toId: '3', stated: [{ fromId: '2', toId: '3' }] };
  const linked = { ...link, state: 'resolved' as const, isPrimary: false, position: 0, label: null, name: null };
  const planned = [
    plan(
      'company',
      { name: 'Acme' },
      { sourceId: '1', duplicate: view('merge', null), links: [{ ...linked, plan: null }] },
    ),
    plan('company', { name: 'Acme' }, { sourceId: '2', duplicate: view('merge', '1') }),
    plan('company', { name: 'Bolt' }, { sourceId: '3', duplicate: view('merge', null) }),
    plan('company', { name: 'Bolt' }, { sourceId: '4', duplicate: view('merge', '3') }),
  ];
  await savePlans(db, scope, 1, planned);
  await materialisePlans(db, scope, 1, false);
  await loadAll(db, scope, writerRefusing(new Set(['Acme'])), comparingFieldsOf(csv));

  const states = async () =>
    (await listRecords(db, scope, 1, { after: null, limit: 10 })).map(({ sourceId, state }) => [sourceId, state]);
  const counts = async () => (await buildReport(db, row, () => null)).objects['company'];
  const of = async (state: RecordListState) =>
    (await listRecords(db, scope, 1, { state, after: null, limit: 10 })).map(({ sourceId }) => sourceId);
  const links = async () =>
    Object.fromEntries((await linkStates(db, scope, 1)).map(({ state, count }) => [state, count]));
  expect(await counts()).toMatchObject({ created: 1, merged: 1, failed: 2 });
  expect(await states()).toEqual([
    ['1', 'failed'],
    ['2', 'failed'],
    ['3', 'written'],
    ['4', 'merged'],
  ]);
  expect([await of('failed'), await of('merged')]).toEqual([['1', '2'], ['4']]);
  const reason = { sourceId: '2', code: 'duplicate_not_carried', message: expect.stringContaining('part of 1, which') };
  expect((await failedRecords(db, scope, 1, 10)).rows).toMatchObject([{ sourceId: '1', code: 'refused' }, reason]);
  expect(await listFailures(db, scope, 1, { object: 'company', after: null, limit: 10 })).toMatchObject([
    { sourceId: '1', state: 'failed' },
    { ...reason, state: 'failed', values: { name: '2' } },
  ]);
  expect(await countFailures(db, scope, 1, undefined)).toBe(2);
  expect(await links()).toEqual({ missing: 2 });

  await releaseFailed(db, scope, 'company');
  await loadAll(db, scope, writerRefusing(new Set()), comparingFieldsOf(csv));
  expect(await counts()).toMatchObject({ created: 2, merged: 2, failed: 0 });
  expect([await of('failed'), await of('merged')]).toEqual([[], ['2', '4']]);
  expect((await failedRecords(db, scope, 1, 10)).total).toBe(0);
  // a file has no place for the one to a third; the one between the two is within a record now
  expect(await links()).toEqual({ linked: 1, missing: 1 });
});

test('of two links that became one by a merge the primary mark stays, whichever of them had it', async () => {
  const db = store.database;
  const scope = pairScopeOf(await seedMigration(db, await ensureTenant(db, 'duplicates'), 'Primary Ltd'));
  const ids = { migration_id: scope.migrationId, tenant_id: scope.tenantId };
  // company 12 became part of 11, contact 22 part of 21
  for (const [object, source_id, merged_into] of [
    ['company', '11', null],
    ['company', '12', '11'],
    ['contact', '21', null],
    ['contact', '22', '21'],
  ] as const)
    await db
      .insertInto('duplicates')
      .values({ ...ids, object, source_id, merged_into, group_id: '0', kinds: ['name'], decision: 'merge' })
      .execute();
  const links: [from: string, to: string, primary: boolean][] = [
    ['1', '11', false],
    ['1', '12', true],
    ['2', '11', true],
    ['2', '12', false],
    ['3', '12', false],
    // what a merged contact calls its main company is only one more of the one that stays
    ['21', '13', true],
    ['22', '11', true],
  ];
  for (const [position, [from_id, to_id, is_primary]] of links.entries())
    await db
      .insertInto('links')
      .values({
        ...{ ...ids, from_object: 'contact', from_id, kind: 'company', to_object: 'company', to_id },
        ...{ state: 'resolved', is_primary, position, snapshot: 1 },
      })
      .execute();
  const views = await linksOfPage(db, scope, 1, 'contact', ['1', '2', '3', '21'], () => null);
  const primary = (id: string) => views.get(id)?.map(({ toId, isPrimary }) => [toId, isPrimary]);
  expect(primary('1')).toEqual([['11', true]]);
  expect(primary('2')).toEqual([['11', true]]);
  expect(primary('3')).toEqual([['11', false]]);
  expect(primary('21')).toEqual([
    ['13', true],
    ['11', false],
  ]);
});

test('after a top-up only what changed is looked at again, and the groups are those of all records', async () => {
  const db = store.database;
  const scope = pairScopeOf(await seedMigration(db, await ensureTenant(db, 'duplicates'), 'Again Ltd'));
  const ids = { migration_id: scope.migrationId, tenant_id: scope.tenantId, object: 'company' };
  const say = async (snapshot: number, names: Record<string, string | null>) => {
    for (const [source_id, text] of Object.entries(names)) {
      const mine = { ...ids, source_id };
      await db
        .updateTable('records')
        .set({ superseded: true })
        .where((row) => row.and(mine))
        .execute();
      const staged = { snapshot, hash: `${snapshot}`, values: JSON.stringify({ name: text }) };
      await db
        .insertInto('records')
        .values({ ...mine, ...staged, state: text === null ? 'deleted' : 'active' })
        .execute();
    }
  };
  let keyed: string[] = [];
  const find = async (snapshot: number, keyedBy = '') => {
    keyed = [];
    const keysOf = (values: JsonObject) => {
      keyed.push(String(values['name']));
      return [{ kind: 'name', key: String(values['name']) }];
    };
    await findDuplicates(db, scope, 'company', { keysOf, keyedBy, namesAlone: true, snapshot }, () => undefined);
    const groups = await duplicateGroups(db, scope, { limit: 10, offset: 0 });
    return groups.map(({ records }) => records.map(({ sourceId }) => sourceId));
  };
  await say(1, { '1': 'Acme', '2': 'Acme', '3': 'Bolt', '4': 'Cord', '5': 'Bolt' });
  expect(await find(1)).toEqual([
    ['1', '2'],
    ['3', '5'],
  ]);
  expect(keyed).toHaveLength(5);
  await say(2, { '2': 'Cord', '5': null, '6': 'Bolt' });
  expect(await find(2)).toEqual([
    ['2', '4'],
    ['3', '6'],
  ]);
  expect(keyed.sort()).toEqual(['Bolt', 'Cord']);
  expect(await find(2)).toHaveLength(2);
  expect(keyed).toEqual([]);
  expect(await find(2, 'another country')).toHaveLength(2);
  expect(keyed).toHaveLength(5);
});

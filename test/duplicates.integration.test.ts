import { expect, test } from 'vitest';
import { csv } from '../src/connectors/csv/system.ts';
import type { DuplicateView } from '../src/model/views.ts';
import { followSurvivors } from '../src/store/duplicate-store.ts';
import { pairScopeOf } from '../src/store/migration-store.ts';
import { planOutcomes, savePlans } from '../src/store/plan-store.ts';
import { heldRecords } from '../src/store/report-store.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const store = useDatabase();
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

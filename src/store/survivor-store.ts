import { type RawBuilder, sql } from 'kysely';
import { addToCounters, type CounterChange } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

/**
 * Records that became part of one which failed: they fail with it, for nothing of them came across. Nothing is stored about it, so
 * that they come along as soon as that one is written. Rows of object, source_id, state, code, message, hint.
 */
export function failedWithSurvivor(scope: Scope, version: number): RawBuilder<unknown> {
  return sql`
    select d.object, d.source_id, e.state, 'duplicate_not_carried' as code,
      'it became part of ' || d.merged_into || ', which could not be written' || coalesce(': ' || e.message, '') as message,
      'Correct and retry that one; this one comes along.' as hint
    from duplicates d
    join plans p on p.migration_id = d.migration_id and p.mapping_version = ${version} and p.object = d.object
      and p.source_id = d.source_id and p.outcome = 'merge'
    join plans s on s.migration_id = d.migration_id and s.mapping_version = ${version} and s.object = d.object
      and s.source_id = d.merged_into and s.outcome in ('create', 'update')
    join effects e on e.migration_id = d.migration_id and e.object = d.object and e.source_id = d.merged_into and e.role = 'main'
      and e.operation = s.outcome and e.state in ('failed', 'blocked', 'unresolved')
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.merged_into is not null`;
}

/**
 * After planning: what became part of a record that is held, rejected or left out shares its fate, with the reason. Nothing
 * counts as merged into what does not come across.
 */
export async function followSurvivors(db: Database, scope: Scope, version: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ object: string; outcome: string }>`
      update plans p set outcome = s.outcome, reasons = jsonb_build_array(jsonb_build_object('code', 'duplicate_not_carried',
        'message', 'it became part of another record, which does not come across', 'hint', 'Decide about that one; this one follows it.'))
      from duplicates d join plans s on s.migration_id = d.migration_id and s.mapping_version = ${version} and s.object = d.object
        and s.source_id = d.merged_into and (s.outcome in ('hold', 'reject', 'exclude') or s.outcome = 'skip' and s.matched_id is null)
      where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId} and d.merged_into is not null
        and p.migration_id = d.migration_id and p.mapping_version = ${version} and p.object = d.object and p.source_id = d.source_id
        and p.outcome = 'merge'
      returning p.object, p.outcome`.execute(transaction);
    await addToCounters(
      transaction,
      scope,
      rows.flatMap(({ object, outcome }): CounterChange[] => [
        { scope: 'plan', object, name: 'merge', by: -1 },
        { scope: 'plan', object, name: outcome, by: 1 },
      ]),
    );
  });
}

/** Merged records are in the crosswalk under the one that stands for them: later migrations and look-ups find them there. */
export async function recordMerged(db: Executor, scope: PairScope): Promise<void> {
  await sql`
    insert into crosswalk (pair_id, tenant_id, object, source_id, role, destination_object, destination_id, origin, migration_id)
    select c.pair_id, c.tenant_id, c.object, d.source_id, c.role, c.destination_object, c.destination_id, 'matched', d.migration_id
    from duplicates d
    join crosswalk c on c.pair_id = ${scope.pairId} and c.tenant_id = d.tenant_id and c.object = d.object and c.source_id = d.merged_into
      and c.role = 'main' and c.tombstone_at is null
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId}
    on conflict do nothing`.execute(db);
}

import { sql } from 'kysely';
import type { MovedOutcomes } from '../model/approval.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Keeps what is planned for each record at this moment, in place of what was kept before. */
export async function keepApprovedOutcomes(db: Database, scope: Scope, version: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await forgetApprovedOutcomes(transaction, scope);
    await sql`
      insert into approved_outcomes (migration_id, tenant_id, object, source_id, outcome)
      select migration_id, tenant_id, object, source_id, outcome from plans
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}`.execute(
      transaction,
    );
  });
}

async function forgetApprovedOutcomes(db: Executor, scope: Scope): Promise<void> {
  await sql`delete from approved_outcomes where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}`.execute(
    db,
  );
}

/** Records whose planned outcome is another than the approved one, grouped, with a few of each. */
export async function movedSinceApproval(db: Executor, scope: Scope, version: number): Promise<MovedOutcomes[]> {
  const { rows } = await sql<MovedOutcomes>`
    select coalesce(a.object, p.object) as object, a.outcome as approved, p.outcome as now, count(*)::int as count,
      (array_agg(coalesce(a.source_id, p.source_id) order by coalesce(a.source_id, p.source_id)))[1:5] as examples
    from (select object, source_id, outcome from approved_outcomes
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}) a
    full join (select object, source_id, outcome from plans
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}) p
      on p.object = a.object and p.source_id = a.source_id
    where a.outcome is distinct from p.outcome
    group by 1, 2, 3 order by 4 desc, 1`.execute(db);
  return rows;
}

/** True once anything beside the sample has been sent: from then on the import goes on as it was approved. */
export async function importHasBegun(db: Executor, scope: Scope): Promise<boolean> {
  const { rows } = await sql`
    select 1 from effects where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and not in_sample
      and state not in ('planned', 'blocked', 'undone') limit 1`.execute(db);
  return rows.length > 0;
}

import { sql } from 'kysely';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Waves that still have something to write or to settle, in their order. */
export async function wavesLeft(
  db: Executor,
  scope: Scope,
  sampleOnly: boolean,
): Promise<{ number: number; name: string }[]> {
  const result = await sql<{ wave: number; names: string }>`
    select wave, string_agg(distinct case operation when 'link' then 'links of ' else '' end || destination_object, ', ') as names from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('planned', 'intended')
      ${sampleOnly ? sql`and in_sample` : sql``}
    group by wave order by wave`.execute(db);
  return result.rows.map((row) => ({ number: row.wave, name: row.names }));
}

/** Children of failed parents have another try where a parent may have been corrected; those whose parent fails again wait again. */
export async function releaseBlocked(db: Executor, scope: Scope): Promise<void> {
  await sql`
    update effects set state = 'planned', code = null, message = null, hint = null, answered_at = null
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'blocked'`.execute(db);
}

/** Puts failed records back, and with them the children that waited for them. What is in doubt is never sent again by itself. */
export async function releaseFailed(db: Database, scope: Scope, object: string | null): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const failed = await sql<{ object: string; state: string }>`
      update effects set state = 'planned', code = null, message = null, hint = null, answered_at = null
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('failed', 'blocked')
        ${object === null ? sql`` : sql`and (object = ${object} or state = 'blocked')`}
      returning object, state`.execute(transaction);
    return failed.rows.length;
  });
}

import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export type LockAnswer = { held: true } | { held: false; holder: string };

/** One writer per destination account. Taking a lock that one holds already is harmless. */
export async function lockDestination(
  db: Executor,
  scope: Scope,
  system: string,
  account: string,
): Promise<LockAnswer> {
  await db
    .insertInto('destination_locks')
    .values({ tenant_id: scope.tenantId, system, account, migration_id: scope.migrationId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('destination_locks as l')
    .leftJoin('migrations as m', 'm.id', 'l.migration_id')
    .select(['l.migration_id as migrationId', 'm.customer', 'm.source_system as source'])
    .where('l.tenant_id', '=', scope.tenantId)
    .where('l.system', '=', system)
    .where('l.account', '=', account)
    .executeTakeFirst();
  if (row === undefined || row.migrationId === scope.migrationId) return { held: true };
  return {
    held: false,
    holder: `${row.customer ?? 'another customer'} (${row.source ?? 'unknown'}, migration ${row.migrationId})`,
  };
}

/** Who writes into an account now, where it is somebody else: what a waiting migration tells. */
export async function lockHolder(db: Executor, scope: Scope, system: string, account: string): Promise<string | null> {
  const row = await db
    .selectFrom('destination_locks as l')
    .innerJoin('migrations as m', 'm.id', 'l.migration_id')
    .select(['l.migration_id as migrationId', 'm.customer', 'm.stage'])
    .where('l.tenant_id', '=', scope.tenantId)
    .where('l.system', '=', system)
    .where('l.account', '=', account)
    .executeTakeFirst();
  if (row === undefined || row.migrationId === scope.migrationId) return null;
  return `${row.customer} (migration ${row.migrationId}, at stage ${row.stage})`;
}

export async function unlockDestination(db: Executor, scope: Scope): Promise<void> {
  await db
    .deleteFrom('destination_locks')
    .where('tenant_id', '=', scope.tenantId)
    .where('migration_id', '=', scope.migrationId)
    .execute();
}

/** Frees locks of migrations that have ended, however they ended: the sweep of every worker's start. */
export async function freeOrphanedLocks(db: Executor): Promise<number> {
  const result = await sql`delete from destination_locks l using migrations m
    where m.id = l.migration_id and (m.ended_at is not null or m.stage in ('handover', 'closed'))`.execute(db);
  return Number(result.numAffectedRows ?? 0);
}

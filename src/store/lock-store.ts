import { sql } from 'kysely';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

export type LockAnswer = { held: true } | { held: false; holder: string };

/** One writer per destination account. Taking a lock that one holds already is harmless, and says that its holder lives. */
export async function lockDestination(
  db: Executor,
  scope: Scope,
  system: string,
  account: string,
): Promise<LockAnswer> {
  await db
    .insertInto('destination_locks')
    .values({ tenant_id: scope.tenantId, system, account, migration_id: scope.migrationId })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'system', 'account'])
        .doUpdateSet({ acquired_at: sql<Date>`now()` })
        .where('destination_locks.migration_id', '=', scope.migrationId),
    )
    .execute();
  const other = await otherHolder(db, scope, system, account);
  if (other === null) return { held: true };
  return {
    held: false,
    holder: `${other.customer ?? 'another customer'} (${other.source ?? 'unknown'}, migration ${other.migrationId})`,
  };
}

/** Who writes into an account now, where it is somebody else: what a waiting migration tells. */
export async function lockHolder(db: Executor, scope: Scope, system: string, account: string): Promise<string | null> {
  const other = await otherHolder(db, scope, system, account);
  return other?.customer == null ? null : `${other.customer} (migration ${other.migrationId}, at stage ${other.stage})`;
}

async function otherHolder(db: Executor, scope: Scope, system: string, account: string) {
  const row = await db
    .selectFrom('destination_locks as l')
    .leftJoin('migrations as m', 'm.id', 'l.migration_id')
    .select(['l.migration_id as migrationId', 'm.customer', 'm.source_system as source', 'm.stage'])
    .where('l.tenant_id', '=', scope.tenantId)
    .where('l.system', '=', system)
    .where('l.account', '=', account)
    .executeTakeFirst();
  return row === undefined || row.migrationId === scope.migrationId ? null : row;
}

export async function unlockDestination(db: Executor, scope: Scope): Promise<void> {
  await db
    .deleteFrom('destination_locks')
    .where('tenant_id', '=', scope.tenantId)
    .where('migration_id', '=', scope.migrationId)
    .execute();
}

/**
 * Frees locks whose migrations have ended, however they ended: closed, failed, or terminated in the Temporal UI. `runs` says
 * whether a migration's workflow is alive.
 */
export async function freeOrphanedLocks(
  db: Database,
  runs: (migrationId: string) => Promise<boolean>,
): Promise<string[]> {
  const held = await db
    .selectFrom('destination_locks as l')
    .innerJoin('migrations as m', 'm.id', 'l.migration_id')
    .select(['l.migration_id as migrationId', 'l.acquired_at as acquiredAt', 'm.ended_at as endedAt'])
    .execute();
  const freed: string[] = [];
  for (const lock of held) {
    if (lock.endedAt === null && (await runs(lock.migrationId))) continue;
    if (await freeLock(db, lock.migrationId, lock.acquiredAt)) freed.push(lock.migrationId);
  }
  return freed;
}

/** A worker that still writes for it may open no more requests; a run that has taken the lock again since keeps it. */
async function freeLock(db: Database, migrationId: string, acquiredAt: Date): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const freed = await transaction
      .deleteFrom('destination_locks')
      .where('migration_id', '=', migrationId)
      .where(sql`date_trunc('milliseconds', acquired_at)`, '=', acquiredAt)
      .returning('migration_id')
      .execute();
    if (freed.length === 0) return false;
    await sql`update lanes set fence = fence + 1 where migration_id = ${migrationId}`.execute(transaction);
    return true;
  });
}

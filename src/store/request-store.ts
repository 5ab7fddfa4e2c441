import { sql } from 'kysely';
import type { RequestCounts } from '../model/ports.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Adds what a connection has sent between two readings of its counters. */
export async function addRequestCounts(
  db: Executor,
  scope: Scope,
  side: 'source' | 'destination',
  before: RequestCounts,
  after: RequestCounts,
): Promise<void> {
  const total = after.total - before.total;
  if (total === 0) return;
  await db
    .insertInto('request_counts')
    .values({
      migration_id: scope.migrationId,
      tenant_id: scope.tenantId,
      side,
      total,
      throttled: after.throttled - before.throttled,
    })
    .onConflict((conflict) =>
      conflict.columns(['migration_id', 'side']).doUpdateSet({
        total: sql<number>`request_counts.total + excluded.total`,
        throttled: sql<number>`request_counts.throttled + excluded.throttled`,
      }),
    )
    .execute();
}

export async function readRequestCounts(
  db: Executor,
  scope: Scope,
): Promise<Record<'source' | 'destination', RequestCounts>> {
  const rows = await db
    .selectFrom('request_counts')
    .select(['side', 'total', 'throttled'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
  const of = (side: string): RequestCounts => {
    const row = rows.find((candidate) => candidate.side === side);
    return { total: row?.total ?? 0, throttled: row?.throttled ?? 0 };
  };
  return { source: of('source'), destination: of('destination') };
}

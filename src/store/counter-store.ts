import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface CounterChange {
  scope: 'export' | 'plan' | 'effects' | 'reconcile';
  object: string;
  name: string;
  by: number;
}

const listeners = new Set<(change: CounterChange) => void>();

/** Told of each change in this process, for metrics. A transaction that is tried again is told again. */
export function watchCounters(listener: (change: CounterChange) => void): void {
  listeners.add(listener);
}

/** Tells of changes that no counter keeps. */
export function tellCounted(changes: readonly CounterChange[]): void {
  for (const listener of listeners) for (const change of changes) listener(change);
}

/** Adds to counters; called in the transaction that changes what they count, so that they are never off. */
export async function addToCounters(db: Executor, scope: Scope, changes: CounterChange[]): Promise<void> {
  const sums = new Map<string, CounterChange>();
  for (const change of changes) {
    const key = `${change.scope} ${change.object} ${change.name}`;
    const sum = sums.get(key);
    if (sum) sum.by += change.by;
    else sums.set(key, { ...change });
  }
  // one order for all writers: two transactions never wait for each other's row
  const rows = [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
  if (rows.length === 0) return;
  tellCounted(rows);
  await db
    .insertInto('counters')
    .values(
      rows.map((row) => ({
        migration_id: scope.migrationId,
        tenant_id: scope.tenantId,
        scope: row.scope,
        object: row.object,
        name: row.name,
        value: row.by,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['migration_id', 'scope', 'object', 'name'])
        .doUpdateSet({ value: sql<number>`counters.value + excluded.value` }),
    )
    .execute();
}

export interface Counter {
  scope: string;
  object: string;
  name: string;
  value: number;
}

export async function readCounters(db: Executor, scope: Scope): Promise<Counter[]> {
  return db
    .selectFrom('counters')
    .select(['scope', 'object', 'name', 'value'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('scope')
    .orderBy('object')
    .orderBy('name')
    .execute();
}

import { sql } from 'kysely';
import { z } from 'zod';
import { type RunStatus, runStatuses, type Stage, stages } from '../model/states.ts';
import { readCounters } from './counter-store.ts';
import type { Executor } from './database.ts';
import { readRequestCounts } from './request-store.ts';
import type { Scope } from './scope.ts';

const stateSchema = z.object({
  stage: z.enum(stages),
  status: z.enum(runStatuses),
  mappingVersion: z.int().nullable(),
  waitingFor: z.object({ code: z.string(), message: z.string(), hint: z.string(), decision: z.string() }).nullable(),
  error: z.object({ message: z.string() }).nullable(),
});

/** How far a migration is: cheap enough to be asked every second by everybody who watches. */
export interface Progress {
  stage: Stage;
  status: RunStatus;
  mappingVersion: number | null;
  waitingFor: z.infer<typeof stateSchema>['waitingFor'];
  error: { message: string } | null;
  /** Object → what was counted (`export`, `plan`, `effects`, `reconcile`) → name → number. */
  objects: Record<string, Record<string, Record<string, number>>>;
  requests: Record<'source' | 'destination', { total: number; throttled: number }>;
}

/** Reads counters instead of counting rows; null where there is no such migration. */
export async function readProgress(db: Executor, scope: Scope): Promise<Progress | null> {
  const [row, counters, requests] = await Promise.all([
    db
      .selectFrom('migrations')
      .select(['stage', 'status', 'mapping_version as mappingVersion', 'waiting_for as waitingFor', 'error'])
      .where('id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .executeTakeFirst(),
    readCounters(db, scope),
    readRequestCounts(db, scope),
  ]);
  if (!row) return null;
  const objects: Progress['objects'] = {};
  for (const counter of counters) {
    const { object, scope: what, name, value } = counter;
    objects[object] = { ...objects[object], [what]: { ...objects[object]?.[what], [name]: value } };
  }
  return { ...stateSchema.parse(row), objects, requests };
}

/** How many migrations of all tenants are at each stage; closed ones left out. */
export async function countOpenMigrations(db: Executor): Promise<{ stage: string; status: string; count: number }[]> {
  const { rows } = await sql<{ stage: string; status: string; count: number }>`
    select stage, status, count(*)::int as count from migrations where stage <> 'closed' group by 1, 2`.execute(db);
  return rows;
}

/** What migrations of all tenants wait for that need a person. */
export async function countWaitingMigrations(
  db: Executor,
): Promise<{ code: string; decision: string; count: number }[]> {
  const { rows } = await sql<{ code: string; decision: string; count: number }>`
    select waiting_for ->> 'code' as code, waiting_for ->> 'decision' as decision, count(*)::int as count
    from migrations where stage <> 'closed' and waiting_for is not null group by 1, 2`.execute(db);
  return rows;
}

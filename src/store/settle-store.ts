import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { addToCounters } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import { type EffectRow, stateCounter, toEffectRow } from './effect-store.ts';
import type { PairScope, Scope } from './scope.ts';

export interface SettleFilter {
  /** Null: all of them. */
  wave: number | null;
  sampleOnly: boolean;
}

export interface DoubtfulEffect {
  effect: EffectRow;
  requestId: string;
  fence: number;
  intendedAt: Date;
}

/** Migrations of the same accounts that have ended or been ended, and left effects in doubt; when the last of these is due. */
export async function earlierDoubts(
  db: Executor,
  scope: PairScope,
  settleAfterMs: number,
): Promise<{ migrationId: string; settleInMs: number }[]> {
  const result = await sql<{ migration_id: string; settle_in_ms: number }>`
    select e.migration_id, extract(epoch from max(e.deadline) - now())::float8 * 1000 + ${settleAfterMs} as settle_in_ms
    from effects e
    where e.pair_id = ${scope.pairId} and e.tenant_id = ${scope.tenantId} and e.migration_id <> ${scope.migrationId}
      and e.state = 'intended' and not exists (select 1 from destination_locks l where l.migration_id = e.migration_id)
    group by 1`.execute(db);
  return result.rows.map((row) => ({ migrationId: row.migration_id, settleInMs: row.settle_in_ms }));
}

/** When all that a migration itself has in doubt may be decided: in milliseconds from now; null where nothing is. */
export async function ownDoubts(
  db: Executor,
  scope: Scope,
  sampleOnly: boolean,
  settleAfterMs: number,
): Promise<{ settleInMs: number } | null> {
  const result = await sql<{ settle_in_ms: number | null }>`
    select extract(epoch from max(deadline) - now())::float8 * 1000 + ${settleAfterMs} as settle_in_ms from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'intended'
      ${sampleOnly ? sql`and in_sample` : sql``}`.execute(db);
  const settleInMs = result.rows[0]?.settle_in_ms ?? null;
  return settleInMs === null ? null : { settleInMs };
}

/** The time by the clock that intents are stored by. */
export async function databaseNow(db: Executor): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date();
}

/** Effects in doubt about which may be decided now: deadline, settling time and search lag have passed, by the database's clock. */
export async function doubtfulEffects(
  db: Executor,
  scope: Scope,
  filter: SettleFilter,
  settleAfterMs: number,
  limit: number,
): Promise<DoubtfulEffect[]> {
  const result = await sql<
    Parameters<typeof toEffectRow>[0] & { request_id: string; fence: number; intended_at: Date }
  >`
    select e.id, e.object, e.source_id, e.role, e.operation, e.destination_object, e.destination_id, e.attempts,
      p.payload, p.reference_fields, p.content_hash, e.request_id, e.fence, e.intended_at
    from effects e join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state = 'intended'
      ${filter.wave === null ? sql`` : sql`and e.wave = ${filter.wave}`} ${filter.sampleOnly ? sql`and e.in_sample` : sql``}
      and e.deadline + (case when e.operation in ('create', 'define') then ${settleAfterMs} else 0 end) * interval '1 millisecond' < now()
    order by e.wave, e.id limit ${limit}`.execute(db);
  return result.rows.map((row) => ({
    effect: toEffectRow(row),
    requestId: row.request_id,
    fence: row.fence,
    intendedAt: row.intended_at,
  }));
}

export interface Verdict {
  doubt: DoubtfulEffect;
  state: 'written' | 'planned' | 'unresolved';
  destinationId: string | null;
  message: string | null;
  /** What the destination shows of a write that was found. */
  after: JsonObject | null;
  version: string | null;
}

/** Stores what settling decided, only where nobody else has decided since: same request, same fence, still intended. */
export async function storeVerdicts(db: Database, scope: PairScope, verdicts: Verdict[]): Promise<void> {
  if (verdicts.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    for (const verdict of verdicts) {
      const { effect, requestId, fence } = verdict.doubt;
      const updated = await sql`
        update effects set state = ${verdict.state}, destination_id = coalesce(${verdict.destinationId}, destination_id),
          code = ${verdict.state === 'unresolved' ? 'in_doubt' : null}, message = ${verdict.message},
          hint = ${verdict.state === 'unresolved' ? 'Look at the candidates at the destination and decide; it is never sent again by itself.' : null},
          answered_at = now()
        where id = ${effect.id} and tenant_id = ${scope.tenantId} and state = 'intended' and request_id = ${requestId} and fence = ${fence}`.execute(
        transaction,
      );
      if (Number(updated.numAffectedRows ?? 0) === 0) continue;
      await addToCounters(transaction, scope, [stateCounter(effect, verdict.state)]);
      if (verdict.state !== 'written' || verdict.destinationId === null) continue;
      await sql`
        insert into crosswalk (pair_id, tenant_id, object, source_id, role, destination_object, destination_id, origin, migration_id, content_hash)
        values (${scope.pairId}, ${scope.tenantId}, ${effect.object}, ${effect.sourceId}, ${effect.role}, ${effect.destinationObject},
          ${verdict.destinationId}, 'created', ${scope.migrationId}, ${effect.contentHash})
        on conflict (pair_id, object, source_id, role, destination_object, destination_id)
          do update set content_hash = excluded.content_hash, migration_id = excluded.migration_id, tombstone_at = null`.execute(
        transaction,
      );
      await sql`
        insert into images (migration_id, tenant_id, effect_id, kind, image, version)
        values (${scope.migrationId}, ${scope.tenantId}, ${effect.id}, 'after', ${JSON.stringify(verdict.after ?? {})}::jsonb, ${verdict.version})
        on conflict do nothing`.execute(transaction);
    }
  });
}

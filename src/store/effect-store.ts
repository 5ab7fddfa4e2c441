import { sql } from 'kysely';
import { z } from 'zod';
import { type JsonObject, jsonObjectSchema } from '../model/json.ts';
import type { ReferenceField } from '../model/plan.ts';
import { addToCounters, type CounterChange } from './counter-store.ts';
import type { Database, Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** An effect as the loader handles it. */
export interface EffectRow {
  id: string;
  object: string;
  sourceId: string;
  role: string;
  operation: string;
  destinationObject: string;
  destinationId: string | null;
  attempts: number;
  payload: JsonObject;
  references: ReferenceField[];
  contentHash: string;
}

const referencesSchema = z.array(
  z.object({
    field: z.string(),
    object: z.string(),
    sourceId: z.string(),
    role: z.string(),
    need: z.enum(['required', 'inline', 'later', 'was']),
    link: z.object({ kind: z.string(), toObject: z.string(), toId: z.string() }).optional(),
  }),
);

interface EffectQueryRow {
  id: string;
  object: string;
  source_id: string;
  role: string;
  operation: string;
  destination_object: string;
  destination_id: string | null;
  attempts: number;
  payload: unknown;
  reference_fields: unknown;
  content_hash: string;
}

export function toEffectRow(row: EffectQueryRow): EffectRow {
  return {
    id: row.id,
    object: row.object,
    sourceId: row.source_id,
    role: row.role,
    operation: row.operation,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    attempts: row.attempts,
    payload: jsonObjectSchema.parse(row.payload),
    references: referencesSchema.parse(row.reference_fields),
    contentHash: row.content_hash,
  };
}

const effectColumns = sql`e.id, e.object, e.source_id, e.role, e.operation, e.destination_object, e.destination_id, e.attempts,
  p.payload, p.reference_fields, p.content_hash`;

/** Takes over a lane: whoever held it before can store no more answers under its old fence. */
export async function takeLane(db: Executor, scope: Scope, name: string): Promise<number> {
  const row = await db
    .insertInto('lanes')
    .values({ migration_id: scope.migrationId, tenant_id: scope.tenantId, name, fence: 1 })
    .onConflict((conflict) =>
      conflict.columns(['migration_id', 'name']).doUpdateSet({ fence: sql<number>`lanes.fence + 1` }),
    )
    .returning('fence')
    .executeTakeFirstOrThrow();
  return row.fence;
}

export interface QueueFilter {
  wave: number;
  /** True: only the sample's effects. */
  sampleOnly: boolean;
}

/** The next effects of a wave, planned and in order. Nothing is marked: that happens request by request, just before it opens. */
export async function nextEffects(
  db: Executor,
  scope: Scope,
  filter: QueueFilter,
  limit: number,
): Promise<EffectRow[]> {
  const result = await sql<EffectQueryRow>`
    select ${effectColumns}
    from effects e join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state = 'planned'
      and e.wave = ${filter.wave} ${filter.sampleOnly ? sql`and e.in_sample` : sql``}
    order by e.priority desc, e.id limit ${limit}`.execute(db);
  return result.rows.map(toEffectRow);
}

export interface Intent {
  effectId: string;
  requestId: string;
  /** How long after now, by the database's clock, nobody may decide anew about the effect. */
  deadlineMs: number;
}

/** Marks effects intended before their requests open. Returns the ids that this lane may now send. */
export async function intend(
  db: Executor,
  scope: Scope,
  lane: string,
  fence: number,
  intents: Intent[],
): Promise<Set<string>> {
  const result = await sql<{ id: string }>`
    update effects e set state = 'intended', request_id = i.request_id, fence = ${fence}, attempts = attempts + 1,
      intended_at = now(), deadline = now() + i.deadline_ms * interval '1 millisecond', code = null, message = null, hint = null
    from unnest(${intents.map((intent) => intent.effectId)}::uuid[], ${intents.map((intent) => intent.requestId)}::uuid[],
      ${intents.map((intent) => intent.deadlineMs)}::int[]) as i (id, request_id, deadline_ms)
    where e.id = i.id and e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state = 'planned'
      and exists (select 1 from lanes l where l.migration_id = e.migration_id and l.name = ${lane} and l.fence = ${fence})
    returning e.id`.execute(db);
  return new Set(result.rows.map((row) => row.id));
}

/** Effects beside a record's main one (own parents, overflow notes) are counted apart: progress counts records. */
export function stateCounter(effect: EffectRow, state: string): CounterChange {
  return {
    scope: 'effects',
    object: effect.object,
    name: effect.role === 'main' ? state : `${effect.role}:${state}`,
    by: 1,
  };
}

/** What somebody else of us has made meanwhile is not made again. */
export async function skipEffects(db: Database, scope: Scope, made: ReadonlyMap<EffectRow, string>): Promise<void> {
  if (made.size === 0) return;
  const effects = [...made.keys()];
  await db.transaction().execute(async (transaction) => {
    const skipped = await sql<{ id: string }>`
      update effects e set state = 'skipped', destination_id = m.destination_id, answered_at = now(),
        message = 'another migration of these accounts has made it meanwhile'
      from unnest(${effects.map(({ id }) => id)}::uuid[], ${[...made.values()]}::text[]) as m (id, destination_id)
      where e.id = m.id and e.state = 'planned' and e.tenant_id = ${scope.tenantId}
      returning e.id`.execute(transaction);
    await countChanged(transaction, scope, effects, skipped.rows, 'skipped');
  });
}

/** Children of a failed parent are never written as orphans: they are blocked, and released when the parent is retried. */
export async function blockEffects(
  db: Database,
  scope: Scope,
  effects: { effect: EffectRow; parent: string }[],
): Promise<void> {
  if (effects.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    const blocked = await sql<{ id: string }>`
      update effects e set state = 'blocked', answered_at = now(),
        code = case e.operation when 'link' then 'link_end_failed' else 'parent_failed' end,
        message = case e.operation when 'link' then 'an end of its link, ' else 'its parent ' end || b.parent || ' could not be written',
        hint = 'Correct and retry ' || case e.operation when 'link' then 'that record; the link' else 'the parent; this record' end
          || ' follows by itself.'
      from unnest(${effects.map((entry) => entry.effect.id)}::uuid[], ${effects.map((entry) => entry.parent)}::text[]) as b (id, parent)
      where e.id = b.id and e.state = 'planned' and e.tenant_id = ${scope.tenantId}
      returning e.id`.execute(transaction);
    const children = effects.map(({ effect }) => effect);
    await countChanged(transaction, scope, children, blocked.rows, 'blocked');
  });
}

/** Counts what this statement has changed: of two workers with the same page, each row is changed by one. */
async function countChanged(
  transaction: Executor,
  scope: Scope,
  effects: readonly EffectRow[],
  changed: readonly { id: string }[],
  state: string,
): Promise<void> {
  const ids = new Set(changed.map(({ id }) => id));
  const counted = effects.filter(({ id }) => ids.has(id));
  await addToCounters(
    transaction,
    scope,
    counted.map((effect) => stateCounter(effect, state)),
  );
}

export interface EffectCounts {
  planned: number;
  intended: number;
  /** When all of the intended may be settled, in one pass, by the database's clock: in milliseconds from now. */
  settleInMs: number | null;
}

/** What is left of a wave. Limits keep it cheap: beyond a page, "more" is all that matters. */
export async function leftInWave(
  db: Executor,
  scope: Scope,
  filter: QueueFilter,
  settleAfterMs: number,
): Promise<EffectCounts> {
  const sample = filter.sampleOnly ? sql`and in_sample` : sql``;
  const result = await sql<{ planned: number; intended: number; settle_in_ms: number | null }>`
    select
      (select count(*) from (select 1 from effects where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
         and wave = ${filter.wave} and state = 'planned' ${sample} limit 1000) p) as planned,
      (select count(*) from effects where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
         and wave = ${filter.wave} and state = 'intended' ${sample}) as intended,
      (select extract(epoch from max(deadline) - now())::float8 * 1000 + ${settleAfterMs} from effects
         where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
         and wave = ${filter.wave} and state = 'intended' ${sample}) as settle_in_ms`.execute(db);
  const row = result.rows[0];
  return { planned: row?.planned ?? 0, intended: row?.intended ?? 0, settleInMs: row?.settle_in_ms ?? null };
}

/** Codes of the last answers of an object, newest first: what the circuit breaker looks at. */
export async function recentCodes(
  db: Executor,
  scope: Scope,
  wave: number,
  since: Date,
  limit: number,
): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom('effects')
    .select(['code', 'state'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('wave', '=', wave)
    .where('state', 'in', ['written', 'failed', 'verified'])
    .where('answered_at', '>', since)
    .orderBy('answered_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => (row.state === 'failed' ? (row.code ?? 'unknown') : null));
}

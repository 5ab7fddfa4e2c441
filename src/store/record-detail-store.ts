import { sql } from 'kysely';
import { z } from 'zod';
import { type Reason, reasonSchema } from '../model/plan.ts';
import type { Executor } from './database.ts';
import type { RecordKey } from './record-list-store.ts';
import type { Scope } from './scope.ts';

const valuesSchema = z.record(z.string(), z.unknown());
type Values = z.infer<typeof valuesSchema>;
const differencesSchema = z.array(
  z.object({ field: z.string(), label: z.string().optional(), planned: z.unknown(), found: z.unknown() }),
);

/** One change at the destination, with what was planned, what stood there before and what was found afterwards. */
export interface EffectDetail {
  role: string;
  operation: string;
  state: string;
  destinationObject: string;
  destinationId: string | null;
  code: string | null;
  message: string | null;
  hint: string | null;
  planned: Values;
  before: Values | null;
  after: Values | null;
  /** Null until it was read back. */
  compared: { result: string; differences: z.infer<typeof differencesSchema> } | null;
}

/** A record from the source to the destination, for a person who looks at one. */
export interface RecordDetail extends RecordKey {
  values: Values;
  outcome: string | null;
  destinationObject: string | null;
  matchedId: string | null;
  reasons: Reason[];
  effects: EffectDetail[];
}

/** Records side by side with their plans and effects, in the order of the keys; unknown keys are left out. */
export async function readRecordDetails(
  db: Executor,
  scope: Scope,
  version: number,
  keys: readonly RecordKey[],
): Promise<RecordDetail[]> {
  if (keys.length === 0) return [];
  const wanted = sql`unnest(${keys.map((key) => key.object)}::text[], ${keys.map((key) => key.sourceId)}::text[])
    with ordinality as k (object, source_id, place)`;
  const [records, effects] = await Promise.all([
    sql<RecordRow>`
      select r.object, r.source_id, r.values, p.outcome, p.destination_object, p.matched_id, coalesce(p.reasons, '[]') as reasons
      from ${wanted}
      join records r on r.migration_id = ${scope.migrationId} and r.object = k.object and r.source_id = k.source_id and not r.superseded
      left join plans p on p.migration_id = r.migration_id and p.mapping_version = ${version} and p.object = r.object and p.source_id = r.source_id
      where r.tenant_id = ${scope.tenantId} order by k.place`.execute(db),
    sql<EffectQueryRow>`
      select e.object, e.source_id, e.role, e.operation, e.state, e.destination_object, e.destination_id, e.code, e.message, e.hint,
        w.payload, b.image as before, a.image as after, c.result, c.differences
      from ${wanted}
      join effects e on e.migration_id = ${scope.migrationId} and e.object = k.object and e.source_id = k.source_id
      left join effect_payloads w on w.migration_id = e.migration_id and w.effect_id = e.id
      left join images b on b.migration_id = e.migration_id and b.effect_id = e.id and b.kind = 'before'
      left join images a on a.migration_id = e.migration_id and a.effect_id = e.id and a.kind = 'after'
      left join comparisons c on c.migration_id = e.migration_id and c.effect_id = e.id
      where e.tenant_id = ${scope.tenantId} order by e.wave, e.id`.execute(db),
  ]);
  const ofRecord = Map.groupBy(effects.rows, (row) => `${row.object} ${row.source_id}`);
  return records.rows.map((row) => ({
    object: row.object,
    sourceId: row.source_id,
    values: valuesSchema.parse(row.values),
    outcome: row.outcome,
    destinationObject: row.destination_object,
    matchedId: row.matched_id,
    reasons: z.array(reasonSchema).parse(row.reasons),
    effects: (ofRecord.get(`${row.object} ${row.source_id}`) ?? []).map(toEffect),
  }));
}

interface RecordRow {
  object: string;
  source_id: string;
  values: unknown;
  outcome: string | null;
  destination_object: string | null;
  matched_id: string | null;
  reasons: unknown;
}

interface EffectQueryRow {
  object: string;
  source_id: string;
  role: string;
  operation: string;
  state: string;
  destination_object: string;
  destination_id: string | null;
  code: string | null;
  message: string | null;
  hint: string | null;
  payload: unknown;
  before: unknown;
  after: unknown;
  result: string | null;
  differences: unknown;
}

const orNull = valuesSchema.nullable();

function toEffect(row: EffectQueryRow): EffectDetail {
  return {
    role: row.role,
    operation: row.operation,
    state: row.state,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    code: row.code,
    message: row.message,
    hint: row.hint,
    planned: valuesSchema.parse(row.payload ?? {}),
    before: orNull.parse(row.before),
    after: orNull.parse(row.after),
    compared:
      row.result === null ? null : { result: row.result, differences: differencesSchema.parse(row.differences ?? []) },
  };
}

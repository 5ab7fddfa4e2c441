/** Before- and after-images: what a record held before we touched it, and what it held when we had. */
import { sql } from 'kysely';
import { type JsonObject, jsonObjectSchema } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

/** What was seen of the records that effects write. */
interface Seen {
  effect: { id: string };
  before?: JsonObject;
  after?: JsonObject;
  version?: string | null;
}

/** Adds what is known of each record to its images: what a later answer tells replaces what an earlier one told. */
export async function storeImages(db: Executor, scope: Scope, answers: readonly Seen[]): Promise<void> {
  const images = answers.flatMap((answer) => [
    ...(answer.before ? [{ id: answer.effect.id, kind: 'before', image: answer.before, version: null }] : []),
    ...(answer.after
      ? [{ id: answer.effect.id, kind: 'after', image: answer.after, version: answer.version ?? null }]
      : []),
  ]);
  if (images.length === 0) return;
  await sql`
    insert into images (migration_id, tenant_id, effect_id, kind, image, version)
    select ${scope.migrationId}, ${scope.tenantId}, i.id, i.kind, i.image, i.version
    from unnest(${images.map((image) => image.id)}::uuid[], ${images.map((image) => image.kind)}::text[],
      ${images.map((image) => JSON.stringify(image.image))}::jsonb[], ${images.map((image) => image.version)}::text[])
      as i (id, kind, image, version)
    on conflict (migration_id, effect_id, kind) do update set image = images.image || excluded.image, version = excluded.version, at = now()`.execute(
    db,
  );
}

/** Stores the before-image of an update ahead of its request, so that undo never depends on an answer. Returns all of it. */
export async function storeBeforeImage(
  db: Executor,
  scope: Scope,
  effectId: string,
  image: JsonObject,
): Promise<JsonObject> {
  // the first look counts: a repeat after a lost answer would otherwise save our own write as the customer's value
  const result = await sql<{ image: unknown }>`insert into images (migration_id, tenant_id, effect_id, kind, image)
    values (${scope.migrationId}, ${scope.tenantId}, ${effectId}, 'before', ${JSON.stringify(image)}::jsonb)
    on conflict (migration_id, effect_id, kind) do update set image = excluded.image || images.image returning image`.execute(
    db,
  );
  return jsonObjectSchema.parse(result.rows[0]?.image);
}

/** What we have written on a record of ours, the last of it for each field. */
export interface Standing {
  image: JsonObject;
  /** As the last answer told it. */
  version: string | null;
  /** Fields of this very change whose answer never came: what stands there may be ours. */
  unanswered: ReadonlySet<string>;
}

/** The base for telling a person's work from our own, by all that migrations of these accounts have written; null where the record was there before. */
export async function standingOf(
  db: Executor,
  scope: PairScope,
  effect: { id: string; destinationObject: string; destinationId: string | null },
): Promise<Standing | null> {
  const { rows } = await sql<{
    id: string;
    operation: string;
    before: unknown;
    after: unknown;
    version: string | null;
  }>`
    select e.id, e.operation, b.image as before, a.image as after, a.version from effects e
    left join images a on a.migration_id = e.migration_id and a.effect_id = e.id and a.kind = 'after'
    left join images b on b.migration_id = e.migration_id and b.effect_id = e.id and b.kind = 'before'
    where e.pair_id = ${scope.pairId} and e.tenant_id = ${scope.tenantId} and e.destination_object = ${effect.destinationObject}
      and e.destination_id = ${effect.destinationId} and (e.state in ('written', 'verified') or e.id = ${effect.id})
    order by e.id = ${effect.id}, e.answered_at`.execute(db);
  if (!rows.some(({ operation }) => operation === 'create')) return null;
  const own = rows.find(({ id }) => id === effect.id);
  const confirmed = jsonObjectSchema.parse(own?.after ?? {});
  return {
    image: Object.assign({}, ...rows.map(({ after }) => jsonObjectSchema.parse(after ?? {}))),
    version: rows.findLast(({ version }) => version !== null)?.version ?? null,
    unanswered: new Set(Object.keys(jsonObjectSchema.parse(own?.before ?? {})).filter((key) => !(key in confirmed))),
  };
}

export async function beforeImage(db: Executor, scope: Scope, effectId: string): Promise<JsonObject | null> {
  const row = await db
    .selectFrom('images')
    .select('image')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('effect_id', '=', effectId)
    .where('kind', '=', 'before')
    .executeTakeFirst();
  return row ? jsonObjectSchema.parse(row.image) : null;
}

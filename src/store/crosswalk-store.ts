import { sql } from 'kysely';
import type { Reference } from '../model/plan.ts';
import type { Executor } from './database.ts';
import type { EffectRow } from './effect-store.ts';
import type { PairScope } from './scope.ts';

/** Text key of a reference, for maps. */
export function referenceKey(reference: Reference): string {
  return `${reference.object}\u0000${reference.sourceId}\u0000${reference.role}`;
}

interface ReferenceRow {
  object: string;
  source_id: string;
  role: string;
}

function keyOfRow({ object, source_id: sourceId, role }: ReferenceRow): string {
  return referenceKey({ object, sourceId, role });
}

/** References as rows of object, source_id and role, each once. */
function distinct(references: readonly Reference[]) {
  return sql`(select distinct * from unnest(${references.map((r) => r.object)}::text[], ${references.map((r) => r.sourceId)}::text[],
      ${references.map((r) => r.role)}::text[]) as r (object, source_id, role))`;
}

/** Destination ids of references, by `referenceKey`. Tombstones are no records. */
export async function resolveReferences(
  db: Executor,
  scope: PairScope,
  references: Reference[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const result = await sql<ReferenceRow & { destination_id: string }>`
    select c.object, c.source_id, c.role, c.destination_id
    from ${distinct(references)} r
    cross join lateral (
      -- one look into the index for each reference: a hash join would read the whole crosswalk, chunk after chunk
      select * from crosswalk c where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId}
        and c.object = r.object and c.source_id = r.source_id and c.role = r.role and c.tombstone_at is null offset 0
    ) c`.execute(db);
  return new Map(result.rows.map((row) => [keyOfRow(row), row.destination_id]));
}

/**
 * Of effects that make something, those that a migration of the same accounts has made since they were planned, with its id: a retry of
 * an earlier migration after a later one.
 */
export async function madeMeanwhile(
  db: Executor,
  scope: PairScope,
  effects: EffectRow[],
): Promise<Map<EffectRow, string>> {
  const making = effects.filter(({ operation }) => operation === 'create' || operation === 'define');
  if (making.length === 0) return new Map();
  const { rows } = await sql<{ place: number; destination_id: string }>`
    select e.place, c.destination_id
    from unnest(${making.map((effect) => effect.object)}::text[], ${making.map((effect) => effect.sourceId)}::text[],
      ${making.map((effect) => effect.role)}::text[], ${making.map((effect) => effect.destinationObject)}::text[])
      with ordinality as e (object, source_id, role, destination_object, place)
    cross join lateral (
      -- one look into the index for each, as above; with the destination's object inside, a young table is read through the index
      -- by destination, which is all of it
      select * from crosswalk c where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId}
        and c.object = e.object and c.source_id = e.source_id and c.role = e.role and c.tombstone_at is null offset 0
    ) c
    where c.destination_object = e.destination_object`.execute(db);
  return new Map(rows.map(({ place, destination_id }) => [making[Number(place) - 1] as EffectRow, destination_id]));
}

/** States of the effects that would bring missing references, by `referenceKey`. */
export async function parentStates(
  db: Executor,
  scope: PairScope,
  references: Reference[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map();
  const result = await sql<ReferenceRow & { state: string }>`
    select e.object, e.source_id, e.role, e.state
    from ${distinct(references)} r
    cross join lateral (
      select * from effects e where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId}
        and e.object = r.object and e.source_id = r.source_id and e.role = r.role
        and e.operation in ('create', 'define', 'update') offset 0
    ) e`.execute(db);
  return new Map(result.rows.map((row) => [keyOfRow(row), row.state]));
}

/** Ids at the destination that a crosswalk row claims, tombstones included: none of them can be an unanswered create's. */
export async function claimedIds(
  db: Executor,
  scope: PairScope,
  destinationObject: string,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('crosswalk')
    .select('destination_id')
    .where('pair_id', '=', scope.pairId)
    .where('tenant_id', '=', scope.tenantId)
    .where('destination_object', '=', destinationObject)
    .where('destination_id', 'in', ids)
    .execute();
  return new Set(rows.map((row) => row.destination_id));
}

/** Of these ids, those that this pair has created as one of the objects; tombstones included, for lists show removed ones a while. */
export async function createdIds(
  db: Executor,
  scope: PairScope,
  destinationObjects: readonly string[],
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('crosswalk')
    .select('destination_id')
    .where('pair_id', '=', scope.pairId)
    .where('tenant_id', '=', scope.tenantId)
    .where('destination_object', 'in', destinationObjects)
    .where('destination_id', 'in', ids)
    .where('origin', '=', 'created')
    .execute();
  return new Set(rows.map((row) => row.destination_id));
}

/** Keys of what this pair has defined at the destination: `define:field` source ids such as `lead.industry` → the new key. */
export async function definedKeys(db: Executor, scope: PairScope): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('crosswalk')
    .select(['source_id', 'destination_id'])
    .where('pair_id', '=', scope.pairId)
    .where('tenant_id', '=', scope.tenantId)
    .where('object', 'like', 'define:%')
    .where('tombstone_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.destination_id]));
}

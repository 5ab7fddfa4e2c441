/** What planning asks of the store, a page at a time: the next records, their links, and where they stand already. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Json, jsonObjectSchema } from '../model/json.ts';
import type { Placement } from '../model/plan.ts';
import type { CrosswalkView, LinkView, RecordView } from '../model/views.ts';
import type { Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

const placementSchema = z.object({
  object: z.string(),
  sourceId: z.string(),
  role: z.string(),
  existing: z.object({ object: z.string(), id: z.string() }).optional(),
});
const problemsSchema = z.array(
  z.object({ code: z.string(), message: z.string(), hint: z.string().optional(), field: z.string().optional() }),
);

interface RecordRow {
  object: string;
  source_id: string;
  values: unknown;
  state: 'active' | 'archived' | 'deleted' | 'refused';
  problems: unknown;
  created_at: Date | null;
  updated_at: Date | null;
}

/** The next records of an object without a plan under this version, in the order of their ids; those of the preview are behind us. */
export async function recordsToPlan(
  db: Executor,
  scope: Scope,
  version: number,
  object: string,
  limit: number,
): Promise<RecordView[]> {
  const result = await sql<RecordRow>`
    select r.object, r.source_id, r.values, r.state, r.problems, r.created_at, r.updated_at
    from records r
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and r.object = ${object} and not r.superseded
      and r.source_id > coalesce((select max(p.source_id) from plans p where p.migration_id = ${scope.migrationId}
        and p.mapping_version = ${version} and p.object = ${object} and not p.kept and not p.preview), '')
      and not exists (select 1 from plans p where p.migration_id = ${scope.migrationId} and p.mapping_version = ${version}
        and p.object = ${object} and p.source_id = r.source_id)
    order by r.source_id limit ${limit}`.execute(db);
  return result.rows.map(toView);
}

/** Objects of which there are records: one step of the index each, however many records there are. */
export async function stagedObjects(db: Executor, scope: Scope): Promise<string[]> {
  const after = sql`select object from records where migration_id = ${scope.migrationId}`;
  const result = await sql<{ object: string }>`
    with recursive found as (
      (${after} order by object limit 1)
      union all
      select (${after} and object > found.object order by object limit 1) from found where found.object is not null
    )
    select object from found
    where object is not null and exists (
      select 1 from records r where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId}
        and r.object = found.object and not r.superseded)`.execute(db);
  return result.rows.map((row) => row.object);
}

/** Certain records of an object, to be planned ahead of the others. */
export async function recordsByKey(
  db: Executor,
  scope: Scope,
  object: string,
  ids: readonly string[],
): Promise<RecordView[]> {
  const result = await sql<RecordRow>`
    select object, source_id, values, state, problems, created_at, updated_at from records
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and object = ${object}
      and source_id = any(${[...ids]}::text[]) and not superseded order by source_id`.execute(db);
  return result.rows.map(toView);
}

function toView(row: RecordRow): RecordView {
  return {
    object: row.object,
    sourceId: row.source_id,
    values: jsonObjectSchema.parse(row.values),
    state: row.state,
    problems: row.problems === null ? [] : problemsSchema.parse(row.problems),
    createdAt: row.created_at?.toISOString() ?? null,
    updatedAt: row.updated_at?.toISOString() ?? null,
    links: [],
    crosswalk: [],
    candidates: [],
    linkedFacts: {},
  };
}

interface LinkRow {
  from_id: string;
  stated_from: string;
  stated_to: string | null;
  kind: string;
  to_object: string;
  to_id: string | null;
  state: 'resolved' | 'missing' | 'ambiguous';
  is_primary: boolean;
  position: number;
  label: string | null;
  key_value: string | null;
  values: unknown;
  outcome: string | null;
  destination_object: string | null;
  placement: unknown;
  matched_id: string | null;
}

function placementOf(stored: unknown): Placement {
  const { existing, ...reference } = placementSchema.parse(stored);
  return existing === undefined ? reference : { ...reference, existing };
}

/** Links of a page's records with what is known of their other ends. `nameOf` says how a person names a record. */
export async function linksOfPage(
  db: Executor,
  scope: Scope,
  version: number,
  object: string,
  ids: string[],
  nameOf: (object: string, values: Record<string, Json>) => string | null,
): Promise<Map<string, LinkView[]>> {
  const result = await sql<LinkRow>`
    select o.source_id as from_id, l.from_id as stated_from, l.to_id as stated_to, l.kind, l.to_object, coalesce(m.merged_into, l.to_id) as to_id,
      l.state, l.is_primary and l.from_id = o.source_id as is_primary, l.position, l.label, l.key_value, r.values,
      p.outcome, p.destination_object, p.placement, p.matched_id
    from (
      select id as source_id, id as from_id from unnest(${ids}::text[]) as i (id)
      union all
      select merged_into, source_id from duplicates where migration_id = ${scope.migrationId} and object = ${object} and merged_into = any(${ids})
    ) o
    join links l on l.migration_id = ${scope.migrationId} and l.from_object = ${object} and l.from_id = o.from_id
    -- the other end as well may have become part of another record
    left join duplicates m on m.migration_id = l.migration_id and m.object = l.to_object and m.source_id = l.to_id and m.merged_into is not null
    -- lateral with a limit: looked up by key for each link whatever the statistics of a fresh table say
    left join lateral (select r.values from records r where r.migration_id = l.migration_id and r.object = l.to_object
      and r.source_id = coalesce(m.merged_into, l.to_id) and not r.superseded limit 1) r on true
    left join lateral (select p.outcome, p.destination_object, p.placement, p.matched_id from plans p where p.migration_id = l.migration_id
      and p.mapping_version = ${version} and p.object = l.to_object and p.source_id = coalesce(m.merged_into, l.to_id) limit 1) p on true
    where l.tenant_id = ${scope.tenantId} and (m.merged_into is null or l.to_object <> ${object} or m.merged_into <> o.source_id)
    order by o.source_id, l.from_id <> o.source_id, l.from_id, l.position`.execute(db);
  const views = new Map<string, LinkView[]>();
  for (const row of result.rows) {
    const list = views.get(row.from_id) ?? [];
    const own = row.stated_from === row.from_id && row.stated_to === row.to_id;
    const stated = row.stated_to === null ? [] : [{ fromId: row.stated_from, toId: row.stated_to }];
    const same = list.find(
      (link) =>
        row.to_id !== null && link.kind === row.kind && link.toObject === row.to_object && link.toId === row.to_id,
    );
    if (same) {
      same.isPrimary ||= row.is_primary;
      same.stated = [...(same.stated ?? [{ fromId: row.from_id, toId: row.to_id as string }]), ...stated];
      continue;
    }
    list.push({
      kind: row.kind,
      toObject: row.to_object,
      toId: row.to_id,
      ...(!own && { stated }),
      state: row.state,
      isPrimary: row.is_primary,
      position: row.position,
      label: row.label,
      name: row.values === null ? row.key_value : nameOf(row.to_object, jsonObjectSchema.parse(row.values)),
      plan:
        row.outcome === null
          ? null
          : {
              outcome: row.outcome,
              destinationObject: row.destination_object,
              placement: row.placement === null ? null : placementOf(row.placement),
              matchedId: row.matched_id,
            },
    });
    views.set(row.from_id, list);
  }
  return views;
}

/** Values of one object's records that link to records of a page: `deal.status` of the deals of these contacts. */
export async function linkedValues(
  db: Executor,
  scope: Scope,
  toObject: string,
  ids: string[],
  fromObject: string,
  keys: string[],
): Promise<Map<string, string[]>> {
  const result = await sql<{ to_id: string; found: string }>`
    select distinct o.source_id as to_id, v.found
    from (
      select id as source_id, id as to_id from unnest(${ids}::text[]) as i (id)
      union all
      select merged_into, source_id from duplicates where migration_id = ${scope.migrationId} and object = ${toObject} and merged_into = any(${ids})
    ) o
    join links l on l.migration_id = ${scope.migrationId} and l.to_object = ${toObject} and l.to_id = o.to_id
    join records r on r.migration_id = l.migration_id and r.object = l.from_object and r.source_id = l.from_id and not r.superseded
    cross join lateral (select r.values ->> k as found from unnest(${keys}::text[]) as k) v
    where l.tenant_id = ${scope.tenantId} and l.from_object = ${fromObject} and v.found is not null`.execute(db);
  const facts = new Map<string, string[]>();
  for (const row of result.rows) facts.set(row.to_id, [...(facts.get(row.to_id) ?? []), row.found]);
  return facts;
}

/** What the crosswalk of this pair says of a page's records. */
export async function crosswalkOfPage(
  db: Executor,
  scope: PairScope,
  object: string,
  ids: string[],
): Promise<Map<string, CrosswalkView[]>> {
  const rows = await db
    .selectFrom('crosswalk')
    .select(['source_id', 'role', 'destination_object', 'destination_id', 'content_hash', 'origin'])
    .where('pair_id', '=', scope.pairId)
    .where('tenant_id', '=', scope.tenantId)
    .where('object', '=', object)
    .where('source_id', 'in', ids)
    .where('tombstone_at', 'is', null)
    .execute();
  const views = new Map<string, CrosswalkView[]>();
  for (const row of rows) {
    const list = views.get(row.source_id) ?? [];
    list.push({
      role: row.role,
      destinationObject: row.destination_object,
      destinationId: row.destination_id,
      contentHash: row.content_hash,
      origin: row.origin === 'matched' ? 'matched' : 'created',
    });
    views.set(row.source_id, list);
  }
  return views;
}

/** The first object of the given order that has records still to plan. */
export async function objectLeftToPlan(
  db: Executor,
  scope: Scope,
  version: number,
  order: string[],
): Promise<string | null> {
  for (const object of order) {
    const [row] = await recordsToPlan(db, scope, version, object, 1);
    if (row) return object;
  }
  return null;
}

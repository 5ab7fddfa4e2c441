import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

/** What a record at the destination carries that only a migration writes. */
export interface Trace {
  id: string;
  sourceId: string | null;
  marked: boolean;
}

/**
 * Keeps those of the records that no migration into this account claims, though they carry the id of a source record of ours or
 * our marker. Tombstones claim as well: lists show for a while what was undone.
 */
export async function saveDoubles(
  db: Executor,
  scope: PairScope,
  destinationObject: string,
  sourceObjects: string[],
  traces: Trace[],
): Promise<void> {
  if (traces.length === 0) return;
  await sql`
    with strays as (
      select t.* from unnest(${traces.map((trace) => trace.id)}::text[], ${traces.map((trace) => trace.sourceId)}::text[],
        ${traces.map((trace) => trace.marked)}::bool[]) as t (id, source_id, marked)
      where not exists (select 1 from account_pairs own
        join account_pairs p on p.tenant_id = own.tenant_id and p.destination_system = own.destination_system
          and p.destination_account = own.destination_account
        join crosswalk c on c.pair_id = p.id and c.destination_object = ${destinationObject} and c.destination_id = t.id
        where own.id = ${scope.pairId} and own.tenant_id = ${scope.tenantId})
    )
    insert into doubles (migration_id, tenant_id, destination_object, destination_id, object, source_id, twin_id)
    select ${scope.migrationId}, ${scope.tenantId}, ${destinationObject}, s.id, w.object, w.source_id, w.destination_id
    from strays s
    left join lateral (
      -- a parent that a record brought carries its object and its id: "contact 42"
      select c.object, c.source_id, c.destination_id from crosswalk c
      where c.pair_id = ${scope.pairId} and c.tenant_id = ${scope.tenantId} and c.object = any(${sourceObjects})
        and c.source_id in (s.source_id, substr(s.source_id, strpos(s.source_id, ' ') + 1)) and c.destination_object = ${destinationObject}
        and c.tombstone_at is null
        and s.source_id = case when c.role = 'main' then c.source_id else c.object || ' ' || c.source_id end
      order by c.role limit 1
    ) w on true
    where s.marked or w.source_id is not null
    on conflict (migration_id, destination_object, destination_id) do nothing`.execute(db);
}

export async function forgetDoubles(db: Executor, scope: Scope): Promise<void> {
  await db
    .deleteFrom('doubles')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

export interface DoubleRow {
  destinationObject: string;
  destinationId: string;
  object: string | null;
  sourceId: string | null;
  twinId: string | null;
  values: JsonObject | null;
}

/** The first of them, with the source record that each doubles, and their number. */
export async function doubleRows(
  db: Executor,
  scope: Scope,
  limit: number,
): Promise<{ rows: DoubleRow[]; total: number }> {
  const result = await sql<DoubleRow & { total: number }>`
    select d.destination_object as "destinationObject", d.destination_id as "destinationId", d.object, d.source_id as "sourceId",
      d.twin_id as "twinId", r.values, (count(*) over ())::int as total
    from doubles d
    left join records r on r.migration_id = d.migration_id and r.object = d.object and r.source_id = d.source_id and not r.superseded
    where d.migration_id = ${scope.migrationId} and d.tenant_id = ${scope.tenantId}
    order by d.destination_object, d.source_id, d.destination_id limit ${limit}`.execute(db);
  return { rows: result.rows, total: result.rows[0]?.total ?? 0 };
}

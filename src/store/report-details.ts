import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Records that somebody has changed at the destination since they were written. */
export async function editedCount(db: Executor, scope: Scope): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*) as n from comparisons
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and result = 'edited'`.execute(db);
  return result.rows[0]?.n ?? 0;
}

export interface AmbiguousRow {
  from: string;
  kind: string;
  toObject: string;
  key: string;
  count: number;
  candidates: { sourceId: string; values: JsonObject }[];
}

/** Keys that several parents share, those on which most records hang first, each with the parents that it may mean. */
export async function ambiguousParents(db: Executor, scope: Scope, limit: number): Promise<AmbiguousRow[]> {
  const result = await sql<AmbiguousRow>`
    with keys as (
      select from_object, kind, to_object, key_by, key_value, count(*) as n from links
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state = 'ambiguous'
      group by 1, 2, 3, 4, 5 order by n desc, 1, 2, 5 limit ${limit}
    )
    select k.from_object as "from", k.kind, k.to_object as "toObject", k.key_value as key, k.n as count,
      coalesce((select jsonb_agg(jsonb_build_object('sourceId', c.source_id, 'values', c.values)) from (
        select r.source_id, r.values from record_keys rk
        join records r on r.migration_id = rk.migration_id and r.object = rk.object and r.source_id = rk.source_id and not r.superseded
        where rk.migration_id = ${scope.migrationId} and rk.tenant_id = ${scope.tenantId} and rk.object = k.to_object
          and rk.key_by = k.key_by and rk.key_value = k.key_value
        order by r.source_id limit 5) c), '[]'::jsonb) as candidates
    from keys k order by k.n desc, 1, 2, 4`.execute(db);
  return result.rows;
}

export interface ConsentRow {
  state: 'pending' | 'refused';
  object: string;
  sourceId: string;
  destinationObject: string | null;
  destinationId: string | null;
  values: JsonObject | null;
}

/** People who refused first, then those whose consent nobody can prove. */
export async function consentPeople(db: Executor, scope: Scope, version: number, limit: number): Promise<ConsentRow[]> {
  const result = await sql<{
    code: string;
    object: string;
    source_id: string;
    destination_object: string | null;
    destination_id: string | null;
    values: JsonObject | null;
  }>`
    select f.*, e.destination_object, e.destination_id, r.values from (
      select p.migration_id, p.object, p.source_id, reason ->> 'code' as code
      from plans p cross join lateral jsonb_array_elements(p.reasons) reason
      where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
        and reason ->> 'code' in ('consent_refused', 'consent_pending', 'consent_unproved', 'refusal_cannot_be_written')
      order by reason ->> 'code' in ('consent_refused', 'refusal_cannot_be_written') desc, p.object, p.source_id limit ${limit}) f
    left join records r on r.migration_id = f.migration_id and r.object = f.object and r.source_id = f.source_id and not r.superseded
    left join effects e on e.migration_id = f.migration_id and e.object = f.object and e.source_id = f.source_id and e.role = 'main'
      and e.operation in ('create', 'update') and e.state in ('written', 'verified')`.execute(db);
  return result.rows.map((row) => ({
    state: row.code === 'consent_refused' || row.code === 'refusal_cannot_be_written' ? 'refused' : 'pending',
    object: row.object,
    sourceId: row.source_id,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    values: row.values,
  }));
}

/** Fields, pipelines and stages that were added to the destination's settings and still stand. */
export async function definedThings(
  db: Executor,
  scope: Scope,
): Promise<{ kind: string; object: string; name: string; key: string | null }[]> {
  const result = await sql<{ kind: string; object: string; name: string; key: string | null }>`
    select substr(e.object, 8) as kind, e.destination_object as object,
      coalesce(p.payload ->> 'label', p.payload ->> 'name', e.source_id) as name, e.destination_id as key
    from effects e left join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.operation = 'define'
      and e.state in ('written', 'verified')
    order by 1, 2, 3`.execute(db);
  return result.rows;
}

export interface UndoReason {
  result: 'kept' | 'failed';
  object: string;
  reason: string;
  count: number;
  /** Ids at the destination. */
  examples: string[];
}

/** What a roll back has kept or could not take back, grouped by destination object and reason. */
export async function undoReasons(db: Executor, scope: Scope, limit: number): Promise<UndoReason[]> {
  const result = await sql<UndoReason>`
    select undo_result as result, case when operation = 'define' then substr(object, 8) else destination_object end as object,
      coalesce(message, '') as reason, count(*) as count,
      (array_agg(coalesce(destination_id, source_id) order by id))[1:3] as examples
    from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and undo_result in ('kept', 'failed')
    group by 1, 2, 3 order by count desc, 2, 3 limit ${limit}`.execute(db);
  return result.rows;
}

/** Links that were set and now say something else. */
export async function driftedLinks(db: Executor, scope: Scope): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*) as n from comparisons c join effects e on e.id = c.effect_id
    where c.migration_id = ${scope.migrationId} and c.tenant_id = ${scope.tenantId} and c.result = 'drifted' and e.operation = 'link'`.execute(
    db,
  );
  return result.rows[0]?.n ?? 0;
}

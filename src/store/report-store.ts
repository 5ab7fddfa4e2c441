import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { settingObjects } from '../model/record.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';
import { failedWithSurvivor } from './survivor-store.ts';

/** State of each record, derived from its plan and its effects, in one pass. */
export async function recordStates(
  db: Executor,
  scope: Scope,
  version: number,
): Promise<
  {
    object: string;
    outcome: string;
    state: string;
    result: string | null;
    destinationObject: string | null;
    count: number;
  }[]
> {
  const result = await sql<{
    object: string;
    outcome: string;
    state: string;
    result: string | null;
    destination_object: string | null;
    n: number;
  }>`
    with lost as materialized (${failedWithSurvivor(scope, version)})
    select p.object, p.outcome, coalesce(f.state, e.state, 'none') as state, c.result, p.destination_object, count(*) as n
    from plans p
    left join effects e on e.migration_id = p.migration_id and e.object = p.object and e.source_id = p.source_id and e.role = 'main'
      and e.operation = (case when p.outcome = 'create' then 'create' else 'update' end)
      and p.outcome <> 'merge'
    left join lost f on f.object = p.object and f.source_id = p.source_id
    left join comparisons c on c.migration_id = p.migration_id and c.effect_id = e.id
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
    group by 1, 2, 3, 4, 5`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    outcome: row.outcome,
    state: row.state,
    result: row.result,
    destinationObject: row.destination_object,
    count: row.n,
  }));
}

/** Records created without a source record of their kind. */
export async function impliedCounts(db: Executor, scope: Scope): Promise<Record<string, number>> {
  const result = await sql<{ object: string; n: number }>`
    select object, count(*) as n from effects
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and role <> 'main' and operation = 'create' and state in ('written', 'verified')
    group by 1`.execute(db);
  return Object.fromEntries(result.rows.map((row) => [row.object, row.n]));
}

/** The ends of a source's link `l` as they are written: a record that became part of another one is carried by that. */
export const joinedEnds = sql`
    left join duplicates mf on mf.migration_id = l.migration_id and mf.object = l.from_object and mf.source_id = l.from_id
      and mf.merged_into is not null
    left join duplicates mt on mt.migration_id = l.migration_id and mt.object = l.to_object and mt.source_id = l.to_id
      and mt.merged_into is not null
    cross join lateral (select coalesce(mf.merged_into, l.from_id) as from_id, coalesce(mt.merged_into, l.to_id) as to_id) o`;

/**
 * Links by kind. A link is linked where both ends came across and this end, which carries it, was read back equal in the field
 * that carries it; the other ends are counted as missing with a reason. One that followed as an effect of its own (`link x`) is
 * judged by that; `linked x` was there before, unless this migration has changed it.
 */
export async function linkStates(
  db: Executor,
  scope: Scope,
  version: number,
): Promise<{ from: string; kind: string; state: string; count: number }[]> {
  const result = await sql<{ from_object: string; kind: string; state: string; n: number }>`
    select l.from_object, l.kind,
      case
        when l.state = 'ambiguous' then 'ambiguous'
        when l.state = 'missing' then 'missing'
        -- between two records that became one
        when l.to_object = l.from_object and o.to_id = o.from_id and (o.from_id <> l.from_id or o.to_id <> l.to_id)
          and p.outcome in ('create', 'update', 'merge', 'skip') and coalesce(e.state, 'skipped') in ('verified', 'written', 'skipped')
          then 'linked'
        when k.id is not null then case
          when k.state in ('verified', 'written', 'skipped')
            and not exists (select 1 from comparisons c where c.migration_id = l.migration_id and c.effect_id = k.id and c.result <> 'equal') then 'linked'
          else 'missing' end
        when l.carried like 'link %' then 'missing'
        when l.carried like 'linked %' and p.outcome in ('create', 'update') then 'linked'
        when p.outcome in ('skip', 'merge') then 'linked'
        when l.carried is null or l.carried = 'none' then 'missing'
        when e.state in ('verified', 'written', 'skipped') and not exists (
          select 1 from effects w join comparisons c on c.migration_id = w.migration_id and c.effect_id = w.id
          left join lateral jsonb_array_elements(c.differences) d on true
          where w.migration_id = l.migration_id and w.object = l.from_object and w.source_id = o.from_id and w.role = 'main'
            and (c.result = 'missing' or d ->> 'field' = l.carried)) then 'linked'
        else 'missing'
      end as state,
      count(*) as n
    from links l
    ${joinedEnds}
    left join plans p on p.migration_id = l.migration_id and p.mapping_version = ${version} and p.object = l.from_object and p.source_id = o.from_id
    left join effects e on e.migration_id = l.migration_id and e.object = l.from_object and e.source_id = o.from_id and e.role = 'main'
      and e.operation = (case when p.outcome = 'create' then 'create' else 'update' end)
    left join effects k on l.carried like 'link%' and k.migration_id = l.migration_id and k.object = l.from_object and k.source_id = o.from_id
      and k.operation = 'link' and k.role = 'link ' || substr(l.carried, strpos(l.carried, ' ') + 1)
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and p.outcome is distinct from 'exclude'
      and l.to_object <> all(${[...settingObjects]})
    group by 1, 2, 3`.execute(db);
  return result.rows.map((row) => ({ from: row.from_object, kind: row.kind, state: row.state, count: row.n }));
}

export interface DriftRow {
  object: string;
  sourceId: string;
  destinationObject: string;
  destinationId: string | null;
  result: string;
  field: string | null;
  label: string | null;
  planned: unknown;
  found: unknown;
  values: JsonObject | null;
}

/** Fields that differ from the plan, and records that are gone. */
export async function driftRows(db: Executor, scope: Scope, limit: number): Promise<DriftRow[]> {
  const result = await sql<{
    object: string;
    source_id: string;
    destination_object: string;
    destination_id: string | null;
    result: string;
    field: string | null;
    label: string | null;
    planned: unknown;
    found: unknown;
    values: JsonObject | null;
  }>`
    select e.object, e.source_id, e.destination_object, e.destination_id, c.result, d ->> 'field' as field, d ->> 'label' as label,
      d -> 'planned' as planned, d -> 'found' as found, r.values
    from comparisons c join effects e on e.id = c.effect_id
    left join lateral jsonb_array_elements(c.differences) d on true
    left join records r on r.migration_id = e.migration_id and r.object = e.object and r.source_id = e.source_id and not r.superseded
    where c.migration_id = ${scope.migrationId} and c.tenant_id = ${scope.tenantId} and c.result in ('drifted', 'missing')
      -- a record that is gone is told once
      and (c.result = 'drifted' or e.operation <> 'link')
    order by e.object, e.source_id limit ${limit}`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    sourceId: row.source_id,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    result: row.result,
    field: row.field,
    label: row.label,
    planned: row.planned,
    found: row.found,
    values: row.values,
  }));
}

/** A few verified records, chosen by a stable hash: for the eye. */
export async function exampleRows(
  db: Executor,
  scope: Scope,
  limit: number,
): Promise<
  {
    object: string;
    sourceId: string;
    destinationObject: string;
    destinationId: string;
    values: JsonObject;
    payload: JsonObject;
    after: JsonObject | null;
  }[]
> {
  const result = await sql<{
    object: string;
    source_id: string;
    destination_object: string;
    destination_id: string;
    values: JsonObject;
    payload: JsonObject;
    image: JsonObject | null;
  }>`
    select e.object, e.source_id, e.destination_object, e.destination_id, r.values, p.payload, a.image
    from effects e
    join effect_payloads p on p.migration_id = e.migration_id and p.effect_id = e.id
    join records r on r.migration_id = e.migration_id and r.object = e.object and r.source_id = e.source_id and not r.superseded
    left join images a on a.migration_id = e.migration_id and a.effect_id = e.id and a.kind = 'after'
    where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state in ('verified', 'written') and e.role = 'main'
      and e.object in ('company', 'contact', 'deal', 'lead')
    order by md5(e.id::text) limit ${limit}`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    sourceId: row.source_id,
    destinationObject: row.destination_object,
    destinationId: row.destination_id,
    values: row.values,
    payload: row.payload,
    after: row.image,
  }));
}

/** Reasons of records that were left out or reshaped, counted. */
export async function reasonCounts(
  db: Executor,
  scope: Scope,
  version: number,
): Promise<{ object: string; outcome: string; code: string; message: string; reshaping: boolean; count: number }[]> {
  const result = await sql<{
    object: string;
    outcome: string;
    code: string;
    message: string;
    reshaping: boolean;
    n: number;
  }>`
    select p.object, p.outcome, r ->> 'code' as code, min(r ->> 'message') as message, coalesce((r ->> 'reshaping')::boolean, false) as reshaping, count(*) as n
    from plans p cross join lateral jsonb_array_elements(p.reasons) r
    where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
    group by 1, 2, 3, 5 order by n desc`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    outcome: row.outcome,
    code: row.code,
    message: row.message,
    reshaping: row.reshaping,
    count: row.n,
  }));
}

import { type RawBuilder, sql } from 'kysely';
import type { Json } from '../model/json.ts';
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
const joinedEnds = sql`
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
          select 1 from comparisons c cross join lateral jsonb_array_elements(c.differences) d
          where c.migration_id = l.migration_id and c.effect_id = e.id and (c.result = 'missing' or d ->> 'field' = l.carried)) then 'linked'
        else 'missing'
      end as state,
      count(*) as n
    from links l
    ${joinedEnds}
    left join plans p on p.migration_id = l.migration_id and p.mapping_version = ${version} and p.object = l.from_object and p.source_id = o.from_id
    left join effects e on e.migration_id = l.migration_id and e.object = l.from_object and e.source_id = o.from_id and e.role = 'main'
      and e.operation in ('create', 'update')
    left join effects k on l.carried like 'link%' and k.migration_id = l.migration_id and k.object = l.from_object and k.source_id = o.from_id
      and k.operation = 'link' and k.role = 'link ' || substr(l.carried, strpos(l.carried, ' ') + 1)
    where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and p.outcome is distinct from 'exclude'
      and l.to_object not in ('user', 'pipeline', 'stage', 'tag', 'list')
    group by 1, 2, 3`.execute(db);
  return result.rows.map((row) => ({ from: row.from_object, kind: row.kind, state: row.state, count: row.n }));
}

/** What a record holds, for those who say how a person names it. */
export type Values = Record<string, Json>;

export interface ProblemRow {
  object: string;
  sourceId: string;
  code: string;
  message: string;
  hint: string;
  values: Values | null;
}

export interface ProblemList {
  rows: ProblemRow[];
  groups: { object: string; code: string; message: string; hint: string; count: number }[];
  total: number;
}

interface ProblemQueryRow {
  object: string;
  source_id: string;
  code: string | null;
  message: string | null;
  hint: string | null;
  values: Values | null;
}

const toProblem = (row: ProblemQueryRow): ProblemRow => ({
  object: row.object,
  sourceId: row.source_id,
  code: row.code ?? 'unknown',
  message: row.message ?? '',
  hint: row.hint ?? '',
  values: row.values,
});

/** Vendors put values into their messages: beyond this many different ones the list says no more. */
const groupLimit = 100;

/** The first problems with their records, all of them grouped by reason, and their number. */
async function problemList(db: Executor, scope: Scope, body: RawBuilder<unknown>, limit: number): Promise<ProblemList> {
  const rows = await sql<ProblemQueryRow>`
    select f.*, r.values from (select * from (${body}) b order by object, source_id limit ${limit}) f
    left join records r on r.migration_id = ${scope.migrationId} and r.object = f.object and r.source_id = f.source_id and not r.superseded
    order by f.object, f.source_id`.execute(db);
  const groups = await sql<ProblemQueryRow & { n: number; total: number }>`
    select object, coalesce(code, 'unknown') as code, coalesce(message, '') as message, min(hint) as hint, count(*) as n,
      sum(count(*)) over ()::float8 as total
    from (${body}) f group by 1, 2, 3 order by n desc, 1, 2, 3 limit ${groupLimit}`.execute(db);
  return {
    rows: rows.rows.map(toProblem),
    groups: groups.rows.map((row) => ({
      object: row.object,
      code: row.code ?? 'unknown',
      message: row.message ?? '',
      hint: row.hint ?? '',
      count: row.n,
    })),
    total: groups.rows[0]?.total ?? 0,
  };
}

/**
 * Failed records: refused by the vendor, blocked, in doubt, or rejected before writing, with those that became part of them; and
 * links that could not be set.
 */
export function failedRecords(db: Executor, scope: Scope, version: number, limit: number): Promise<ProblemList> {
  const body = sql`
    select e.object, e.source_id, coalesce(e.code, e.state) as code, e.message, e.hint from effects e
      where e.migration_id = ${scope.migrationId} and e.tenant_id = ${scope.tenantId} and e.state in ('failed', 'blocked', 'unresolved')
        -- a link that is blocked waits for a record that is in this list
        and (e.role = 'main' and e.operation in ('create', 'update') or e.operation = 'link' and e.state <> 'blocked')
    union all
    select object, source_id, code, message, hint from (${failedWithSurvivor(scope, version)}) lost
    union all
    select p.object, p.source_id, p.reasons -> 0 ->> 'code', p.reasons -> 0 ->> 'message', p.reasons -> 0 ->> 'hint' from plans p
      where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version} and p.outcome = 'reject'`;
  return problemList(db, scope, body, limit);
}

/** Records that wait for a person, with the last reason, which is the one that held them. */
export function heldRecords(db: Executor, scope: Scope, version: number, limit: number): Promise<ProblemList> {
  const body = sql`
    select p.object, p.source_id, p.reasons -> -1 ->> 'code' as code, p.reasons -> -1 ->> 'message' as message, p.reasons -> -1 ->> 'hint' as hint
    from plans p where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version} and p.outcome = 'hold'`;
  return problemList(db, scope, body, limit);
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
  values: Values | null;
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
    values: Values | null;
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

/** Links that hang on nothing, or on more than one possible parent, or whose other end is not written. */
export async function linkProblems(db: Executor, scope: Scope, version: number, limit: number): Promise<ProblemRow[]> {
  const result = await sql<{
    from_object: string;
    from_id: string;
    kind: string;
    to_object: string;
    to_id: string | null;
    key_value: string | null;
    state: string;
    values: Values | null;
  }>`
    select l.*, r.values from (
      select migration_id, from_object, from_id, kind, to_object, to_id, key_value, state from links
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('missing', 'ambiguous')
        and to_object not in ('user', 'pipeline', 'stage', 'tag', 'list')
      union all
      select l.migration_id, l.from_object, l.from_id, l.kind, l.to_object, l.to_id, l.key_value, coalesce(k.state, q.outcome)
      from links l
      ${joinedEnds}
      join plans p on p.migration_id = l.migration_id and p.mapping_version = ${version} and p.object = l.from_object and p.source_id = o.from_id
        and p.outcome in ('create', 'update', 'merge', 'skip')
      join plans q on q.migration_id = l.migration_id and q.mapping_version = ${version} and q.object = l.to_object and q.source_id = o.to_id
      left join effects k on k.migration_id = l.migration_id and k.object = l.from_object and k.source_id = o.from_id
        and k.operation = 'link' and k.role = l.carried
      where l.migration_id = ${scope.migrationId} and l.tenant_id = ${scope.tenantId} and l.state = 'resolved' and l.carried like 'link %'
        and (k.state in ('failed', 'blocked', 'unresolved') or k.id is null and q.outcome in ('hold', 'reject', 'exclude'))
      order by from_object, kind, from_id limit ${limit}) l
    left join records r on r.migration_id = l.migration_id and r.object = l.from_object and r.source_id = l.from_id and not r.superseded
    order by l.from_object, l.kind, l.from_id`.execute(db);
  return result.rows.map((row) => ({
    object: row.from_object,
    sourceId: row.from_id,
    ...linkProblem(row),
    values: row.values,
  }));
}

const notWritten: Readonly<Record<string, string>> = {
  hold: 'is held',
  reject: 'was rejected',
  exclude: 'is left out',
};

function linkProblem(row: {
  kind: string;
  to_object: string;
  to_id: string | null;
  key_value: string | null;
  state: string;
}): { code: string; message: string; hint: string } {
  const { kind, state, to_object: object } = row;
  if (state === 'ambiguous')
    return {
      code: 'ambiguous_link',
      message: `its ${kind} fits more than one ${object} ("${row.key_value ?? ''}")`,
      hint: 'Choose the right one at the source, or merge the two.',
    };
  const end = `its ${kind} (${object} ${row.to_id ?? row.key_value ?? ''})`;
  if (state === 'missing')
    return {
      code: 'missing_link',
      message: `${end} is not in the source's data`,
      hint: 'It may have been deleted there, or lies outside what the key can see.',
    };
  const why = notWritten[state];
  return why === undefined
    ? {
        code: 'link_not_set',
        message: `${end} could not be linked`,
        hint: 'Correct what failed and retry: the link follows.',
      }
    : { code: 'link_end_not_written', message: `${end} ${why}`, hint: 'Once it is written, a top-up sets the link.' };
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
    values: Values;
    payload: Values;
    after: Values | null;
  }[]
> {
  const result = await sql<{
    object: string;
    source_id: string;
    destination_object: string;
    destination_id: string;
    values: Values;
    payload: Values;
    image: Values | null;
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

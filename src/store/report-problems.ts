/** What went wrong, record by record: the failed, the held, and links that hang on nothing. */

import { type RawBuilder, sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { settingObjects } from '../model/record.ts';
import type { Executor } from './database.ts';
import { joinedEnds } from './report-store.ts';
import type { Scope } from './scope.ts';
import { failedWithSurvivor } from './survivor-store.ts';

export interface ProblemRow {
  object: string;
  sourceId: string;
  code: string;
  message: string;
  hint: string;
  values: JsonObject | null;
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
  values: JsonObject | null;
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
    values: JsonObject | null;
  }>`
    select l.*, r.values from (
      select migration_id, from_object, from_id, kind, to_object, to_id, key_value, state from links
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('missing', 'ambiguous')
        and to_object <> all(${[...settingObjects]})
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

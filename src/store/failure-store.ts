import { sql } from 'kysely';
import { z } from 'zod';
import type { Executor } from './database.ts';
import type { RecordKey } from './record-list-store.ts';
import type { Scope } from './scope.ts';
import { failedWithSurvivor } from './survivor-store.ts';

/** A record that did not come across, with what its row says, so that it can be corrected. */
export interface FailureLine extends RecordKey {
  /** `failed`, `blocked`, `unresolved`, or `rejected` before anything was sent. */
  state: string;
  code: string;
  message: string;
  hint: string;
  values: Record<string, unknown>;
}

const valuesSchema = z.record(z.string(), z.unknown());

/** Failed records of a migration: refused by the vendor, blocked, in doubt, rejected, part of one that failed, or with a link that could not be set. */
function failures(scope: Scope, version: number, object: string | undefined) {
  const ofObject = object === undefined ? sql`` : sql`and object = ${object}`;
  return sql`(
    select object, source_id, state, coalesce(code, state) as code, message, hint from effects
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and state in ('failed', 'blocked', 'unresolved')
        and (role = 'main' and operation in ('create', 'update') or operation = 'link' and state <> 'blocked') ${ofObject}
    union all
    select * from (${failedWithSurvivor(scope, version)}) lost where true ${ofObject}
    union all
    select object, source_id, 'rejected', reasons -> 0 ->> 'code', reasons -> 0 ->> 'message', reasons -> 0 ->> 'hint' from plans
      where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
        and outcome = 'reject' ${ofObject})`;
}

export interface FailureFilter {
  object?: string | undefined;
  after: RecordKey | null;
  limit: number;
}

/** Failures with their rows, a page at a time in the order of object and source id. */
export async function listFailures(
  db: Executor,
  scope: Scope,
  version: number,
  filter: FailureFilter,
): Promise<FailureLine[]> {
  const { object, after } = filter;
  const result = await sql<{
    object: string;
    source_id: string;
    state: string;
    code: string | null;
    message: string | null;
    hint: string | null;
    values: unknown;
  }>`
    select distinct on (f.object, f.source_id) f.*, coalesce(r.values, '{}') as values
    from ${failures(scope, version, object)} f
    left join records r on r.migration_id = ${scope.migrationId} and r.object = f.object and r.source_id = f.source_id and not r.superseded
    ${after === null ? sql`` : sql`where (f.object, f.source_id) > (${after.object}, ${after.sourceId})`}
    order by f.object, f.source_id, f.state limit ${filter.limit}`.execute(db);
  return result.rows.map((row) => ({
    object: row.object,
    sourceId: row.source_id,
    state: row.state,
    code: row.code ?? 'unknown',
    message: row.message ?? '',
    hint: row.hint ?? '',
    values: valuesSchema.parse(row.values),
  }));
}

export async function countFailures(
  db: Executor,
  scope: Scope,
  version: number,
  object: string | undefined,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct (object, source_id)) as n from ${failures(scope, version, object)} f`.execute(db);
  return rows[0]?.n ?? 0;
}

import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Number of staged records by object, deleted ones apart. */
export async function recordTotals(
  db: Executor,
  scope: Scope,
): Promise<Record<string, { total: number; deleted: number; archived: number }>> {
  const result = await sql<{ object: string; total: number; deleted: number; archived: number }>`
    select object, count(*) as total, count(*) filter (where state = 'deleted') as deleted, count(*) filter (where state = 'archived') as archived
    from records where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and not superseded group by object`.execute(
    db,
  );
  return Object.fromEntries(
    result.rows.map((row) => [row.object, { total: row.total, deleted: row.deleted, archived: row.archived }]),
  );
}

/** Longer than this is no line any more: what people write by hand into a line ends before. */
const longestLine = 255;

/** How many records fill a field, and whether one of its texts has several lines or is longer than a line. */
export interface FieldProfile {
  filled: number;
  long: boolean;
}

/** What the records of each object have in each field. */
export async function fieldProfiles(db: Executor, scope: Scope): Promise<Record<string, Record<string, FieldProfile>>> {
  const result = await sql<{ object: string; key: string } & FieldProfile>`
    select r.object, v.key, count(*) as filled,
      bool_or(jsonb_typeof(v.value) = 'string' and (length(v.value #>> '{}') > ${longestLine} or strpos(v.value #>> '{}', E'\\n') > 0)) as long
    from records r cross join lateral jsonb_each(r.values) v
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and not r.superseded and r.state <> 'deleted'
      and v.value not in ('null', '""', '[]', '{}')
    group by 1, 2`.execute(db);
  const profiles: Record<string, Record<string, FieldProfile>> = {};
  for (const { object, key, filled, long } of result.rows)
    profiles[object] = { ...profiles[object], [key]: { filled, long } };
  return profiles;
}

/** Records by the value of a field, most frequent first: owners, stages, types. */
export async function valueCounts(
  db: Executor,
  scope: Scope,
  object: string,
  keys: string[],
  limit: number,
): Promise<{ values: (string | null)[]; count: number }[]> {
  const result = await sql<{ values: (string | null)[]; count: number }>`
    select array(select r.values ->> k from unnest(${keys}::text[]) with ordinality as u (k, o) order by o) as values, count(*) as count
    from records r
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and r.object = ${object} and not r.superseded and r.state <> 'deleted'
    group by 1 order by 2 desc limit ${limit}`.execute(db);
  return result.rows;
}

/** Records of an object that none of these links connects to anything. */
export async function unlinkedCount(db: Executor, scope: Scope, object: string, kinds: string[]): Promise<number> {
  const result = await sql<{ n: number }>`
    select count(*) as n from records r
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and r.object = ${object} and not r.superseded and r.state <> 'deleted'
      and not exists (select 1 from links l where l.migration_id = r.migration_id and l.from_object = r.object and l.from_id = r.source_id
        and l.kind = any(${kinds}) and l.state in ('resolved', 'ambiguous'))`.execute(db);
  return result.rows[0]?.n ?? 0;
}

/** The different values of a field, those of lists one by one, the most frequent first. */
export async function distinctValues(
  db: Executor,
  scope: Scope,
  object: string,
  key: string,
  limit: number,
): Promise<string[]> {
  const result = await sql<{ value: string }>`
    select item #>> '{}' as value from records r
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof(r.values -> ${key}) = 'array' then r.values -> ${key} else jsonb_build_array(r.values -> ${key}) end) item
    where r.migration_id = ${scope.migrationId} and r.tenant_id = ${scope.tenantId} and r.object = ${object} and not r.superseded
      and r.state <> 'deleted' and jsonb_typeof(item) in ('string', 'number', 'boolean') and item <> '""'
    group by 1 order by count(*) desc, 1 limit ${limit}`.execute(db);
  return result.rows.map(({ value }) => value);
}

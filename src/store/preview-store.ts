import { sql } from 'kysely';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

/** Parents of parents of parents: further up nothing decides about a record any more. */
const depth = 3;

/**
 * Records to plan ahead of all others: the first few of each object with all that their links lead to, so that what becomes of
 * them is what will become of them in the end. None where a preview of this version, or more, is planned already.
 */
export async function recordsToPreview(
  db: Executor,
  scope: Scope,
  version: number,
  objects: readonly string[],
  each: number,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ object: string; source_id: string }>`
    with recursive seeds as (
      select r.object, r.source_id from unnest(${[...objects]}::text[]) as o (object)
      cross join lateral (
        select object, source_id from records where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId}
          and object = o.object and not superseded order by source_id limit ${each}
      ) r
      where not exists (select 1 from plans p where p.migration_id = ${scope.migrationId} and p.mapping_version = ${version} and not p.kept)
    ), needed (object, source_id, level) as (
      select object, source_id, 0 from seeds
      union
      select l.to_object, l.to_id, n.level + 1 from needed n
      join links l on l.migration_id = ${scope.migrationId} and l.from_object = n.object and l.from_id = n.source_id
      where n.level < ${depth} and l.state = 'resolved' and l.to_object = any(${[...objects]}::text[])
    )
    select distinct n.object, n.source_id from needed n
    where not exists (select 1 from plans p where p.migration_id = ${scope.migrationId} and p.mapping_version = ${version}
      and p.object = n.object and p.source_id = n.source_id)
    order by 1, 2`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ object }) => object)].map(([object, list]) => [object, list.map((row) => row.source_id)]),
  );
}

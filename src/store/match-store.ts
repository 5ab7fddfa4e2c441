import { sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import type { MatchCandidate } from '../model/views.ts';
import type { Database, Executor } from './database.ts';
import type { PairScope, Scope } from './scope.ts';

export interface IndexedRecord {
  id: string;
  keys: string[];
  values: JsonObject;
}

export async function clearIndex(db: Executor, scope: Scope): Promise<void> {
  await db
    .deleteFrom('match_index')
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .execute();
}

/** Adds a page of what the destination holds. */
export async function saveIndexPage(
  db: Database,
  scope: Scope,
  destinationObject: string,
  records: IndexedRecord[],
): Promise<void> {
  if (records.length === 0) return;
  // an array of arrays has one width in PostgreSQL, so each record's keys travel as JSON
  await sql`
    insert into match_index (migration_id, tenant_id, destination_object, destination_id, keys, values)
    select ${scope.migrationId}, ${scope.tenantId}, ${destinationObject}, i.id, array(select jsonb_array_elements_text(i.keys)), i.values
    from unnest(${records.map((record) => record.id)}::text[], ${records.map((record) => JSON.stringify(record.keys))}::jsonb[],
      ${records.map((record) => JSON.stringify(record.values))}::jsonb[]) as i (id, keys, values)
    on conflict (migration_id, destination_object, destination_id) do update set keys = excluded.keys, values = excluded.values`.execute(
    db,
  );
}

interface CandidateRow {
  destination_object: string;
  destination_id: string;
  values: JsonObject;
  key: string;
}

/**
 * Existing records that share a key, by key. Tombstones of undone samples are no records; nor is what we have made of another
 * record that the source still has: what goes by itself before the sample does so after it, and after the import. One whose
 * source record is gone is found by its values, as when a file without ids was corrected.
 */
export async function candidatesFor(
  db: Executor,
  scope: PairScope,
  destinationObjects: string[],
  keys: string[],
): Promise<Map<string, (MatchCandidate & { destinationObject: string })[]>> {
  if (keys.length === 0) return new Map();
  const result = await sql<CandidateRow>`
    select m.destination_object, m.destination_id, m.values, k.key
    from (select distinct unnest(${keys}::text[]) as key) k
    join match_index m on m.keys @> array[k.key] and m.migration_id = ${scope.migrationId} and m.tenant_id = ${scope.tenantId}
    where m.destination_object = any(${destinationObjects})
      and not exists (select 1 from crosswalk t where t.pair_id = ${scope.pairId} and t.destination_object = m.destination_object
        and t.destination_id = m.destination_id and t.tombstone_at is not null)
      and not exists (select 1 from crosswalk c
        join records r on r.migration_id = ${scope.migrationId} and r.object = c.object and r.source_id = c.source_id
          and not r.superseded and r.state <> 'deleted'
        where c.pair_id = ${scope.pairId} and c.destination_object = m.destination_object and c.destination_id = m.destination_id
          and c.tombstone_at is null and c.origin = 'created')`.execute(db);
  const byKey = new Map<string, (MatchCandidate & { destinationObject: string })[]>();
  for (const row of result.rows) {
    const list = byKey.get(row.key) ?? [];
    list.push({
      id: row.destination_id,
      destinationObject: row.destination_object,
      values: row.values,
      keys: [row.key],
    });
    byKey.set(row.key, list);
  }
  return byKey;
}

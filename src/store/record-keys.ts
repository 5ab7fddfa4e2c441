import { type RawBuilder, sql } from 'kysely';
import type { JsonObject } from '../model/json.ts';
import { insertMany } from './copy.ts';
import type { Database } from './database.ts';
import type { Scope } from './scope.ts';

const pageSize = 2_000;

/** Stores the keys of an object's records, by which they are found and joined: those records for which `which` holds. */
export async function indexRecordKeys(
  db: Database,
  scope: Scope,
  object: string,
  which: RawBuilder<unknown>,
  keysOf: (values: JsonObject) => { by: string; key: string }[],
  heartbeat: () => void,
): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ source_id: string; values: JsonObject }>`
      select source_id, values from records where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and object = ${object}
        and not superseded and ${which} and source_id > ${after} order by source_id limit ${pageSize}`.execute(db);
    const keys = rows.flatMap((row) => keysOf(row.values).map((key) => ({ ...key, sourceId: row.source_id })));
    await insertMany(
      db,
      'record_keys',
      {
        migration_id: ['uuid', () => scope.migrationId],
        tenant_id: ['uuid', () => scope.tenantId],
        object: ['text', () => object],
        key_by: ['text', (row: (typeof keys)[number]) => row.by],
        key_value: ['text', (row) => row.key],
        source_id: ['text', (row) => row.sourceId],
      },
      keys,
    );
    heartbeat();
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.source_id;
  }
}

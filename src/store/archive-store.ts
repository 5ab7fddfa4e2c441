import { sql } from 'kysely';
import type { Json } from '../model/json.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface ArchivedRecord {
  sourceId: string;
  values: Record<string, Json>;
}

const pageSize = 1_000;

/** Objects with records that did not come across because the destination has nothing that corresponds. */
export async function archivedObjects(
  db: Executor,
  scope: Scope,
  version: number,
): Promise<{ object: string; count: number }[]> {
  const result = await sql<{ object: string; n: number }>`
    select object, count(*) as n from plans
    where migration_id = ${scope.migrationId} and tenant_id = ${scope.tenantId} and mapping_version = ${version}
      and outcome = 'exclude' and reasons @> '[{"code": "archived_for_customer"}]'
    group by 1 order by 1`.execute(db);
  return result.rows.map((row) => ({ object: row.object, count: row.n }));
}

/** Their records with all that the source told, page by page. */
export async function* archivedRecords(
  db: Executor,
  scope: Scope,
  version: number,
  object: string,
): AsyncGenerator<ArchivedRecord[]> {
  let after = '';
  for (;;) {
    const page = await sql<{ source_id: string; values: Record<string, Json> }>`
      select r.source_id, r.values from plans p
      join records r on r.migration_id = p.migration_id and r.object = p.object and r.source_id = p.source_id and not r.superseded
      where p.migration_id = ${scope.migrationId} and p.tenant_id = ${scope.tenantId} and p.mapping_version = ${version}
        and p.object = ${object} and p.outcome = 'exclude' and p.reasons @> '[{"code": "archived_for_customer"}]' and p.source_id > ${after}
      order by p.source_id limit ${pageSize}`.execute(db);
    if (page.rows.length > 0) yield page.rows.map((row) => ({ sourceId: row.source_id, values: row.values }));
    const last = page.rows.at(-1);
    if (!last || page.rows.length < pageSize) return;
    after = last.source_id;
  }
}

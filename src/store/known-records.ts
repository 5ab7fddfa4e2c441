/** What is stored already of records that a page tells. */
import { sql } from 'kysely';
import type { Json } from '../model/json.ts';
import type { LinkKey, RecordLink, RecordProblem, SourceRecord } from '../model/record.ts';
import type { Executor } from './database.ts';
import { type HashedRecord, keyOf } from './hashed-record.ts';
import type { Scope } from './scope.ts';

export interface KnownRecord {
  hash: string;
  snapshot: number;
}

/** Looked up by object and a list of ids: that goes by key, whatever the statistics of a table that grows this fast say. */
export async function knownRecords(
  db: Executor,
  scope: Scope,
  entries: readonly HashedRecord[],
): Promise<Map<string, KnownRecord>> {
  const known = new Map<string, KnownRecord>();
  for (const [object, group] of Map.groupBy(entries, ({ record }) => record.object)) {
    const rows = await db
      .selectFrom('records')
      .select(['source_id', 'hash', 'snapshot'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('superseded', '=', false)
      .execute();
    for (const { source_id: sourceId, ...row } of rows) known.set(keyOf({ object, sourceId }), row);
  }
  return known;
}

/** `source_id = any(…)`: one prepared statement, however many ids. */
export function anyOf(entries: readonly HashedRecord[]) {
  return sql<string>`any(${entries.map(({ record }) => record.sourceId)})`;
}

type Told = Required<Pick<SourceRecord, 'values' | 'links' | 'problems'>>;

/** What this very reading has stored of records, from an earlier page. */
export async function storedContents(
  db: Executor,
  scope: Scope,
  snapshot: number,
  entries: readonly HashedRecord[],
): Promise<Map<string, Told>> {
  const contents = new Map<string, Told>();
  for (const [object, group] of Map.groupBy(entries, ({ record }) => record.object)) {
    const records = await db
      .selectFrom('records')
      .select(['source_id', 'values', 'problems'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('snapshot', '=', snapshot)
      .execute();
    const links = await db
      .selectFrom('links')
      .select(['from_id', 'kind', 'to_object', 'to_id', 'key_by', 'key_value', 'label', 'is_primary'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('from_object', '=', object)
      .where('from_id', '=', anyOf(group))
      .orderBy('position')
      .execute();
    const linksOf = Map.groupBy(links, (link) => link.from_id);
    for (const { source_id: sourceId, values, problems } of records) {
      contents.set(keyOf({ object, sourceId }), {
        values: values as Record<string, Json>,
        links: (linksOf.get(sourceId) ?? []).map(toLink),
        problems: (problems as RecordProblem[] | null) ?? [],
      });
    }
  }
  return contents;
}

function toLink(row: {
  kind: string;
  to_object: string;
  to_id: string | null;
  key_by: string | null;
  key_value: string | null;
  label: string | null;
  is_primary: boolean;
}): RecordLink {
  return {
    kind: row.kind,
    toObject: row.to_object,
    ...(row.to_id !== null && { toId: row.to_id }),
    ...(row.key_by !== null &&
      row.key_value !== null && { toKey: { by: row.key_by as LinkKey['by'], value: row.key_value } }),
    ...(row.label !== null && { label: row.label }),
    ...(row.is_primary && { primary: true }),
  };
}

import type { Generated } from 'kysely';
import type { JsonColumn, NullableJson, NullableTimestamp } from './columns.ts';

interface StreamsTable {
  migration_id: string;
  tenant_id: string;
  stream: string;
  snapshot: number;
  position: number;
  cursor: NullableJson;
  done: Generated<boolean>;
  pages: Generated<number>;
  rows: Generated<number>;
  records: Generated<number>;
  total: number | null;
  skipped: string | null;
  started_at: NullableTimestamp;
  finished_at: NullableTimestamp;
}

interface RawRowsTable {
  migration_id: string;
  tenant_id: string;
  stream: string;
  raw_key: string;
  snapshot: number;
  data: JsonColumn;
}

interface RecordsTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  snapshot: number;
  hash: string;
  values: JsonColumn;
  state: Generated<string>;
  created_at: NullableTimestamp;
  updated_at: NullableTimestamp;
  problems: NullableJson;
  superseded: Generated<boolean>;
}

interface LinksTable {
  migration_id: string;
  tenant_id: string;
  from_object: string;
  from_id: string;
  kind: string;
  position: number;
  to_object: string;
  to_id: string | null;
  key_by: string | null;
  key_value: string | null;
  label: string | null;
  is_primary: Generated<boolean>;
  state: string;
  carried: string | null;
  snapshot: number;
}

interface RecordKeysTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  key_by: string;
  key_value: string;
  source_id: string;
}

interface DuplicatesTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  group_id: string;
  group_size: Generated<number>;
  kinds: string[];
  decision: string | null;
  merged_into: string | null;
}

/** What was read from the source: streams, rows as they came, records, their links, and which of them are the same. */
export interface StagingTables {
  streams: StreamsTable;
  raw_rows: RawRowsTable;
  records: RecordsTable;
  links: LinksTable;
  record_keys: RecordKeysTable;
  duplicates: DuplicatesTable;
}

import type { ColumnType, Generated } from 'kysely';
import type { GeneratedTimestamp, JsonColumn, NullableJson, NullableTimestamp } from './columns.ts';

interface MigrationsTable {
  stage_since: GeneratedTimestamp;
  id: string;
  tenant_id: string;
  customer: string;
  pair_id: string | null;
  source_connection_id: string;
  destination_connection_id: string;
  source_system: string;
  destination_system: string;
  file: JsonColumn;
  file_key: string;
  marker: string;
  stage: Generated<string>;
  status: Generated<string>;
  waiting_for: NullableJson;
  snapshot: Generated<number>;
  mapping_version: number | null;
  approval: NullableJson;
  quiet: NullableJson;
  override: NullableJson;
  estimate: NullableJson;
  source_metadata: NullableJson;
  destination_metadata: NullableJson;
  reading_plan: NullableJson;
  timings: ColumnType<unknown, string | undefined, string>;
  error: NullableJson;
  idempotency_key: string | null;
  created_by: string;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
  ended_at: NullableTimestamp;
  purged_at: NullableTimestamp;
}

interface AccountPairsTable {
  id: string;
  tenant_id: string;
  source_system: string;
  source_account: string;
  destination_system: string;
  destination_account: string;
  created_at: GeneratedTimestamp;
}

interface AuditTable {
  id: Generated<number>;
  tenant_id: string;
  migration_id: string | null;
  actor: string;
  via: string;
  action: string;
  accepted: boolean;
  reason: string | null;
  payload: ColumnType<unknown, string | undefined, string>;
  at: GeneratedTimestamp;
}

interface MappingsTable {
  migration_id: string;
  tenant_id: string;
  version: number;
  document: JsonColumn;
  hash: string;
  created_by: string;
  created_at: GeneratedTimestamp;
}

interface DestinationLocksTable {
  tenant_id: string;
  system: string;
  account: string;
  migration_id: string;
  acquired_at: GeneratedTimestamp;
}

interface LanesTable {
  migration_id: string;
  tenant_id: string;
  name: string;
  fence: Generated<number>;
}

interface CountersTable {
  migration_id: string;
  tenant_id: string;
  scope: string;
  object: string;
  name: string;
  value: Generated<number>;
}

interface RequestCountsTable {
  migration_id: string;
  tenant_id: string;
  side: string;
  total: Generated<number>;
  throttled: Generated<number>;
}

interface NotificationsTable {
  id: string;
  tenant_id: string;
  migration_id: string;
  origin: string;
  event: string;
  target: string;
  subject: string;
  body: string;
  next_at: GeneratedTimestamp;
  state: Generated<string>;
  attempts: Generated<number>;
  error: string | null;
  at: GeneratedTimestamp;
}

/** Each migration, what was decided about it, who holds which destination, and what people were told. */
export interface MigrationTables {
  migrations: MigrationsTable;
  account_pairs: AccountPairsTable;
  audit: AuditTable;
  mappings: MappingsTable;
  destination_locks: DestinationLocksTable;
  lanes: LanesTable;
  counters: CountersTable;
  request_counts: RequestCountsTable;
  notifications: NotificationsTable;
}

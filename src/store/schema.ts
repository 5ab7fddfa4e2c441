import type { ColumnType, Generated } from 'kysely';

/** Written as JSON text, read as parsed JSON. Every reader checks it with the schema of what it expects. */
export type JsonColumn = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown, string | null, string | null>;
type GeneratedTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;
type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

interface TenantsTable {
  id: string;
  name: string;
  created_at: GeneratedTimestamp;
}

interface ApiKeysTable {
  id: string;
  tenant_id: string;
  name: string;
  role: string;
  key_hash: string;
  key_hint: string;
  created_at: GeneratedTimestamp;
  last_used_at: NullableTimestamp;
  revoked_at: NullableTimestamp;
}

interface ConnectionsTable {
  id: string;
  tenant_id: string;
  system: string;
  name: string;
  base_url: string | null;
  credentials: string;
  options: ColumnType<unknown, string | undefined, string>;
  account_id: string | null;
  account_name: string | null;
  tested_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}

interface OauthTokensTable {
  tenant_id: string;
  credentials_digest: string;
  connection_id: string;
  tokens: string;
  updated_at: GeneratedTimestamp;
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

interface MatchIndexTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  destination_id: string;
  keys: string[];
  values: JsonColumn;
}

interface IndexWalksTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  cursor: NullableJson;
  done: Generated<boolean>;
  total: number | null;
}

interface PlansTable {
  kept: Generated<boolean>;
  preview: Generated<boolean>;
  migration_id: string;
  tenant_id: string;
  mapping_version: number;
  object: string;
  source_id: string;
  outcome: string;
  destination_object: string | null;
  matched_id: string | null;
  placement: NullableJson;
  reasons: JsonColumn;
  effects: JsonColumn;
  content_hash: string;
}

interface ApprovedOutcomesTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  outcome: string;
}

interface CountersTable {
  migration_id: string;
  tenant_id: string;
  scope: string;
  object: string;
  name: string;
  value: Generated<number>;
}

interface EffectsTable {
  id: string;
  tenant_id: string;
  pair_id: string;
  migration_id: string;
  object: string;
  source_id: string;
  role: string;
  operation: string;
  wave: number;
  priority: Generated<number>;
  destination_object: string;
  destination_id: string | null;
  state: Generated<string>;
  attempts: Generated<number>;
  request_id: string | null;
  fence: number | null;
  intended_at: NullableTimestamp;
  deadline: NullableTimestamp;
  answered_at: NullableTimestamp;
  code: string | null;
  message: string | null;
  hint: string | null;
  in_sample: Generated<boolean>;
  undo_result: string | null;
}

interface EffectPayloadsTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  payload: JsonColumn;
  reference_fields: JsonColumn;
  content_hash: string;
}

interface ImagesTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  kind: string;
  image: JsonColumn;
  version: string | null;
  at: GeneratedTimestamp;
}

interface CrosswalkTable {
  pair_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  role: string;
  destination_object: string;
  destination_id: string;
  origin: string;
  migration_id: string;
  content_hash: Generated<string>;
  tombstone_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}

interface ComparisonsTable {
  migration_id: string;
  tenant_id: string;
  effect_id: string;
  result: string;
  differences: ColumnType<unknown, string | undefined, string>;
  at: GeneratedTimestamp;
}

interface SampleRecordsTable {
  migration_id: string;
  tenant_id: string;
  object: string;
  source_id: string;
  reason: string;
  chosen: Generated<string>;
  is_root: Generated<boolean>;
}

interface RequestCountsTable {
  migration_id: string;
  tenant_id: string;
  side: string;
  total: Generated<number>;
  throttled: Generated<number>;
}

interface UploadsTable {
  id: string;
  tenant_id: string;
  file_name: string;
  content_hash: string;
  size_bytes: number;
  created_by: string;
  created_at: GeneratedTimestamp;
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

interface DoublesTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  destination_id: string;
  object: string | null;
  source_id: string | null;
  twin_id: string | null;
  at: GeneratedTimestamp;
}

interface DestinationTotalsTable {
  migration_id: string;
  tenant_id: string;
  destination_object: string;
  before: number | null;
  after: number | null;
}

/** The tables, as migrations/*.sql makes them. */
export interface Schema {
  tenants: TenantsTable;
  api_keys: ApiKeysTable;
  connections: ConnectionsTable;
  oauth_tokens: OauthTokensTable;
  account_pairs: AccountPairsTable;
  migrations: MigrationsTable;
  audit: AuditTable;
  mappings: MappingsTable;
  destination_locks: DestinationLocksTable;
  lanes: LanesTable;
  streams: StreamsTable;
  raw_rows: RawRowsTable;
  records: RecordsTable;
  links: LinksTable;
  record_keys: RecordKeysTable;
  duplicates: DuplicatesTable;
  match_index: MatchIndexTable;
  index_walks: IndexWalksTable;
  plans: PlansTable;
  approved_outcomes: ApprovedOutcomesTable;
  counters: CountersTable;
  effects: EffectsTable;
  effect_payloads: EffectPayloadsTable;
  images: ImagesTable;
  crosswalk: CrosswalkTable;
  comparisons: ComparisonsTable;
  sample_records: SampleRecordsTable;
  request_counts: RequestCountsTable;
  uploads: UploadsTable;
  notifications: NotificationsTable;
  doubles: DoublesTable;
  destination_totals: DestinationTotalsTable;
}

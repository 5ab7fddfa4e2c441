import type { ColumnType } from 'kysely';
import type { GeneratedTimestamp, NullableTimestamp } from './columns.ts';

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

interface UploadsTable {
  id: string;
  tenant_id: string;
  file_name: string;
  content_hash: string;
  size_bytes: number;
  created_by: string;
  created_at: GeneratedTimestamp;
}

/** Who may do what, and what a connection needs: tenants, keys, connections, files that were sent. */
export interface AccessTables {
  tenants: TenantsTable;
  api_keys: ApiKeysTable;
  connections: ConnectionsTable;
  oauth_tokens: OauthTokensTable;
  uploads: UploadsTable;
}

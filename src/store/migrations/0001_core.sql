-- The store. Every table carries the tenant. Ids are UUIDv7, so a range of migration ids is a range of time: wide, append-only
-- tables are partitioned by the month of their migration, and retention drops partitions (see partitions.ts).
-- Narrow hot tables (effects, crosswalk, links) stand apart from the wide ones.

-- UUID version 7 (RFC 9562): 48 bits of milliseconds, then random. PostgreSQL has its own only from version 18 on.
create function portage_uuid7() returns uuid language sql volatile as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1),
    'hex')::uuid
$$;

create table tenants (
  id uuid primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);

create table api_keys (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  name text not null,
  role text not null check (role in ('viewer', 'operator', 'approver', 'admin')),
  key_hash text not null unique,
  key_hint text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

create table connections (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  system text not null,
  name text not null,
  base_url text,
  -- encrypted envelope, see runtime/secrets.ts
  credentials text not null,
  options jsonb not null default '{}',
  account_id text,
  account_name text,
  tested_at timestamptz,
  created_at timestamptz not null default now()
);

-- The crosswalk belongs to the pair of accounts, not to one migration.
create table account_pairs (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  source_system text not null,
  source_account text not null,
  destination_system text not null,
  destination_account text not null,
  created_at timestamptz not null default now(),
  unique (tenant_id, source_system, source_account, destination_system, destination_account)
);

create table migrations (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  customer text not null,
  pair_id uuid references account_pairs,
  source_connection_id uuid not null references connections,
  destination_connection_id uuid not null references connections,
  source_system text not null,
  destination_system text not null,
  file jsonb not null,
  -- equal for the same file given again: an unfinished migration is resumed by it
  file_key text not null,
  marker text not null,
  stage text not null default 'created',
  status text not null default 'running',
  -- shown while a person is needed: code, message, hint
  waiting_for jsonb,
  snapshot int not null default 0,
  mapping_version int,
  approval jsonb,
  quiet jsonb,
  override jsonb,
  estimate jsonb,
  source_metadata jsonb,
  destination_metadata jsonb,
  reading_plan jsonb,
  -- seconds spent in each stage so far
  timings jsonb not null default '{}',
  stage_since timestamptz not null default now(),
  error jsonb,
  idempotency_key text,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (tenant_id, idempotency_key)
);
create index migrations_by_file on migrations (tenant_id, file_key, created_at desc);
create unique index migrations_marker on migrations (tenant_id, destination_connection_id, marker);

-- Audit: append-only, who decided what, when, by which way in, and what was refused.
create table audit (
  id bigint generated always as identity primary key,
  tenant_id uuid not null references tenants,
  migration_id uuid,
  actor text not null,
  via text not null,
  action text not null,
  accepted boolean not null,
  reason text,
  payload jsonb not null default '{}',
  at timestamptz not null default now()
);
create index audit_by_migration on audit (migration_id, id);
create function audit_is_append_only() returns trigger language plpgsql as $$
begin raise exception 'the audit trail is append-only'; end $$;
create trigger audit_append_only before update or delete on audit for each row execute function audit_is_append_only();

create table mappings (
  migration_id uuid not null references migrations on delete cascade,
  tenant_id uuid not null,
  version int not null,
  document jsonb not null,
  hash text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (migration_id, version)
);

-- One writer per destination account; the fence grows with each holder and is stored with every answer.
create table destination_locks (
  tenant_id uuid not null,
  system text not null,
  account text not null,
  migration_id uuid not null,
  acquired_at timestamptz not null default now(),
  primary key (tenant_id, system, account)
);

-- A lane is one writer's stream of requests for one wave of a migration; taking it over raises its fence.
create table lanes (
  migration_id uuid not null,
  tenant_id uuid not null,
  name text not null,
  fence bigint not null default 0,
  primary key (migration_id, name)
);

create table streams (
  migration_id uuid not null references migrations on delete cascade,
  tenant_id uuid not null,
  stream text not null,
  snapshot int not null,
  position int not null,
  cursor jsonb,
  done boolean not null default false,
  pages int not null default 0,
  rows bigint not null default 0,
  records bigint not null default 0,
  -- total as the source tells it, for progress and for the check at the end
  total bigint,
  skipped text,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (migration_id, stream, snapshot)
);

create table raw_rows (
  migration_id uuid not null,
  tenant_id uuid not null,
  stream text not null,
  raw_key text not null,
  snapshot int not null,
  data json not null
) partition by range (migration_id);
create index raw_rows_key on raw_rows (migration_id, stream, raw_key, snapshot);

create table records (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  source_id text not null,
  snapshot int not null,
  hash text not null,
  values jsonb not null,
  state text not null default 'active',
  created_at timestamptz,
  updated_at timestamptz,
  problems jsonb,
  -- a newer snapshot of the record exists
  superseded boolean not null default false,
  primary key (migration_id, object, source_id, snapshot)
) partition by range (migration_id);

create table links (
  migration_id uuid not null,
  tenant_id uuid not null,
  from_object text not null,
  from_id text not null,
  kind text not null,
  position int not null,
  to_object text not null,
  to_id text,
  key_by text,
  key_value text,
  label text,
  is_primary boolean not null default false,
  -- resolved, missing, ambiguous, or pending until keys are resolved
  state text not null,
  -- how the destination holds it: null until planned
  carried text,
  snapshot int not null,
  primary key (migration_id, from_object, from_id, kind, position)
);
create index links_to on links (migration_id, to_object, to_id);
create index links_pending on links (migration_id) where state = 'pending';

-- Keys of staged records by which other records may point at them.
create table record_keys (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  key_by text not null,
  key_value text not null,
  source_id text not null,
  primary key (migration_id, object, key_by, key_value, source_id)
);

-- What the destination already holds, by match key; rebuilt before planning.
create table match_index (
  migration_id uuid not null,
  tenant_id uuid not null,
  destination_object text not null,
  destination_id text not null,
  keys text[] not null,
  values jsonb not null,
  primary key (migration_id, destination_object, destination_id)
);
create index match_index_keys on match_index using gin (keys);

-- Walks over the destination's lists that fill the match index.
create table index_walks (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  cursor jsonb,
  done boolean not null default false,
  total bigint,
  primary key (migration_id, object)
);

create table plans (
  migration_id uuid not null,
  tenant_id uuid not null,
  mapping_version int not null,
  object text not null,
  source_id text not null,
  outcome text not null,
  destination_object text,
  matched_id text,
  placement jsonb,
  reasons jsonb not null,
  effects jsonb not null,
  content_hash text not null,
  -- its record is written: planning again leaves it alone
  kept boolean not null default false,
  primary key (migration_id, mapping_version, object, source_id)
) partition by range (migration_id);

-- Counters kept in the transaction that changes what they count.
create table counters (
  migration_id uuid not null,
  tenant_id uuid not null,
  scope text not null,
  object text not null,
  name text not null,
  value bigint not null default 0,
  primary key (migration_id, scope, object, name)
);

-- Hot: one row per change at the destination. The key is stable, so it is written once, whoever asks.
create table effects (
  id uuid primary key,
  tenant_id uuid not null,
  pair_id uuid not null,
  migration_id uuid not null,
  object text not null,
  source_id text not null,
  role text not null,
  operation text not null,
  wave int not null,
  priority bigint not null default 0,
  destination_object text not null,
  destination_id text,
  state text not null default 'planned',
  attempts int not null default 0,
  request_id uuid,
  fence bigint,
  intended_at timestamptz,
  deadline timestamptz,
  answered_at timestamptz,
  code text,
  message text,
  hint text,
  in_sample boolean not null default false,
  undo_result text check (undo_result in ('reversed', 'kept', 'failed')),
  unique (migration_id, object, source_id, role, operation)
) with (fillfactor = 70);
create index effects_queue on effects (migration_id, wave, priority desc, id) where state = 'planned';
create index effects_doubt on effects (migration_id, deadline) where state = 'intended';
create index effects_by_destination on effects (pair_id, destination_object, destination_id);

create table effect_payloads (
  migration_id uuid not null,
  tenant_id uuid not null,
  effect_id uuid not null,
  payload jsonb not null,
  reference_fields jsonb not null,
  content_hash text not null,
  primary key (migration_id, effect_id)
) partition by range (migration_id);

-- Before- and after-images outlive staging: the base for undo, three-way top-up and "edited since".
create table images (
  migration_id uuid not null,
  tenant_id uuid not null,
  effect_id uuid not null,
  kind text not null check (kind in ('before', 'after')),
  image jsonb not null,
  version text,
  at timestamptz not null default now(),
  primary key (migration_id, effect_id, kind)
) partition by range (migration_id);

create table crosswalk (
  pair_id uuid not null references account_pairs,
  tenant_id uuid not null,
  object text not null,
  source_id text not null,
  role text not null,
  destination_object text not null,
  destination_id text not null,
  origin text not null check (origin in ('created', 'matched')),
  migration_id uuid not null,
  content_hash text not null default '',
  -- set when undone: matching and reconcile ignore the id for good
  tombstone_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (pair_id, object, source_id, role, destination_object, destination_id)
);
create index crosswalk_by_destination on crosswalk (pair_id, destination_object, destination_id);

create table comparisons (
  migration_id uuid not null,
  tenant_id uuid not null,
  effect_id uuid not null,
  result text not null check (result in ('equal', 'drifted', 'missing', 'edited')),
  differences jsonb not null default '[]',
  at timestamptz not null default now(),
  primary key (migration_id, effect_id)
);

-- Records of the sample, and why each was chosen.
create table sample_records (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  source_id text not null,
  reason text not null,
  is_root boolean not null default true,
  primary key (migration_id, object, source_id)
);

create table request_counts (
  migration_id uuid not null,
  tenant_id uuid not null,
  side text not null check (side in ('source', 'destination')),
  total bigint not null default 0,
  throttled bigint not null default 0,
  primary key (migration_id, side)
);

create table uploads (
  id uuid primary key,
  tenant_id uuid not null,
  file_name text not null,
  content_hash text not null,
  size_bytes bigint not null,
  created_by text not null,
  created_at timestamptz not null default now()
);

create table notifications (
  id uuid primary key,
  tenant_id uuid not null,
  migration_id uuid not null,
  event text not null,
  target text not null,
  state text not null default 'pending',
  attempts int not null default 0,
  error text,
  at timestamptz not null default now(),
  unique (migration_id, event, target)
);

-- Who has agreed to a sampled mapping version, where more than one has to. Stored before the decision is sent, so that only who
-- has signed in, or holds a link, counts: what a signal claims does not.
create table agreements (
  id uuid primary key,
  tenant_id uuid not null,
  migration_id uuid not null,
  mapping_version int not null,
  kind text not null check (kind in ('staff', 'customer')),
  -- user:<id>, key:<id>, link:<id>, claim:<name>: two of the same are one
  principal text not null,
  actor text not null,
  via text not null,
  note text,
  at timestamptz not null default now(),
  voided_at timestamptz
);
create unique index agreements_once on agreements (migration_id, mapping_version, principal) where voided_at is null;

-- Links by which a customer sees the sample and nothing else. Of the token only its hash is kept.
create table sample_links (
  id uuid primary key,
  tenant_id uuid not null,
  migration_id uuid not null,
  token_hash text not null unique,
  recipient text not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index sample_links_of on sample_links (migration_id, id);

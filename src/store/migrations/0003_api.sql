-- People who work with the API, and what its lists need. A key belongs to a person or, without one, to a program.
create table users (
  id uuid primary key,
  tenant_id uuid not null references tenants,
  email text not null,
  name text not null,
  -- keys of this person never reach further than this
  role text not null check (role in ('viewer', 'operator', 'approver', 'admin')),
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
create unique index users_email on users (tenant_id, lower(email));

alter table api_keys add column user_id uuid references users;
create index api_keys_by_tenant on api_keys (tenant_id, id desc);

create index migrations_by_tenant on migrations (tenant_id, id desc);
create index connections_by_tenant on connections (tenant_id, id desc);
create index uploads_by_tenant on uploads (tenant_id, id desc);
create index uploads_by_content on uploads (tenant_id, content_hash);

-- What people look for, in the order in which it is paged: without these a page of failures would walk over every record.
-- The states that every record passes through on its way are not in them.
create index effects_to_look_at on effects (migration_id, state, object, source_id)
  where state in ('failed', 'blocked', 'unresolved', 'skipped', 'undone');
create index plans_to_look_at on plans (migration_id, mapping_version, outcome, object, source_id)
  where outcome in ('hold', 'reject', 'merge', 'skip', 'exclude');

-- What vendors gave for refresh tokens, for all workers: a vendor that rotates them takes the one before back at once.
-- The key names the credentials that the chain of tokens began with, so that the same migration file goes on with it.
create table oauth_tokens (
  tenant_id uuid not null references tenants,
  credentials_digest text not null,
  -- the connection that used them last; they go with it
  connection_id uuid not null references connections on delete cascade,
  -- encrypted envelope, see runtime/secrets.ts
  tokens text not null,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, credentials_digest)
);
create index oauth_tokens_by_connection on oauth_tokens (connection_id);

-- What was planned for each record when somebody approved it: after planning again, before the first write, the two are
-- compared record by record. Narrow, and kept as long as the plans are.
create table approved_outcomes (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  source_id text not null,
  outcome text not null,
  primary key (migration_id, object, source_id)
);

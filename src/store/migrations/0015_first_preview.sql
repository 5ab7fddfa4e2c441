-- What the first records will become, planned before the destination was read: nothing in it was matched with what is there. It is
-- shown until the real preview takes its place, and no plan is made of it.
create table first_previews (
  migration_id uuid not null,
  tenant_id uuid not null,
  mapping_version int not null,
  object text not null,
  source_id text not null,
  outcome text not null,
  destination_object text,
  reasons jsonb not null,
  primary key (migration_id, object, source_id)
);

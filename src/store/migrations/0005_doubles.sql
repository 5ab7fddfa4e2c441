-- What reading back found at the destination beside what the crosswalk knows: records that look like a second copy of ours.
create table doubles (
  migration_id uuid not null,
  tenant_id uuid not null,
  destination_object text not null,
  destination_id text not null,
  -- the source record whose id it carries, and the record that stands for it; null where only the marker is ours
  object text,
  source_id text,
  twin_id text,
  at timestamptz not null default now(),
  primary key (migration_id, destination_object, destination_id)
);

-- How many records the destination says it holds: before the first write, and after the last reading back.
create table destination_totals (
  migration_id uuid not null,
  tenant_id uuid not null,
  destination_object text not null,
  before bigint,
  after bigint,
  primary key (migration_id, destination_object)
);

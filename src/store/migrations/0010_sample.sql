-- How a record came into the sample: named by a person, chosen for trouble, typical, completing the cover, or brought along.
alter table sample_records add column chosen text not null default 'typical'
  check (chosen in ('named', 'trouble', 'typical', 'cover', 'brought'));

-- What the sample could not show: a kind of record that did not fit in, a record that was named and not found.
create table sample_gaps (
  migration_id uuid not null,
  tenant_id uuid not null,
  position int not null,
  what text not null,
  primary key (migration_id, position)
);

-- Records that somebody wants to see in the sample, by object and id or by a text that stands in them.
create table sample_wishes (
  migration_id uuid not null,
  tenant_id uuid not null,
  wish text not null,
  wished_by text not null,
  at timestamptz not null default now(),
  primary key (migration_id, wish)
);

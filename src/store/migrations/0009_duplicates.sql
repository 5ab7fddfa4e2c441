-- Records of one source that may be the same, in groups that a person merges or keeps apart; found anew after each export.
create table duplicates (
  migration_id uuid not null,
  tenant_id uuid not null,
  object text not null,
  source_id text not null,
  -- the smallest source id of the group
  group_id text not null,
  group_size int not null default 1,
  -- by what it meets the others: email, phone, domain, name
  kinds text[] not null,
  -- as the mapping in use says; null before there is one
  decision text check (decision in ('apart', 'merge', 'hold')),
  -- the record of the group that this one becomes part of
  merged_into text,
  primary key (migration_id, object, source_id)
);
create index duplicates_by_group on duplicates (migration_id, object, group_id);
create index duplicates_merged on duplicates (migration_id, object, merged_into) where merged_into is not null;

-- Planned ahead of the rest, so that people see what is going to happen before everything is planned.
alter table plans add column preview boolean not null default false;
create index plans_preview on plans (migration_id, mapping_version) where preview;

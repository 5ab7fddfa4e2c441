-- Two people agree to go on after a hold as well: each to this very difference, which the subject names by its fingerprint.
alter table agreements add column subject text not null default 'approval';
drop index agreements_once;
create unique index agreements_once on agreements (migration_id, mapping_version, subject, principal) where voided_at is null;

-- A migration whose customer's data was removed: what is left is that it took place, and the pairs of ids.
alter table migrations add column purged_at timestamptz;

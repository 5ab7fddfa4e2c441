-- A notice is written down by the step that has something to tell, and sent by whichever worker gets to it first.
alter table notifications
  drop constraint notifications_migration_id_event_target_key,
  -- the step of a workflow's run: repeated, it tells nothing twice
  add column origin text not null default '',
  add column subject text not null default '',
  add column body text not null default '',
  add column next_at timestamptz not null default now(),
  add constraint notifications_once unique (migration_id, origin, event, target);

create index notifications_due on notifications (next_at) where state = 'pending';

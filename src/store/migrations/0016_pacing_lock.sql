-- Rows that are missing are made before any is locked: whoever holds one and makes another waits for somebody who makes that
-- other one and wants the first.
create or replace function pacing_lock(keys text[]) returns void language plpgsql as $$
begin
  if (select count(*) from pacing_budgets where key = any (keys)) < cardinality(keys) then
    insert into pacing_budgets (key) select key from unnest(keys) as key order by key on conflict do nothing;
  end if;
  -- in the order of their keys, so that two callers never wait for each other in a circle
  perform 1 from pacing_budgets where key = any (keys) order by key for update;
end
$$;

-- Budgets of accounts at their vendors, shared by all workers. They are the vendor's, not a tenant's: two tenants that connect
-- the same account draw on the same limit, so the key names system and account (and a digest of the key, where the budget is
-- the key's own), and nothing here tells whose data moved.

create table pacing_budgets (
  key text primary key,
  -- the next free slot (GCRA's theoretical arrival time)
  tat timestamptz not null default '-infinity',
  -- the vendor asked to stay away until then
  blocked_until timestamptz not null default '-infinity',
  throttled_at timestamptz,
  throttle_count int not null default 0,
  -- a limit lower than the stated one, learnt from headers or from refusals; it relaxes with time
  learned_limit double precision,
  learned_at timestamptz,
  -- samples draw until then: imports take only what they leave
  urgent_until timestamptz not null default '-infinity',
  -- daily budgets
  used double precision not null default 0,
  resets_at timestamptz
) with (fillfactor = 50); -- updated in place many times a second

-- Requests under way against a concurrency budget. A dead worker's leases end by themselves.
create table pacing_leases (
  id uuid primary key default gen_random_uuid(),
  key text not null,
  expires_at timestamptz not null
);
create index pacing_leases_by_key on pacing_leases (key, expires_at);

create function pacing_effective_limit(stated float8, learned float8, learned_at timestamptz, moment timestamptz)
returns float8 language sql immutable as $$
  -- back up by 2 % of the stated limit a minute: slow against a vendor's window, fast against a migration of hours
  select case when learned is null then stated
    else least(stated, learned + stated * 0.02 * extract(epoch from moment - learned_at)::float8 / 60) end
$$;

create function pacing_next_reset(reset_at text, moment timestamptz) returns timestamptz language sql immutable as $$
  select case when today > moment then today else today + interval '1 day' end
  from (select (date_trunc('day', moment at time zone 'UTC') + reset_at::time) at time zone 'UTC' as today) as day
$$;

create function pacing_ms(moment timestamptz) returns float8 language sql immutable as $$
  select extract(epoch from moment)::float8 * 1000
$$;

create function pacing_at(ms float8) returns timestamptz language sql immutable as $$
  select to_timestamp(ms / 1000)
$$;

-- Locks the rows of these budgets, in the order of their keys so that two callers never wait for each other in a circle.
create function pacing_lock(keys text[]) returns void language plpgsql as $$
declare
  locked int;
begin
  loop
    perform 1 from pacing_budgets where key = any (keys) order by key for update;
    -- what this statement locked, not what a later one sees: a row may have come in between, and it would not be ours
    get diagnostics locked = row_count;
    exit when locked = cardinality(keys);
    insert into pacing_budgets (key) select key from unnest(keys) as key order by key on conflict do nothing;
  end loop;
end
$$;

-- Each draw with its budget as it stands. A window is a schedule of equal steps: the window divided by our share of the limit,
-- and never so short that a request which is 50 ms late could push one too many into the window. What the steps leave free of
-- the vendor's limit, `slack`, is the time by which requests may be late.
create function pacing_steps(draws jsonb, moment timestamptz)
returns table (
  key text, kind text, cost float8, window_ms float8, step float8, slack float8, free_ms float8, stated float8,
  limit_now float8, allowance float8, used float8, resets_at timestamptz, lease_ms float8, urgent boolean
) language sql stable as $$
  select d.key, d.kind, d.cost, d."windowMs", unit.ms * d.cost, unit.ms * limits.now - d."windowMs",
    pacing_ms(greatest(moment, b.tat, b.blocked_until)), d."limit", limits.now, limits.now * d.share,
    case when b.resets_at > moment then b.used else 0 end,
    case when b.resets_at > moment then b.resets_at else pacing_next_reset(d."resetAt", moment) end,
    d."leaseMs", b.urgent_until > moment
  from jsonb_to_recordset(draws) as d(
    key text, kind text, "limit" float8, share float8, cost float8, "windowMs" float8, "resetAt" text, "leaseMs" float8
  )
  join pacing_budgets b on b.key = d.key
  cross join lateral (select pacing_effective_limit(d."limit", b.learned_limit, b.learned_at, moment)) as limits(now)
  cross join lateral (
    select greatest(d."windowMs" / (limits.now * d.share), (d."windowMs" + 50) / limits.now)
  ) as unit(ms)
$$;

-- Where a budget's part in a block begins that is due at `first_ms`, held back by a budget with steps of `last_step`.
create function pacing_start(free_ms float8, step float8, slack float8, first_ms float8, last_step float8)
returns float8 language sql immutable as $$
  select case when step >= last_step then greatest(free_ms, first_ms - slack / 2) else free_ms end
$$;

-- Reserves up to `wanted` slots over all these budgets at once: `count` of them, `step` apart from `first` on, each good for
-- `late` milliseconds. Answers {now, first, step, count, late, leases}, or {now, notBefore}; times are epoch milliseconds here.
--
-- The budget that is free last decides when the block begins. Another one gives its capacity somewhat before its slots are
-- due; its requests are late by that, so half of its slack bounds it. Where the distance is larger:
--   a tighter budget (a group's) moves up to the wider one that holds it back, or steady traffic beside it would starve it;
--   a wider budget (the account's) is not emptied for seconds by one that is slow: the caller is told when to come back.
--
-- `returned`: [{key, units}] of daily budgets that slots given up did not use. `released`: leases that have ended.
create function pacing_reserve(
  draws jsonb, wanted int, max_wait_ms float8, urgent boolean, returned jsonb, released uuid[]
) returns jsonb language plpgsql as $$
declare
  keys text[] := array(select distinct d->>'key' from jsonb_array_elements(draws) as d);
  moment timestamptz;
  now_ms float8;
  first_ms float8;
  widest float8;
  last_step float8;
  late float8;
  held_back boolean;
  granted int;
  bound float8;
  not_before float8;
  first_reset float8;
  leases jsonb;
begin
  -- a schedule lost in a crash of the server costs one 429 at most: not worth waiting for the disk at every block
  perform set_config('synchronous_commit', 'off', true);
  if cardinality(released) > 0 then
    delete from pacing_leases where id = any (released);
  end if;
  perform pacing_lock(keys);
  moment := clock_timestamp();
  now_ms := pacing_ms(moment);
  if jsonb_array_length(returned) > 0 then
    update pacing_budgets b set used = greatest(0, b.used - r.units)
    from jsonb_to_recordset(returned) as r(key text, units float8) where b.key = r.key;
  end if;

  select max(s.free_ms), coalesce(max(s.step), 0), (array_agg(s.step order by s.free_ms desc, s.step))[1], bool_or(s.urgent)
  into first_ms, widest, last_step, held_back
  from pacing_steps(draws, moment) s;
  granted := case when widest = 0 then wanted else least(wanted, greatest(1, floor(1000 / widest))) end;

  -- (a double holds epoch milliseconds to a quarter of a microsecond, hence the 0.01)
  select max(first_ms - s.slack / 2) filter (where s.gap > s.slack / 2 + 0.01),
    min(1 + greatest(0, floor((s.slack / 2 - s.gap) / (widest - s.step)))) filter (where widest > s.step)
  into not_before, bound
  from (
    select *, first_ms - pacing_start(w.free_ms, w.step, w.slack, first_ms, last_step) as gap
    from pacing_steps(draws, moment) w where w.kind = 'window'
  ) as s;
  granted := least(granted, bound);
  not_before := coalesce(not_before, 0);

  select min(floor((s.allowance - s.used) / s.cost)), max(pacing_ms(s.resets_at)) filter (where s.allowance - s.used < s.cost)
  into bound, first_reset
  from pacing_steps(draws, moment) s where s.kind = 'daily';
  granted := least(granted, bound);
  not_before := greatest(not_before, first_reset);

  if draws @> '[{"kind": "concurrency"}]' then
    delete from pacing_leases l where l.key = any (keys) and l.expires_at <= moment;
    select min(greatest(1, floor(s.allowance)) - (select count(*) from pacing_leases l where l.key = s.key))
    into bound
    from pacing_steps(draws, moment) s where s.kind = 'concurrency';
    granted := least(granted, bound);
    -- nobody is told when a lease of another worker ends
    if bound < 1 then
      not_before := greatest(not_before, now_ms + 100);
    end if;
  end if;

  if urgent then
    update pacing_budgets b set urgent_until = moment + interval '3 seconds' where b.key = any (keys);
  elsif held_back then
    -- behind samples: only what lies free at this moment, and no more than the next sample can wait for
    if first_ms > now_ms + 20 then
      not_before := greatest(not_before, first_ms);
    end if;
    granted := least(granted, case when widest = 0 then 1 else greatest(1, floor(100 / widest)) end);
  end if;

  if first_ms - now_ms > max_wait_ms then
    not_before := greatest(not_before, first_ms);
  end if;
  if not_before > now_ms then
    return jsonb_build_object('now', now_ms, 'notBefore', not_before);
  end if;

  -- half of the slack is for requests that go out late, less what the block itself has taken of it; the rest for the network
  select least(1000, greatest(5, min(greatest(s.slack / 4, s.slack / 2 - s.gap - (granted - 1) * (widest - s.step)))))
  into late
  from (
    select *, first_ms - pacing_start(w.free_ms, w.step, w.slack, first_ms, last_step) as gap
    from pacing_steps(draws, moment) w where w.kind = 'window'
  ) as s;

  update pacing_budgets b set
    tat = case s.kind when 'window' then pacing_at(pacing_start(s.free_ms, s.step, s.slack, first_ms, last_step) + granted * s.step) else b.tat end,
    used = case s.kind when 'daily' then s.used + granted * s.cost else b.used end,
    resets_at = case s.kind when 'daily' then s.resets_at else b.resets_at end
  from pacing_steps(draws, moment) s where b.key = s.key;

  with held as (
    insert into pacing_leases (key, expires_at)
    select s.key, moment + make_interval(secs => s.lease_ms / 1000)
    from pacing_steps(draws, moment) s cross join generate_series(1, granted) where s.kind = 'concurrency'
    returning id, key
  )
  select coalesce(jsonb_agg(ids), '[]') into leases from (select jsonb_agg(id) as ids from held group by key) as by_key;

  return jsonb_build_object(
    'now', now_ms, 'first', first_ms, 'step', widest, 'count', granted, 'late', late, 'leases', leases
  );
end
$$;

-- The vendor refused. All schedules move behind the wait: the vendor's, or one that doubles while refusals follow each other.
-- Requests that were under way together are refused together; that is one refusal. A refusal out of a steady flow, not long
-- after another one, means that the vendor's limit is lower than it says: the tightest budget learns that.
create function pacing_penalise(draws jsonb, tightest text, retry_after_ms float8) returns void language plpgsql as $$
declare
  moment timestamptz;
begin
  perform pacing_lock(array(select distinct d->>'key' from jsonb_array_elements(draws) as d));
  moment := clock_timestamp();
  update pacing_budgets b set
    blocked_until = greatest(b.blocked_until, moment + make_interval(secs => r.wait_ms / 1000)),
    tat = greatest(b.tat, moment + make_interval(secs => r.wait_ms / 1000)),
    throttle_count = r.times,
    throttled_at = case when r.is_new then moment else b.throttled_at end,
    learned_limit = case when r.is_lower then greatest(r.stated * 0.05, r.limit_now * 0.8) else b.learned_limit end,
    learned_at = case when r.is_lower then moment else b.learned_at end
  from (
    select s.key, s.stated, s.limit_now, episode.is_new, episode.times,
      coalesce(retry_after_ms, case when episode.is_new then least(span.ms, 1000 * 2 ^ least(episode.times - 1, 12)) else 0 end)
        as wait_ms,
      episode.is_new and s.key = tightest
        and known.blocked_until < moment - make_interval(secs => span.ms / 2000)
        and known.throttled_at > moment - make_interval(secs => greatest(600, span.ms / 100)) as is_lower
    from pacing_steps(draws, moment) s
    join pacing_budgets known on known.key = s.key
    cross join lateral (select greatest(1000, coalesce(s.window_ms, 60000))) as span(ms)
    cross join lateral (
      select known.blocked_until <= moment,
        case
          when known.blocked_until > moment then known.throttle_count
          when known.blocked_until > moment - make_interval(secs => span.ms / 1000) then known.throttle_count + 1
          else 1
        end
    ) as episode(is_new, times)
  ) as r
  where b.key = r.key;
end
$$;

-- What the vendor's headers say: a limit below the stated one, how long nothing is left, what is left of the day.
create function pacing_observe(draw jsonb, told_limit float8, blocked_ms float8, left_today float8)
returns void language plpgsql as $$
declare
  moment timestamptz;
begin
  perform pacing_lock(array[draw->>'key']);
  moment := clock_timestamp();
  update pacing_budgets b set
    learned_limit = case when told_limit is null then b.learned_limit else least(s.limit_now, told_limit) end,
    learned_at = case when told_limit is null then b.learned_at else moment end,
    blocked_until = greatest(b.blocked_until, moment + make_interval(secs => blocked_ms / 1000)),
    tat = greatest(b.tat, moment + make_interval(secs => blocked_ms / 1000)),
    -- what is left counts from the limit that is told beside it; the stated one may be that of a larger plan
    used = case when left_today is null then b.used
      else greatest(s.used, coalesce(least(s.limit_now, told_limit), s.stated) - left_today) end,
    resets_at = case when left_today is null then b.resets_at else s.resets_at end
  from pacing_steps(jsonb_build_array(draw), moment) s where b.key = s.key;
end
$$;

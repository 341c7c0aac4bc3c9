-- A hall checks in within two minutes and looks at the phone's first screen right after. Each of both now answers many
-- people at once: one statement, one transaction and one flush of the log for all who came in the same moment. Whoever is
-- alone is a list of one.

create function session_lives(s session) returns boolean language sql stable parallel safe as $$
  select s.ended_at is null and s.expires_at > now() and s.seen_at + make_interval(secs => s.idle_seconds) > now()
$$;
comment on function session_lives(session) is 'whether a session still holds: not ended, not run out, seen lately enough';

create or replace function session_row() returns session language sql stable parallel safe security definer
  set search_path = public, pg_temp as $$
  select s from session s
  where s.token_hash = decode(nullif(current_setting('yanpei.session', true), ''), 'hex') and session_lives(s)
$$;

drop function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean);
drop function phone_facts(text, timestamptz);

-- Every look-up is by key. A server that learned its plans while the tables were nearly empty would read whole tables in
-- the first hall of a new county, so both functions forbid that; planning them anew costs more than running them.
create function record_check_ins(p_sessions bytea[], p_activities uuid[], p_slots smallint[], p_statuses text[],
  p_ats timestamptz[], p_methods text[], p_nonces uuid[], p_devices bytea[], p_uploaded_late boolean[], p_waits boolean)
  returns table (place integer, outcome text, status text, at timestamptz, shared boolean)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
#variable_conflict use_column
declare
  one record;
  stands attendance;
begin
  if exists (select from unnest(p_methods, p_statuses) g(method, status)
    where (g.method in ('code', 'short-code') and g.status in ('present', 'late')) is not true) then
    raise exception 'a person checks in by a code, as present or late' using errcode = 'insufficient_privilege';
  end if;
  -- somebody whose row another transaction holds must not keep the others waiting
  if not p_waits then perform set_config('lock_timeout', '250ms', true); end if;

  for one in
    with given as materialized (
      select g.*, s.region_id, s.person_id, s.actor, s.account_id, coalesce(exists (select from participation p
        where p.region_id = s.region_id and p.activity_id = g.activity and p.person_id = s.person_id), false) as listed,
        row_number() over (partition by s.region_id, s.person_id, g.nonce order by g.place) = 1 as first
      from unnest(p_sessions, p_activities, p_slots, p_statuses, p_ats, p_methods, p_nonces, p_devices, p_uploaded_late)
        with ordinality g(session, activity, slot, status, at, method, nonce, device, uploaded_late, place)
      left join lateral (select * from session k where k.token_hash = g.session and session_lives(k)) s on true
    ), written as (
      insert into attendance
        (region_id, activity_id, person_id, slot, status, at, method, nonce, device, uploaded_late, recorded_by)
      select region_id, activity, person_id, slot, status, at, method, nonce, device, uploaded_late, actor
      from given where listed and first order by region_id, activity, person_id, slot
      on conflict do nothing returning region_id, person_id, nonce
    ), recorded as (
      select g.* from written w
      join given g on g.region_id = w.region_id and g.person_id = w.person_id and g.nonce = w.nonce and g.first
    ), audited as (
      insert into audit_log (region_id, actor, account_id, action, subject_kind, subject_id, details, xact)
      select region_id, actor, account_id, 'check-in', 'activity', activity::text, jsonb_build_object('slot', slot,
        'status', status, 'method', method, 'person', person_id, 'uploadedLate', uploaded_late),
        (select transaction_position(pg_current_xact_id()))
      from recorded
    )
    select g.*, exists (select from recorded r where r.place = g.place) as recorded from given g
  loop
    place := one.place; outcome := 'recorded'; status := one.status; at := one.at; shared := false;
    if one.recorded then null;
    elsif one.region_id is null then outcome := 'signed-out';
    elsif one.person_id is null then outcome := 'no-person';
    elsif not one.listed then outcome := 'not-on-roster';
    else
      select * into stands from attendance a where a.region_id = one.region_id and a.activity_id = one.activity
        and a.person_id = one.person_id and a.slot = one.slot;
      outcome := case when found then 'already' else 'nonce-used' end;
      status := stands.status; at := stands.at;
    end if;
    if outcome in ('recorded', 'already') then
      shared := exists (select from attendance o where o.region_id = one.region_id and o.activity_id = one.activity
        and o.device = one.device and o.person_id <> one.person_id);
    else status := null; at := null;
    end if;
    return next;
  end loop;
end $$;
comment on function record_check_ins(bytea[], uuid[], smallint[], text[], timestamptz[], text[], uuid[], bytea[], boolean[], boolean) is
  'check-ins of several sessions'' persons in one round trip and one transaction: roster, row, audit; one outcome for each place in the lists: recorded, already, not-on-roster, no-person, signed-out, nonce-used; shared: the phone has checked in for somebody else in the same activity. It waits for rows that others hold only if told so, else fails after a moment';
revoke all on function record_check_ins(bytea[], uuid[], smallint[], text[], timestamptz[], text[], uuid[], bytea[], boolean[], boolean) from public;
grant execute on function record_check_ins(bytea[], uuid[], smallint[], text[], timestamptz[], text[], uuid[], bytea[], boolean[], boolean) to yanpei_app;

create function phone_facts(p_sessions bytea[], p_days date[]) returns table (place integer, facts jsonb)
  language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
#variable_conflict use_column
begin
  return query
  select g.place::integer, case when me.region_id is null then null else (
        with mine as materialized (
          select a.*, array_agg(p.role order by p.role) as roles, bool_or(p.recognised) as recognised
          from participation p join activity a on a.region_id = p.region_id and a.id = p.activity_id
          where p.region_id = me.region_id and p.person_id = me.person_id
            and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
          group by a.region_id, a.id
        ), chosen as (
          (select * from mine where ends_at >= today order by starts_at, code limit 60)
          union all
          (select * from mine where ends_at < today order by ends_at desc, code limit 40)
        )
        select jsonb_build_object(
          'person', me.person_id,
          'name', coalesce((select n.name from person n where n.region_id = me.region_id and n.id = me.person_id), me.actor),
          'unit', (select s.name from person_state p
            join unit_state s on s.region_id = p.region_id and s.unit_id = p.unit_id and s.valid @> today
            where p.region_id = me.region_id and p.person_id = me.person_id and p.valid @> today),
          'policy', coalesce((select jsonb_agg(jsonb_build_object('year', c.year, 'category', c.category,
              'required', c.required::text, 'hoursPerCredit', c.hours_per_credit::text, 'ceiling', c.ceiling::text,
              'leastRate', c.least_rate::text) order by c.position)
            from credit_policy c where c.region_id = me.region_id and c.year = extract(year from today)), '[]'),
          'balances', coalesce((select jsonb_object_agg(b.category, b.amount::text) from credit_balance b
            where b.region_id = me.region_id and b.person_id = me.person_id and b.year = extract(year from today)), '{}'),
          'activities', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'programme', g.title,
              'system', g.system, 'category', g.category, 'startsAt', c.starts_at, 'endsAt', c.ends_at, 'hours', c.hours::text,
              'slots', c.slots, 'roles', c.roles, 'recognised', c.recognised,
              'place', (select s.name from unit_state s where s.region_id = c.region_id and s.unit_id = c.place_id and s.valid @> today),
              'marks', (select string_agg(t.slot || ':' || t.status, ',') from attendance t
                where t.region_id = c.region_id and t.activity_id = c.id and t.person_id = me.person_id),
              'params', (select v.params from system_params v where v.region_id = c.region_id and v.system = g.system
                and v.year = g.year order by v.set_at desc limit 1),
              'times', case when c.starts_at < today + 1 and c.ends_at >= today then
                (select jsonb_agg(jsonb_build_object('slot', s.slot, 'opensAt', s.opens_at, 'lateAfter', s.late_after,
                    'closesAt', s.closes_at)) from activity_slot s where s.region_id = c.region_id and s.activity_id = c.id) end)
              order by c.starts_at, c.code)
            from chosen c join programme g on g.region_id = c.region_id and g.id = c.programme_id), '[]'),
          'offers', coalesce((select jsonb_agg(o) from (
            select a.title, g.category, a.starts_at as "startsAt", a.hours::text as hours from activity a
            join programme g on g.region_id = a.region_id and g.id = a.programme_id
            where a.region_id = me.region_id and a.starts_at >= today + 1 and a.starts_at < make_date(extract(year from today)::integer + 1, 1, 1)
              and a.ends_at >= today and g.category is not null and g.level <> 'school' and a.id not in (select id from mine)
              and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
            order by a.starts_at, a.code limit 20) o), '[]')
      )) end
  from unnest(p_sessions, p_days) with ordinality g(session, today, place)
  left join lateral (select * from session k where k.token_hash = g.session and session_lives(k)) me on true;
end $$;
comment on function phone_facts(bytea[], date[]) is
  'what the phone''s first screen is drawn from for each session''s person on a day, by the place in the lists; null without a live session';
revoke all on function phone_facts(bytea[], date[]) from public;
grant execute on function phone_facts(bytea[], date[]) to yanpei_app;

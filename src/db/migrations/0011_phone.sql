-- Everything of a teacher's first screen in one statement: a hall looks at it in the minute after checking in. As with
-- the check-in, the function resolves the session itself and reads only what is that person's or everybody's.

create function phone_facts(p_session text, p_now timestamptz) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me session;
  today date := (p_now at time zone 'Asia/Shanghai')::date;
  answer jsonb;
begin
  perform set_config('yanpei.session', p_session, true);
  me := session_row();
  if me.region_id is null then return null; end if;

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
  ) into answer;
  return answer;
end $$;
comment on function phone_facts(text, timestamptz) is
  'what the phone''s first screen is drawn from for the session''s person; null without a live session';
revoke all on function phone_facts(text, timestamptz) from public;
grant execute on function phone_facts(text, timestamptz) to yanpei_app;

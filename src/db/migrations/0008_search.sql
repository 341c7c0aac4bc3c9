-- What lists, search and the home page ask across rows: counted or found by definer functions that look at the
-- session themselves. Row-level security keeps LIKE and array operators from using an index, since they are not
-- leakproof; inside of these functions they may.

create function holds_on(p_valid daterange, p_day date) returns boolean
  language sql immutable parallel safe
  return not p_valid << daterange(p_day, p_day, '[]') and not p_valid >> daterange(p_day, p_day, '[]');
comment on function holds_on(daterange, date) is
  'the same as p_valid @> p_day, for joins of many people: under row-level security the planner may not look at the statistics of @> and takes one row of two hundred for granted, where nearly all hold; of this it expects nearly all';

create function people_by_unit(p_day date) returns table (unit_id uuid, people integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.counts_at, count(*)::integer
  from session_row() s
  join person_state p on p.region_id = s.region_id and holds_on(p.valid, p_day)
  join unit_counts_at(s.region_id, p_day) c on c.unit_id = p.unit_id and not c.gone
  where s.role <> 'teacher'
  group by c.counts_at
$$;
comment on function people_by_unit(date) is 'how many people count at each unit itself on a day; numbers only, so that every desk sees the whole network';

drop index person_name; -- trigrams find nothing for one or two characters, which is how Chinese names are searched
create index person_characters on person using gin (string_to_array(lower(name), null));
create index person_phone on person (region_id, phone);

create function find_people(p_text text, p_limit integer default null) returns table (person_id uuid, fit integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  with me as materialized (select region_id from session_row() where region_id is not null),
  found as (
    select p.id, p.file_order, 0 as fit from me join person p on p.region_id = me.region_id
      where p.identity_number = upper(p_text) or p.phone = p_text
    union all
    select p.id, p.file_order, case strpos(lower(p.name), lower(p_text)) when 1 then 1 else 2 end
      from me join person p on p.region_id = me.region_id
      where string_to_array(lower(p.name), null) @> string_to_array(lower(p_text), null)
        and strpos(lower(p.name), lower(p_text)) > 0
    union all
    select p.id, p.file_order, 3 from me join person p on p.region_id = me.region_id
      where p.name_initials ~>=~ lower(p_text) and p.name_initials ~<~ (lower(p_text) || chr(1114111))
  )
  select id, min(fit) from found
  where p_text <> '' and ((select session_wide()) or id in (select unnest(session_people())))
  group by id, file_order order by min(fit), file_order limit p_limit
$$;
comment on function find_people(text, integer) is
  'people that the session sees, by identity number or phone (wholly), part of the name, or beginning of the pinyin initials; best fit first: 0 the number, 1 the name begins so, 2 has it inside, 3 initials';

create function recorded_since(p_snapshot pg_snapshot, p_besides text default null) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s join audit_log a on a.region_id = s.region_id
    where a.xact >= pg_snapshot_xmin(p_snapshot)::text::bigint
      and not pg_visible_in_snapshot(a.xact::text::xid8, p_snapshot)
      and a.action is distinct from p_besides)
$$;
comment on function recorded_since(pg_snapshot, text) is
  'whether anything was recorded in the region that a snapshot did not see, besides one kind of action: what was computed under it is out of date then. Every change writes its audit row in the same transaction';

-- A list of thousands of people is looked up by hash, not compared one by one: a cluster of 8,000 saw its list in
-- 0.1 s instead of 1.8 s.

create or replace procedure protect_by_person(t regclass, person_column name)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region())
    and ((select session_wide()) or %I in (select unnest(session_people()))))', t, person_column);
  execute format('create policy app_writes on %s to yanpei_app using (region_id = (select session_region())
    and (select session_edits()) and ((select session_wide()) or %I in (select unnest(session_people()))))', t, person_column);
end $$;

do $$
declare
  guarded record;
begin
  for guarded in select * from (values ('person', 'id'), ('person_state', 'person_id'), ('title_grant', 'person_id'),
    ('exchange', 'person_id'), ('award', 'person_id'), ('participation', 'person_id'), ('attendance', 'person_id'),
    ('online_study', 'person_id'), ('work', 'author_id'), ('loan', 'person_id')) g(name, person)
  loop
    execute format('alter policy app_reads on %I using (region_id = (select session_region())
      and ((select session_wide()) or %I in (select unnest(session_people()))))', guarded.name, guarded.person);
    execute format('alter policy app_writes on %I using (region_id = (select session_region())
      and (select session_edits()) and ((select session_wide()) or %I in (select unnest(session_people()))))',
      guarded.name, guarded.person);
  end loop;
end $$;

alter policy app_reads on credit_entry using (region_id = (select session_region())
  and ((select session_wide()) or person_id in (select unnest(session_people()))));
alter policy app_reads on credit_balance using (region_id = (select session_region())
  and ((select session_wide()) or person_id in (select unnest(session_people()))));
alter policy app_reads on credit_account using (region_id = (select session_region())
  and ((select session_wide()) or person_id in (select unnest(session_people()))));

-- Numbers of activities for who organises them: their people come from other schools, whom the organiser's desk may
-- not see one by one.

create function activities_unrecorded(p_year integer, p_until timestamptz) returns table (activity_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id from session_row() s join activity a on a.region_id = s.region_id
  where s.role <> 'teacher' and a.year = p_year and a.ends_at < p_until
    and not exists (select from activity_cancellation c where c.region_id = a.region_id and c.activity_id = a.id)
    and not exists (select from attendance t where t.region_id = a.region_id and t.activity_id = a.id)
$$;
comment on function activities_unrecorded(integer, timestamptz) is
  'activities of a year that ended before an instant, were not cancelled, and have no attendance at all';

create function activity_numbers(p_activities uuid[]) returns table (activity_id uuid, enrolled integer, came integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id,
    (select count(distinct t.person_id)::integer from participation t where t.region_id = a.region_id and t.activity_id = a.id),
    (select count(distinct t.person_id)::integer from attendance t
      where t.region_id = a.region_id and t.activity_id = a.id and t.status in ('present', 'late'))
  from session_row() s join activity a on a.region_id = s.region_id
  where s.role <> 'teacher' and a.id = any (p_activities)
$$;
comment on function activity_numbers(uuid[]) is 'how many people are on the roster of each activity, and how many came to it at least once';

-- What lists, search and the home page ask across rows: counted or found by definer functions that look at the
-- session themselves. Row-level security keeps LIKE and array operators from using an index, since they are not
-- leakproof; inside of these functions they may.

create function people_by_unit(p_day date) returns table (unit_id uuid, people integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.counts_at, count(*)::integer
  from session_row() s
  join person_state p on p.region_id = s.region_id and p.valid @> p_day
  join unit_counts_at(s.region_id, p_day) c on c.unit_id = p.unit_id and not c.gone
  where s.role <> 'teacher'
  group by c.counts_at
$$;
comment on function people_by_unit(date) is 'how many people count at each unit itself on a day; numbers only, so that every desk sees the whole network';

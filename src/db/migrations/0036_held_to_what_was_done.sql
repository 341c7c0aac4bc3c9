-- What was decided, counted or paid holds everywhere: the certificate of a title that ended early is in force no more,
-- a closed exam keeps its rooms and papers, and neither a title nor an entry of the books is changed in passing.

create or replace function public_certificate(p_code text, p_day date) returns table (region_name text, title text, name text, category text,
    number text, issuer text, issued_on date, until_on date, standing text, revoked_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.name, x.title, left(x.name, 1) || repeat('*', greatest(char_length(x.name) - 1, 1)), x.category, x.number, x.issuer, x.issued_on, x.until_on,
    case when c.annulled or gone.ended_on <= p_day then 'revoked'
      when exists (select from case_certificate y where y.region_id = x.region_id and y.replaces = x.id) then 'replaced'
      when x.until_on < p_day then 'expired' else 'valid' end,
    case when c.annulled then (select (e.at at time zone 'Asia/Shanghai')::date from case_event e
      where e.region_id = c.region_id and e.case_id = c.id and e.kind = 'annulled' order by e.seq desc limit 1)
      when gone.ended_on <= p_day then gone.ended_on end
  from case_certificate x
  join region r on r.id = x.region_id
  join case_record c on c.region_id = x.region_id and c.id = x.case_id
  left join lateral (select min(t.ended_on) as ended_on from case_effect f
    join title_end t on t.region_id = f.region_id and t.grant_id = f.made_id
    where f.region_id = c.region_id and f.case_id = c.id and f.kind = 'title' and f.undone_at is null) gone on true
  where x.code = p_code
$$;

-- What was counted of a closed exam stays, with the rooms in which it was sat.
create function exam_is_open(p_round uuid, p_stage text) returns boolean
  language sql stable set search_path = public, pg_temp as $$
  select not exists (select from exam_close c where c.region_id = session_region() and c.round_id = p_round and c.stage = p_stage)
$$;
comment on function exam_is_open(uuid, text) is 'whether rooms, seats and papers of an exam may still be written';
create policy while_open on exam_room as restrictive for insert to yanpei_app with check (exam_is_open(round_id, stage));
create policy while_open_dropped on exam_room as restrictive for delete to yanpei_app using (exam_is_open(round_id, stage));
create policy while_open on exam_seat as restrictive for insert to yanpei_app with check (exists (select from exam_room r
  where r.region_id = exam_seat.region_id and r.id = exam_seat.room_id and exam_is_open(r.round_id, r.stage)));
create policy while_open_dropped on exam_seat as restrictive for delete to yanpei_app using (exists (select from exam_room r
  where r.region_id = exam_seat.region_id and r.id = exam_seat.room_id and exam_is_open(r.round_id, r.stage)));
create policy while_open on exam_count as restrictive for insert to yanpei_app with check (exists (select from exam_room r
  where r.region_id = exam_count.region_id and r.id = exam_count.room_id and exam_is_open(r.round_id, r.stage)));

create trigger append_only before update or delete on case_complaint for each row execute function refuse_change();
create trigger append_only_all before truncate on case_complaint execute function refuse_change();
create trigger append_only before update or delete on case_answer for each row execute function refuse_change();
create trigger append_only_all before truncate on case_answer execute function refuse_change();

-- Titles come from the centre's file or from a decision, never from a school's session.
create policy centre_names on title_grant as restrictive for insert to yanpei_app with check ((select session_governs()));
create policy centre_changes on title_grant as restrictive for update to yanpei_app using ((select session_governs()));

-- An entry of the books is reversed and entered anew: what it paid rests on its amount.
revoke update on fund_entry from yanpei_app;

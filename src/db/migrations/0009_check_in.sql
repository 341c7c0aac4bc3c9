-- Check-in: one phone for two people is seen; only the organiser's side writes rosters and attendance.

create index attendance_device on attendance (region_id, activity_id, device) where device is not null;
create index activity_unsettled on activity (region_id, ends_at) where settled_at is null;
create index attendance_uploaded_late on attendance (region_id, activity_id) where uploaded_late;

-- A hall of 500 checks in within two minutes. The function resolves the session itself, touches that person's row only
-- and checks all it is given, so it runs as the owner and spares each check-in the evaluation of a dozen policies.
drop function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean);

create function record_check_in(p_session text, p_activity uuid, p_slot smallint, p_status text, p_at timestamptz,
  p_method text, p_nonce uuid, p_device bytea, p_uploaded_late boolean)
  returns table (outcome text, status text, at timestamptz, shared boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me session;
  recorded attendance;
begin
  perform set_config('yanpei.session', p_session, true);
  me := session_row();
  if me.region_id is null then return query select 'signed-out', null::text, null::timestamptz, false; return; end if;
  if me.person_id is null then return query select 'no-person', null::text, null::timestamptz, false; return; end if;
  if p_method not in ('code', 'short-code') or p_status not in ('present', 'late') then
    raise exception 'a person checks in by a code, as present or late' using errcode = 'insufficient_privilege';
  end if;
  perform from participation p
    where p.region_id = me.region_id and p.activity_id = p_activity and p.person_id = me.person_id;
  if not found then return query select 'not-on-roster', null::text, null::timestamptz, false; return; end if;
  insert into attendance (region_id, activity_id, person_id, slot, status, at, method, nonce, device, uploaded_late, recorded_by)
    values (me.region_id, p_activity, me.person_id, p_slot, p_status, p_at, p_method, p_nonce, p_device, p_uploaded_late, me.actor)
    on conflict do nothing returning * into recorded;
  if found then
    insert into audit_log (region_id, actor, account_id, action, subject_kind, subject_id, details)
      values (me.region_id, me.actor, me.account_id, 'check-in', 'activity', p_activity::text,
        jsonb_build_object('slot', p_slot, 'status', p_status, 'method', p_method, 'person', me.person_id,
          'uploadedLate', p_uploaded_late));
    outcome := 'recorded';
  else
    select * into recorded from attendance a
      where a.region_id = me.region_id and a.activity_id = p_activity and a.person_id = me.person_id and a.slot = p_slot;
    if not found then return query select 'nonce-used', null::text, null::timestamptz, false; return; end if;
    outcome := 'already';
  end if;
  return query select outcome, recorded.status, recorded.at, exists (select from attendance o
    where o.region_id = me.region_id and o.activity_id = p_activity and o.device = p_device and o.person_id <> me.person_id);
end $$;
comment on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) is
  'one check-in of the session''s person in one round trip and one transaction: roster, row, audit. Outcome: recorded, already, not-on-roster, no-person, signed-out, nonce-used; shared: the phone has checked in for somebody else in the same activity';
revoke all on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) from public;
grant execute on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) to yanpei_app;
drop policy app_checks_in on attendance;

-- A school's manager sees the own teachers' attendance wherever they go, and writes it where the school organises.
-- For each way of writing apart, so that reading does not carry the condition.
do $$
declare
  t text;
  condition text := '(region_id = (select session_region()) and (select session_edits()) and ((select session_governs()) or (
    person_id in (select unnest(session_people())) and exists (select from activity a
      join programme p on p.region_id = a.region_id and p.id = a.programme_id
      where a.region_id = %1$I.region_id and a.id = %1$I.activity_id
        and p.organiser_id = any ((select session_units())::uuid[])))))';
begin
  foreach t in array array['participation', 'attendance'] loop
    execute format('drop policy app_writes on %I', t);
    execute format('create policy app_adds on %1$I for insert to yanpei_app with check ' || condition, t);
    execute format('create policy app_changes on %1$I for update to yanpei_app using ' || condition, t);
    execute format('create policy app_removes on %1$I for delete to yanpei_app using ' || condition, t);
  end loop;
end $$;

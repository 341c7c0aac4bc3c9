-- Check-in: one phone for two people is seen; only the organiser's side writes rosters and attendance.

create index attendance_device on attendance (region_id, activity_id, device) where device is not null;
create index activity_unsettled on activity (region_id, ends_at) where settled_at is null;
create index attendance_uploaded_late on attendance (region_id, activity_id) where uploaded_late;

create function device_shared(p_activity uuid, p_person uuid, p_device bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from attendance a where a.region_id = session_region() and a.activity_id = p_activity
    and a.device = p_device and a.person_id <> p_person)
$$;
comment on function device_shared(uuid, uuid, bytea) is
  'whether the phone has checked in for somebody else in the same activity; says no more than that';
revoke all on function device_shared(uuid, uuid, bytea) from public;
grant execute on function device_shared(uuid, uuid, bytea) to yanpei_app;

drop function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean);

create function record_check_in(p_session text, p_activity uuid, p_slot smallint, p_status text, p_at timestamptz,
  p_method text, p_nonce uuid, p_device bytea, p_uploaded_late boolean)
  returns table (outcome text, status text, at timestamptz, shared boolean)
  language plpgsql as $$
declare
  me session;
  recorded attendance;
begin
  perform set_config('yanpei.session', p_session, true);
  me := session_row();
  if me.region_id is null then return query select 'signed-out', null::text, null::timestamptz, false; return; end if;
  if me.person_id is null then return query select 'no-person', null::text, null::timestamptz, false; return; end if;
  perform from participation p
    where p.region_id = me.region_id and p.activity_id = p_activity and p.person_id = me.person_id;
  if not found then return query select 'not-on-roster', null::text, null::timestamptz, false; return; end if;
  insert into attendance (region_id, activity_id, person_id, slot, status, at, method, nonce, device, uploaded_late, recorded_by)
    values (me.region_id, p_activity, me.person_id, p_slot, p_status, p_at, p_method, p_nonce, p_device, p_uploaded_late, me.actor)
    on conflict do nothing returning * into recorded;
  if found then
    insert into audit_log (action, subject_kind, subject_id, details)
      values ('check-in', 'activity', p_activity::text,
        jsonb_build_object('slot', p_slot, 'status', p_status, 'method', p_method, 'person', me.person_id,
          'uploadedLate', p_uploaded_late));
    return query select 'recorded', recorded.status, recorded.at, device_shared(p_activity, me.person_id, p_device);
  else
    return query select 'already', a.status, a.at, device_shared(p_activity, me.person_id, p_device) from attendance a
      where a.region_id = me.region_id and a.activity_id = p_activity and a.person_id = me.person_id and a.slot = p_slot;
    if not found then return query select 'nonce-used', null::text, null::timestamptz, false; end if;
  end if;
end $$;
comment on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) is
  'one check-in in one round trip and one transaction, with the rights of the caller: roster, row, audit. Outcome: recorded, already, not-on-roster, no-person, signed-out, nonce-used';
grant execute on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) to yanpei_app;

-- A school's manager sees the own teachers' attendance wherever they go, and writes it where the school organises.
do $$
declare t text;
begin
  foreach t in array array['participation', 'attendance'] loop
    execute format('drop policy app_writes on %I', t);
    execute format('create policy app_writes on %1$I to yanpei_app using (region_id = (select session_region())
      and (select session_edits()) and ((select session_governs()) or (
        person_id = any ((select session_people())::uuid[]) and exists (select from activity a
          join programme p on p.region_id = a.region_id and p.id = a.programme_id
          where a.region_id = %1$I.region_id and a.id = %1$I.activity_id
            and p.organiser_id = any ((select session_units())::uuid[])))))', t);
  end loop;
end $$;

-- Programmes, their activities, who takes part in which role, and who came.

create table programme (
  region_id integer not null references region (id),
  id uuid not null,
  code text not null,
  title text not null,
  system text not null,
  level text not null check (level in ('national', 'province', 'city', 'county', 'cluster', 'school')),
  year smallint not null,
  organiser_id uuid not null,
  subject text,
  stage text,
  starts_on date,
  ends_after date,
  places integer check (places >= 0),
  budget numeric check (budget >= 0),
  category text,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, code),
  foreign key (region_id, organiser_id) references unit (region_id, id),
  check (ends_after >= starts_on)
);
create index programme_year on programme (region_id, year);
create index programme_organiser on programme (region_id, organiser_id);
comment on table programme is '项目: what one organiser plans under one system';
comment on column programme.system is 'identifier of the system''s definition, 体系';
comment on column programme.organiser_id is '承办单位';
comment on column programme.category is '学分类别; null gives no credits';

create table activity (
  region_id integer not null,
  id uuid not null,
  programme_id uuid not null,
  code text not null,
  title text not null,
  phase text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place_id uuid,
  hours numeric not null check (hours >= 0),
  slots smallint not null check (slots > 0),
  year smallint not null generated always as (extract(year from ends_at at time zone 'Asia/Shanghai')::smallint) stored,
  settled_at timestamptz,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, code),
  foreign key (region_id, programme_id) references programme (region_id, id),
  foreign key (region_id, place_id) references unit (region_id, id),
  check (ends_at >= starts_at)
);
create index activity_programme on activity (region_id, programme_id);
create index activity_year on activity (region_id, year);
create index activity_ends on activity (region_id, ends_at);
comment on table activity is '活动(班次): one event held; it counts in the year of its end';
comment on column activity.phase is '阶段 of the programme';
comment on column activity.hours is '学时 of the whole activity; each slot is worth hours / slots';
comment on column activity.settled_at is 'when attendance was last turned into recognition and credits; later rows make it due again';

create table activity_cancellation (
  region_id integer not null,
  activity_id uuid not null,
  at timestamptz not null default now(),
  by text not null,
  because text not null,
  primary key (region_id, activity_id),
  foreign key (region_id, activity_id) references activity (region_id, id)
);
comment on table activity_cancellation is '活动取消: a cancelled activity counts nowhere';

create table activity_slot (
  region_id integer not null,
  activity_id uuid not null,
  slot smallint not null check (slot > 0),
  opens_at timestamptz not null,
  late_after timestamptz not null,
  closes_at timestamptz not null,
  secret bytea not null check (length(secret) = 32),
  primary key (region_id, activity_id, slot),
  foreign key (region_id, activity_id) references activity (region_id, id),
  check (opens_at <= late_after and late_after <= closes_at)
);
comment on table activity_slot is '场次: when one check-in opens, from when it is late, when it closes, and the key of its rotating code';

create table participation (
  region_id integer not null,
  activity_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('trainee', 'lecturer', 'team', 'organiser')),
  attended smallint not null default 0 check (attended >= 0),
  recognised boolean not null default false,
  batch_id uuid,
  primary key (region_id, activity_id, person_id, role),
  foreign key (region_id, activity_id) references activity (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id)
);
create index participation_person on participation (region_id, person_id);
comment on table participation is '参与(人次): a person in an activity in a role';
comment on column participation.attended is 'slots with 出勤 or 迟到, as of the last settlement';
comment on column participation.recognised is 'as of the last settlement: whether it counts (kernel/programme/decide.ts)';

create table attendance (
  region_id integer not null,
  activity_id uuid not null,
  person_id uuid not null,
  slot smallint not null check (slot > 0),
  status text not null check (status in ('present', 'late', 'leave', 'absent')),
  at timestamptz,
  method text not null check (method in ('import', 'code', 'short-code', 'desk', 'list')),
  nonce uuid,
  device bytea,
  uploaded_late boolean not null default false,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  batch_id uuid,
  primary key (region_id, activity_id, person_id, slot)
);
create unique index attendance_nonce on attendance (region_id, nonce) where nonce is not null;
comment on table attendance is '签到: one row a person and slot; a missing row is 缺勤. Written only beside its participation';
comment on column attendance.nonce is 'made by the client: a retry has one effect';
comment on column attendance.device is 'hash of the phone: one device for two people is shown to the desk';
comment on column attendance.uploaded_late is 'scanned without a network and uploaded later: the code''s own time step proves when';

create table online_study (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  platform text not null,
  course text not null,
  hours numeric not null check (hours >= 0),
  completed_on date not null,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, person_id, platform, course),
  foreign key (region_id, person_id) references person (region_id, id)
);
create index online_study_completed on online_study (region_id, completed_on);
comment on table online_study is '网络学时: a course completed on an outside platform, credited once';

create function session_organises(p_activity uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s
    join activity a on a.region_id = s.region_id and a.id = p_activity
    join programme p on p.region_id = a.region_id and p.id = a.programme_id
    where p.organiser_id = any (session_units()))
$$;
comment on function session_organises(uuid) is 'whether the activity''s programme is organised by the session''s unit or one below it';

call protect('programme');
create policy app_reads on programme for select to yanpei_app using (region_id = (select session_region()));
create policy app_writes on programme to yanpei_app using (region_id = (select session_region()) and (select session_edits())
  and ((select session_governs()) or organiser_id = any ((select session_units())::uuid[])));
call protect('activity');
create policy app_reads on activity for select to yanpei_app using (region_id = (select session_region()));
create policy app_writes on activity to yanpei_app using (region_id = (select session_region()) and (select session_edits())
  and ((select session_governs()) or exists (select from programme p where p.region_id = activity.region_id
    and p.id = activity.programme_id and p.organiser_id = any ((select session_units())::uuid[]))));
call protect('activity_cancellation');
create policy app_reads on activity_cancellation for select to yanpei_app using (region_id = (select session_region()));
create policy app_adds on activity_cancellation for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_governs()) or session_organises(activity_id)));
call protect('activity_slot');
create policy app_reads on activity_slot for select to yanpei_app using (region_id = (select session_region()));
create policy app_writes on activity_slot to yanpei_app using (region_id = (select session_region())
  and (select session_edits()) and ((select session_governs()) or session_organises(activity_id)));
call protect_by_person('participation', 'person_id');
call protect_by_person('attendance', 'person_id');
create policy app_checks_in on attendance for insert to yanpei_app with check (region_id = (select session_region())
  and person_id = (select session_person()) and method in ('code', 'short-code')
  and status in ('present', 'late'));
call protect_by_person('online_study', 'person_id');
grant select, insert, update on programme, activity, activity_slot, online_study to yanpei_app;
grant select, insert on activity_cancellation to yanpei_app;
grant select, insert, update, delete on participation, attendance to yanpei_app;

create function record_check_in(p_session text, p_activity uuid, p_slot smallint, p_status text, p_at timestamptz,
  p_method text, p_nonce uuid, p_device bytea, p_uploaded_late boolean)
  returns table (outcome text, status text, at timestamptz)
  language plpgsql as $$
declare
  me session;
  recorded attendance;
begin
  perform set_config('yanpei.session', p_session, true);
  me := session_row();
  if me.person_id is null then return query select 'no-person', null::text, null::timestamptz; return; end if;
  perform from participation p
    where p.region_id = me.region_id and p.activity_id = p_activity and p.person_id = me.person_id;
  if not found then return query select 'not-on-roster', null::text, null::timestamptz; return; end if;
  insert into attendance (region_id, activity_id, person_id, slot, status, at, method, nonce, device, uploaded_late, recorded_by)
    values (me.region_id, p_activity, me.person_id, p_slot, p_status, p_at, p_method, p_nonce, p_device, p_uploaded_late, me.actor)
    on conflict do nothing returning * into recorded;
  if found then
    insert into audit_log (action, subject_kind, subject_id, details)
      values ('check-in', 'activity', p_activity::text,
        jsonb_build_object('slot', p_slot, 'status', p_status, 'method', p_method, 'person', me.person_id));
    return query select 'recorded', recorded.status, recorded.at;
  else
    return query select 'already', a.status, a.at from attendance a
      where a.region_id = me.region_id and a.activity_id = p_activity and a.person_id = me.person_id and a.slot = p_slot;
  end if;
end $$;
comment on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) is
  'one check-in in one round trip and one transaction, with the rights of the caller: roster, row, audit. Outcome: recorded, already, not-on-roster, no-person';
grant execute on function record_check_in(text, uuid, smallint, text, timestamptz, text, uuid, bytea, boolean) to yanpei_app;

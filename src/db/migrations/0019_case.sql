-- Cases: what is applied for, looked through, judged, shown in public, decided and given out.

alter table account_role drop constraint account_role_role_check;
alter table account_role add constraint account_role_role_check
  check (role in ('officer', 'leader', 'cluster', 'school', 'teacher', 'applicant'));
alter table session drop constraint session_role_check;
alter table session add constraint session_role_check
  check (role in ('officer', 'leader', 'cluster', 'school', 'teacher', 'applicant', 'system'));
comment on table account_role is '角色: officer 中心管理员, leader 局领导 (reads all, decides cases), cluster 学区负责人, school 学校管理员, teacher 教师, applicant 社会申请人';

create table applicant (
  region_id integer not null,
  account_id uuid not null,
  identity_number text not null,
  phone text,
  registered_at timestamptz not null default now(),
  primary key (region_id, account_id),
  unique (region_id, identity_number),
  foreign key (region_id, account_id) references account (region_id, id)
);
comment on table applicant is '社会申请人: somebody who is not on file and applies for something';
comment on column applicant.phone is '手机号: contact data, erasable';

create table case_round (
  region_id integer not null references region (id),
  id uuid not null,
  system text not null,
  rev integer not null,
  title text not null,
  year smallint not null,
  opens_on date not null,
  closes_on date not null,
  document text not null,
  params jsonb not null,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  primary key (region_id, id),
  unique (region_id, system, title),
  check (closes_on >= opens_on)
);
comment on table case_round is '批次: dates and places of a selection or certification; its numbers and its rev hold until it is done';
comment on column case_round.params is 'the system''s numbers when the round was opened';
comment on column case_round.closes_on is 'the last day on which applications are taken';

create table case_place (
  region_id integer not null,
  round_id uuid not null,
  category text not null,
  places integer check (places >= 0),
  floor integer not null default 0 check (floor >= 0),
  primary key (region_id, round_id, category),
  foreign key (region_id, round_id) references case_round (region_id, id),
  check (floor <= places)
);
comment on table case_place is '名额: places of a category in a round; floor of them are kept for the group of the round''s floor';

create table case_unit_place (
  region_id integer not null,
  round_id uuid not null,
  unit_id uuid not null,
  category text not null,
  places integer not null check (places >= 0),
  primary key (region_id, round_id, unit_id, category),
  foreign key (region_id, round_id) references case_round (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
comment on table case_unit_place is '推荐名额: how many a unit may recommend in a category';

create table case_number (
  region_id integer not null references region (id),
  system text not null,
  year smallint not null,
  last integer not null,
  primary key (region_id, system, year)
);
comment on table case_number is 'the last 受理编号 given in a system and year';

create table case_record (
  region_id integer not null references region (id),
  id uuid not null,
  number text not null,
  system text not null,
  rev integer not null,
  round_id uuid,
  year smallint not null,
  person_id uuid,
  unit_id uuid,
  programme_id uuid,
  applicant_id uuid not null,
  name text not null,
  name_initials text not null,
  identity_number text,
  params jsonb not null,
  draft jsonb not null default '{}',
  category text,
  of_floor boolean not null default false,
  status text not null default 'draft' check (status in ('draft', 'open', 'returned', 'ended')),
  stage text,
  office text check (office in ('applicant', 'school', 'cluster', 'centre', 'bureau', 'upper')),
  due_on date,
  ending text check (ending in ('granted', 'refused', 'withdrawn', 'lapsed')),
  annulled boolean not null default false,
  score numeric,
  issued text,
  issued_alone boolean not null default true,
  submitted_on date,
  version integer not null default 0,
  opened_at timestamptz not null default now(),
  primary key (region_id, id),
  unique (region_id, system, number),
  foreign key (region_id, round_id) references case_round (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, programme_id) references programme (region_id, id),
  foreign key (region_id, applicant_id) references account (region_id, id),
  check ((status = 'ended') = (ending is not null))
);
create unique index case_issued_once on case_record (region_id, system, issued) where issued is not null and issued_alone;
create unique index case_once_a_round on case_record (region_id, round_id, coalesce(identity_number, person_id::text, unit_id::text))
  where round_id is not null and (status in ('open', 'returned') or (ending = 'granted' and not annulled));
create index case_list on case_record (region_id, system, year, status, stage);
create index case_waiting on case_record (region_id, office, due_on) where status in ('open', 'returned');
create index case_person on case_record (region_id, person_id);
create index case_unit on case_record (region_id, unit_id);
create index case_of_round on case_record (region_id, round_id, category);
comment on table case_record is '事项: one application on its way; from status on, what its events lead to, kept beside them for lists';
comment on column case_record.rev is 'the definition''s rev that it is dealt with by, to its end';
comment on column case_record.identity_number is '身份证件号 of an applicant who is not on file';
comment on column case_record.params is 'the system''s numbers when it was opened, the round''s where it has one';
comment on column case_record.draft is 'the form while it is being filled in; what was handed in stands in case_value';
comment on column case_record.of_floor is 'whether it counts toward the round''s floor';
comment on column case_record.issued is '编号 that was given out';
comment on column case_record.issued_alone is 'whether the number is this case''s own; false for the number of a document that names many';
comment on column case_record.version is 'the number of its events: who acts names the one that was seen';

create table case_value (
  region_id integer not null,
  case_id uuid not null,
  submission integer not null check (submission > 0),
  field text not null,
  value text not null,
  primary key (region_id, case_id, submission, field),
  foreign key (region_id, case_id) references case_record (region_id, id)
);
comment on table case_value is '表单: a field as it was handed in, each time; never changed';

create table case_material (
  region_id integer not null,
  case_id uuid not null,
  file_id uuid not null,
  material text not null,
  submission integer,
  added_at timestamptz not null default now(),
  primary key (region_id, case_id, file_id),
  foreign key (region_id, case_id) references case_record (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
comment on table case_material is '材料: a file handed in for one of the listed materials';
comment on column case_material.submission is 'the submission that first held it; null while it may still be taken out';

create table case_notice (
  region_id integer not null references region (id),
  id uuid not null,
  system text not null,
  round_id uuid,
  stage text not null,
  title text not null,
  words text not null,
  from_on date not null,
  until_on date not null,
  document text,
  published_at timestamptz not null default now(),
  published_by text not null,
  primary key (region_id, id),
  foreign key (region_id, round_id) references case_round (region_id, id),
  check (until_on >= from_on)
);
comment on table case_notice is '公示: what everybody can read; until_on is the last day on which objections are taken';

create table case_event (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  kind text not null check (kind in ('submitted', 'passed', 'returned', 'refused', 'published', 'objected', 'upheld',
    'dismissed', 'withdrawn', 'lapsed', 'annulled')),
  stage text not null,
  next_stage text,
  ending text check (ending in ('granted', 'refused', 'withdrawn', 'lapsed')),
  office text,
  actor text not null,
  account_id uuid,
  stands_for text,
  because text,
  score numeric,
  number text,
  document text,
  item text,
  settles integer,
  notice_id uuid,
  primary key (region_id, case_id, seq),
  foreign key (region_id, case_id) references case_record (region_id, id),
  foreign key (region_id, notice_id) references case_notice (region_id, id),
  check (next_stage is null or ending is null)
);
create index case_event_kind on case_event (region_id, kind, stage);
comment on table case_event is '经过: what happened to a case, by whom, when and why; append-only, the case''s state is folded from it';
comment on column case_event.stands_for is 'whom the actor stood in for by a delegation';
comment on column case_event.settles is 'the objection, by seq, that this settles';

create table case_objection (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  name text not null,
  contact text not null,
  text text not null,
  key uuid not null,
  primary key (region_id, case_id, seq),
  unique (region_id, case_id, key),
  foreign key (region_id, case_id, seq) references case_event (region_id, case_id, seq)
);
comment on table case_objection is '异议: who objected to a public notice and with what facts; for who deals with the case only';
comment on column case_objection.contact is 'contact data';
comment on column case_objection.key is 'of the request: a second click is no second objection';

create table case_judge (
  region_id integer not null,
  id uuid not null,
  case_id uuid not null,
  stage text not null,
  person_id uuid not null,
  blind text not null,
  assigned_at timestamptz not null default now(),
  assigned_by text not null,
  recused_because text,
  primary key (region_id, id),
  unique (region_id, case_id, stage, person_id),
  foreign key (region_id, case_id) references case_record (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id)
);
create index case_judge_person on case_judge (region_id, person_id);
comment on table case_judge is '评委: who judges a case at a stage, by a number instead of the name';

create table case_point (
  region_id integer not null,
  judging_id uuid not null,
  dimension text not null,
  points numeric not null check (points >= 0),
  given_at timestamptz not null default now(),
  primary key (region_id, judging_id, dimension),
  foreign key (region_id, judging_id) references case_judge (region_id, id)
);
comment on table case_point is '打分: a judge''s points in one dimension';

create table case_effect (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  n integer not null,
  kind text not null check (kind in ('title', 'award', 'post', 'register', 'start', 'recognise', 'notify', 'archive')),
  made_id uuid,
  words text not null,
  undone_at timestamptz,
  primary key (region_id, case_id, seq, n),
  foreign key (region_id, case_id, seq) references case_event (region_id, case_id, seq)
);
create index case_effect_made on case_effect (region_id, made_id);
comment on table case_effect is '办理结果: what a decision brought about beyond the case; made_id is the record it made';

create table programme_hold (
  region_id integer not null,
  programme_id uuid not null,
  case_id uuid not null,
  released_at timestamptz,
  hours numeric,
  primary key (region_id, programme_id),
  foreign key (region_id, programme_id) references programme (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id)
);
comment on table programme_hold is '待认定: a programme whose activities count only once its case has recognised them';
comment on column programme_hold.hours is '学时 recognised by the decision';

create table delegation (
  region_id integer not null,
  id uuid not null,
  from_account uuid not null,
  to_account uuid not null,
  starts_on date not null,
  ends_on date not null,
  because text not null,
  ended_at timestamptz,
  made_at timestamptz not null default now(),
  primary key (region_id, id),
  foreign key (region_id, from_account) references account (region_id, id),
  foreign key (region_id, to_account) references account (region_id, id),
  check (ends_on >= starts_on),
  check (from_account <> to_account)
);
create index delegation_to on delegation (region_id, to_account) where ended_at is null;
comment on table delegation is '代办: who acts for whom from starts_on through ends_on';

create table holiday (
  region_id integer not null references region (id),
  day date not null,
  kind text not null check (kind in ('off', 'work')),
  name text not null,
  document text not null,
  set_by text not null,
  primary key (region_id, day)
);
comment on table holiday is '工作日历: days that depart from the week, off 放假 or work 调休上班';

create trigger append_only before update or delete on case_event for each row execute function refuse_change();
create trigger append_only_all before truncate on case_event execute function refuse_change();
create trigger append_only before update or delete on case_value for each row execute function refuse_change();
create trigger append_only_all before truncate on case_value execute function refuse_change();

call protect('applicant');
create policy app_reads on applicant for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or account_id = (select (session_row()).account_id)));
grant select on applicant to yanpei_app;

call protect_by_region('case_round');
call protect_by_region('case_place');
call protect_by_region('case_unit_place');
call protect_by_region('holiday');
grant select, insert on case_round, case_place, case_unit_place to yanpei_app;
grant select, insert, update, delete on holiday to yanpei_app;

call protect('case_number');
create policy app_all on case_number to yanpei_app using (region_id = (select session_region()));
grant select, insert, update on case_number to yanpei_app;

call protect('case_record');
create policy app_reads on case_record for select to yanpei_app using (region_id = (select session_region())
  and (applicant_id = (select (session_row()).account_id) or person_id = (select session_person())
    or (status <> 'draft' and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))));
create policy app_adds on case_record for insert to yanpei_app with check (region_id = (select session_region())
  and status = 'draft' and version = 0 and ((select session_wide()) or (applicant_id = (select (session_row()).account_id)
    and (person_id is null or person_id = any ((select session_people())::uuid[])))));
create policy app_changes on case_record for update to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or applicant_id = (select (session_row()).account_id) or person_id = (select session_person())
    or unit_id = any ((select session_units())::uuid[])));
grant select, insert on case_record to yanpei_app;
grant update (draft, category, of_floor, unit_id, status, stage, office, due_on, ending, annulled, score, issued, issued_alone, submitted_on,
  version, programme_id) on case_record to yanpei_app;

create procedure protect_by_case(t regclass)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_all on %s to yanpei_app using (region_id = (select session_region())
    and exists (select from case_record c where c.region_id = %s.region_id and c.id = %s.case_id))', t, t, t);
end $$;
comment on procedure protect_by_case(regclass) is 'seen and written with the case that it belongs to';

call protect_by_case('case_value');
call protect_by_case('case_material');
call protect_by_case('case_event');
call protect_by_case('case_effect');

-- Beyond seeing the case: what happened is told by who did it, and applicants do no more than apply; what was handed in
-- stays with the case; effects are brought about by the program alone.
create policy in_own_name on case_event as restrictive for insert to yanpei_app
  with check (actor = (select (session_row()).actor) and account_id is not distinct from (select (session_row()).account_id)
    and ((select (session_row()).role) not in ('teacher', 'applicant') or kind in ('submitted', 'withdrawn')));
create policy not_handed_in on case_material as restrictive for update to yanpei_app using (submission is null) with check (true);
create policy not_taken_out on case_material as restrictive for delete to yanpei_app using (submission is null);
create policy program_adds on case_effect as restrictive for insert to yanpei_app with check ((select (session_row()).role) = 'system');
create policy program_undoes on case_effect as restrictive for update to yanpei_app using ((select (session_row()).role) = 'system');

create function refuse_other_state() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
declare
  last case_event;
begin
  select e.* into last from case_event e where e.region_id = new.region_id and e.case_id = new.id order by e.seq desc limit 1;
  if new.version <> coalesce(last.seq, 0) or new.annulled <> coalesce(last.kind = 'annulled', false)
    or new.stage is distinct from last.next_stage
    or new.ending is distinct from (case when last.kind = 'annulled' then 'granted' else last.ending end)
    or new.status <> (case when last.kind is null then 'draft' when new.ending is not null then 'ended'
      when last.kind = 'returned' then 'returned' else 'open' end) then
    raise exception 'case %: its state does not follow from its events', new.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
comment on function refuse_other_state() is 'a case stands where its newest event leads to; whoever moves it writes the event first';
create trigger follows_events before update on case_record for each row execute function refuse_other_state();

grant select, insert on case_value, case_event to yanpei_app;
grant select, insert, delete on case_material to yanpei_app;
grant update (submission) on case_material to yanpei_app;
grant select, insert on case_effect to yanpei_app;
grant update (undone_at) on case_effect to yanpei_app;

create policy app_reads_material on stored_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from case_material m where m.region_id = stored_file.region_id and m.file_id = stored_file.id));

call protect('case_objection');
create policy app_reads on case_objection for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
grant select on case_objection to yanpei_app;

call protect_by_region('case_notice');
create policy app_adds on case_notice for insert to yanpei_app with check (region_id = (select session_region()) and (select session_wide()));
grant select, insert on case_notice to yanpei_app;

call protect('case_judge');
create policy app_reads on case_judge for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = (select session_person())));
create policy app_adds on case_judge for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_drops on case_judge for delete to yanpei_app using (region_id = (select session_region()) and (select session_governs()));
grant select, insert, delete on case_judge to yanpei_app;
call protect('case_point');
create policy app_reads on case_point for select to yanpei_app using (region_id = (select session_region())
  and exists (select from case_judge j where j.region_id = case_point.region_id and j.id = case_point.judging_id));
grant select on case_point to yanpei_app;

call protect_by_region('programme_hold');
grant select, insert, update on programme_hold to yanpei_app;

call protect('delegation');
create policy app_reads on delegation for select to yanpei_app using (region_id = (select session_region())
  and ((select session_governs()) or from_account = (select (session_row()).account_id) or to_account = (select (session_row()).account_id)));
create policy app_adds on delegation for insert to yanpei_app
  with check (region_id = (select session_region()) and from_account = (select (session_row()).account_id));
create policy app_changes on delegation for update to yanpei_app using (region_id = (select session_region())
  and ((select session_governs()) or from_account = (select (session_row()).account_id)));
grant select, insert on delegation to yanpei_app;
grant update (ended_at) on delegation to yanpei_app;

create function delegate_of_login(p_login text) returns table (account_id uuid, name text, covers boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, t.display_name, not exists (
      select from account_role f
      where f.region_id = s.region_id and f.account_id = s.account_id and f.revoked_at is null
        and f.role in ('officer', 'leader', 'cluster', 'school')
        and not exists (
          select from account_role r
          where r.region_id = t.region_id and r.account_id = t.id and r.revoked_at is null
            and (r.role in ('officer', 'leader') or (r.role in ('cluster', 'school') and f.unit_id is not null
              and f.unit_id in (select b.unit_id from units_below(s.region_id, r.unit_id, current_date) b)))))
  from session_row() s
  join account t on t.region_id = s.region_id and t.login = p_login and t.disabled_at is null
  where s.role in ('officer', 'leader', 'cluster', 'school')
$$;
comment on function delegate_of_login(text) is 'whom a login belongs to, and whether that account sees by itself all that the session''s account deals with';
revoke all on function delegate_of_login(text) from public;
grant execute on function delegate_of_login(text) to yanpei_app;

create function delegations_in_view() returns table (id uuid, from_account uuid, from_name text, to_account uuid, to_name text,
    starts_on date, ends_on date, because text, ended_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.id, d.from_account, f.display_name, d.to_account, t.display_name, d.starts_on, d.ends_on, d.because, d.ended_at
  from session_row() s
  join delegation d on d.region_id = s.region_id
    and (s.role in ('officer', 'system') or s.account_id in (d.from_account, d.to_account))
  join account f on f.region_id = d.region_id and f.id = d.from_account
  join account t on t.region_id = d.region_id and t.id = d.to_account
$$;
comment on function delegations_in_view() is 'the delegations that the session may see, with names';
revoke all on function delegations_in_view() from public;
grant execute on function delegations_in_view() to yanpei_app;

create function session_stands_for(p_day date) returns table (account_id uuid, name text, person_id uuid, role text, unit_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select f.id, f.display_name, f.person_id, r.role, r.unit_id
  from session_row() s
  join delegation d on d.region_id = s.region_id and d.to_account = s.account_id and d.ended_at is null
    and p_day between d.starts_on and d.ends_on
  join account f on f.region_id = d.region_id and f.id = d.from_account and f.disabled_at is null
  join account_role r on r.region_id = f.region_id and r.account_id = f.id and r.revoked_at is null
    and r.role in ('officer', 'leader', 'cluster', 'school')
  where s.role in ('officer', 'leader', 'cluster', 'school')
$$;
comment on function session_stands_for(date) is 'for whom the session''s account acts on a day, with the roles that it then acts in';
revoke all on function session_stands_for(date) from public;
grant execute on function session_stands_for(date) to yanpei_app;

-- A case that is taken back takes back what it brought about, by the program's own rights; the case, its events and the
-- audit log keep the trace.
grant delete on title_grant, award, certification to yanpei_app;
create policy program_strikes on title_grant as restrictive for delete to yanpei_app using ((select (session_row()).role) = 'system');
create policy program_strikes on award as restrictive for delete to yanpei_app using ((select (session_row()).role) = 'system');
create policy program_strikes on certification as restrictive for delete to yanpei_app using ((select (session_row()).role) = 'system');

create function judging_sheet() returns table (id uuid, system text, rev integer, stage text, blind text, category text,
    open boolean, form jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select j.id, c.system, c.rev, j.stage, j.blind, c.category, c.status = 'open' and c.stage = j.stage,
    (select coalesce(jsonb_object_agg(v.field, replace(replace(v.value, c.name, '＊＊'), coalesce(u.name, ''), '＊＊')), '{}')
      from case_value v
      where v.region_id = c.region_id and v.case_id = c.id
        and v.submission = (select max(n.submission) from case_value n where n.region_id = c.region_id and n.case_id = c.id and n.field = v.field))
  from session_row() s
  join case_judge j on j.region_id = s.region_id and j.person_id = s.person_id and j.recused_because is null
  join case_record c on c.region_id = j.region_id and c.id = j.case_id
  left join lateral (select us.name from unit_state us where us.region_id = c.region_id and us.unit_id = c.unit_id
    order by lower(us.valid) desc nulls last limit 1) u on true
$$;
comment on function judging_sheet() is 'what the session''s person is to judge: by number, with the form, in which name and unit are struck out';
revoke all on function judging_sheet() from public;
grant execute on function judging_sheet() to yanpei_app;

create function judging_standing(p_judging uuid) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mine case_judge;
  judged case_record;
begin
  select j.* into mine from session_row() s
    join case_judge j on j.region_id = s.region_id and j.person_id = s.person_id and j.id = p_judging;
  if mine.id is null then return 'unknown'; end if;
  -- who closes the review holds the case: points are in before, or not at all
  select c.* into judged from case_record c where c.region_id = mine.region_id and c.id = mine.case_id for share;
  if judged.status <> 'open' or judged.stage <> mine.stage then return 'closed'; end if;
  return case when mine.recused_because is null then 'open' else 'recused' end;
end $$;
comment on function judging_standing(uuid) is 'whether the session''s person may judge: open, closed, recused or unknown; the case is kept as it is until the end of the transaction';
revoke all on function judging_standing(uuid) from public;

create function give_points(p_judging uuid, p_points jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  standing text := judging_standing(p_judging);
begin
  if standing <> 'open' then return standing; end if;
  insert into case_point (region_id, judging_id, dimension, points)
    select session_region(), p_judging, key, value::numeric from jsonb_each_text(p_points)
    on conflict (region_id, judging_id, dimension) do update set points = excluded.points, given_at = now();
  return standing;
end $$;
comment on function give_points(uuid, jsonb) is 'writes the points of the session''s person while the review is open';
revoke all on function give_points(uuid, jsonb) from public;
grant execute on function give_points(uuid, jsonb) to yanpei_app;

create function step_aside(p_judging uuid, p_because text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  standing text := judging_standing(p_judging);
begin
  if standing <> 'open' then return standing; end if;
  update case_judge set recused_because = p_because where region_id = session_region() and id = p_judging;
  return standing;
end $$;
comment on function step_aside(uuid, text) is 'the session''s person judges no more, and says why; points already given count no more';
revoke all on function step_aside(uuid, text) from public;
grant execute on function step_aside(uuid, text) to yanpei_app;

create function case_round_counts(p_rounds uuid[]) returns table (round_id uuid, category text, applied bigint, granted bigint,
    refused bigint, granted_of_floor bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.round_id, c.category, count(*), count(*) filter (where c.ending = 'granted' and not c.annulled),
    count(*) filter (where c.ending = 'refused'), count(*) filter (where c.ending = 'granted' and not c.annulled and c.of_floor)
  from case_record c
  where c.region_id = session_region() and c.round_id = any (p_rounds) and c.submitted_on is not null
  group by c.round_id, c.category
$$;
comment on function case_round_counts(uuid[]) is 'how many applied and were granted in rounds, by category: the same numbers for everybody of the region';
revoke all on function case_round_counts(uuid[]) from public;
grant execute on function case_round_counts(uuid[]) to yanpei_app;

create function public_notices(p_day date) returns table (id uuid, region_name text, title text, words text, from_on date, until_on date, people bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select n.id, r.name, n.title, n.words, n.from_on, n.until_on, count(e.case_id)
  from case_notice n
  join region r on r.id = n.region_id
  left join case_event e on e.region_id = n.region_id and e.notice_id = n.id
  where p_day between n.from_on and n.until_on + 30
  group by n.region_id, n.id, r.name, n.title, n.words, n.from_on, n.until_on
  order by n.until_on desc, n.title
$$;
comment on function public_notices(date) is 'notices that everybody may read: those of the day, and for 30 days after';
revoke all on function public_notices(date) from public;
grant execute on function public_notices(date) to yanpei_app;

create function public_notice_people(p_notice uuid, p_day date) returns table (case_id uuid, name text, unit_name text, category text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.name, s.name, c.category
  from case_notice n
  join case_event e on e.region_id = n.region_id and e.notice_id = n.id
  join case_record c on c.region_id = e.region_id and c.id = e.case_id
  left join unit_state s on s.region_id = c.region_id and s.unit_id = c.unit_id and s.valid @> n.from_on
  where n.id = p_notice and p_day between n.from_on and n.until_on + 30
  order by c.category, c.name
$$;
comment on function public_notice_people(uuid, date) is 'whom a notice names while everybody may read it: name, unit and category, nothing else';
revoke all on function public_notice_people(uuid, date) from public;
grant execute on function public_notice_people(uuid, date) to yanpei_app;

create function object_to_notice(p_notice uuid, p_case uuid, p_key uuid, p_day date, p_at timestamptz, p_name text, p_contact text,
    p_text text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  shown case_notice;
  found case_record;
begin
  select n.* into shown from case_notice n
    join case_event e on e.region_id = n.region_id and e.notice_id = n.id and e.case_id = p_case
    where n.id = p_notice;
  if shown.id is null then return 'unknown'; end if;
  if p_day > shown.until_on then return 'over'; end if;
  if p_day < shown.from_on then return 'early'; end if;
  select * into found from case_record where region_id = shown.region_id and id = p_case for update;
  if exists (select from case_objection o where o.region_id = found.region_id and o.case_id = found.id and o.key = p_key) then
    return 'taken';
  end if;
  if found.status <> 'open' or found.stage <> shown.stage then return 'over'; end if;
  insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, actor)
    values (found.region_id, found.id, found.version + 1, p_at, 'objected', found.stage, found.stage, '群众');
  insert into case_objection (region_id, case_id, seq, name, contact, text, key)
    values (found.region_id, found.id, found.version + 1, p_name, p_contact, p_text, p_key);
  update case_record set version = version + 1 where region_id = found.region_id and id = found.id;
  insert into audit_log (region_id, actor, action, subject_kind, subject_id, details)
    values (found.region_id, '群众', 'case.objected', 'case', found.id::text, jsonb_build_object('notice', p_notice, 'seq', found.version + 1));
  return 'taken';
end $$;
comment on function object_to_notice(uuid, uuid, uuid, date, timestamptz, text, text, text) is 'takes an objection without a session: taken, early, over or unknown';
revoke all on function object_to_notice(uuid, uuid, uuid, date, timestamptz, text, text, text) from public;
grant execute on function object_to_notice(uuid, uuid, uuid, date, timestamptz, text, text, text) to yanpei_app;

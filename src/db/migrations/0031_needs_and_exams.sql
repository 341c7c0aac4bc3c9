-- Who needs a course, is told of one and has had it; the rooms of an exam with their papers and marks; results that
-- everybody may read; certificates handed over.

alter table case_effect drop constraint case_effect_kind_check;
alter table case_effect add constraint case_effect_kind_check
  check (kind in ('title', 'award', 'post', 'register', 'start', 'recognise', 'notify', 'archive', 'need', 'met'));

create table need (
  region_id integer not null references region (id),
  id uuid not null,
  course text not null check (course <> ''),
  person_id uuid,
  identity_number text,
  name text not null,
  source text not null check (source in ('case', 'person', 'school')),
  because text not null check (because <> ''),
  case_id uuid,
  since date not null,
  noted_at timestamptz not null,
  noted_by text not null,
  outcome text check (outcome in ('met', 'withdrawn')),
  ended_on date,
  ended_because text,
  ended_by text,
  primary key (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id),
  check (num_nonnulls(person_id, identity_number) = 1),
  check ((source = 'case') = (case_id is not null)),
  check (num_nonnulls(outcome, ended_on, ended_because, ended_by) in (0, 4))
);
create unique index need_open on need (region_id, course, coalesce(person_id::text, identity_number)) where outcome is null;
create index need_person on need (region_id, person_id);
create index need_case on need (region_id, case_id);
comment on table need is '补训需求: who needs which course, why and since when; met or withdrawn, with who, when and why';
comment on column need.identity_number is '身份证件号 of somebody who is not on file';
comment on column need.source is 'case: an application failed for want of it; person: registered for oneself; school: by the school or the centre';
comment on column need.outcome is 'met 已满足 or withdrawn 不再需要; null while it stands';

create table need_offer (
  region_id integer not null,
  programme_id uuid not null,
  course text not null,
  offered_at timestamptz not null,
  offered_by text not null,
  primary key (region_id, programme_id, course),
  foreign key (region_id, programme_id) references programme (region_id, id)
);
comment on table need_offer is '开班: that a programme serves those who need a course';

create table need_told (
  region_id integer not null,
  need_id uuid not null,
  programme_id uuid not null,
  course text not null,
  notice_id uuid not null,
  told_at timestamptz not null,
  primary key (region_id, need_id, programme_id),
  foreign key (region_id, need_id) references need (region_id, id),
  foreign key (region_id, programme_id, course) references need_offer (region_id, programme_id, course),
  foreign key (region_id, notice_id) references notice (region_id, id)
);
comment on table need_told is '开班通知: that who needs the course was told of a programme, once';

create table exam_room (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  place text not null check (place <> ''),
  held_on date not null,
  made_at timestamptz not null,
  made_by text not null,
  primary key (region_id, id),
  unique (region_id, round_id, stage, place),
  foreign key (region_id, round_id) references case_round (region_id, id)
);
comment on table exam_room is '考场: where an exam of a round is sat, and on which day';

create table exam_seat (
  region_id integer not null,
  room_id uuid not null,
  case_id uuid not null,
  stage text not null,
  seat integer not null check (seat > 0),
  primary key (region_id, stage, case_id),
  unique (region_id, room_id, seat),
  foreign key (region_id, room_id) references exam_room (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id)
);
comment on table exam_seat is '座位: which candidate sits in which room of an exam';

create table exam_count (
  region_id integer not null,
  room_id uuid not null,
  n integer not null check (n > 0),
  counted_at timestamptz not null,
  handed_out integer not null check (handed_out >= 0),
  returned integer not null check (returned >= 0),
  marked integer not null check (marked >= 0),
  blank integer not null check (blank >= 0),
  absent integer not null check (absent >= 0),
  counted_by text not null,
  primary key (region_id, room_id, n),
  foreign key (region_id, room_id) references exam_room (region_id, id)
);
comment on table exam_count is '试卷袋清点: papers of a room handed out, returned, marked and blank, and candidates absent; the newest count holds, the earlier ones stay';

create table exam_mark (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  case_id uuid,
  number text not null,
  name text not null,
  outcome text not null check (outcome in ('mark', 'pass', 'fail', 'blank', 'absent')),
  mark numeric check (mark >= 0),
  entered_at timestamptz not null,
  entered_by text not null,
  struck_at timestamptz,
  struck_by text,
  struck_because text,
  primary key (region_id, id),
  foreign key (region_id, round_id) references case_round (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id),
  check ((outcome = 'mark') = (mark is not null)),
  check (num_nonnulls(struck_at, struck_by, struck_because) in (0, 3))
);
create unique index exam_mark_once on exam_mark (region_id, round_id, stage, case_id) where case_id is not null and struck_at is null;
create index exam_mark_of on exam_mark (region_id, round_id, stage);
comment on table exam_mark is '成绩: a line of the list of marks; one that was wrong is struck out with the reason, and stays';
comment on column exam_mark.case_id is 'the candidate''s case; null while the list names nobody who sits this exam';
comment on column exam_mark.number is '受理编号 as the list writes it';

create table exam_close (
  region_id integer not null,
  round_id uuid not null,
  stage text not null,
  candidates integer not null check (candidates >= 0),
  handed_out integer not null check (handed_out >= 0),
  returned integer not null check (returned >= 0),
  marks integer not null check (marks >= 0),
  differences integer not null check (differences >= 0),
  explained text,
  closed_at timestamptz not null,
  closed_by text not null,
  primary key (region_id, round_id, stage),
  foreign key (region_id, round_id) references case_round (region_id, id),
  check (differences = 0 or explained <> '')
);
comment on table exam_close is '考试办结: that papers, candidates and marks of an exam agree, or why they do not';
comment on column exam_close.explained is 'why papers, candidates and marks differ; asked for as soon as they do';

create table exam_result (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  title text not null,
  words text not null,
  shows text not null check (shows in ('number', 'name')),
  from_on date not null,
  until_on date not null,
  published_at timestamptz not null,
  published_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because text,
  primary key (region_id, id),
  foreign key (region_id, round_id) references case_round (region_id, id),
  check (until_on >= from_on),
  check (num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_because) in (0, 3))
);
create unique index exam_result_once on exam_result (region_id, round_id, stage) where withdrawn_at is null;
comment on table exam_result is '成绩公布: results of a stage of a round that everybody may read for a time; one that was wrong is taken down with the reason';

create table exam_result_line (
  region_id integer not null,
  result_id uuid not null,
  n integer not null check (n > 0),
  who text not null,
  category text,
  result text not null,
  primary key (region_id, result_id, n),
  foreign key (region_id, result_id) references exam_result (region_id, id)
);
comment on table exam_result_line is 'a line of published results as everybody reads it: number or masked name, category and result, nothing else';

create table handover (
  region_id integer not null,
  id uuid not null,
  case_id uuid not null,
  noted_at timestamptz not null,
  on_day date not null,
  signed_by text not null check (signed_by <> ''),
  proxy boolean not null,
  noted_by text not null,
  primary key (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id)
);
create index handover_case on handover (region_id, case_id, noted_at);
comment on table handover is '领取登记: that a certificate was handed over, to whom and when; the newest entry holds';
comment on column handover.proxy is 'whether somebody else signed for the owner';

create trigger append_only before update or delete on exam_count for each row execute function refuse_change();
create trigger append_only_all before truncate on exam_count execute function refuse_change();
create trigger append_only before update or delete on exam_close for each row execute function refuse_change();
create trigger append_only_all before truncate on exam_close execute function refuse_change();
create trigger append_only before update or delete on exam_result_line for each row execute function refuse_change();
create trigger append_only_all before truncate on exam_result_line execute function refuse_change();
create trigger append_only before update or delete on handover for each row execute function refuse_change();
create trigger append_only_all before truncate on handover execute function refuse_change();

create function session_number() returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.identity_number from session_row() s join applicant a on a.region_id = s.region_id and a.account_id = s.account_id
$$;
comment on function session_number() is '身份证件号 of an applicant''s session; null for everybody else';
revoke all on function session_number() from public;
grant execute on function session_number() to yanpei_app;

call protect('need');
create policy app_reads on need for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[]) or identity_number = (select session_number())));
create policy app_adds on need for insert to yanpei_app with check (region_id = (select session_region()) and outcome is null
  and case when source = 'case' then (select (session_row()).role) = 'system'
    when (select session_governs()) then true
    when source = 'school' then (select session_edits()) and person_id = any ((select session_people())::uuid[])
    else person_id = (select session_person()) or identity_number = (select session_number()) end);
create policy app_ends on need for update to yanpei_app using (region_id = (select session_region())
  and ((select session_governs()) or (outcome is null
    and (((select session_edits()) and person_id = any ((select session_people())::uuid[]))
      or person_id = (select session_person()) or identity_number = (select session_number())))))
  with check (region_id = (select session_region()) and ((select session_governs()) or outcome = 'withdrawn'));
create policy program_reopens on need as restrictive for update to yanpei_app
  using (outcome is null or (select (session_row()).role) = 'system') with check (true);
grant select, insert on need to yanpei_app;
grant update (outcome, ended_on, ended_because, ended_by) on need to yanpei_app;

call protect_by_region('need_offer');
grant select, insert on need_offer to yanpei_app;
call protect('need_told');
create policy app_reads on need_told for select to yanpei_app using (region_id = (select session_region())
  and exists (select from need n where n.region_id = need_told.region_id and n.id = need_told.need_id));
create policy app_adds on need_told for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
grant select, insert on need_told to yanpei_app;

create procedure protect_exam(t regclass)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app
    using (region_id = (select session_region()) and (select session_wide()))', t);
  execute format('create policy app_writes on %s to yanpei_app
    using (region_id = (select session_region()) and (select session_governs()))', t);
end $$;
comment on procedure protect_exam(regclass) is 'seen by who sees the whole region, written by who governs it';

call protect_exam('exam_room');
call protect_exam('exam_seat');
call protect_exam('exam_count');
call protect_exam('exam_mark');
call protect_exam('exam_close');
call protect_exam('exam_result');
call protect_exam('exam_result_line');
grant select, insert, delete on exam_room, exam_seat to yanpei_app;
grant select, insert on exam_count, exam_mark, exam_close, exam_result, exam_result_line to yanpei_app;
grant update (struck_at, struck_by, struck_because) on exam_mark to yanpei_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_because) on exam_result to yanpei_app;
create policy while_open on exam_mark as restrictive for insert to yanpei_app with check (not exists (select from exam_close c
  where c.region_id = exam_mark.region_id and c.round_id = exam_mark.round_id and c.stage = exam_mark.stage));
create policy while_open_struck on exam_mark as restrictive for update to yanpei_app using (struck_at is null and not exists (
  select from exam_close c where c.region_id = exam_mark.region_id and c.round_id = exam_mark.round_id and c.stage = exam_mark.stage)) with check (true);

call protect('handover');
create policy app_reads on handover for select to yanpei_app using (region_id = (select session_region())
  and exists (select from case_record c where c.region_id = handover.region_id and c.id = handover.case_id));
create policy app_adds on handover for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
grant select, insert on handover to yanpei_app;

create function public_results(p_day date) returns table (id uuid, region_name text, title text, words text, from_on date, until_on date, lines bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select n.id, r.name, n.title, n.words, n.from_on, n.until_on,
    (select count(*) from exam_result_line l where l.region_id = n.region_id and l.result_id = n.id)
  from exam_result n join region r on r.id = n.region_id
  where p_day between n.from_on and n.until_on and n.withdrawn_at is null
  order by n.from_on desc, n.title
$$;
comment on function public_results(date) is 'results that everybody may read on a day';
revoke all on function public_results(date) from public;
grant execute on function public_results(date) to yanpei_app;

create function public_result_lines(p_result uuid, p_day date) returns table (who text, category text, result text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.who, l.category, l.result
  from exam_result n join exam_result_line l on l.region_id = n.region_id and l.result_id = n.id
  where n.id = p_result and p_day between n.from_on and n.until_on and n.withdrawn_at is null
  order by l.n
$$;
comment on function public_result_lines(uuid, date) is 'the lines of published results, while everybody may read them';
revoke all on function public_result_lines(uuid, date) from public;
grant execute on function public_result_lines(uuid, date) to yanpei_app;

-- School-based research whole: the teacher's handbook and its monthly check, assigned projects, random checks.

create table handbook_entry (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  dated_on date not null,
  kind text not null check (kind <> ''),
  title text not null check (char_length(title) between 2 and 60),
  text text not null default '' check (char_length(text) <= 2000),
  activity_id uuid,
  work_id uuid,
  written_at timestamptz not null default now(),
  written_by text not null default (session_row()).actor,
  withdrawn_at timestamptz,
  withdrawn_by text,
  primary key (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, activity_id) references activity (region_id, id),
  foreign key (region_id, work_id) references work (region_id, id),
  check (char_length(text) >= 2 or work_id is not null),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index handbook_entry_person on handbook_entry (region_id, person_id, dated_on);
create unique index handbook_entry_once on handbook_entry (region_id, activity_id, person_id)
  where activity_id is not null and withdrawn_at is null;
comment on table handbook_entry is '手册自填: what a teacher writes into the own handbook beside what the records fill in; never changed, only taken back';
comment on column handbook_entry.unit_id is 'where the teacher counted when writing it';
comment on column handbook_entry.kind is 'one of the kinds that the handbook''s definition names';
comment on column handbook_entry.activity_id is 'the activity that the teacher''s own record is of: one record of each activity';
comment on column handbook_entry.work_id is 'the work that holds its files';

create table handbook_check (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  month date not null check (month = date_trunc('month', month)),
  grade text not null check (grade in ('excellent', 'good', 'pass', 'fail')),
  remark text not null default '' check (char_length(remark) <= 300),
  items smallint not null check (items >= 0),
  hours numeric not null check (hours >= 0),
  checked_at timestamptz not null default clock_timestamp(),
  checked_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
create index handbook_check_person on handbook_check (region_id, person_id, month, checked_at desc);
comment on table handbook_check is '手册月查: the school''s grade of a teacher''s month; the newest counts, earlier ones stand';
comment on column handbook_check.month is 'the first day of the month';
comment on column handbook_check.items is 'how many entries the handbook held for the month when it was checked';
comment on column handbook_check.hours is '学时 of its activities then';

create table assigned_project (
  region_id integer not null default session_region() references region (id),
  id uuid not null,
  year smallint not null,
  subject text not null check (subject <> ''),
  topic text not null check (char_length(topic) between 4 and 60),
  goal text not null check (char_length(goal) between 20 and 1000),
  hours numeric not null check (hours > 0),
  from_on date not null,
  until_on date not null,
  accept_until date not null,
  document text,
  set_at timestamptz not null default now(),
  set_by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, year, topic),
  check (from_on <= until_on and accept_until <= until_on)
);
comment on table assigned_project is '指定项目: a topic that the centre sets for schools, by subject, with goal, hours and dates';
comment on column assigned_project.accept_until is 'the last day by which schools accept it and hand in their plan';

create table assigned_school (
  region_id integer not null default session_region(),
  project_id uuid not null,
  unit_id uuid not null,
  case_id uuid,
  accepted_at timestamptz,
  accepted_by text,
  primary key (region_id, project_id, unit_id),
  foreign key (region_id, project_id) references assigned_project (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, case_id) references case_record (region_id, id),
  check (num_nonnulls(case_id, accepted_at, accepted_by) in (0, 3))
);
create unique index assigned_school_case on assigned_school (region_id, case_id) where case_id is not null;
comment on table assigned_school is '指定学校: a school that must take part, and the case in which it hands in its plan once it has accepted';

create table spot_draw (
  region_id integer not null default session_region() references region (id),
  id uuid not null,
  unit_id uuid not null,
  title text not null check (title <> ''),
  from_on date not null,
  until_on date not null,
  percent smallint not null check (percent between 1 and 100),
  seed text not null check (char_length(seed) between 4 and 40),
  drawn_at timestamptz not null default now(),
  drawn_by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, title),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check (from_on <= until_on)
);
comment on table spot_draw is '随机抽查: activities of running projects of a term, drawn by a seed, so that anybody can repeat the draw';
comment on column spot_draw.unit_id is 'who draws: a cluster among its schools, the region among all';
comment on column spot_draw.seed is 'known beforehand to nobody: the order is that of sha256(seed:activity id), in hexadecimal';

create table spot_candidate (
  region_id integer not null default session_region(),
  draw_id uuid not null,
  activity_id uuid not null,
  unit_id uuid not null,
  place integer not null check (place > 0),
  chosen boolean not null,
  primary key (region_id, draw_id, activity_id),
  foreign key (region_id, draw_id) references spot_draw (region_id, id),
  foreign key (region_id, activity_id) references activity (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
create index spot_candidate_activity on spot_candidate (region_id, activity_id) where chosen;
comment on table spot_candidate is '抽查底册: every activity that was in the draw, in the order drawn; the first n % are chosen';

create table spot_check (
  region_id integer not null default session_region(),
  id uuid not null,
  draw_id uuid not null,
  activity_id uuid not null,
  verdict text not null check (verdict in ('accepted', 'returned')),
  hours numeric not null check (hours >= 0),
  words text not null default '' check (char_length(words) <= 500),
  checked_at timestamptz not null default clock_timestamp(),
  checked_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, draw_id, activity_id) references spot_candidate (region_id, draw_id, activity_id),
  check (verdict = 'accepted' or char_length(words) >= 2)
);
create index spot_check_activity on spot_check (region_id, draw_id, activity_id, checked_at desc);
comment on table spot_check is '检查单: what a check of a drawn activity came to; the newest counts';
comment on column spot_check.hours is '认定学时 of the activity: at most what it was held for';

create table spot_finding (
  region_id integer not null default session_region(),
  check_id uuid not null,
  item text not null,
  met boolean not null,
  words text not null default '' check (char_length(words) <= 200),
  primary key (region_id, check_id, item),
  foreign key (region_id, check_id) references spot_check (region_id, id),
  check (met or char_length(words) >= 2)
);
comment on table spot_finding is '检查项: one rule of quality, met or not, and what was found';

create table spot_answer (
  region_id integer not null default session_region(),
  id uuid not null,
  check_id uuid not null,
  words text not null check (char_length(words) between 4 and 1000),
  answered_at timestamptz not null default clock_timestamp(),
  answered_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, check_id) references spot_check (region_id, id)
);
create index spot_answer_check on spot_answer (region_id, check_id);
comment on table spot_answer is '整改说明: what the school put right after a check had sent the activity back';

create function session_draws(p_unit uuid) returns boolean
  language sql stable as $$
  select session_governs() or ((session_row()).role = 'cluster' and p_unit = any (session_units()))
$$;
comment on function session_draws(uuid) is 'whether the session draws and checks within a unit: the centre everywhere, a cluster among its schools';

create function session_sees_candidate(p_draw uuid, p_activity uuid) returns boolean
  language sql stable as $$
  select exists (select from spot_candidate c where c.region_id = (select session_region()) and c.draw_id = p_draw
    and c.activity_id = p_activity)
$$;
comment on function session_sees_candidate(uuid, uuid) is 'whether the session may see an activity of a draw, by the policies of spot_candidate';

call protect('handbook_entry');
create policy app_reads on handbook_entry for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[])));
create policy app_writes on handbook_entry for insert to yanpei_app with check (region_id = (select session_region())
  and ((person_id = (select session_person()) and unit_id = (select session_home())) or (select (session_row()).role) = 'system'));
create policy app_takes_back on handbook_entry for update to yanpei_app using (region_id = (select session_region())
  and person_id = (select session_person()));
call protect('handbook_check');
create policy app_reads on handbook_check for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[])));
create policy school_checks on handbook_check for insert to yanpei_app with check (region_id = (select session_region())
  and ((select (session_row()).role) = 'system' or ((select (session_row()).role) = 'school'
    and unit_id = any ((select session_units())::uuid[]) and person_id = any ((select session_people())::uuid[])
    and person_id is distinct from (select session_person()))));
call protect_by_region('assigned_project');
call protect('assigned_school');
create policy app_reads on assigned_school for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy centre_names on assigned_school for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()));
create policy school_accepts on assigned_school for update to yanpei_app using (region_id = (select session_region())
  and ((select session_governs()) or ((select (session_row()).role) = 'school' and unit_id = any ((select session_units())::uuid[]))));
call protect('spot_draw');
create policy app_reads on spot_draw for select to yanpei_app using (region_id = (select session_region())
  and (select (session_row()).role) in ('officer', 'leader', 'cluster', 'school', 'system'));
create policy app_draws on spot_draw for insert to yanpei_app with check (region_id = (select session_region())
  and session_draws(unit_id));
call protect('spot_candidate');
create policy app_reads on spot_candidate for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_draws on spot_candidate for insert to yanpei_app with check (region_id = (select session_region())
  and session_draws(unit_id));
call protect('spot_check');
create policy app_reads on spot_check for select to yanpei_app using (region_id = (select session_region())
  and session_sees_candidate(draw_id, activity_id));
create policy app_checks on spot_check for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from spot_candidate c where c.region_id = spot_check.region_id and c.draw_id = spot_check.draw_id
    and c.activity_id = spot_check.activity_id and c.chosen and session_draws(c.unit_id)));
call protect('spot_finding');
create policy app_reads on spot_finding for select to yanpei_app using (region_id = (select session_region())
  and exists (select from spot_check k where k.region_id = spot_finding.region_id and k.id = check_id));
create policy app_checks on spot_finding for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from spot_check k join spot_candidate c on c.region_id = k.region_id and c.draw_id = k.draw_id
    and c.activity_id = k.activity_id where k.region_id = spot_finding.region_id and k.id = check_id and session_draws(c.unit_id)));
call protect('spot_answer');
create policy app_reads on spot_answer for select to yanpei_app using (region_id = (select session_region())
  and exists (select from spot_check k where k.region_id = spot_answer.region_id and k.id = check_id));
create policy school_answers on spot_answer for insert to yanpei_app with check (region_id = (select session_region())
  and (select (session_row()).role) in ('school', 'system')
  and exists (select from spot_check k where k.region_id = spot_answer.region_id and k.id = check_id));

grant select, insert on handbook_entry, handbook_check, assigned_project, assigned_school, spot_draw, spot_candidate,
  spot_check, spot_finding, spot_answer to yanpei_app;
grant update (withdrawn_at, withdrawn_by) on handbook_entry to yanpei_app;
grant update (case_id, accepted_at, accepted_by) on assigned_school to yanpei_app;

-- A grade of the handbook can prove an indicator of the yearly appraisal.
alter table standard_indicator drop constraint standard_indicator_evidence_check;
alter table standard_indicator add constraint standard_indicator_evidence_check
  check (evidence in ('activity', 'work', 'award', 'document', 'programme', 'title', 'handbook', 'none'));
alter table appraisal_evidence drop constraint appraisal_evidence_kind_check;
alter table appraisal_evidence add constraint appraisal_evidence_kind_check
  check (kind in ('activity', 'work', 'award', 'document', 'programme', 'title', 'handbook'));

-- Appraisal: standards in versions, rounds with targets and judges, score sheets, results, appeals and rectification.
-- What was decided stands as rows; corrections are further rows.

create table appraisal_standard (
  region_id integer not null references region (id),
  id uuid not null,
  code text not null,
  title text not null check (title <> ''),
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, code)
);
comment on table appraisal_standard is '评估标准: what is appraised by; its content stands in versions';

create table standard_version (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null check (version > 0),
  document text not null check (document <> ''),
  decimals smallint not null check (decimals between 0 and 4),
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, standard_id, version),
  foreign key (region_id, standard_id) references appraisal_standard (region_id, id)
);
comment on table standard_version is '标准的一版, never changed: an appraisal keeps the version it began with';
comment on column standard_version.document is '文号 of the document it rests on';

create table standard_indicator (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  id text not null check (id <> ''),
  parent text,
  position smallint not null,
  title text not null check (title <> ''),
  points numeric not null check (points >= 0),
  weight numeric check (weight > 0),
  veto boolean not null,
  evidence text not null check (evidence in ('activity', 'work', 'award', 'document', 'programme', 'title', 'none')),
  says text not null default '',
  primary key (region_id, standard_id, version, id),
  foreign key (region_id, standard_id, version) references standard_version (region_id, standard_id, version),
  foreign key (region_id, standard_id, version, parent) references standard_indicator (region_id, standard_id, version, id)
    deferrable initially deferred
);
comment on table standard_indicator is '指标: a node of the tree with its points, its weight among its siblings in per cent, 一票否决, and the kind of record that proves it';

create table standard_source (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  source text not null check (source in ('students', 'parents', 'peers', 'school', 'experts', 'self')),
  weight numeric not null check (weight between 0 and 100),
  by text not null check (by in ('judges', 'questionnaire')),
  drop_from smallint check (drop_from >= 3),
  primary key (region_id, standard_id, version, source),
  foreign key (region_id, standard_id, version) references standard_version (region_id, standard_id, version)
);
comment on table standard_source is '评价主体: who appraises, with the weight in per cent; from drop_from judges on the highest and lowest are left out';

create table standard_band (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  position smallint not null,
  id text not null,
  title text not null check (title <> ''),
  least numeric not null check (least between 0 and 100),
  share numeric check (share between 0 and 100),
  despite_veto boolean not null,
  primary key (region_id, standard_id, version, id),
  foreign key (region_id, standard_id, version) references standard_version (region_id, standard_id, version)
);
comment on table standard_band is '等次, the best first: the result it takes, its quota in per cent of all targets, whether it stands despite a veto';

create table appraisal (
  region_id integer not null,
  id uuid not null,
  standard_id uuid not null,
  version smallint not null,
  title text not null check (title <> ''),
  unit_id uuid not null,
  year smallint not null,
  blind boolean not null,
  outside boolean not null,
  score_until date not null,
  appeal_days smallint not null check (appeal_days between 1 and 60),
  places integer check (places > 0),
  floor_group text,
  floor_least integer check (floor_least > 0),
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, standard_id, version) references standard_version (region_id, standard_id, version),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check ((floor_group is null) = (floor_least is null))
);
create index appraisal_year on appraisal (region_id, year);
comment on table appraisal is '评估: one round by one version of a standard, run by a unit';
comment on column appraisal.blind is '盲评: judges see numbers instead of names';
comment on column appraisal.outside is '校外评委: judges score other units only';
comment on column appraisal.appeal_days is 'days after publishing in which a result can be appealed';

create table appraisal_step (
  region_id integer not null,
  appraisal_id uuid not null,
  step text not null check (step in ('opened', 'published')),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, appraisal_id, step),
  foreign key (region_id, appraisal_id) references appraisal (region_id, id)
);
comment on table appraisal_step is '评估的启动与公布: each once and for good';

create table appraisal_target (
  region_id integer not null,
  id uuid not null,
  appraisal_id uuid not null,
  number smallint not null check (number > 0),
  kind text not null check (kind in ('unit', 'person', 'programme', 'work', 'case')),
  subject_id uuid not null,
  unit_id uuid not null,
  title text not null,
  group_word text,
  primary key (region_id, id),
  unique (region_id, appraisal_id, kind, subject_id),
  unique (region_id, appraisal_id, number),
  foreign key (region_id, appraisal_id) references appraisal (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
create index appraisal_target_unit on appraisal_target (region_id, unit_id);
comment on table appraisal_target is '评估对象; number 盲号 is given in random order, so that it says nothing';
comment on column appraisal_target.unit_id is 'whose it is: the unit itself, a person''s, a programme''s organiser';

create table appraisal_judge (
  region_id integer not null,
  id uuid not null,
  appraisal_id uuid not null,
  number smallint not null check (number > 0),
  source text not null check (source in ('students', 'parents', 'peers', 'school', 'experts', 'self')),
  person_id uuid,
  unit_id uuid,
  name text not null,
  primary key (region_id, id),
  unique (region_id, appraisal_id, number),
  unique (region_id, appraisal_id, source, person_id),
  foreign key (region_id, appraisal_id) references appraisal (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check ((source = 'self') = (person_id is null))
);
create index appraisal_judge_person on appraisal_judge (region_id, person_id);
comment on table appraisal_judge is '评委; the one of source self stands for every target''s own sheet';

create table appraisal_assignment (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  assigned_at timestamptz not null default now(),
  assigned_by text not null default (session_row()).actor,
  primary key (region_id, target_id, judge_id),
  foreign key (region_id, target_id) references appraisal_target (region_id, id),
  foreign key (region_id, judge_id) references appraisal_judge (region_id, id)
);
create index appraisal_assignment_judge on appraisal_assignment (region_id, judge_id);
comment on table appraisal_assignment is '分配: which judge scores which target';

create table appraisal_recusal (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  because text not null check (because <> ''),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, target_id, judge_id),
  foreign key (region_id, target_id, judge_id) references appraisal_assignment (region_id, target_id, judge_id)
);
comment on table appraisal_recusal is '回避: a judge who does not score a target after all; the sheet does not count';

create table appraisal_score (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  indicator text not null,
  score numeric check (score >= 0),
  broken boolean,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, target_id, judge_id, indicator),
  foreign key (region_id, target_id) references appraisal_target (region_id, id),
  foreign key (region_id, judge_id) references appraisal_judge (region_id, id),
  check ((score is null) <> (broken is null))
);
comment on table appraisal_score is '打分: points of a leaf, or whether a veto was found broken; fixed while the sheet is handed in';

create table appraisal_sheet_event (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  what text not null check (what in ('handed-in', 'returned')),
  because text,
  by text not null default (session_row()).actor,
  primary key (region_id, target_id, judge_id, at),
  foreign key (region_id, target_id) references appraisal_target (region_id, id),
  foreign key (region_id, judge_id) references appraisal_judge (region_id, id),
  check ((what = 'returned') = (because is not null))
);
comment on table appraisal_sheet_event is '评分表的提交与退回: the newest says whether it counts';

create table appraisal_evidence (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  indicator text not null,
  kind text not null check (kind in ('activity', 'work', 'award', 'document', 'programme', 'title')),
  record_id uuid not null,
  title text not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, target_id, indicator, kind, record_id),
  foreign key (region_id, target_id) references appraisal_target (region_id, id)
);
comment on table appraisal_evidence is '佐证: a record that stands behind an indicator, picked and not uploaded again';

create table appraisal_result (
  region_id integer not null,
  target_id uuid not null,
  rev smallint not null check (rev > 0),
  result numeric,
  rank smallint,
  band text,
  because text not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, target_id, rev),
  foreign key (region_id, target_id) references appraisal_target (region_id, id)
);
comment on table appraisal_result is '结果 as published; a later row is a correction after an appeal';

create table appraisal_appeal (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  says text not null check (says <> ''),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, target_id) references appraisal_target (region_id, id)
);
comment on table appraisal_appeal is '申诉 against a published result';

create table appraisal_appeal_answer (
  region_id integer not null,
  appeal_id uuid not null,
  upheld boolean not null,
  because text not null check (because <> ''),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, appeal_id),
  foreign key (region_id, appeal_id) references appraisal_appeal (region_id, id)
);
comment on table appraisal_appeal_answer is '申诉答复, once: upheld 成立 or not, with the reason';

create table appraisal_demand (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  says text not null check (says <> ''),
  due_on date not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, target_id) references appraisal_target (region_id, id)
);
comment on table appraisal_demand is '整改要求 with the last day for it';

create table appraisal_demand_event (
  region_id integer not null,
  demand_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  what text not null check (what in ('reported', 'accepted', 'refused')),
  says text not null check (says <> ''),
  by text not null default (session_row()).actor,
  primary key (region_id, demand_id, at),
  foreign key (region_id, demand_id) references appraisal_demand (region_id, id)
);
comment on table appraisal_demand_event is '整改报告与验收: the newest says how it stands';

-- Who may see and do what.

create function session_runs_appraisal(p_appraisal uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s join appraisal a on a.region_id = s.region_id and a.id = p_appraisal
    where s.role in ('officer', 'leader', 'system') or (s.role in ('cluster', 'school') and a.unit_id = any (session_units())))
$$;
comment on function session_runs_appraisal(uuid) is 'whether the session sees the whole of an appraisal: it is run by its unit or below it, or it sees the region';

create function session_owns_target(p_target uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s join appraisal_target t on t.region_id = s.region_id and t.id = p_target
    where (s.role in ('cluster', 'school') and t.unit_id = any (session_units())) or (t.kind = 'person' and t.subject_id = s.person_id))
$$;
comment on function session_owns_target(uuid) is 'whether the target is the session''s own: its unit''s, or the person';

create function session_sees_target(p_target uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select session_owns_target(p_target) or exists (select from appraisal_target t
    where t.region_id = session_region() and t.id = p_target and session_runs_appraisal(t.appraisal_id))
$$;
comment on function session_sees_target(uuid) is 'whether the session runs the target''s appraisal or the target is its own; a judge does not see it, only its number';

create function session_keeps_sheet(p_target uuid, p_judge uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s
    join appraisal_judge j on j.region_id = s.region_id and j.id = p_judge
    join appraisal_target t on t.region_id = s.region_id and t.id = p_target and t.appraisal_id = j.appraisal_id
    where session_runs_appraisal(t.appraisal_id)
      or (j.source = 'self' and session_owns_target(p_target))
      or (j.person_id = s.person_id and exists (select from appraisal_assignment a
        where a.region_id = s.region_id and a.target_id = p_target and a.judge_id = p_judge
          and not exists (select from appraisal_recusal r where r.region_id = a.region_id and r.target_id = a.target_id and r.judge_id = a.judge_id))))
$$;
comment on function session_keeps_sheet(uuid, uuid) is 'whether a score sheet is the session''s: the judge''s own, the target''s self-evaluation, or of an appraisal that it runs';

create function session_judges() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(j.id), '{}') from session_row() s
  join appraisal_judge j on j.region_id = s.region_id
  join appraisal a on a.region_id = j.region_id and a.id = j.appraisal_id
  where j.person_id = s.person_id or (s.role in ('cluster', 'school') and a.unit_id in (select unnest(session_units())))
$$;
comment on function session_judges() is 'the judges whose sheets a session without the whole region in view may read: its own, and those of the appraisals that it runs; looked up once for a list of thousands of scores';

create function judge_sheets(p_today date) returns table (appraisal_id uuid, title text, standard_id uuid, version smallint,
    score_until date, judge_id uuid, target_id uuid, number smallint, name text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.title, a.standard_id, a.version, a.score_until, j.id, t.id, t.number, case when a.blind then null else t.title end
  from session_row() s
  join appraisal_judge j on j.region_id = s.region_id and j.person_id = s.person_id
  join appraisal_assignment g on g.region_id = j.region_id and g.judge_id = j.id
  join appraisal_target t on t.region_id = g.region_id and t.id = g.target_id
  join appraisal a on a.region_id = j.region_id and a.id = j.appraisal_id
  join appraisal_step o on o.region_id = a.region_id and o.appraisal_id = a.id and o.step = 'opened'
  where a.score_until >= p_today - 30
    and not exists (select from appraisal_recusal r where r.region_id = g.region_id and r.target_id = g.target_id and r.judge_id = g.judge_id)
  order by a.score_until, a.id, t.number
$$;
comment on function judge_sheets(date) is 'what the signed-in person has to score: numbers alone where the appraisal is blind';

create function writable_sheets() returns table (target_id uuid, judge_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id, j.id from session_row() s
  join appraisal a on a.region_id = s.region_id
  join appraisal_step o on o.region_id = a.region_id and o.appraisal_id = a.id and o.step = 'opened'
  join appraisal_target t on t.region_id = a.region_id and t.appraisal_id = a.id
  join appraisal_judge j on j.region_id = a.region_id and j.appraisal_id = a.id
  where s.role <> 'leader'
    and not exists (select from appraisal_step p where p.region_id = a.region_id and p.appraisal_id = a.id and p.step = 'published')
    and (s.role in ('officer', 'system')
      or (s.role in ('cluster', 'school') and a.unit_id in (select unnest(session_units())))
      or (j.source = 'self' and session_owns_target(t.id))
      or (j.person_id = s.person_id and exists (select from appraisal_assignment g
        where g.region_id = a.region_id and g.target_id = t.id and g.judge_id = j.id
          and not exists (select from appraisal_recusal r where r.region_id = g.region_id and r.target_id = g.target_id and r.judge_id = g.judge_id))))
    and coalesce((select e.what = 'returned' from appraisal_sheet_event e
      where e.region_id = a.region_id and e.target_id = t.id and e.judge_id = j.id order by e.at desc limit 1), true)
$$;
comment on function writable_sheets() is
  'the score sheets that the session may write on now: scoring goes on, they are its own or of an appraisal that it runs, and not handed in. Asked once for a sheet of thousands of cells';

create function check_assignment() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  j appraisal_judge;
  t appraisal_target;
begin
  select * into j from appraisal_judge where region_id = new.region_id and id = new.judge_id;
  select * into t from appraisal_target where region_id = new.region_id and id = new.target_id;
  if j.appraisal_id is distinct from t.appraisal_id then
    raise exception 'judge and target belong to different appraisals' using errcode = 'check_violation';
  end if;
  if t.kind = 'person' and t.subject_id = j.person_id then
    raise exception 'nobody judges himself' using errcode = 'check_violation';
  end if;
  if j.unit_id = t.unit_id and (select outside from appraisal a where a.region_id = t.region_id and a.id = t.appraisal_id) then
    raise exception 'judges of this appraisal come from other units' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger check_assignment before insert on appraisal_assignment for each row execute function check_assignment();

create procedure protect_appraisal(t regclass)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region()))', t);
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', t);
end $$;
comment on procedure protect_appraisal(regclass) is 'read by the region, never changed';
call protect_appraisal('appraisal_standard');
call protect_appraisal('standard_version');
call protect_appraisal('standard_indicator');
call protect_appraisal('standard_source');
call protect_appraisal('standard_band');
call protect_appraisal('appraisal');
call protect_appraisal('appraisal_step');
create policy app_adds on appraisal_standard for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_adds on standard_version for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_adds on standard_indicator for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_adds on standard_source for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_adds on standard_band for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs()));
create policy app_adds on appraisal for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_adds on appraisal_step for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and session_runs_appraisal(appraisal_id));

call protect('appraisal_target');
create policy app_reads on appraisal_target for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or session_runs_appraisal(appraisal_id) or unit_id = any ((select session_units())::uuid[])
    or (kind = 'person' and subject_id = (select session_person()))));
create policy app_adds on appraisal_target for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and session_runs_appraisal(appraisal_id));
call protect('appraisal_judge');
create policy app_reads on appraisal_judge for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or source = 'self' or person_id = (select session_person()) or session_runs_appraisal(appraisal_id)));
create policy app_adds on appraisal_judge for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and session_runs_appraisal(appraisal_id));
call protect('appraisal_assignment');
create policy app_reads on appraisal_assignment for select to yanpei_app using (region_id = (select session_region())
  and exists (select from appraisal_judge j where j.region_id = appraisal_assignment.region_id and j.id = judge_id and j.source <> 'self'));
create policy app_adds on appraisal_assignment for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits())
  and exists (select from appraisal_judge j where j.region_id = appraisal_assignment.region_id and j.id = judge_id and session_runs_appraisal(j.appraisal_id)));
call protect('appraisal_recusal');
create policy app_reads on appraisal_recusal for select to yanpei_app using (region_id = (select session_region())
  and exists (select from appraisal_judge j where j.region_id = appraisal_recusal.region_id and j.id = judge_id and j.source <> 'self'));
create policy app_adds on appraisal_recusal for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from appraisal_judge j where j.region_id = appraisal_recusal.region_id and j.id = judge_id
    and (j.person_id = (select session_person()) or ((select session_edits()) and session_runs_appraisal(j.appraisal_id)))));
call protect('appraisal_score');
create policy app_reads on appraisal_score for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or judge_id in (select unnest(session_judges())) or session_keeps_sheet(target_id, judge_id)));
-- apart from reading: a policy for everything would be asked for every row of a list, too
create policy app_adds on appraisal_score for insert to yanpei_app with check (region_id = (select session_region())
  and (target_id, judge_id) in (select w.target_id, w.judge_id from writable_sheets() w));
create policy app_changes on appraisal_score for update to yanpei_app using (region_id = (select session_region())
  and (target_id, judge_id) in (select w.target_id, w.judge_id from writable_sheets() w));
create policy app_removes on appraisal_score for delete to yanpei_app using (region_id = (select session_region())
  and (target_id, judge_id) in (select w.target_id, w.judge_id from writable_sheets() w));
call protect('appraisal_sheet_event');
create policy app_reads on appraisal_sheet_event for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or judge_id in (select unnest(session_judges())) or session_keeps_sheet(target_id, judge_id)));
create policy app_adds on appraisal_sheet_event for insert to yanpei_app with check (region_id = (select session_region())
  and session_keeps_sheet(target_id, judge_id) and (select (session_row()).role <> 'leader')
  and (what = 'handed-in' or (select session_edits())));
call protect('appraisal_evidence');
create policy app_reads on appraisal_evidence for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or session_sees_target(target_id)));
create policy app_adds on appraisal_evidence for insert to yanpei_app with check (region_id = (select session_region())
  and session_sees_target(target_id) and (select (session_row()).role <> 'leader'));
create policy app_removes on appraisal_evidence for delete to yanpei_app using (region_id = (select session_region())
  and session_sees_target(target_id) and (select (session_row()).role <> 'leader'));
call protect('appraisal_result');
create policy app_reads on appraisal_result for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or session_sees_target(target_id)));
create policy app_adds on appraisal_result for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and exists (select from appraisal_target t where t.region_id = appraisal_result.region_id
    and t.id = target_id and session_runs_appraisal(t.appraisal_id)));
call protect('appraisal_appeal');
create policy app_reads on appraisal_appeal for select to yanpei_app using (region_id = (select session_region()) and session_sees_target(target_id));
create policy app_adds on appraisal_appeal for insert to yanpei_app with check (region_id = (select session_region()) and session_owns_target(target_id));
call protect('appraisal_appeal_answer');
create policy app_reads on appraisal_appeal_answer for select to yanpei_app using (region_id = (select session_region())
  and exists (select from appraisal_appeal a where a.region_id = appraisal_appeal_answer.region_id and a.id = appeal_id));
create policy app_adds on appraisal_appeal_answer for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and exists (select from appraisal_appeal a join appraisal_target t on t.region_id = a.region_id and t.id = a.target_id
    where a.region_id = appraisal_appeal_answer.region_id and a.id = appeal_id and session_runs_appraisal(t.appraisal_id)));
call protect('appraisal_demand');
create policy app_reads on appraisal_demand for select to yanpei_app using (region_id = (select session_region()) and session_sees_target(target_id));
create policy app_adds on appraisal_demand for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and exists (select from appraisal_target t where t.region_id = appraisal_demand.region_id
    and t.id = target_id and session_runs_appraisal(t.appraisal_id)));
call protect('appraisal_demand_event');
create policy app_reads on appraisal_demand_event for select to yanpei_app using (region_id = (select session_region())
  and exists (select from appraisal_demand d where d.region_id = appraisal_demand_event.region_id and d.id = demand_id));
create policy app_adds on appraisal_demand_event for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from appraisal_demand d join appraisal_target t on t.region_id = d.region_id and t.id = d.target_id
    where d.region_id = appraisal_demand_event.region_id and d.id = demand_id
      and case what when 'reported' then session_owns_target(t.id) else (select session_edits()) and session_runs_appraisal(t.appraisal_id) end));

create trigger append_only before update or delete on appraisal_target for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_judge for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_assignment for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_recusal for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_sheet_event for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_result for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_appeal for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_appeal_answer for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_demand for each row execute function refuse_change();
create trigger append_only before update or delete on appraisal_demand_event for each row execute function refuse_change();

grant select, insert on appraisal_standard, standard_version, standard_indicator, standard_source, standard_band, appraisal, appraisal_step,
  appraisal_target, appraisal_judge, appraisal_assignment, appraisal_recusal, appraisal_sheet_event, appraisal_result, appraisal_appeal,
  appraisal_appeal_answer, appraisal_demand, appraisal_demand_event, appraisal_evidence, appraisal_score to yanpei_app;
grant update (score, broken, at, by) on appraisal_score to yanpei_app;
grant delete on appraisal_score, appraisal_evidence to yanpei_app;

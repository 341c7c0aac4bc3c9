-- The schema as the migrations leave it, for reading and for reviewing changes. Not run by anything:
-- written by "npm run db:dump", checked by a test.


create table account (
  region_id integer not null,
  id uuid not null,
  login text not null,
  display_name text not null,
  person_id uuid,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamp with time zone,
  totp_last_step bigint,
  activation_hash bytea,
  activation_expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  disabled_at timestamp with time zone,
  disabled_because text,
  constraint account_pkey PRIMARY KEY (region_id, id),
  constraint account_region_id_login_key UNIQUE (region_id, login),
  constraint account_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint account_check CHECK (((disabled_at IS NULL) = (disabled_because IS NULL)))
);
alter table account enable row level security;
alter table account force row level security;
create policy app_adds on account as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_changes on account as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (id = ( SELECT (session_row()).account_id AS account_id)))));
create policy app_reads on account as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (id = ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on account as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (display_name, password_hash, totp_secret, totp_confirmed_at, totp_last_step, activation_hash, activation_expires_at, disabled_at, disabled_because) on account to yanpei_app;
comment on table account is '账号: who may sign in; a teacher''s account names its person';
comment on column account.password_hash is 'argon2id in PHC form; null until activated';
comment on column account.totp_secret is 'second factor, encrypted with the key of the data folder; counts once totp_confirmed_at is set';
comment on column account.totp_last_step is 'last accepted time step: a code is good once';
comment on column account.activation_hash is 'SHA-256 of the one-time activation code handed out on paper';

create table account_role (
  region_id integer not null,
  account_id uuid not null,
  role text not null,
  unit_id uuid,
  granted_at timestamp with time zone not null default now(),
  granted_by text not null,
  revoked_at timestamp with time zone,
  constraint account_role_region_id_account_id_fkey FOREIGN KEY (region_id, account_id) REFERENCES account(region_id, id),
  constraint account_role_check CHECK (((role = ANY (ARRAY['cluster'::text, 'school'::text])) = (unit_id IS NOT NULL))),
  constraint account_role_role_check CHECK ((role = ANY (ARRAY['officer'::text, 'leader'::text, 'cluster'::text, 'school'::text, 'teacher'::text, 'applicant'::text])))
);
CREATE UNIQUE INDEX account_role_once ON account_role USING btree (region_id, account_id, role, unit_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);
alter table account_role enable row level security;
alter table account_role force row level security;
create policy app_adds on account_role as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_changes on account_role as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on account_role as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (account_id = ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on account_role as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (revoked_at) on account_role to yanpei_app;
comment on table account_role is '角色: officer 中心管理员, leader 局领导 (reads all, decides cases), cluster 学区负责人, school 学校管理员, teacher 教师, applicant 社会申请人';

create table activity (
  region_id integer not null,
  id uuid not null,
  programme_id uuid not null,
  code text not null,
  title text not null,
  phase text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  place_id uuid,
  hours numeric not null,
  slots smallint not null,
  year smallint not null generated always as ((EXTRACT(year FROM (ends_at AT TIME ZONE 'Asia/Shanghai'::text)))::smallint) stored,
  settled_at timestamp with time zone,
  batch_id uuid,
  constraint activity_pkey PRIMARY KEY (region_id, id),
  constraint activity_region_id_code_key UNIQUE (region_id, code),
  constraint activity_region_id_place_id_fkey FOREIGN KEY (region_id, place_id) REFERENCES unit(region_id, id),
  constraint activity_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint activity_check CHECK ((ends_at >= starts_at)),
  constraint activity_hours_check CHECK ((hours >= (0)::numeric)),
  constraint activity_slots_check CHECK ((slots > 0))
);
CREATE INDEX activity_ends ON activity USING btree (region_id, ends_at);
CREATE INDEX activity_programme ON activity USING btree (region_id, programme_id);
CREATE INDEX activity_unsettled ON activity USING btree (region_id, ends_at) WHERE (settled_at IS NULL);
CREATE INDEX activity_year ON activity USING btree (region_id, year);
CREATE TRIGGER participation_holds AFTER DELETE OR UPDATE OF region_id, id ON activity FOR EACH ROW EXECUTE FUNCTION participation_holds();
alter table activity enable row level security;
alter table activity force row level security;
create policy app_reads on activity as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on activity as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (EXISTS ( SELECT
   FROM programme p
  WHERE ((p.region_id = activity.region_id) AND (p.id = activity.programme_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[]))))))));
create policy owner_all on activity as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on activity to yanpei_app;
comment on table activity is '活动(班次): one event held; it counts in the year of its end';
comment on column activity.phase is '阶段 of the programme';
comment on column activity.hours is '学时 of the whole activity; each slot is worth hours / slots';
comment on column activity.settled_at is 'when attendance was last turned into recognition and credits; later rows make it due again';

create table activity_cancellation (
  region_id integer not null,
  activity_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null,
  because text not null,
  constraint activity_cancellation_pkey PRIMARY KEY (region_id, activity_id),
  constraint activity_cancellation_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id)
);
alter table activity_cancellation enable row level security;
alter table activity_cancellation force row level security;
create policy app_adds on activity_cancellation as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR session_organises(activity_id))));
create policy app_reads on activity_cancellation as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on activity_cancellation as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on activity_cancellation to yanpei_app;
comment on table activity_cancellation is '活动取消: a cancelled activity counts nowhere';

create table activity_slot (
  region_id integer not null,
  activity_id uuid not null,
  slot smallint not null,
  opens_at timestamp with time zone not null,
  late_after timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  secret bytea not null,
  constraint activity_slot_pkey PRIMARY KEY (region_id, activity_id, slot),
  constraint activity_slot_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint activity_slot_check CHECK (((opens_at <= late_after) AND (late_after <= closes_at))),
  constraint activity_slot_secret_check CHECK ((length(secret) = 32)),
  constraint activity_slot_slot_check CHECK ((slot > 0))
);
alter table activity_slot enable row level security;
alter table activity_slot force row level security;
create policy app_reads on activity_slot as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on activity_slot as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR session_organises(activity_id))));
create policy owner_all on activity_slot as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on activity_slot to yanpei_app;
comment on table activity_slot is '场次: when one check-in opens, from when it is late, when it closes, and the key of its rotating code';

create table answer (
  region_id integer not null,
  questionnaire_id uuid not null,
  sheet_id uuid not null,
  "position" smallint not null,
  line smallint not null default 0,
  choice smallint not null default 0,
  words text,
  constraint answer_pkey PRIMARY KEY (region_id, questionnaire_id, sheet_id, "position", line, choice),
  constraint answer_region_id_questionnaire_id_position_fkey FOREIGN KEY (region_id, questionnaire_id, "position") REFERENCES question(region_id, questionnaire_id, "position"),
  constraint answer_check CHECK (((choice = 0) = (words IS NOT NULL)))
);
alter table answer enable row level security;
alter table answer force row level security;
create policy owner_all on answer as permissive for all to yanpei_owner
  using (true)
  with check (true);
comment on table answer is '作答: a choice (from 1, or a value of a scale, by line of a matrix) or words';

create table answer_sheet (
  region_id integer not null,
  questionnaire_id uuid not null,
  id uuid not null,
  door_id uuid not null,
  constraint answer_sheet_pkey PRIMARY KEY (region_id, questionnaire_id, id),
  constraint answer_sheet_region_id_door_id_fkey FOREIGN KEY (region_id, door_id) REFERENCES questionnaire_door(region_id, id)
);
alter table answer_sheet enable row level security;
alter table answer_sheet force row level security;
create policy owner_all on answer_sheet as permissive for all to yanpei_owner
  using (true)
  with check (true);
comment on table answer_sheet is '答卷: one that was handed in. A random id and no time; written anew in random order when the questionnaire closes';

create table applicant (
  region_id integer not null,
  account_id uuid not null,
  identity_number text not null,
  phone text,
  registered_at timestamp with time zone not null default now(),
  constraint applicant_pkey PRIMARY KEY (region_id, account_id),
  constraint applicant_region_id_identity_number_key UNIQUE (region_id, identity_number),
  constraint applicant_region_id_account_id_fkey FOREIGN KEY (region_id, account_id) REFERENCES account(region_id, id)
);
alter table applicant enable row level security;
alter table applicant force row level security;
create policy app_reads on applicant as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (account_id = ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on applicant as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on applicant to yanpei_app;
comment on table applicant is '社会申请人: somebody who is not on file and applies for something';
comment on column applicant.phone is '手机号: contact data, erasable';

create table appraisal (
  region_id integer not null,
  id uuid not null,
  standard_id uuid not null,
  version smallint not null,
  title text not null,
  unit_id uuid not null,
  year smallint not null,
  blind boolean not null,
  outside boolean not null,
  score_until date not null,
  appeal_days smallint not null,
  places integer,
  floor_group text,
  floor_least integer,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint appraisal_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_region_id_standard_id_version_fkey FOREIGN KEY (region_id, standard_id, version) REFERENCES standard_version(region_id, standard_id, version),
  constraint appraisal_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint appraisal_appeal_days_check CHECK (((appeal_days >= 1) AND (appeal_days <= 60))),
  constraint appraisal_check CHECK (((floor_group IS NULL) = (floor_least IS NULL))),
  constraint appraisal_floor_least_check CHECK ((floor_least > 0)),
  constraint appraisal_places_check CHECK ((places > 0)),
  constraint appraisal_title_check CHECK ((title <> ''::text))
);
CREATE INDEX appraisal_year ON appraisal USING btree (region_id, year);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal enable row level security;
alter table appraisal force row level security;
create policy app_adds on appraisal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on appraisal as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on appraisal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal to yanpei_app;
comment on table appraisal is '评估: one round by one version of a standard, run by a unit';
comment on column appraisal.blind is '盲评: judges see numbers instead of names';
comment on column appraisal.outside is '校外评委: judges score other units only';
comment on column appraisal.appeal_days is 'days after publishing in which a result can be appealed';

create table appraisal_appeal (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  says text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_appeal_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_appeal_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_appeal_says_check CHECK ((says <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_appeal FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_appeal enable row level security;
alter table appraisal_appeal force row level security;
create policy app_adds on appraisal_appeal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_owns_target(target_id)));
create policy app_reads on appraisal_appeal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_target(target_id)));
create policy owner_all on appraisal_appeal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_appeal to yanpei_app;
comment on table appraisal_appeal is '申诉 against a published result';

create table appraisal_appeal_answer (
  region_id integer not null,
  appeal_id uuid not null,
  upheld boolean not null,
  because text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_appeal_answer_pkey PRIMARY KEY (region_id, appeal_id),
  constraint appraisal_appeal_answer_region_id_appeal_id_fkey FOREIGN KEY (region_id, appeal_id) REFERENCES appraisal_appeal(region_id, id),
  constraint appraisal_appeal_answer_because_check CHECK ((because <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_appeal_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_appeal_answer enable row level security;
alter table appraisal_appeal_answer force row level security;
create policy app_adds on appraisal_appeal_answer as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM (appraisal_appeal a
     JOIN appraisal_target t ON (((t.region_id = a.region_id) AND (t.id = a.target_id))))
  WHERE ((a.region_id = appraisal_appeal_answer.region_id) AND (a.id = appraisal_appeal_answer.appeal_id) AND session_runs_appraisal(t.appraisal_id))))));
create policy app_reads on appraisal_appeal_answer as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_appeal a
  WHERE ((a.region_id = appraisal_appeal_answer.region_id) AND (a.id = appraisal_appeal_answer.appeal_id))))));
create policy owner_all on appraisal_appeal_answer as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_appeal_answer to yanpei_app;
comment on table appraisal_appeal_answer is '申诉答复, once: upheld 成立 or not, with the reason';

create table appraisal_assignment (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  assigned_at timestamp with time zone not null default now(),
  assigned_by text not null default (session_row()).actor,
  constraint appraisal_assignment_pkey PRIMARY KEY (region_id, target_id, judge_id),
  constraint appraisal_assignment_region_id_judge_id_fkey FOREIGN KEY (region_id, judge_id) REFERENCES appraisal_judge(region_id, id),
  constraint appraisal_assignment_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id)
);
CREATE INDEX appraisal_assignment_judge ON appraisal_assignment USING btree (region_id, judge_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_assignment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER check_assignment BEFORE INSERT ON appraisal_assignment FOR EACH ROW EXECUTE FUNCTION check_assignment();
alter table appraisal_assignment enable row level security;
alter table appraisal_assignment force row level security;
create policy app_adds on appraisal_assignment as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM appraisal_judge j
  WHERE ((j.region_id = appraisal_assignment.region_id) AND (j.id = appraisal_assignment.judge_id) AND session_runs_appraisal(j.appraisal_id))))));
create policy app_reads on appraisal_assignment as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_judge j
  WHERE ((j.region_id = appraisal_assignment.region_id) AND (j.id = appraisal_assignment.judge_id) AND (j.source <> 'self'::text))))));
create policy owner_all on appraisal_assignment as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_assignment to yanpei_app;
comment on table appraisal_assignment is '分配: which judge scores which target';

create table appraisal_demand (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  says text not null,
  due_on date not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_demand_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_demand_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_demand_says_check CHECK ((says <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_demand FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_demand enable row level security;
alter table appraisal_demand force row level security;
create policy app_adds on appraisal_demand as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM appraisal_target t
  WHERE ((t.region_id = appraisal_demand.region_id) AND (t.id = appraisal_demand.target_id) AND session_runs_appraisal(t.appraisal_id))))));
create policy app_reads on appraisal_demand as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_target(target_id)));
create policy owner_all on appraisal_demand as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_demand to yanpei_app;
comment on table appraisal_demand is '整改要求 with the last day for it';

create table appraisal_demand_event (
  region_id integer not null,
  demand_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  what text not null,
  says text not null,
  by text not null default (session_row()).actor,
  constraint appraisal_demand_event_pkey PRIMARY KEY (region_id, demand_id, at),
  constraint appraisal_demand_event_region_id_demand_id_fkey FOREIGN KEY (region_id, demand_id) REFERENCES appraisal_demand(region_id, id),
  constraint appraisal_demand_event_says_check CHECK ((says <> ''::text)),
  constraint appraisal_demand_event_what_check CHECK ((what = ANY (ARRAY['reported'::text, 'accepted'::text, 'refused'::text])))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_demand_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_demand_event enable row level security;
alter table appraisal_demand_event force row level security;
create policy app_adds on appraisal_demand_event as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM (appraisal_demand d
     JOIN appraisal_target t ON (((t.region_id = d.region_id) AND (t.id = d.target_id))))
  WHERE ((d.region_id = appraisal_demand_event.region_id) AND (d.id = appraisal_demand_event.demand_id) AND
        CASE appraisal_demand_event.what
            WHEN 'reported'::text THEN session_owns_target(t.id)
            ELSE (( SELECT session_edits() AS session_edits) AND session_runs_appraisal(t.appraisal_id))
        END)))));
create policy app_reads on appraisal_demand_event as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_demand d
  WHERE ((d.region_id = appraisal_demand_event.region_id) AND (d.id = appraisal_demand_event.demand_id))))));
create policy owner_all on appraisal_demand_event as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_demand_event to yanpei_app;
comment on table appraisal_demand_event is '整改报告与验收: the newest says how it stands';

create table appraisal_evidence (
  region_id integer not null,
  id uuid not null,
  target_id uuid not null,
  indicator text not null,
  kind text not null,
  record_id uuid not null,
  title text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_evidence_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_evidence_region_id_target_id_indicator_kind_recor_key UNIQUE (region_id, target_id, indicator, kind, record_id),
  constraint appraisal_evidence_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_evidence_kind_check CHECK ((kind = ANY (ARRAY['activity'::text, 'work'::text, 'award'::text, 'document'::text, 'programme'::text, 'title'::text, 'pairing'::text, 'handbook'::text])))
);
alter table appraisal_evidence enable row level security;
alter table appraisal_evidence force row level security;
create policy app_adds on appraisal_evidence as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_target(target_id) AND ( SELECT ((session_row()).role <> 'leader'::text))));
create policy app_reads on appraisal_evidence as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR session_sees_target(target_id))));
create policy app_removes on appraisal_evidence as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_target(target_id) AND ( SELECT ((session_row()).role <> 'leader'::text))));
create policy owner_all on appraisal_evidence as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select on appraisal_evidence to yanpei_app;
comment on table appraisal_evidence is '佐证: a record that stands behind an indicator, picked and not uploaded again';

create table appraisal_judge (
  region_id integer not null,
  id uuid not null,
  appraisal_id uuid not null,
  number smallint not null,
  source text not null,
  person_id uuid,
  unit_id uuid,
  name text not null,
  constraint appraisal_judge_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_judge_region_id_appraisal_id_number_key UNIQUE (region_id, appraisal_id, number),
  constraint appraisal_judge_region_id_appraisal_id_source_person_id_key UNIQUE (region_id, appraisal_id, source, person_id),
  constraint appraisal_judge_region_id_appraisal_id_fkey FOREIGN KEY (region_id, appraisal_id) REFERENCES appraisal(region_id, id),
  constraint appraisal_judge_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint appraisal_judge_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint appraisal_judge_check CHECK (((source = 'self'::text) = (person_id IS NULL))),
  constraint appraisal_judge_number_check CHECK ((number > 0)),
  constraint appraisal_judge_source_check CHECK ((source = ANY (ARRAY['students'::text, 'parents'::text, 'peers'::text, 'school'::text, 'experts'::text, 'self'::text])))
);
CREATE INDEX appraisal_judge_person ON appraisal_judge USING btree (region_id, person_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_judge FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_judge enable row level security;
alter table appraisal_judge force row level security;
create policy app_adds on appraisal_judge as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND session_runs_appraisal(appraisal_id)));
create policy app_reads on appraisal_judge as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (source = 'self'::text) OR (person_id = ( SELECT session_person() AS session_person)) OR session_runs_appraisal(appraisal_id))));
create policy owner_all on appraisal_judge as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_judge to yanpei_app;
comment on table appraisal_judge is '评委; the one of source self stands for every target''s own sheet';

create table appraisal_recusal (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  because text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_recusal_pkey PRIMARY KEY (region_id, target_id, judge_id),
  constraint appraisal_recusal_region_id_target_id_judge_id_fkey FOREIGN KEY (region_id, target_id, judge_id) REFERENCES appraisal_assignment(region_id, target_id, judge_id),
  constraint appraisal_recusal_because_check CHECK ((because <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_recusal FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_recusal enable row level security;
alter table appraisal_recusal force row level security;
create policy app_adds on appraisal_recusal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_judge j
  WHERE ((j.region_id = appraisal_recusal.region_id) AND (j.id = appraisal_recusal.judge_id) AND ((j.person_id = ( SELECT session_person() AS session_person)) OR (( SELECT session_edits() AS session_edits) AND session_runs_appraisal(j.appraisal_id))))))));
create policy app_reads on appraisal_recusal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_judge j
  WHERE ((j.region_id = appraisal_recusal.region_id) AND (j.id = appraisal_recusal.judge_id) AND (j.source <> 'self'::text))))));
create policy owner_all on appraisal_recusal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_recusal to yanpei_app;
comment on table appraisal_recusal is '回避: a judge who does not score a target after all; the sheet does not count';

create table appraisal_result (
  region_id integer not null,
  target_id uuid not null,
  rev smallint not null,
  result numeric,
  rank smallint,
  band text,
  because text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_result_pkey PRIMARY KEY (region_id, target_id, rev),
  constraint appraisal_result_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_result_rev_check CHECK ((rev > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_result FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_result enable row level security;
alter table appraisal_result force row level security;
create policy app_adds on appraisal_result as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM appraisal_target t
  WHERE ((t.region_id = appraisal_result.region_id) AND (t.id = appraisal_result.target_id) AND session_runs_appraisal(t.appraisal_id))))));
create policy app_reads on appraisal_result as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR session_sees_target(target_id))));
create policy owner_all on appraisal_result as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_result to yanpei_app;
comment on table appraisal_result is '结果 as published; a later row is a correction after an appeal';

create table appraisal_score (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  indicator text not null,
  score numeric,
  broken boolean,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_score_pkey PRIMARY KEY (region_id, target_id, judge_id, indicator),
  constraint appraisal_score_region_id_judge_id_fkey FOREIGN KEY (region_id, judge_id) REFERENCES appraisal_judge(region_id, id),
  constraint appraisal_score_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_score_check CHECK (((score IS NULL) <> (broken IS NULL))),
  constraint appraisal_score_score_check CHECK ((score >= (0)::numeric))
);
alter table appraisal_score enable row level security;
alter table appraisal_score force row level security;
create policy app_adds on appraisal_score as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ((target_id, judge_id) IN ( SELECT w.target_id,
    w.judge_id
   FROM writable_sheets() w(target_id, judge_id)))));
create policy app_changes on appraisal_score as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((target_id, judge_id) IN ( SELECT w.target_id,
    w.judge_id
   FROM writable_sheets() w(target_id, judge_id)))));
create policy app_reads on appraisal_score as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (judge_id IN ( SELECT unnest(session_judges()) AS unnest)) OR session_keeps_sheet(target_id, judge_id))));
create policy app_removes on appraisal_score as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((target_id, judge_id) IN ( SELECT w.target_id,
    w.judge_id
   FROM writable_sheets() w(target_id, judge_id)))));
create policy owner_all on appraisal_score as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update (score, broken, at, by) on appraisal_score to yanpei_app;
comment on table appraisal_score is '打分: points of a leaf, or whether a veto was found broken; fixed while the sheet is handed in';

create table appraisal_sheet_event (
  region_id integer not null,
  target_id uuid not null,
  judge_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  what text not null,
  because text,
  by text not null default (session_row()).actor,
  constraint appraisal_sheet_event_pkey PRIMARY KEY (region_id, target_id, judge_id, at),
  constraint appraisal_sheet_event_region_id_judge_id_fkey FOREIGN KEY (region_id, judge_id) REFERENCES appraisal_judge(region_id, id),
  constraint appraisal_sheet_event_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_sheet_event_check CHECK (((what = 'returned'::text) = (because IS NOT NULL))),
  constraint appraisal_sheet_event_what_check CHECK ((what = ANY (ARRAY['handed-in'::text, 'returned'::text])))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_sheet_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_sheet_event enable row level security;
alter table appraisal_sheet_event force row level security;
create policy app_adds on appraisal_sheet_event as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_keeps_sheet(target_id, judge_id) AND ( SELECT ((session_row()).role <> 'leader'::text)) AND ((what = 'handed-in'::text) OR ( SELECT session_edits() AS session_edits))));
create policy app_reads on appraisal_sheet_event as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (judge_id IN ( SELECT unnest(session_judges()) AS unnest)) OR session_keeps_sheet(target_id, judge_id))));
create policy owner_all on appraisal_sheet_event as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_sheet_event to yanpei_app;
comment on table appraisal_sheet_event is '评分表的提交与退回: the newest says whether it counts';

create table appraisal_standard (
  region_id integer not null,
  id uuid not null,
  code text not null,
  title text not null,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint appraisal_standard_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_standard_region_id_code_key UNIQUE (region_id, code),
  constraint appraisal_standard_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint appraisal_standard_title_check CHECK ((title <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_standard FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_standard enable row level security;
alter table appraisal_standard force row level security;
create policy app_adds on appraisal_standard as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on appraisal_standard as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on appraisal_standard as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_standard to yanpei_app;
comment on table appraisal_standard is '评估标准: what is appraised by; its content stands in versions';

create table appraisal_step (
  region_id integer not null,
  appraisal_id uuid not null,
  step text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint appraisal_step_pkey PRIMARY KEY (region_id, appraisal_id, step),
  constraint appraisal_step_region_id_appraisal_id_fkey FOREIGN KEY (region_id, appraisal_id) REFERENCES appraisal(region_id, id),
  constraint appraisal_step_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'published'::text])))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_step enable row level security;
alter table appraisal_step force row level security;
create policy app_adds on appraisal_step as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND session_runs_appraisal(appraisal_id)));
create policy app_reads on appraisal_step as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on appraisal_step as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_step to yanpei_app;
comment on table appraisal_step is '评估的启动与公布: each once and for good';

create table appraisal_survey (
  region_id integer not null,
  target_id uuid not null,
  source text not null,
  questionnaire_id uuid not null,
  constraint appraisal_survey_pkey PRIMARY KEY (region_id, target_id, source),
  constraint appraisal_survey_region_id_questionnaire_id_fkey FOREIGN KEY (region_id, questionnaire_id) REFERENCES questionnaire(region_id, id),
  constraint appraisal_survey_region_id_target_id_fkey FOREIGN KEY (region_id, target_id) REFERENCES appraisal_target(region_id, id),
  constraint appraisal_survey_source_check CHECK ((source = ANY (ARRAY['students'::text, 'parents'::text, 'peers'::text, 'school'::text, 'experts'::text])))
);
alter table appraisal_survey enable row level security;
alter table appraisal_survey force row level security;
create policy app_adds on appraisal_survey as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM appraisal_target t
  WHERE ((t.region_id = appraisal_survey.region_id) AND (t.id = appraisal_survey.target_id) AND session_runs_appraisal(t.appraisal_id))))));
create policy app_reads on appraisal_survey as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM appraisal_target t
  WHERE ((t.region_id = appraisal_survey.region_id) AND (t.id = appraisal_survey.target_id) AND session_runs_appraisal(t.appraisal_id))))));
create policy owner_all on appraisal_survey as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_survey to yanpei_app;
comment on table appraisal_survey is '问卷作评价主体: whose scales give a source''s result for a target';

create table appraisal_target (
  region_id integer not null,
  id uuid not null,
  appraisal_id uuid not null,
  number smallint not null,
  kind text not null,
  subject_id uuid not null,
  unit_id uuid not null,
  title text not null,
  group_word text,
  constraint appraisal_target_pkey PRIMARY KEY (region_id, id),
  constraint appraisal_target_region_id_appraisal_id_kind_subject_id_key UNIQUE (region_id, appraisal_id, kind, subject_id),
  constraint appraisal_target_region_id_appraisal_id_number_key UNIQUE (region_id, appraisal_id, number),
  constraint appraisal_target_region_id_appraisal_id_fkey FOREIGN KEY (region_id, appraisal_id) REFERENCES appraisal(region_id, id),
  constraint appraisal_target_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint appraisal_target_kind_check CHECK ((kind = ANY (ARRAY['unit'::text, 'person'::text, 'programme'::text, 'work'::text, 'case'::text]))),
  constraint appraisal_target_number_check CHECK ((number > 0))
);
CREATE INDEX appraisal_target_unit ON appraisal_target USING btree (region_id, unit_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON appraisal_target FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table appraisal_target enable row level security;
alter table appraisal_target force row level security;
create policy app_adds on appraisal_target as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND session_runs_appraisal(appraisal_id)));
create policy app_reads on appraisal_target as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR session_runs_appraisal(appraisal_id) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])) OR ((kind = 'person'::text) AND (subject_id = ( SELECT session_person() AS session_person))))));
create policy owner_all on appraisal_target as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on appraisal_target to yanpei_app;
comment on table appraisal_target is '评估对象; number 盲号 is given in random order, so that it says nothing';
comment on column appraisal_target.unit_id is 'whose it is: the unit itself, a person''s, a programme''s organiser';

create table archive_material (
  region_id integer not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  material text not null,
  title text not null,
  file_id uuid not null,
  added_at timestamp with time zone not null default now(),
  added_by text not null default (session_row()).actor,
  constraint archive_material_pkey PRIMARY KEY (region_id, id),
  constraint archive_material_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint archive_material_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint archive_material_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint archive_material_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['programme'::text, 'unit'::text, 'case'::text])))
);
CREATE INDEX archive_material_file ON archive_material USING btree (region_id, file_id);
CREATE INDEX archive_material_subject ON archive_material USING btree (region_id, subject_id, year);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON archive_material FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON archive_material FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table archive_material enable row level security;
alter table archive_material force row level security;
create policy app_adds on archive_material as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on archive_material as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on archive_material as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, id, subject_kind, subject_id, year, unit_id, material, title, file_id), select on archive_material to yanpei_app;
comment on table archive_material is '补充归档: a file put into an archive by hand, where no record can fill it';
comment on column archive_material.unit_id is 'whose archive it is: the organiser, or the unit itself';
comment on column archive_material.material is '归档材料, in the word of the definition';

create table archive_removal (
  region_id integer not null,
  material_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  because text not null,
  constraint archive_removal_pkey PRIMARY KEY (region_id, material_id),
  constraint archive_removal_region_id_material_id_fkey FOREIGN KEY (region_id, material_id) REFERENCES archive_material(region_id, id),
  constraint archive_removal_because_check CHECK ((because <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON archive_removal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON archive_removal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table archive_removal enable row level security;
alter table archive_removal force row level security;
create policy app_all on archive_removal as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM archive_material m
  WHERE ((m.region_id = archive_removal.region_id) AND (m.id = archive_removal.material_id))))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM archive_material m
  WHERE ((m.region_id = archive_removal.region_id) AND (m.id = archive_removal.material_id))))));
create policy owner_all on archive_removal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, material_id, because), select on archive_removal to yanpei_app;
comment on table archive_removal is '撤出归档: a file put in by mistake; it stays on record';

create table archive_seal (
  region_id integer not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  title text not null,
  percent smallint not null,
  because text,
  digest bytea not null,
  sealed_at timestamp with time zone not null default now(),
  sealed_by text not null default (session_row()).actor,
  constraint archive_seal_pkey PRIMARY KEY (region_id, id),
  constraint archive_seal_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint archive_seal_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint archive_seal_check CHECK (((percent = 100) OR (because <> ''::text))),
  constraint archive_seal_digest_check CHECK ((length(digest) = 32)),
  constraint archive_seal_percent_check CHECK (((percent >= 0) AND (percent <= 100))),
  constraint archive_seal_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['programme'::text, 'unit'::text, 'case'::text])))
);
CREATE INDEX archive_seal_subject ON archive_seal USING btree (region_id, subject_id, year, sealed_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON archive_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON archive_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table archive_seal enable row level security;
alter table archive_seal force row level security;
create policy app_adds on archive_seal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on archive_seal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on archive_seal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, id, subject_kind, subject_id, year, unit_id, title, percent, because, digest), select on archive_seal to yanpei_app;
comment on table archive_seal is '封存: an archive as it was on a day; the newest counts, what changed since can be told';
comment on column archive_seal.because is 'why it was sealed with gaps';
comment on column archive_seal.digest is 'SHA-256 over the catalogue: every name and hash in their order';

create table archive_sealed_item (
  region_id integer not null,
  seal_id uuid not null,
  "position" integer not null,
  material text not null,
  name text not null,
  kind text not null,
  size bigint not null,
  sha256 bytea not null,
  constraint archive_sealed_item_pkey PRIMARY KEY (region_id, seal_id, "position"),
  constraint archive_sealed_item_region_id_seal_id_fkey FOREIGN KEY (region_id, seal_id) REFERENCES archive_seal(region_id, id),
  constraint archive_sealed_item_kind_check CHECK ((kind = ANY (ARRAY['file'::text, 'sheet'::text, 'text'::text]))),
  constraint archive_sealed_item_position_check CHECK (("position" > 0)),
  constraint archive_sealed_item_sha256_check CHECK ((length(sha256) = 32)),
  constraint archive_sealed_item_size_check CHECK ((size >= 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON archive_sealed_item FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON archive_sealed_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table archive_sealed_item enable row level security;
alter table archive_sealed_item force row level security;
create policy app_adds on archive_sealed_item as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on archive_sealed_item as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM archive_seal s
  WHERE ((s.region_id = archive_sealed_item.region_id) AND (s.id = archive_sealed_item.seal_id))))));
create policy owner_all on archive_sealed_item as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on archive_sealed_item to yanpei_app;
comment on table archive_sealed_item is '封存目录: what was in a sealed archive, with the hash of each';
comment on column archive_sealed_item.size is 'bytes of a file or text, rows of a sheet';

create table assigned_project (
  region_id integer not null default session_region(),
  id uuid not null,
  year smallint not null,
  subject text not null,
  topic text not null,
  goal text not null,
  hours numeric not null,
  from_on date not null,
  until_on date not null,
  accept_until date not null,
  document text,
  set_at timestamp with time zone not null default now(),
  set_by text not null default (session_row()).actor,
  constraint assigned_project_pkey PRIMARY KEY (region_id, id),
  constraint assigned_project_region_id_year_topic_key UNIQUE (region_id, year, topic),
  constraint assigned_project_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint assigned_project_check CHECK (((from_on <= until_on) AND (accept_until <= until_on))),
  constraint assigned_project_goal_check CHECK (((char_length(goal) >= 20) AND (char_length(goal) <= 1000))),
  constraint assigned_project_hours_check CHECK ((hours > (0)::numeric)),
  constraint assigned_project_subject_check CHECK ((subject <> ''::text)),
  constraint assigned_project_topic_check CHECK (((char_length(topic) >= 4) AND (char_length(topic) <= 60)))
);
alter table assigned_project enable row level security;
alter table assigned_project force row level security;
create policy app_reads on assigned_project as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on assigned_project as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on assigned_project as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on assigned_project to yanpei_app;
comment on table assigned_project is '指定项目: a topic that the centre sets for schools, by subject, with goal, hours and dates';
comment on column assigned_project.accept_until is 'the last day by which schools accept it and hand in their plan';

create table assigned_school (
  region_id integer not null default session_region(),
  project_id uuid not null,
  unit_id uuid not null,
  case_id uuid,
  accepted_at timestamp with time zone,
  accepted_by text,
  constraint assigned_school_pkey PRIMARY KEY (region_id, project_id, unit_id),
  constraint assigned_school_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint assigned_school_region_id_project_id_fkey FOREIGN KEY (region_id, project_id) REFERENCES assigned_project(region_id, id),
  constraint assigned_school_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint assigned_school_check CHECK ((num_nonnulls(case_id, accepted_at, accepted_by) = ANY (ARRAY[0, 3])))
);
CREATE UNIQUE INDEX assigned_school_case ON assigned_school USING btree (region_id, case_id) WHERE (case_id IS NOT NULL);
alter table assigned_school enable row level security;
alter table assigned_school force row level security;
create policy app_reads on assigned_school as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy centre_names on assigned_school as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on assigned_school as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy school_accepts on assigned_school as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR ((( SELECT (session_row()).role AS role) = 'school'::text) AND (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[]))))));
grant insert, select, update (case_id, accepted_at, accepted_by) on assigned_school to yanpei_app;
comment on table assigned_school is '指定学校: a school that must take part, and the case in which it hands in its plan once it has accepted';

create table attendance (
  region_id integer not null,
  activity_id uuid not null,
  person_id uuid not null,
  slot smallint not null,
  status text not null,
  at timestamp with time zone,
  method text not null,
  nonce uuid,
  device bytea,
  uploaded_late boolean not null default false,
  recorded_at timestamp with time zone not null default now(),
  recorded_by text not null,
  batch_id uuid,
  constraint attendance_pkey PRIMARY KEY (region_id, activity_id, person_id, slot),
  constraint attendance_method_check CHECK ((method = ANY (ARRAY['import'::text, 'code'::text, 'short-code'::text, 'desk'::text, 'list'::text]))),
  constraint attendance_slot_check CHECK ((slot > 0)),
  constraint attendance_status_check CHECK ((status = ANY (ARRAY['present'::text, 'late'::text, 'leave'::text, 'absent'::text])))
);
CREATE INDEX attendance_device ON attendance USING btree (region_id, activity_id, device) WHERE (device IS NOT NULL);
CREATE UNIQUE INDEX attendance_nonce ON attendance USING btree (region_id, nonce) WHERE (nonce IS NOT NULL);
CREATE INDEX attendance_uploaded_late ON attendance USING btree (region_id, activity_id) WHERE uploaded_late;
alter table attendance enable row level security;
alter table attendance force row level security;
create policy app_adds on attendance as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = attendance.region_id) AND (a.id = attendance.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy app_changes on attendance as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = attendance.region_id) AND (a.id = attendance.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy app_reads on attendance as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_removes on attendance as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = attendance.region_id) AND (a.id = attendance.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy owner_all on attendance as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update on attendance to yanpei_app;
comment on table attendance is '签到: one row a person and slot; a missing row is 缺勤. Written only beside its participation';
comment on column attendance.nonce is 'made by the client: a retry has one effect';
comment on column attendance.device is 'hash of the phone: one device for two people is shown to the desk';
comment on column attendance.uploaded_late is 'scanned without a network and uploaded later: the code''s own time step proves when';

create table audit_log (
  region_id integer not null default session_region(),
  id bigint not null generated always as identity,
  at timestamp with time zone not null default clock_timestamp(),
  actor text not null default (session_row()).actor,
  account_id uuid default (session_row()).account_id,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details jsonb not null default '{}'::jsonb,
  xact bigint not null default transaction_position(pg_current_xact_id()),
  constraint audit_log_pkey PRIMARY KEY (region_id, id),
  constraint audit_log_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
CREATE INDEX audit_log_subject ON audit_log USING btree (region_id, subject_kind, subject_id);
CREATE INDEX audit_log_unsealed ON audit_log USING btree (region_id, xact);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy app_adds on audit_log as permissive for insert to yanpei_app
  with check ((region_id = ( SELECT session_region() AS session_region)));
create policy app_reads on audit_log as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on audit_log as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (action, subject_kind, subject_id, details), select on audit_log to yanpei_app;
comment on table audit_log is '审计日志: who did what to what, when; insert-only; the app names neither region nor actor, the session does';
comment on column audit_log.xact is 'the transaction that wrote the row: sealing takes whole transactions, in their order';

create table audit_seal (
  region_id integer not null,
  seq integer not null,
  xact_from bigint not null,
  xact_to bigint not null,
  rows integer not null,
  first_id bigint not null,
  last_id bigint not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null default clock_timestamp(),
  constraint audit_seal_pkey PRIMARY KEY (region_id, seq),
  constraint audit_seal_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint audit_seal_check CHECK ((xact_to > xact_from)),
  constraint audit_seal_rows_check CHECK ((rows > 0)),
  constraint audit_seal_seq_check CHECK ((seq > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table audit_seal enable row level security;
alter table audit_seal force row level security;
create policy app_reads on audit_seal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on audit_seal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on audit_seal to yanpei_app;
comment on table audit_seal is '审计封存: a batch of audit rows chained to the batch before; covers the rows of transactions [xact_from, xact_to)';

create table award (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  kind text not null,
  level text not null,
  grade text,
  awarded_on date not null,
  batch_id uuid,
  constraint award_pkey PRIMARY KEY (region_id, id),
  constraint award_region_id_person_id_name_kind_level_grade_awarded_on_key UNIQUE NULLS NOT DISTINCT (region_id, person_id, name, kind, level, grade, awarded_on),
  constraint award_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint award_level_check CHECK ((level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text, 'cluster'::text, 'school'::text])))
);
alter table award enable row level security;
alter table award force row level security;
create policy app_reads on award as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on award as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on award as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_strikes on award as restrictive for delete to yanpei_app
  using ((( SELECT (session_row()).role AS role) = 'system'::text));
grant delete, insert, select, update on award to yanpei_app;
comment on table award is '荣誉: an award of a person; grade 等次';

create table budget_line (
  region_id integer not null default session_region(),
  programme_id uuid not null,
  item text not null,
  set_at timestamp with time zone not null default clock_timestamp(),
  amount numeric not null,
  document text,
  set_by text not null default (session_row()).actor,
  constraint budget_line_pkey PRIMARY KEY (region_id, programme_id, item, set_at),
  constraint budget_line_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint budget_line_amount_check CHECK ((amount >= (0)::numeric)),
  constraint budget_line_item_check CHECK ((item <> ''::text))
);
alter table budget_line enable row level security;
alter table budget_line force row level security;
create policy app_adds on budget_line as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (EXISTS ( SELECT
   FROM programme p
  WHERE ((p.region_id = budget_line.region_id) AND (p.id = budget_line.programme_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[]))))))));
create policy app_reads on budget_line as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (EXISTS ( SELECT
   FROM programme p
  WHERE ((p.region_id = budget_line.region_id) AND (p.id = budget_line.programme_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[]))))))));
create policy owner_all on budget_line as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on budget_line to yanpei_app;
comment on table budget_line is '预算: what a programme may spend under an item 科目; the newest row counts, the programme''s own budget is the whole';

create table calendar_feed (
  region_id integer not null,
  id uuid not null,
  recipient_id uuid not null,
  token_hash bytea not null,
  made_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint calendar_feed_pkey PRIMARY KEY (region_id, id),
  constraint calendar_feed_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE UNIQUE INDEX calendar_feed_one ON calendar_feed USING btree (region_id, recipient_id) WHERE (revoked_at IS NULL);
CREATE UNIQUE INDEX calendar_feed_token ON calendar_feed USING btree (token_hash);
alter table calendar_feed enable row level security;
alter table calendar_feed force row level security;
create policy app_own on calendar_feed as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (recipient_id = ( SELECT session_recipient() AS session_recipient))));
create policy owner_all on calendar_feed as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (revoked_at) on calendar_feed to yanpei_app;
comment on table calendar_feed is '日历订阅: the secret address of a person''s calendar, until it is revoked';

create table cascade_grade (
  region_id integer not null default session_region(),
  activity_id uuid not null,
  person_id uuid not null,
  graded_at timestamp with time zone not null default clock_timestamp(),
  grade text not null,
  passed_on_id uuid not null,
  because text not null,
  graded_by text not null default (session_row()).actor,
  constraint cascade_grade_pkey PRIMARY KEY (region_id, activity_id, person_id, graded_at),
  constraint cascade_grade_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint cascade_grade_region_id_passed_on_id_fkey FOREIGN KEY (region_id, passed_on_id) REFERENCES activity(region_id, id),
  constraint cascade_grade_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint cascade_grade_grade_check CHECK ((grade = ANY (ARRAY['excellent'::text, 'good'::text, 'pass'::text, 'fail'::text])))
);
alter table cascade_grade enable row level security;
alter table cascade_grade force row level security;
create policy app_reads on cascade_grade as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on cascade_grade as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on cascade_grade as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on cascade_grade to yanpei_app;
comment on table cascade_grade is '二级培训考核: how well somebody passed on what an activity taught; the newest counts';
comment on column cascade_grade.passed_on_id is 'the second-level training that was graded';

create table case_answer (
  region_id integer not null,
  complaint_id uuid not null,
  words text not null,
  at timestamp with time zone not null,
  actor text not null,
  constraint case_answer_pkey PRIMARY KEY (region_id, complaint_id),
  constraint case_answer_region_id_complaint_id_fkey FOREIGN KEY (region_id, complaint_id) REFERENCES case_complaint(region_id, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table case_answer enable row level security;
alter table case_answer force row level security;
create policy app_adds on case_answer as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (actor = ( SELECT (session_row()).actor AS actor))));
create policy app_reads on case_answer as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on case_answer as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_answer to yanpei_app;
comment on table case_answer is '答复: what came of a complaint, by whom and when; once, and never changed';

create table case_certificate (
  region_id integer not null,
  id uuid not null,
  case_id uuid not null,
  document text not null,
  code text not null,
  title text not null,
  name text not null,
  category text,
  number text not null,
  issuer text not null,
  printed jsonb not null,
  sha256 bytea not null,
  issued_on date not null,
  until_on date,
  replaces uuid,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  constraint case_certificate_pkey PRIMARY KEY (region_id, id),
  constraint case_certificate_code_key UNIQUE (code),
  constraint case_certificate_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_certificate_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint case_certificate_region_id_replaces_fkey FOREIGN KEY (region_id, replaces) REFERENCES case_certificate(region_id, id),
  constraint case_certificate_code_check CHECK ((code ~ '^[0-9A-Z]{12}$'::text))
);
CREATE UNIQUE INDEX case_certificate_first ON case_certificate USING btree (region_id, case_id, document) WHERE (replaces IS NULL);
CREATE UNIQUE INDEX case_certificate_replaced ON case_certificate USING btree (region_id, replaces) WHERE (replaces IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_certificate FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_certificate FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table case_certificate enable row level security;
alter table case_certificate force row level security;
create policy app_adds on case_certificate as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (issued_by = ( SELECT (session_row()).actor AS actor))));
create policy app_reads on case_certificate as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_certificate.region_id) AND (c.id = case_certificate.case_id))))));
create policy owner_all on case_certificate as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_certificate to yanpei_app;
comment on table case_certificate is '证书: as it was given out, never changed; one with other words replaces it';
comment on column case_certificate.code is 'what the address on it ends with, by which anybody sees whether it is genuine';
comment on column case_certificate.printed is 'the words on it';
comment on column case_certificate.sha256 is 'of these words as JSON';
comment on column case_certificate.until_on is 'the last day on which it holds; null for ever';

create table case_complaint (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  name text not null,
  contact text not null,
  text text not null,
  key uuid not null,
  at timestamp with time zone not null,
  constraint case_complaint_pkey PRIMARY KEY (region_id, id),
  constraint case_complaint_region_id_round_id_key_key UNIQUE (region_id, round_id, key),
  constraint case_complaint_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_complaint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_complaint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table case_complaint enable row level security;
alter table case_complaint force row level security;
create policy app_reads on case_complaint as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on case_complaint as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on case_complaint to yanpei_app;
comment on table case_complaint is '投诉举报: who complained about a round and with what facts; for the region''s officers and leaders only';
comment on column case_complaint.contact is 'contact data';
comment on column case_complaint.key is 'of the request: a second click is no second complaint';

create table case_effect (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  n integer not null,
  kind text not null,
  made_id uuid,
  words text not null,
  undone_at timestamp with time zone,
  constraint case_effect_pkey PRIMARY KEY (region_id, case_id, seq, n),
  constraint case_effect_region_id_case_id_seq_fkey FOREIGN KEY (region_id, case_id, seq) REFERENCES case_event(region_id, case_id, seq),
  constraint case_effect_kind_check CHECK ((kind = ANY (ARRAY['title'::text, 'award'::text, 'post'::text, 'register'::text, 'start'::text, 'recognise'::text, 'notify'::text, 'archive'::text, 'need'::text, 'met'::text, 'pay'::text, 'end-title'::text])))
);
CREATE INDEX case_effect_made ON case_effect USING btree (region_id, made_id);
alter table case_effect enable row level security;
alter table case_effect force row level security;
create policy app_all on case_effect as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_effect.region_id) AND (c.id = case_effect.case_id))))));
create policy owner_all on case_effect as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_adds on case_effect as restrictive for insert to yanpei_app
  with check ((( SELECT (session_row()).role AS role) = 'system'::text));
create policy program_undoes on case_effect as restrictive for update to yanpei_app
  using ((( SELECT (session_row()).role AS role) = 'system'::text));
grant insert, select, update (undone_at) on case_effect to yanpei_app;
comment on table case_effect is '办理结果: what a decision brought about beyond the case; made_id is the record it made';

create table case_event (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  kind text not null,
  stage text not null,
  next_stage text,
  ending text,
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
  voids text[],
  constraint case_event_pkey PRIMARY KEY (region_id, case_id, seq),
  constraint case_event_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_event_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES case_notice(region_id, id),
  constraint case_event_check CHECK (((next_stage IS NULL) OR (ending IS NULL))),
  constraint case_event_ending_check CHECK ((ending = ANY (ARRAY['granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text]))),
  constraint case_event_kind_check CHECK ((kind = ANY (ARRAY['submitted'::text, 'passed'::text, 'returned'::text, 'refused'::text, 'published'::text, 'objected'::text, 'upheld'::text, 'dismissed'::text, 'withdrawn'::text, 'lapsed'::text, 'annulled'::text]))),
  constraint case_event_seq_check CHECK ((seq > 0))
);
CREATE INDEX case_event_kind ON case_event USING btree (region_id, kind, stage);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER voids_points AFTER INSERT ON case_event FOR EACH ROW WHEN ((new.voids IS NOT NULL)) EXECUTE FUNCTION void_points();
alter table case_event enable row level security;
alter table case_event force row level security;
create policy app_all on case_event as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_event.region_id) AND (c.id = case_event.case_id))))));
create policy by_office on case_event as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_event.region_id) AND (c.id = case_event.case_id) AND (case_event.seq = (c.version + 1)) AND ((c.stage IS NULL) OR (c.stage = case_event.stage)) AND
        CASE case_event.kind
            WHEN 'submitted'::text THEN (((c.status = 'draft'::text) OR (c.office = 'applicant'::text)) AND applicant_of(c.*))
            WHEN 'withdrawn'::text THEN ((c.status <> 'ended'::text) AND applicant_of(c.*))
            WHEN 'lapsed'::text THEN ((c.status = 'returned'::text) AND (( SELECT (session_row()).role AS role) = 'system'::text))
            WHEN 'annulled'::text THEN ((c.ending = 'granted'::text) AND session_holds('centre'::text, c.unit_id, ((case_event.at AT TIME ZONE 'Asia/Shanghai'::text))::date))
            WHEN 'objected'::text THEN false
            ELSE ((c.status = 'open'::text) AND (case_event.office = c.office) AND session_holds(c.office, c.unit_id, ((case_event.at AT TIME ZONE 'Asia/Shanghai'::text))::date))
        END AND ((case_event.kind = ANY (ARRAY['submitted'::text, 'withdrawn'::text])) OR (NOT COALESCE(((c.person_id = ( SELECT session_person() AS session_person)) OR ((c.person_id IS NULL) AND (c.unit_id = ( SELECT session_school() AS session_school)))), false)))))));
create policy in_own_name on case_event as restrictive for insert to yanpei_app
  with check (((actor = ( SELECT (session_row()).actor AS actor)) AND (NOT (account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id))) AND ((( SELECT (session_row()).role AS role) <> ALL (ARRAY['teacher'::text, 'applicant'::text])) OR (kind = ANY (ARRAY['submitted'::text, 'withdrawn'::text])))));
create policy owner_all on case_event as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_event to yanpei_app;
comment on table case_event is '经过: what happened to a case, by whom, when and why; append-only, the case''s state is folded from it';
comment on column case_event.stands_for is 'whom the actor stood in for by a delegation';
comment on column case_event.settles is 'the objection, by seq, that this settles';
comment on column case_event.voids is 'reviews whose points given so far count no more, since what judges see was changed; null for most';

create table case_judge (
  region_id integer not null,
  id uuid not null,
  case_id uuid not null,
  stage text not null,
  person_id uuid not null,
  blind text not null,
  assigned_at timestamp with time zone not null default now(),
  assigned_by text not null,
  recused_because text,
  since integer not null default 0,
  constraint case_judge_pkey PRIMARY KEY (region_id, id),
  constraint case_judge_region_id_case_id_stage_person_id_key UNIQUE (region_id, case_id, stage, person_id),
  constraint case_judge_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_judge_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id)
);
CREATE INDEX case_judge_person ON case_judge USING btree (region_id, person_id);
alter table case_judge enable row level security;
alter table case_judge force row level security;
create policy app_adds on case_judge as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_drops on case_judge as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (recused_because IS NULL) AND (NOT has_scored(case_judge.*))));
create policy app_reads on case_judge as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id = ( SELECT session_person() AS session_person)))));
create policy owner_all on case_judge as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select on case_judge to yanpei_app;
comment on table case_judge is '评委: who judges a case at a stage, by a number instead of the name';
comment on column case_judge.since is 'the event, by seq, after which points count; 0 for all of them';

create table case_material (
  region_id integer not null,
  case_id uuid not null,
  file_id uuid not null,
  material text not null,
  submission integer,
  added_at timestamp with time zone not null default now(),
  for_judges boolean not null default false,
  constraint case_material_pkey PRIMARY KEY (region_id, case_id, file_id),
  constraint case_material_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_material_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id)
);
alter table case_material enable row level security;
alter table case_material force row level security;
create policy app_all on case_material as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_material.region_id) AND (c.id = case_material.case_id))))));
create policy applicant_adds on case_material as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_material.region_id) AND (c.id = case_material.case_id) AND ((c.status = 'draft'::text) OR (c.office = 'applicant'::text)) AND applicant_of(c.*)))));
create policy not_handed_in on case_material as restrictive for update to yanpei_app
  using ((submission IS NULL))
  with check (true);
create policy not_taken_out on case_material as restrictive for delete to yanpei_app
  using ((submission IS NULL));
create policy owner_all on case_material as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update (submission) on case_material to yanpei_app;
comment on table case_material is '材料: a file handed in for one of the listed materials';
comment on column case_material.submission is 'the submission that first held it; null while it may still be taken out';
comment on column case_material.for_judges is 'whether judges open it while they judge, as the definition says of the material';

create table case_notice (
  region_id integer not null,
  id uuid not null,
  system text not null,
  round_id uuid,
  stage text not null,
  title text not null,
  words text not null,
  from_on date not null,
  until_on date not null,
  document text,
  published_at timestamp with time zone not null default now(),
  published_by text not null,
  constraint case_notice_pkey PRIMARY KEY (region_id, id),
  constraint case_notice_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint case_notice_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint case_notice_check CHECK ((until_on >= from_on))
);
alter table case_notice enable row level security;
alter table case_notice force row level security;
create policy app_adds on case_notice as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_reads on case_notice as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on case_notice as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on case_notice as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_notice to yanpei_app;
comment on table case_notice is '公示: what everybody can read; until_on is the last day on which objections are taken';

create table case_number (
  region_id integer not null,
  system text not null,
  year smallint not null,
  last integer not null,
  constraint case_number_pkey PRIMARY KEY (region_id, system, year),
  constraint case_number_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
CREATE TRIGGER counted BEFORE INSERT OR UPDATE ON case_number FOR EACH ROW EXECUTE FUNCTION refuse_other_number();
alter table case_number enable row level security;
alter table case_number force row level security;
create policy app_all on case_number as permissive for all to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on case_number as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (last) on case_number to yanpei_app;
comment on table case_number is 'the last 受理编号 given in a system and year';

create table case_objection (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  name text not null,
  contact text not null,
  text text not null,
  key uuid not null,
  constraint case_objection_pkey PRIMARY KEY (region_id, case_id, seq),
  constraint case_objection_region_id_case_id_key_key UNIQUE (region_id, case_id, key),
  constraint case_objection_region_id_case_id_seq_fkey FOREIGN KEY (region_id, case_id, seq) REFERENCES case_event(region_id, case_id, seq)
);
alter table case_objection enable row level security;
alter table case_objection force row level security;
create policy app_reads on case_objection as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on case_objection as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on case_objection to yanpei_app;
comment on table case_objection is '异议: who objected to a public notice and with what facts; for who deals with the case only';
comment on column case_objection.contact is 'contact data';
comment on column case_objection.key is 'of the request: a second click is no second objection';

create table case_place (
  region_id integer not null,
  round_id uuid not null,
  category text not null,
  places integer,
  floor integer not null default 0,
  constraint case_place_pkey PRIMARY KEY (region_id, round_id, category),
  constraint case_place_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint case_place_check CHECK ((floor <= places)),
  constraint case_place_floor_check CHECK ((floor >= 0)),
  constraint case_place_places_check CHECK ((places >= 0))
);
alter table case_place enable row level security;
alter table case_place force row level security;
create policy app_reads on case_place as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on case_place as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on case_place as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_place to yanpei_app;
comment on table case_place is '名额: places of a category in a round; floor of them are kept for the group of the round''s floor';

create table case_point (
  region_id integer not null,
  judging_id uuid not null,
  dimension text not null,
  points numeric not null,
  given_at timestamp with time zone not null default now(),
  since integer not null default 0,
  constraint case_point_pkey PRIMARY KEY (region_id, judging_id, since, dimension),
  constraint case_point_region_id_judging_id_fkey FOREIGN KEY (region_id, judging_id) REFERENCES case_judge(region_id, id) ON DELETE CASCADE,
  constraint case_point_points_check CHECK ((points >= (0)::numeric))
);
alter table case_point enable row level security;
alter table case_point force row level security;
create policy app_reads on case_point as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_judge j
  WHERE ((j.region_id = case_point.region_id) AND (j.id = case_point.judging_id))))));
create policy owner_all on case_point as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on case_point to yanpei_app;
comment on table case_point is '打分: a judge''s points in one dimension';
comment on column case_point.since is 'the judging''s since when they were given; points count while it is the same';

create table case_record (
  region_id integer not null,
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
  draft jsonb not null default '{}'::jsonb,
  category text,
  of_floor boolean not null default false,
  status text not null default 'draft'::text,
  stage text,
  office text,
  due_on date,
  ending text,
  annulled boolean not null default false,
  score numeric,
  issued text,
  issued_alone boolean not null default true,
  submitted_on date,
  version integer not null default 0,
  opened_at timestamp with time zone not null default now(),
  journey_id uuid,
  matter text,
  raised boolean not null default false,
  constraint case_record_pkey PRIMARY KEY (region_id, id),
  constraint case_record_region_id_system_number_key UNIQUE (region_id, system, number),
  constraint case_record_region_id_applicant_id_fkey FOREIGN KEY (region_id, applicant_id) REFERENCES account(region_id, id),
  constraint case_record_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint case_record_region_id_journey_id_fkey FOREIGN KEY (region_id, journey_id) REFERENCES activity(region_id, id),
  constraint case_record_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint case_record_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint case_record_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint case_record_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint case_record_check CHECK (((status = 'ended'::text) = (ending IS NOT NULL))),
  constraint case_record_ending_check CHECK ((ending = ANY (ARRAY['granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text]))),
  constraint case_record_office_check CHECK ((office = ANY (ARRAY['applicant'::text, 'school'::text, 'cluster'::text, 'centre'::text, 'bureau'::text, 'upper'::text]))),
  constraint case_record_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'open'::text, 'returned'::text, 'ended'::text])))
);
CREATE UNIQUE INDEX case_issued_once ON case_record USING btree (region_id, system, issued) WHERE ((issued IS NOT NULL) AND issued_alone);
CREATE INDEX case_list ON case_record USING btree (region_id, system, year, status, stage);
CREATE UNIQUE INDEX case_matter_once ON case_record USING btree (region_id, system, COALESCE(identity_number, (person_id)::text, (unit_id)::text), matter) WHERE ((matter IS NOT NULL) AND (status = ANY (ARRAY['open'::text, 'returned'::text])));
CREATE INDEX case_of_round ON case_record USING btree (region_id, round_id, category);
CREATE UNIQUE INDEX case_once_a_round ON case_record USING btree (region_id, round_id, COALESCE(identity_number, (person_id)::text, (unit_id)::text)) WHERE ((round_id IS NOT NULL) AND ((status = ANY (ARRAY['open'::text, 'returned'::text])) OR ((ending = 'granted'::text) AND (NOT annulled))));
CREATE INDEX case_person ON case_record USING btree (region_id, person_id);
CREATE INDEX case_unit ON case_record USING btree (region_id, unit_id);
CREATE INDEX case_waiting ON case_record USING btree (region_id, office, due_on) WHERE (status = ANY (ARRAY['open'::text, 'returned'::text]));
CREATE TRIGGER follows_events BEFORE UPDATE ON case_record FOR EACH ROW EXECUTE FUNCTION refuse_other_state();
CREATE TRIGGER numbered BEFORE INSERT ON case_record FOR EACH ROW WHEN ((session_region() IS NOT NULL)) EXECUTE FUNCTION refuse_uncounted();
alter table case_record enable row level security;
alter table case_record force row level security;
create policy app_adds on case_record as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (status = 'draft'::text) AND (version = 0) AND (( SELECT session_wide() AS session_wide) OR ((applicant_id = ( SELECT (session_row()).account_id AS account_id)) AND ((person_id IS NULL) OR (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])))))));
create policy app_changes on case_record as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (applicant_id = ( SELECT (session_row()).account_id AS account_id)) OR (person_id = ( SELECT session_person() AS session_person)) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on case_record as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((applicant_id = ( SELECT (session_row()).account_id AS account_id)) OR ((person_id IS NULL) AND (unit_id = ( SELECT session_school() AS session_school))) OR ((person_id = ( SELECT session_person() AS session_person)) AND ((submitted_on IS NOT NULL) OR (NOT raised))) OR ((submitted_on IS NOT NULL) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))));
create policy owner_all on case_record as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (unit_id, programme_id, draft, category, of_floor, status, stage, office, due_on, ending, annulled, score, issued, issued_alone, submitted_on, version, journey_id, matter) on case_record to yanpei_app;
comment on table case_record is '事项: one application on its way; from status on, what its events lead to, kept beside them for lists';
comment on column case_record.rev is 'the definition''s rev that it is dealt with by, to its end';
comment on column case_record.identity_number is '身份证件号 of an applicant who is not on file';
comment on column case_record.params is 'the system''s numbers when it was opened, the round''s where it has one';
comment on column case_record.draft is 'the form while it is being filled in; what was handed in stands in case_value';
comment on column case_record.of_floor is 'whether it counts toward the round''s floor';
comment on column case_record.issued is '编号 that was given out';
comment on column case_record.issued_alone is 'whether the number is this case''s own; false for the number of a document that names many';
comment on column case_record.version is 'the number of its events: who acts names the one that was seen';
comment on column case_record.journey_id is '外出学习: the activity whose travel costs it claims, once it was handed in';
comment on column case_record.matter is 'what only one case of the one whom it is about may be under way for, once it was handed in; null where there may be several';
comment on column case_record.raised is 'entered by others in a system in which something may be raised against whom it is about: they have no part in the draft';

create table case_round (
  region_id integer not null,
  id uuid not null,
  system text not null,
  rev integer not null,
  title text not null,
  year smallint not null,
  opens_on date not null,
  closes_on date not null,
  document text not null,
  params jsonb not null,
  opened_at timestamp with time zone not null default now(),
  opened_by text not null,
  constraint case_round_pkey PRIMARY KEY (region_id, id),
  constraint case_round_region_id_system_title_key UNIQUE (region_id, system, title),
  constraint case_round_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint case_round_check CHECK ((closes_on >= opens_on))
);
alter table case_round enable row level security;
alter table case_round force row level security;
create policy app_reads on case_round as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on case_round as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on case_round as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_round to yanpei_app;
comment on table case_round is '批次: dates and places of a selection or certification; its numbers and its rev hold until it is done';
comment on column case_round.closes_on is 'the last day on which applications are taken';
comment on column case_round.params is 'the system''s numbers when the round was opened';

create table case_subject (
  region_id integer not null,
  case_id uuid not null,
  submission integer not null,
  facts jsonb not null,
  constraint case_subject_pkey PRIMARY KEY (region_id, case_id, submission),
  constraint case_subject_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_subject_submission_check CHECK ((submission > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_subject FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_subject FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table case_subject enable row level security;
alter table case_subject force row level security;
create policy app_all on case_subject as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_subject.region_id) AND (c.id = case_subject.case_id))))));
create policy applicant_adds on case_subject as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_subject.region_id) AND (c.id = case_subject.case_id) AND ((c.status = 'draft'::text) OR (c.office = 'applicant'::text)) AND applicant_of(c.*)))));
create policy owner_all on case_subject as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_subject to yanpei_app;
comment on table case_subject is '申报时的情况: whom a case is about as the register had it when it was handed in, each time; never changed';
comment on column case_subject.facts is 'what rules, floors and offices are asked with: it stays for those who no longer see the person';

create table case_unit_place (
  region_id integer not null,
  round_id uuid not null,
  unit_id uuid not null,
  category text not null,
  places integer not null,
  constraint case_unit_place_pkey PRIMARY KEY (region_id, round_id, unit_id, category),
  constraint case_unit_place_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint case_unit_place_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint case_unit_place_places_check CHECK ((places >= 0))
);
alter table case_unit_place enable row level security;
alter table case_unit_place force row level security;
create policy app_reads on case_unit_place as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on case_unit_place as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on case_unit_place as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_unit_place to yanpei_app;
comment on table case_unit_place is '推荐名额: how many a unit may recommend in a category';

create table case_value (
  region_id integer not null,
  case_id uuid not null,
  submission integer not null,
  field text not null,
  value text not null,
  constraint case_value_pkey PRIMARY KEY (region_id, case_id, submission, field),
  constraint case_value_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint case_value_submission_check CHECK ((submission > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON case_value FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON case_value FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table case_value enable row level security;
alter table case_value force row level security;
create policy app_all on case_value as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_value.region_id) AND (c.id = case_value.case_id))))));
create policy applicant_adds on case_value as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = case_value.region_id) AND (c.id = case_value.case_id) AND ((c.status = 'draft'::text) OR (c.office = 'applicant'::text)) AND applicant_of(c.*)))));
create policy owner_all on case_value as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on case_value to yanpei_app;
comment on table case_value is '表单: a field as it was handed in, each time; never changed';

create table certificate_reminder (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  stage text not null,
  certificate text,
  due_on date not null,
  notice_id uuid not null,
  reminded_at timestamp with time zone not null,
  reminded_by text not null,
  constraint certificate_reminder_pkey PRIMARY KEY (region_id, id),
  constraint certificate_reminder_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint certificate_reminder_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id)
);
CREATE INDEX certificate_reminder_of ON certificate_reminder USING btree (region_id, person_id, stage, due_on);
alter table certificate_reminder enable row level security;
alter table certificate_reminder force row level security;
create policy app_reads on certificate_reminder as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on certificate_reminder as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on certificate_reminder as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on certificate_reminder to yanpei_app;
comment on table certificate_reminder is '持证提醒: that somebody was told to get the certificate for the stage taught, and until when';

create table certification (
  region_id integer not null,
  id uuid not null,
  name text not null,
  identity_number text not null,
  kind text not null,
  subject text,
  putonghua text,
  result text not null,
  failed_step text,
  certificate_number text,
  applied_on date not null,
  batch_id uuid,
  case_id uuid,
  constraint certification_pkey PRIMARY KEY (region_id, id),
  constraint certification_once UNIQUE NULLS NOT DISTINCT (region_id, identity_number, kind, subject, applied_on, case_id),
  constraint certification_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint certification_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint certification_result_check CHECK ((result = ANY (ARRAY['certified'::text, 'failed'::text])))
);
alter table certification enable row level security;
alter table certification force row level security;
create policy app_all on certification as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on certification as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_strikes on certification as restrictive for delete to yanpei_app
  using ((( SELECT (session_row()).role AS role) = 'system'::text));
grant delete, insert, select, update on certification to yanpei_app;
comment on table certification is '资格认定: an application and its outcome; applicants need not be teachers';
comment on column certification.case_id is 'the case whose outcome it is; null where it came by workbook';

create table circular (
  region_id integer not null,
  id uuid not null,
  kind text not null,
  about text,
  series text not null,
  year smallint not null,
  number integer not null,
  of_year smallint not null,
  unit_id uuid not null,
  title text not null,
  model jsonb not null,
  file_id uuid not null,
  public_until date,
  issued_on date not null,
  issued_at timestamp with time zone not null default now(),
  issued_by text not null,
  round_id uuid,
  case_id uuid,
  document text,
  material text,
  replaces uuid,
  digest bytea not null,
  digested_at timestamp with time zone not null,
  constraint circular_pkey PRIMARY KEY (region_id, id),
  constraint circular_region_id_series_year_number_key UNIQUE (region_id, series, year, number),
  constraint circular_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint circular_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint circular_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint circular_region_id_replaces_fkey FOREIGN KEY (region_id, replaces) REFERENCES circular(region_id, id),
  constraint circular_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint circular_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint circular_about_check CHECK ((about = ANY (ARRAY['credits'::text, 'training'::text, 'workshops'::text]))),
  constraint circular_digest_check CHECK ((length(digest) = 32)),
  constraint circular_kind_check CHECK ((kind = ANY (ARRAY['circular'::text, 'bulletin'::text]))),
  constraint circular_number_check CHECK ((number > 0)),
  constraint circular_subject CHECK ((((about IS NULL) = (document IS NOT NULL)) AND ((document IS NOT NULL) = (num_nonnulls(round_id, case_id) = 1))))
);
CREATE INDEX circular_of_case ON circular USING btree (region_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX circular_of_round ON circular USING btree (region_id, round_id) WHERE (round_id IS NOT NULL);
CREATE UNIQUE INDEX circular_replaced ON circular USING btree (region_id, replaces) WHERE (replaces IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON circular FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON circular FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER digest BEFORE INSERT ON circular FOR EACH ROW EXECUTE FUNCTION digest_circular();
alter table circular enable row level security;
alter table circular force row level security;
create policy app_adds on circular as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on circular as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])) OR (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = circular.region_id) AND (n.circular_id = circular.id)))))));
create policy case_reads on circular as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = circular.region_id) AND (c.id = circular.case_id))))));
create policy owner_all on circular as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on circular to yanpei_app;
comment on table circular is '通报和简报: as it was issued, with the claims behind its numbers; never changed, its number never given again';
comment on column circular.about is 'the figures that it tells of; null for a document of a round or case';
comment on column circular.series is '机关代字, or the name of the bulletin';
comment on column circular.year is 'of the number; of_year is the year that it tells of';
comment on column circular.public_until is 'the last day on which everybody may read it without signing in; null for none';
comment on column circular.document is 'which of the documents that the system''s definition names it is';
comment on column circular.material is 'the material of the round''s archive that it fills; null for none';
comment on column circular.replaces is 'the one that was issued before, where the records have changed since';
comment on column circular.digest is 'circular_digest() of the row, also told to the audit log';
comment on column circular.digested_at is 'since when the hash vouches for it: its issue, or for a letter from before there were hashes the day on which it got one';

create table circular_series (
  region_id integer not null,
  series text not null,
  year smallint not null,
  last integer not null,
  constraint circular_series_pkey PRIMARY KEY (region_id, series, year),
  constraint circular_series_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
alter table circular_series enable row level security;
alter table circular_series force row level security;
create policy app_all on circular_series as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits)));
create policy owner_all on circular_series as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on circular_series to yanpei_app;
comment on table circular_series is '文号: the last number given to an organ''s word or a bulletin in a year';

create table committee_aside (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  person_id uuid not null,
  because text not null,
  constraint committee_aside_pkey PRIMARY KEY (region_id, case_id, seq, person_id),
  constraint committee_aside_region_id_case_id_seq_fkey FOREIGN KEY (region_id, case_id, seq) REFERENCES committee_vote(region_id, case_id, seq),
  constraint committee_aside_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint committee_aside_because_check CHECK ((because <> ''::text))
);
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON committee_aside DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_uneven_vote();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON committee_aside FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON committee_aside FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table committee_aside enable row level security;
alter table committee_aside force row level security;
create policy app_reads on committee_aside as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on committee_aside as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy with_vote on committee_aside as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide) AND (EXISTS ( SELECT
   FROM case_event e
  WHERE ((e.region_id = committee_aside.region_id) AND (e.case_id = committee_aside.case_id) AND (e.seq = committee_aside.seq) AND (e.actor = ( SELECT (session_row()).actor AS actor)))))));
grant insert, select on committee_aside to yanpei_app;
comment on table committee_aside is '回避: members present who did not vote on a case, and why';

create table committee_member (
  region_id integer not null,
  sitting_id uuid not null,
  n integer not null,
  person_id uuid not null,
  place integer not null,
  name text not null,
  unit text not null,
  rank text,
  present boolean not null,
  chair boolean not null,
  constraint committee_member_pkey PRIMARY KEY (region_id, sitting_id, n, person_id),
  constraint committee_member_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint committee_member_region_id_sitting_id_n_fkey FOREIGN KEY (region_id, sitting_id, n) REFERENCES committee_record(region_id, sitting_id, n),
  constraint committee_member_check CHECK ((present OR (NOT chair))),
  constraint committee_member_place_check CHECK ((place > 0))
);
CREATE UNIQUE INDEX committee_chair ON committee_member USING btree (region_id, sitting_id, n) WHERE chair;
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON committee_member FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON committee_member FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table committee_member enable row level security;
alter table committee_member force row level security;
create policy app_reads on committee_member as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on committee_member as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy with_record on committee_member as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (EXISTS ( SELECT
   FROM committee_record r
  WHERE ((r.region_id = committee_member.region_id) AND (r.sitting_id = committee_member.sitting_id) AND (r.n = committee_member.n) AND (r.xmin = (pg_current_xact_id())::xid))))));
grant insert, select on committee_member to yanpei_app;
comment on table committee_member is '委员: who belonged to a sitting, with unit and 职称 of the day on which it was held';
comment on column committee_member.place is 'in the order in which they were named';
comment on column committee_member.present is 'false for a member who had taken leave: who does not come does not vote';
comment on column committee_member.chair is '主任委员, who presided';

create table committee_record (
  region_id integer not null,
  sitting_id uuid not null,
  n integer not null,
  held_on date not null,
  place text not null,
  because text,
  noted_at timestamp with time zone not null,
  noted_by text not null,
  constraint committee_record_pkey PRIMARY KEY (region_id, sitting_id, n),
  constraint committee_record_region_id_sitting_id_fkey FOREIGN KEY (region_id, sitting_id) REFERENCES committee_sitting(region_id, id),
  constraint committee_record_because_check CHECK ((because <> ''::text)),
  constraint committee_record_check CHECK (((n = 1) = (because IS NULL))),
  constraint committee_record_n_check CHECK ((n > 0)),
  constraint committee_record_place_check CHECK ((place <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON committee_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON committee_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER same_present AFTER INSERT ON committee_record DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.n > 1)) EXECUTE FUNCTION refuse_others_present();
alter table committee_record enable row level security;
alter table committee_record force row level security;
create policy app_reads on committee_record as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy centre_adds on committee_record as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (noted_by = ( SELECT (session_row()).actor AS actor))));
create policy owner_all on committee_record as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on committee_record to yanpei_app;
comment on table committee_record is '会议记录: when and where a sitting was held; the newest holds, the earlier ones stay';
comment on column committee_record.because is 'why it was put right; null for the first';

create table committee_sitting (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  recorded_at timestamp with time zone not null,
  constraint committee_sitting_pkey PRIMARY KEY (region_id, id),
  constraint committee_sitting_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id)
);
CREATE INDEX committee_sitting_of ON committee_sitting USING btree (region_id, round_id, stage);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON committee_sitting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON committee_sitting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table committee_sitting enable row level security;
alter table committee_sitting force row level security;
create policy app_reads on committee_sitting as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy centre_adds on committee_sitting as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on committee_sitting as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on committee_sitting to yanpei_app;
comment on table committee_sitting is '评审会: that a committee sat on the cases of a round at a stage';

create table committee_vote (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  sitting_id uuid not null,
  agree integer not null,
  against integer not null,
  abstain integer not null,
  voters integer not null,
  constraint committee_vote_pkey PRIMARY KEY (region_id, case_id, seq),
  constraint committee_vote_region_id_case_id_seq_fkey FOREIGN KEY (region_id, case_id, seq) REFERENCES case_event(region_id, case_id, seq),
  constraint committee_vote_region_id_sitting_id_fkey FOREIGN KEY (region_id, sitting_id) REFERENCES committee_sitting(region_id, id),
  constraint committee_vote_abstain_check CHECK ((abstain >= 0)),
  constraint committee_vote_against_check CHECK ((against >= 0)),
  constraint committee_vote_agree_check CHECK ((agree >= 0)),
  constraint committee_vote_check CHECK ((voters = ((agree + against) + abstain)))
);
CREATE INDEX committee_vote_at ON committee_vote USING btree (region_id, sitting_id);
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON committee_vote DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_uneven_vote();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON committee_vote FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON committee_vote FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table committee_vote enable row level security;
alter table committee_vote force row level security;
create policy app_reads on committee_vote as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on committee_vote as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy with_event on committee_vote as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide) AND (EXISTS ( SELECT
   FROM ((case_event e
     JOIN case_record c ON (((c.region_id = e.region_id) AND (c.id = e.case_id))))
     JOIN committee_sitting s ON (((s.region_id = c.region_id) AND (s.round_id = c.round_id) AND (s.stage = e.stage))))
  WHERE ((e.region_id = committee_vote.region_id) AND (e.case_id = committee_vote.case_id) AND (e.seq = committee_vote.seq) AND (e.kind = ANY (ARRAY['passed'::text, 'refused'::text])) AND (e.actor = ( SELECT (session_row()).actor AS actor)) AND (s.id = committee_vote.sitting_id))))));
grant insert, select on committee_vote to yanpei_app;
comment on table committee_vote is '表决: the votes on which it rests that a case was passed or refused; what came of it is the event of the same number';

create table credit_account (
  region_id integer not null,
  person_id uuid not null,
  last_seq integer not null default 0,
  head bytea not null default '\x'::bytea,
  constraint credit_account_pkey PRIMARY KEY (region_id, person_id),
  constraint credit_account_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id)
);
alter table credit_account enable row level security;
alter table credit_account force row level security;
create policy app_reads on credit_account as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on credit_account as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on credit_account to yanpei_app;
comment on table credit_account is '学分账户: the head of a teacher''s chain; locked while entries are posted';

create table credit_balance (
  region_id integer not null,
  person_id uuid not null,
  year smallint not null,
  category text not null,
  amount numeric(30,2) not null,
  constraint credit_balance_pkey PRIMARY KEY (region_id, person_id, year, category)
);
CREATE INDEX credit_balance_year ON credit_balance USING btree (region_id, year, category) INCLUDE (person_id, amount);
alter table credit_balance enable row level security;
alter table credit_balance force row level security;
create policy app_reads on credit_balance as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on credit_balance as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on credit_balance to yanpei_app;
comment on table credit_balance is '学分余额: sums of the entries, kept by post_credits alone and checked by verify';

create table credit_checkpoint (
  region_id integer not null,
  day date not null,
  entries bigint not null,
  total numeric(30,2) not null,
  head bytea not null,
  signature bytea not null,
  made_at timestamp with time zone not null default now(),
  upto bigint not null default 0,
  constraint credit_checkpoint_pkey PRIMARY KEY (region_id, day),
  constraint credit_checkpoint_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON credit_checkpoint FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON credit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table credit_checkpoint enable row level security;
alter table credit_checkpoint force row level security;
create policy app_adds on credit_checkpoint as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on credit_checkpoint as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on credit_checkpoint as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on credit_checkpoint to yanpei_app;
comment on table credit_checkpoint is '台账检查点: count, sum and head of all chains of a day, signed and published: a cut tail shows against it';
comment on column credit_checkpoint.upto is 'covers the postings of transactions before this position';

create table credit_entry (
  region_id integer not null,
  person_id uuid not null,
  seq integer not null,
  posting_id uuid not null,
  kind text not null,
  year smallint not null,
  category text not null,
  amount numeric(30,2) not null,
  source_kind text not null,
  source_id uuid not null,
  reverses integer,
  hash bytea not null,
  constraint credit_entry_pkey PRIMARY KEY (region_id, person_id, seq),
  constraint credit_entry_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES credit_account(region_id, person_id),
  constraint credit_entry_region_id_person_id_reverses_fkey FOREIGN KEY (region_id, person_id, reverses) REFERENCES credit_entry(region_id, person_id, seq),
  constraint credit_entry_region_id_posting_id_fkey FOREIGN KEY (region_id, posting_id) REFERENCES credit_posting(region_id, id),
  constraint credit_entry_check CHECK (((kind = 'reversal'::text) = (reverses IS NOT NULL))),
  constraint credit_entry_check1 CHECK (
CASE kind
    WHEN 'award'::text THEN (amount > (0)::numeric)
    ELSE (amount < (0)::numeric)
END),
  constraint credit_entry_kind_check CHECK ((kind = ANY (ARRAY['award'::text, 'reversal'::text]))),
  constraint credit_entry_seq_check CHECK ((seq > 0)),
  constraint credit_entry_source_kind_check CHECK ((source_kind = ANY (ARRAY['participation'::text, 'online-study'::text])))
);
CREATE INDEX credit_entry_of_year ON credit_entry USING btree (region_id, person_id, year, seq);
CREATE UNIQUE INDEX credit_entry_reversed_once ON credit_entry USING btree (region_id, person_id, reverses) WHERE (reverses IS NOT NULL);
CREATE INDEX credit_entry_source ON credit_entry USING btree (region_id, source_id, person_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON credit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON credit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table credit_entry enable row level security;
alter table credit_entry force row level security;
create policy app_reads on credit_entry as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on credit_entry as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on credit_entry to yanpei_app;
comment on table credit_entry is '学分台账: never changed; a correction is a reversal and a new entry';
comment on column credit_entry.source_id is 'the record behind the credit: the activity (with the person: the participation) or the online course';
comment on column credit_entry.hash is 'SHA-256 of the entry upon the hash of the same teacher''s entry before';

create table credit_policy (
  region_id integer not null,
  year smallint not null,
  category text not null,
  "position" integer not null,
  required numeric not null,
  hours_per_credit numeric not null,
  ceiling numeric,
  least_rate numeric,
  batch_id uuid,
  constraint credit_policy_pkey PRIMARY KEY (region_id, year, category),
  constraint credit_policy_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint credit_policy_ceiling_check CHECK ((ceiling >= (0)::numeric)),
  constraint credit_policy_hours_per_credit_check CHECK ((hours_per_credit > (0)::numeric)),
  constraint credit_policy_least_rate_check CHECK (((least_rate >= (0)::numeric) AND (least_rate <= (1)::numeric))),
  constraint credit_policy_required_check CHECK ((required >= (0)::numeric))
);
alter table credit_policy enable row level security;
alter table credit_policy force row level security;
create policy app_reads on credit_policy as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on credit_policy as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on credit_policy as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on credit_policy to yanpei_app;
comment on table credit_policy is '学分政策: what a year asks for and how hours become credits, by category';
comment on column credit_policy.ceiling is '单项上限, in credits, of one item';
comment on column credit_policy.least_rate is '最低出勤率; null is 0.8';

create table credit_posting (
  region_id integer not null,
  id uuid not null,
  key text not null,
  because text not null,
  actor text not null,
  account_id uuid,
  posted_at timestamp with time zone not null default clock_timestamp(),
  entries integer not null,
  total numeric(30,2) not null,
  batch_id uuid,
  xact bigint not null default transaction_position(pg_current_xact_id()),
  constraint credit_posting_pkey PRIMARY KEY (region_id, id),
  constraint credit_posting_region_id_key_key UNIQUE (region_id, key),
  constraint credit_posting_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON credit_posting FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON credit_posting FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table credit_posting enable row level security;
alter table credit_posting force row level security;
create policy app_reads on credit_posting as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on credit_posting as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on credit_posting to yanpei_app;
comment on table credit_posting is '记账: one act of awarding or reversing, by whom and why; its key makes a retry harmless';
comment on column credit_posting.xact is 'position of the transaction that posted: a checkpoint covers whole transactions';

create table delegation (
  region_id integer not null,
  id uuid not null,
  from_account uuid not null,
  to_account uuid not null,
  starts_on date not null,
  ends_on date not null,
  because text not null,
  ended_at timestamp with time zone,
  made_at timestamp with time zone not null default now(),
  constraint delegation_pkey PRIMARY KEY (region_id, id),
  constraint delegation_region_id_from_account_fkey FOREIGN KEY (region_id, from_account) REFERENCES account(region_id, id),
  constraint delegation_region_id_to_account_fkey FOREIGN KEY (region_id, to_account) REFERENCES account(region_id, id),
  constraint delegation_check CHECK ((ends_on >= starts_on)),
  constraint delegation_check1 CHECK ((from_account <> to_account))
);
CREATE INDEX delegation_to ON delegation USING btree (region_id, to_account) WHERE (ended_at IS NULL);
alter table delegation enable row level security;
alter table delegation force row level security;
create policy app_adds on delegation as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (from_account = ( SELECT (session_row()).account_id AS account_id))));
create policy app_changes on delegation as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (from_account = ( SELECT (session_row()).account_id AS account_id)))));
create policy app_reads on delegation as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (from_account = ( SELECT (session_row()).account_id AS account_id)) OR (to_account = ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on delegation as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (ended_at) on delegation to yanpei_app;
comment on table delegation is '代办: who acts for whom from starts_on through ends_on';

create table digest_day (
  region_id integer not null,
  recipient_id uuid not null,
  day date not null,
  told text[] not null,
  constraint digest_day_pkey PRIMARY KEY (region_id, recipient_id),
  constraint digest_day_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
alter table digest_day enable row level security;
alter table digest_day force row level security;
create policy app_own on digest_day as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT (session_row()).role AS role) = 'system'::text)));
create policy owner_all on digest_day as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on digest_day to yanpei_app;
comment on table digest_day is '每日摘要: the last day on which it was looked up what waits for somebody, and what was told of it; one row for each, written anew';
comment on column digest_day.told is 'the to-dos that waited on that day, each as a hash and how urgent it was told to be; no words';

create table document (
  region_id integer not null,
  id uuid not null,
  kind text not null,
  unit_id uuid not null,
  year smallint not null,
  language text not null,
  title text not null,
  file_id uuid not null,
  facts jsonb not null,
  made_at timestamp with time zone not null default now(),
  made_by text not null,
  constraint document_pkey PRIMARY KEY (region_id, id),
  constraint document_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint document_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint document_kind_check CHECK ((kind = ANY (ARRAY['work-summary'::text, 'work-plan'::text]))),
  constraint document_language_check CHECK ((language = ANY (ARRAY['zh-Hans'::text, 'zh-Hant'::text])))
);
alter table document enable row level security;
alter table document force row level security;
create policy app_adds on document as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on document as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on document as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on document to yanpei_app;
comment on table document is '公文: a summary or plan as it was drafted, with the facts it rests on';

create table exam_close (
  region_id integer not null,
  round_id uuid not null,
  stage text not null,
  candidates integer not null,
  handed_out integer not null,
  returned integer not null,
  marks integer not null,
  differences integer not null,
  explained text,
  closed_at timestamp with time zone not null,
  closed_by text not null,
  constraint exam_close_pkey PRIMARY KEY (region_id, round_id, stage),
  constraint exam_close_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint exam_close_candidates_check CHECK ((candidates >= 0)),
  constraint exam_close_check CHECK (((differences = 0) OR (explained <> ''::text))),
  constraint exam_close_differences_check CHECK ((differences >= 0)),
  constraint exam_close_handed_out_check CHECK ((handed_out >= 0)),
  constraint exam_close_marks_check CHECK ((marks >= 0)),
  constraint exam_close_returned_check CHECK ((returned >= 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exam_close FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON exam_close FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table exam_close enable row level security;
alter table exam_close force row level security;
create policy app_reads on exam_close as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_close as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_close as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on exam_close to yanpei_app;
comment on table exam_close is '考试办结: that papers, candidates and marks of an exam agree, or why they do not';
comment on column exam_close.explained is 'why papers, candidates and marks differ; asked for as soon as they do';

create table exam_count (
  region_id integer not null,
  room_id uuid not null,
  n integer not null,
  counted_at timestamp with time zone not null,
  handed_out integer not null,
  returned integer not null,
  marked integer not null,
  blank integer not null,
  absent integer not null,
  counted_by text not null,
  constraint exam_count_pkey PRIMARY KEY (region_id, room_id, n),
  constraint exam_count_region_id_room_id_fkey FOREIGN KEY (region_id, room_id) REFERENCES exam_room(region_id, id),
  constraint exam_count_absent_check CHECK ((absent >= 0)),
  constraint exam_count_blank_check CHECK ((blank >= 0)),
  constraint exam_count_handed_out_check CHECK ((handed_out >= 0)),
  constraint exam_count_marked_check CHECK ((marked >= 0)),
  constraint exam_count_n_check CHECK ((n > 0)),
  constraint exam_count_returned_check CHECK ((returned >= 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exam_count FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON exam_count FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table exam_count enable row level security;
alter table exam_count force row level security;
create policy app_reads on exam_count as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_count as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_count as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy while_open on exam_count as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM exam_room r
  WHERE ((r.region_id = exam_count.region_id) AND (r.id = exam_count.room_id) AND exam_is_open(r.round_id, r.stage)))));
grant insert, select on exam_count to yanpei_app;
comment on table exam_count is '试卷袋清点: papers of a room handed out, returned, marked and blank, and candidates absent; the newest count holds, the earlier ones stay';

create table exam_mark (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  case_id uuid,
  number text not null,
  name text not null,
  outcome text not null,
  mark numeric,
  entered_at timestamp with time zone not null,
  entered_by text not null,
  struck_at timestamp with time zone,
  struck_by text,
  struck_because text,
  constraint exam_mark_pkey PRIMARY KEY (region_id, id),
  constraint exam_mark_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint exam_mark_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint exam_mark_check CHECK (((outcome = 'mark'::text) = (mark IS NOT NULL))),
  constraint exam_mark_check1 CHECK ((num_nonnulls(struck_at, struck_by, struck_because) = ANY (ARRAY[0, 3]))),
  constraint exam_mark_mark_check CHECK ((mark >= (0)::numeric)),
  constraint exam_mark_outcome_check CHECK ((outcome = ANY (ARRAY['mark'::text, 'pass'::text, 'fail'::text, 'blank'::text, 'absent'::text])))
);
CREATE INDEX exam_mark_of ON exam_mark USING btree (region_id, round_id, stage);
CREATE UNIQUE INDEX exam_mark_once ON exam_mark USING btree (region_id, round_id, stage, case_id) WHERE ((case_id IS NOT NULL) AND (struck_at IS NULL));
alter table exam_mark enable row level security;
alter table exam_mark force row level security;
create policy app_reads on exam_mark as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_mark as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_mark as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy while_open on exam_mark as restrictive for insert to yanpei_app
  with check ((NOT (EXISTS ( SELECT
   FROM exam_close c
  WHERE ((c.region_id = exam_mark.region_id) AND (c.round_id = exam_mark.round_id) AND (c.stage = exam_mark.stage))))));
create policy while_open_struck on exam_mark as restrictive for update to yanpei_app
  using (((struck_at IS NULL) AND (NOT (EXISTS ( SELECT
   FROM exam_close c
  WHERE ((c.region_id = exam_mark.region_id) AND (c.round_id = exam_mark.round_id) AND (c.stage = exam_mark.stage)))))))
  with check (true);
grant insert, select, update (struck_at, struck_by, struck_because) on exam_mark to yanpei_app;
comment on table exam_mark is '成绩: a line of the list of marks; one that was wrong is struck out with the reason, and stays';
comment on column exam_mark.case_id is 'the candidate''s case; null while the list names nobody who sits this exam';
comment on column exam_mark.number is '受理编号 as the list writes it';

create table exam_result (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  title text not null,
  words text not null,
  shows text not null,
  from_on date not null,
  until_on date not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  withdrawn_because text,
  constraint exam_result_pkey PRIMARY KEY (region_id, id),
  constraint exam_result_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint exam_result_check CHECK ((until_on >= from_on)),
  constraint exam_result_check1 CHECK ((num_nonnulls(withdrawn_at, withdrawn_by, withdrawn_because) = ANY (ARRAY[0, 3]))),
  constraint exam_result_shows_check CHECK ((shows = ANY (ARRAY['number'::text, 'name'::text])))
);
CREATE UNIQUE INDEX exam_result_once ON exam_result USING btree (region_id, round_id, stage) WHERE (withdrawn_at IS NULL);
alter table exam_result enable row level security;
alter table exam_result force row level security;
create policy app_reads on exam_result as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_result as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_result as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (withdrawn_at, withdrawn_by, withdrawn_because) on exam_result to yanpei_app;
comment on table exam_result is '成绩公布: results of a stage of a round that everybody may read for a time; one that was wrong is taken down with the reason';

create table exam_result_line (
  region_id integer not null,
  result_id uuid not null,
  n integer not null,
  who text not null,
  category text,
  result text not null,
  constraint exam_result_line_pkey PRIMARY KEY (region_id, result_id, n),
  constraint exam_result_line_region_id_result_id_fkey FOREIGN KEY (region_id, result_id) REFERENCES exam_result(region_id, id),
  constraint exam_result_line_n_check CHECK ((n > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON exam_result_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON exam_result_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table exam_result_line enable row level security;
alter table exam_result_line force row level security;
create policy app_reads on exam_result_line as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_result_line as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_result_line as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on exam_result_line to yanpei_app;
comment on table exam_result_line is 'a line of published results as everybody reads it: number or masked name, category and result, nothing else';

create table exam_room (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  place text not null,
  held_on date not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  constraint exam_room_pkey PRIMARY KEY (region_id, id),
  constraint exam_room_region_id_round_id_stage_place_key UNIQUE (region_id, round_id, stage, place),
  constraint exam_room_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES case_round(region_id, id),
  constraint exam_room_place_check CHECK ((place <> ''::text))
);
alter table exam_room enable row level security;
alter table exam_room force row level security;
create policy app_reads on exam_room as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_room as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_room as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy while_open on exam_room as restrictive for insert to yanpei_app
  with check (exam_is_open(round_id, stage));
create policy while_open_dropped on exam_room as restrictive for delete to yanpei_app
  using (exam_is_open(round_id, stage));
grant delete, insert, select on exam_room to yanpei_app;
comment on table exam_room is '考场: where an exam of a round is sat, and on which day';

create table exam_seat (
  region_id integer not null,
  room_id uuid not null,
  case_id uuid not null,
  stage text not null,
  seat integer not null,
  constraint exam_seat_pkey PRIMARY KEY (region_id, stage, case_id),
  constraint exam_seat_region_id_room_id_seat_key UNIQUE (region_id, room_id, seat),
  constraint exam_seat_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint exam_seat_region_id_room_id_fkey FOREIGN KEY (region_id, room_id) REFERENCES exam_room(region_id, id),
  constraint exam_seat_seat_check CHECK ((seat > 0))
);
alter table exam_seat enable row level security;
alter table exam_seat force row level security;
create policy app_reads on exam_seat as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy app_writes on exam_seat as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on exam_seat as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy while_open on exam_seat as restrictive for insert to yanpei_app
  with check ((EXISTS ( SELECT
   FROM exam_room r
  WHERE ((r.region_id = exam_seat.region_id) AND (r.id = exam_seat.room_id) AND exam_is_open(r.round_id, r.stage)))));
create policy while_open_dropped on exam_seat as restrictive for delete to yanpei_app
  using ((EXISTS ( SELECT
   FROM exam_room r
  WHERE ((r.region_id = exam_seat.region_id) AND (r.id = exam_seat.room_id) AND exam_is_open(r.round_id, r.stage)))));
grant delete, insert, select on exam_seat to yanpei_app;
comment on table exam_seat is '座位: which candidate sits in which room of an exam';

create table exchange (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  starts_on date not null,
  ends_after date,
  batch_id uuid,
  constraint exchange_pkey PRIMARY KEY (region_id, id),
  constraint exchange_region_id_person_id_kind_starts_on_key UNIQUE (region_id, person_id, kind, starts_on),
  constraint exchange_region_id_from_unit_id_fkey FOREIGN KEY (region_id, from_unit_id) REFERENCES unit(region_id, id),
  constraint exchange_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint exchange_region_id_to_unit_id_fkey FOREIGN KEY (region_id, to_unit_id) REFERENCES unit(region_id, id),
  constraint exchange_check CHECK ((ends_after >= starts_on))
);
alter table exchange enable row level security;
alter table exchange force row level security;
create policy app_reads on exchange as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on exchange as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on exchange as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on exchange to yanpei_app;
comment on table exchange is '交流: 交流, 支教, 挂职 … from one unit to another';

create table fund_entry (
  region_id integer not null,
  id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  direction text not null,
  item text not null,
  programme_id uuid,
  amount numeric not null,
  dated_on date not null,
  voucher text,
  copy integer not null default 1,
  batch_id uuid,
  constraint fund_entry_pkey PRIMARY KEY (region_id, id),
  constraint fund_entry_region_id_year_unit_id_direction_item_programme__key UNIQUE NULLS NOT DISTINCT (region_id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, copy),
  constraint fund_entry_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint fund_entry_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint fund_entry_amount_check CHECK ((amount >= (0)::numeric)),
  constraint fund_entry_copy_check CHECK ((copy > 0)),
  constraint fund_entry_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text])))
);
CREATE INDEX fund_entry_programme ON fund_entry USING btree (region_id, programme_id) WHERE (programme_id IS NOT NULL);
CREATE INDEX fund_entry_unit ON fund_entry USING btree (region_id, year, unit_id);
CREATE UNIQUE INDEX fund_entry_voucher ON fund_entry USING btree (region_id, unit_id, voucher, amount) WHERE ((batch_id IS NULL) AND (voucher IS NOT NULL));
alter table fund_entry enable row level security;
alter table fund_entry force row level security;
create policy app_reads on fund_entry as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_writes on fund_entry as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on fund_entry as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on fund_entry to yanpei_app;
comment on table fund_entry is '经费: money in or out of a unit under an item 科目';
comment on column fund_entry.copy is 'identical rows are told apart by their count';

create table fund_note (
  region_id integer not null default session_region(),
  entry_id uuid not null,
  unit_id uuid not null,
  payee text,
  memo text,
  entered_at timestamp with time zone not null default now(),
  entered_by text not null default (session_row()).actor,
  constraint fund_note_pkey PRIMARY KEY (region_id, entry_id),
  constraint fund_note_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id)
);
alter table fund_note enable row level security;
alter table fund_note force row level security;
create policy app_adds on fund_note as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on fund_note as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on fund_note as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on fund_note to yanpei_app;
comment on table fund_note is '凭证摘要: who entered a voucher on the page, whom it paid and what for; stays when the entry is reversed';

create table fund_reversal (
  region_id integer not null default session_region(),
  entry_id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  direction text not null,
  item text not null,
  programme_id uuid,
  amount numeric not null,
  dated_on date not null,
  voucher text,
  batch_id uuid,
  because text not null,
  reversed_at timestamp with time zone not null default now(),
  reversed_by text not null default (session_row()).actor,
  constraint fund_reversal_pkey PRIMARY KEY (region_id, entry_id),
  constraint fund_reversal_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint fund_reversal_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id)
);
CREATE TRIGGER undo_allowances AFTER INSERT ON fund_reversal FOR EACH ROW EXECUTE FUNCTION undo_allowances();
alter table fund_reversal enable row level security;
alter table fund_reversal force row level security;
create policy app_reads on fund_reversal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on fund_reversal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on fund_reversal to yanpei_app;
comment on table fund_reversal is '冲销: an entry that was taken out of the books, as it stood, by whom and why';

create table fund_scan (
  region_id integer not null default session_region(),
  id uuid not null,
  entry_id uuid not null,
  unit_id uuid not null,
  file_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint fund_scan_pkey PRIMARY KEY (region_id, id),
  constraint fund_scan_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint fund_scan_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id)
);
CREATE INDEX fund_scan_entry ON fund_scan USING btree (region_id, entry_id);
CREATE INDEX fund_scan_file ON fund_scan USING btree (region_id, file_id);
alter table fund_scan enable row level security;
alter table fund_scan force row level security;
create policy app_adds on fund_scan as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on fund_scan as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on fund_scan as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on fund_scan to yanpei_app;
comment on table fund_scan is '凭证扫描件: a picture or PDF of the voucher behind an entry; kept also when it is reversed';

create table handbook_check (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  month date not null,
  grade text not null,
  remark text not null default ''::text,
  items smallint not null,
  hours numeric not null,
  checked_at timestamp with time zone not null default clock_timestamp(),
  checked_by text not null default (session_row()).actor,
  constraint handbook_check_pkey PRIMARY KEY (region_id, id),
  constraint handbook_check_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint handbook_check_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint handbook_check_grade_check CHECK ((grade = ANY (ARRAY['excellent'::text, 'good'::text, 'pass'::text, 'fail'::text]))),
  constraint handbook_check_hours_check CHECK ((hours >= (0)::numeric)),
  constraint handbook_check_items_check CHECK ((items >= 0)),
  constraint handbook_check_month_check CHECK ((month = date_trunc('month'::text, (month)::timestamp with time zone))),
  constraint handbook_check_remark_check CHECK ((char_length(remark) <= 300))
);
CREATE INDEX handbook_check_person ON handbook_check USING btree (region_id, person_id, month, checked_at DESC);
alter table handbook_check enable row level security;
alter table handbook_check force row level security;
create policy app_reads on handbook_check as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])))));
create policy owner_all on handbook_check as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy school_checks on handbook_check as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ((( SELECT (session_row()).role AS role) = 'system'::text) OR ((( SELECT (session_row()).role AS role) = 'school'::text) AND (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])) AND (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])) AND (person_id IS DISTINCT FROM ( SELECT session_person() AS session_person))))));
grant insert, select on handbook_check to yanpei_app;
comment on table handbook_check is '手册月查: the school''s grade of a teacher''s month; the newest counts, earlier ones stand';
comment on column handbook_check.month is 'the first day of the month';
comment on column handbook_check.items is 'how many entries the handbook held for the month when it was checked';
comment on column handbook_check.hours is '学时 of its activities then';

create table handbook_entry (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  dated_on date not null,
  kind text not null,
  title text not null,
  text text not null default ''::text,
  activity_id uuid,
  work_id uuid,
  written_at timestamp with time zone not null default now(),
  written_by text not null default (session_row()).actor,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  constraint handbook_entry_pkey PRIMARY KEY (region_id, id),
  constraint handbook_entry_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint handbook_entry_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint handbook_entry_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint handbook_entry_region_id_work_id_fkey FOREIGN KEY (region_id, work_id) REFERENCES work(region_id, id),
  constraint handbook_entry_check CHECK (((char_length(text) >= 2) OR (work_id IS NOT NULL))),
  constraint handbook_entry_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint handbook_entry_kind_check CHECK ((kind <> ''::text)),
  constraint handbook_entry_text_check CHECK ((char_length(text) <= 2000)),
  constraint handbook_entry_title_check CHECK (((char_length(title) >= 2) AND (char_length(title) <= 60)))
);
CREATE UNIQUE INDEX handbook_entry_once ON handbook_entry USING btree (region_id, activity_id, person_id) WHERE ((activity_id IS NOT NULL) AND (withdrawn_at IS NULL));
CREATE INDEX handbook_entry_person ON handbook_entry USING btree (region_id, person_id, dated_on);
alter table handbook_entry enable row level security;
alter table handbook_entry force row level security;
create policy app_reads on handbook_entry as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])))));
create policy app_takes_back on handbook_entry as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (person_id = ( SELECT session_person() AS session_person))));
create policy app_writes on handbook_entry as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (((person_id = ( SELECT session_person() AS session_person)) AND (unit_id = ( SELECT session_home() AS session_home))) OR (( SELECT (session_row()).role AS role) = 'system'::text))));
create policy owner_all on handbook_entry as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (withdrawn_at, withdrawn_by) on handbook_entry to yanpei_app;
comment on table handbook_entry is '手册自填: what a teacher writes into the own handbook beside what the records fill in; never changed, only taken back';
comment on column handbook_entry.unit_id is 'where the teacher counted when writing it';
comment on column handbook_entry.kind is 'one of the kinds that the handbook''s definition names';
comment on column handbook_entry.activity_id is 'the activity that the teacher''s own record is of: one record of each activity';
comment on column handbook_entry.work_id is 'the work that holds its files';

create table handover (
  region_id integer not null,
  id uuid not null,
  case_id uuid not null,
  noted_at timestamp with time zone not null,
  on_day date not null,
  signed_by text not null,
  proxy boolean not null,
  noted_by text not null,
  constraint handover_pkey PRIMARY KEY (region_id, id),
  constraint handover_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint handover_signed_by_check CHECK ((signed_by <> ''::text))
);
CREATE INDEX handover_case ON handover USING btree (region_id, case_id, noted_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON handover FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table handover enable row level security;
alter table handover force row level security;
create policy app_adds on handover as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on handover as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_record c
  WHERE ((c.region_id = handover.region_id) AND (c.id = handover.case_id))))));
create policy owner_all on handover as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on handover to yanpei_app;
comment on table handover is '领取登记: that a certificate was handed over, to whom and when; the newest entry holds';
comment on column handover.proxy is 'whether somebody else signed for the owner';

create table holiday (
  region_id integer not null,
  day date not null,
  kind text not null,
  name text not null,
  document text not null,
  set_by text not null,
  constraint holiday_pkey PRIMARY KEY (region_id, day),
  constraint holiday_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint holiday_kind_check CHECK ((kind = ANY (ARRAY['off'::text, 'work'::text])))
);
alter table holiday enable row level security;
alter table holiday force row level security;
create policy app_reads on holiday as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on holiday as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on holiday as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update on holiday to yanpei_app;
comment on table holiday is '工作日历: days that depart from the week, off 放假 or work 调休上班';

create table import_batch (
  region_id integer not null,
  id uuid not null,
  file_name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  actor text not null,
  account_id uuid,
  finished_at timestamp with time zone not null default now(),
  summary jsonb not null,
  constraint import_batch_pkey PRIMARY KEY (region_id, id),
  constraint import_batch_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
alter table import_batch enable row level security;
alter table import_batch force row level security;
create policy app_reads on import_batch as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on import_batch as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on import_batch as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on import_batch to yanpei_app;
comment on table import_batch is '导入批次: a workbook that was taken in, by whom, with what result; records name it in batch_id';

create table library_download (
  region_id integer not null,
  id bigint not null generated always as identity,
  work_id uuid not null,
  account_id uuid,
  at timestamp with time zone not null default now(),
  constraint library_download_pkey PRIMARY KEY (region_id, id)
);
CREATE INDEX library_download_work ON library_download USING btree (region_id, work_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON library_download FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON library_download FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table library_download enable row level security;
alter table library_download force row level security;
create policy app_reads on library_download as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on library_download as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on library_download to yanpei_app;
comment on table library_download is '资源下载: who took which work when; insert-only';

create table library_entry (
  region_id integer not null,
  work_id uuid not null,
  version smallint not null,
  title text not null,
  kind text not null,
  stage text,
  subject text,
  chapter text,
  authors text not null,
  unit_id uuid,
  unit_name text not null,
  shelved_at timestamp with time zone not null default now(),
  shelved_by text not null default (session_row()).actor,
  words tsvector not null,
  bands integer[] not null default '{}'::integer[],
  downloads integer not null default 0,
  stars integer not null default 0,
  raters integer not null default 0,
  constraint library_entry_pkey PRIMARY KEY (region_id, work_id),
  constraint library_entry_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint library_entry_region_id_work_id_version_fkey FOREIGN KEY (region_id, work_id, version) REFERENCES work_version(region_id, work_id, version)
);
CREATE INDEX library_bands ON library_entry USING gin (bands);
CREATE INDEX library_chapters ON library_entry USING btree (region_id, subject, COALESCE(stage, ''::text), chapter) WHERE (chapter IS NOT NULL);
CREATE INDEX library_kinds ON library_entry USING btree (region_id, kind, COALESCE(stage, ''::text), COALESCE(subject, ''::text));
CREATE INDEX library_new ON library_entry USING btree (region_id, shelved_at DESC);
CREATE INDEX library_use ON library_entry USING btree (region_id, downloads DESC, shelved_at DESC);
CREATE INDEX library_words ON library_entry USING gin (words);
CREATE TRIGGER keep_shelved AFTER INSERT OR DELETE ON library_entry FOR EACH ROW EXECUTE FUNCTION keep_shelved();
alter table library_entry enable row level security;
alter table library_entry force row level security;
create policy app_reads on library_entry as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on library_entry as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on library_entry as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert (region_id, work_id, version, title, kind, stage, subject, chapter, authors, unit_id, unit_name, words, bands), select, update (version, title, kind, stage, subject, chapter, authors, unit_id, unit_name, words, bands) on library_entry to yanpei_app;
comment on table library_entry is '资源库: the works that everybody of the region may read and use, with what they are found by';
comment on column library_entry.words is 'segmented by the application (jieba), A the title, B chapter and subject, D the text';
comment on column library_entry.bands is 'MinHash bands of the text''s word triples: works that share one are compared';
comment on column library_entry.downloads is 'kept by note_download(); stars and raters by rate_work()';

create table library_rating (
  region_id integer not null,
  work_id uuid not null,
  account_id uuid not null,
  stars smallint not null,
  at timestamp with time zone not null default now(),
  constraint library_rating_pkey PRIMARY KEY (region_id, work_id, account_id),
  constraint library_rating_stars_check CHECK (((stars >= 1) AND (stars <= 5)))
);
alter table library_rating enable row level security;
alter table library_rating force row level security;
create policy app_reads on library_rating as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (account_id = ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on library_rating as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on library_rating to yanpei_app;
comment on table library_rating is '资源评分: one of each account, which may think again';

create table loan (
  region_id integer not null,
  id uuid not null,
  barcode text not null,
  title text not null,
  person_id uuid not null,
  lent_on date not null,
  returned_on date,
  batch_id uuid,
  constraint loan_pkey PRIMARY KEY (region_id, id),
  constraint loan_region_id_barcode_person_id_lent_on_key UNIQUE (region_id, barcode, person_id, lent_on),
  constraint loan_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint loan_check CHECK ((returned_on >= lent_on))
);
CREATE INDEX loan_person ON loan USING btree (region_id, person_id);
alter table loan enable row level security;
alter table loan force row level security;
create policy app_reads on loan as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on loan as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on loan as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on loan to yanpei_app;
comment on table loan is '借阅: a book lent to a person';

create table message_preference (
  region_id integer not null,
  recipient_id uuid not null,
  email text,
  digest boolean not null default true,
  set_at timestamp with time zone not null,
  constraint message_preference_pkey PRIMARY KEY (region_id, recipient_id)
);
alter table message_preference enable row level security;
alter table message_preference force row level security;
create policy app_own on message_preference as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((recipient_id = ( SELECT session_recipient() AS session_recipient)) OR (( SELECT (session_row()).role AS role) = 'system'::text))));
create policy owner_all on message_preference as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on message_preference to yanpei_app;
comment on table message_preference is '接收设置: where somebody wants the day''s mail';
comment on column message_preference.email is 'contact data, erasable';

create table message_setting (
  region_id integer not null,
  part text not null,
  enabled boolean not null,
  settings jsonb not null,
  secret text,
  set_at timestamp with time zone not null,
  set_by text not null,
  constraint message_setting_pkey PRIMARY KEY (region_id, part),
  constraint message_setting_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint message_setting_part_check CHECK ((part = ANY (ARRAY['email'::text, 'wecom'::text, 'dingtalk'::text, 'hours'::text])))
);
alter table message_setting enable row level security;
alter table message_setting force row level security;
create policy app_all on message_setting as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on message_setting as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on message_setting to yanpei_app;
comment on table message_setting is '渠道设置: how mail and robots are reached, and the hours in which they are used';
comment on column message_setting.secret is 'password, or the robot''s address and key; encrypted with the key of the data folder';

create table money_standard (
  region_id integer not null default session_region(),
  year smallint not null,
  kind text not null,
  category text not null,
  set_at timestamp with time zone not null default clock_timestamp(),
  amount numeric,
  document text not null,
  set_by text not null default (session_row()).actor,
  constraint money_standard_pkey PRIMARY KEY (region_id, year, kind, category, set_at),
  constraint money_standard_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint money_standard_amount_check CHECK ((amount >= (0)::numeric)),
  constraint money_standard_document_check CHECK ((document <> ''::text)),
  constraint money_standard_kind_check CHECK ((kind = ANY (ARRAY['head-day'::text, 'lecturer-hour'::text, 'travel-day'::text, 'duty-share'::text, 'claim-share'::text])))
);
alter table money_standard enable row level security;
alter table money_standard force row level security;
create policy app_reads on money_standard as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on money_standard as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on money_standard as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on money_standard to yanpei_app;
comment on table money_standard is '经费标准 of a year with the document it rests on; the newest row counts, else the default of kernel/money';
comment on column money_standard.amount is '元 a head and day, a lecturer''s hour, a traveller''s day; or a share; null takes the standard away';

create table need (
  region_id integer not null,
  id uuid not null,
  course text not null,
  person_id uuid,
  identity_number text,
  name text not null,
  source text not null,
  because text not null,
  case_id uuid,
  since date not null,
  noted_at timestamp with time zone not null,
  noted_by text not null,
  outcome text,
  ended_on date,
  ended_because text,
  ended_by text,
  constraint need_pkey PRIMARY KEY (region_id, id),
  constraint need_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint need_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint need_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint need_because_check CHECK ((because <> ''::text)),
  constraint need_check CHECK ((num_nonnulls(person_id, identity_number) = 1)),
  constraint need_check1 CHECK (((source = 'case'::text) = (case_id IS NOT NULL))),
  constraint need_check2 CHECK ((num_nonnulls(outcome, ended_on, ended_because, ended_by) = ANY (ARRAY[0, 4]))),
  constraint need_course_check CHECK ((course <> ''::text)),
  constraint need_outcome_check CHECK ((outcome = ANY (ARRAY['met'::text, 'withdrawn'::text]))),
  constraint need_source_check CHECK ((source = ANY (ARRAY['case'::text, 'person'::text, 'school'::text])))
);
CREATE INDEX need_case ON need USING btree (region_id, case_id);
CREATE UNIQUE INDEX need_open ON need USING btree (region_id, course, COALESCE((person_id)::text, identity_number)) WHERE (outcome IS NULL);
CREATE INDEX need_person ON need USING btree (region_id, person_id);
alter table need enable row level security;
alter table need force row level security;
create policy app_adds on need as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (outcome IS NULL) AND
CASE
    WHEN (source = 'case'::text) THEN (( SELECT (session_row()).role AS role) = 'system'::text)
    WHEN ( SELECT session_governs() AS session_governs) THEN true
    WHEN (source = 'school'::text) THEN (( SELECT session_edits() AS session_edits) AND (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])))
    ELSE ((person_id = ( SELECT session_person() AS session_person)) OR (identity_number = ( SELECT session_number() AS session_number)))
END));
create policy app_ends on need as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR ((outcome IS NULL) AND ((( SELECT session_edits() AS session_edits) AND (person_id = ANY (( SELECT session_people() AS session_people)::uuid[]))) OR (person_id = ( SELECT session_person() AS session_person)) OR (identity_number = ( SELECT session_number() AS session_number)))))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_governs() AS session_governs) OR (outcome = 'withdrawn'::text))));
create policy app_reads on need as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id = ANY (( SELECT session_people() AS session_people)::uuid[])) OR (identity_number = ( SELECT session_number() AS session_number)))));
create policy owner_all on need as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_reopens on need as restrictive for update to yanpei_app
  using (((outcome IS NULL) OR (( SELECT (session_row()).role AS role) = 'system'::text)))
  with check (true);
grant insert, select, update (outcome, ended_on, ended_because, ended_by) on need to yanpei_app;
comment on table need is '补训需求: who needs which course, why and since when; met or withdrawn, with who, when and why';
comment on column need.identity_number is '身份证件号 of somebody who is not on file';
comment on column need.source is 'case: an application failed for want of it; person: registered for oneself; school: by the school or the centre';
comment on column need.outcome is 'met 已满足 or withdrawn 不再需要; null while it stands';

create table need_offer (
  region_id integer not null,
  programme_id uuid not null,
  course text not null,
  offered_at timestamp with time zone not null,
  offered_by text not null,
  constraint need_offer_pkey PRIMARY KEY (region_id, programme_id, course),
  constraint need_offer_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id)
);
alter table need_offer enable row level security;
alter table need_offer force row level security;
create policy app_reads on need_offer as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on need_offer as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on need_offer as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on need_offer to yanpei_app;
comment on table need_offer is '开班: that a programme serves those who need a course';

create table need_told (
  region_id integer not null,
  need_id uuid not null,
  programme_id uuid not null,
  course text not null,
  notice_id uuid not null,
  told_at timestamp with time zone not null,
  constraint need_told_pkey PRIMARY KEY (region_id, need_id, programme_id),
  constraint need_told_region_id_need_id_fkey FOREIGN KEY (region_id, need_id) REFERENCES need(region_id, id),
  constraint need_told_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint need_told_region_id_programme_id_course_fkey FOREIGN KEY (region_id, programme_id, course) REFERENCES need_offer(region_id, programme_id, course)
);
alter table need_told enable row level security;
alter table need_told force row level security;
create policy app_adds on need_told as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on need_told as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM need n
  WHERE ((n.region_id = need_told.region_id) AND (n.id = need_told.need_id))))));
create policy owner_all on need_told as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on need_told to yanpei_app;
comment on table need_told is '开班通知: that who needs the course was told of a programme, once';

create table notice (
  region_id integer not null,
  id uuid not null,
  kind text not null,
  title text not null,
  body text not null,
  unit_id uuid,
  audience text not null,
  due_on date,
  pinned_until date,
  link text,
  circular_id uuid,
  account_id uuid,
  published_at timestamp with time zone not null,
  published_by text not null,
  remind_days smallint,
  tells_case uuid,
  constraint notice_pkey PRIMARY KEY (region_id, id),
  constraint notice_region_id_circular_id_fkey FOREIGN KEY (region_id, circular_id) REFERENCES circular(region_id, id),
  constraint notice_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint notice_region_id_tells_case_fkey FOREIGN KEY (region_id, tells_case) REFERENCES case_record(region_id, id),
  constraint notice_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint notice_check CHECK (((remind_days IS NULL) OR (due_on IS NOT NULL))),
  constraint notice_kind_check CHECK ((kind = ANY (ARRAY['notice'::text, 'case'::text, 'circular'::text, 'certificate'::text]))),
  constraint notice_link_check CHECK ((link ~~ '/%'::text)),
  constraint notice_remind_days_check CHECK (((remind_days >= 1) AND (remind_days <= 20))),
  constraint notice_title_check CHECK ((title <> ''::text))
);
CREATE INDEX notice_newest ON notice USING btree (region_id, published_at);
CREATE INDEX notice_reminding ON notice USING btree (region_id, due_on) WHERE (remind_days IS NOT NULL);
CREATE INDEX notice_telling ON notice USING btree (region_id, published_at) WHERE (tells_case IS NOT NULL);
alter table notice enable row level security;
alter table notice force row level security;
create policy app_adds on notice as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (NOT (account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id))) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on notice as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (account_id = ( SELECT (session_row()).account_id AS account_id)) OR (EXISTS ( SELECT
   FROM notice_recipient r
  WHERE ((r.region_id = notice.region_id) AND (r.notice_id = notice.id)))))));
create policy owner_all on notice as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on notice to yanpei_app;
comment on table notice is '通知: what is told to named addressees, once and for good';
comment on column notice.unit_id is 'the unit that speaks; null for the centre and the program itself';
comment on column notice.audience is 'to whom it went, in words';
comment on column notice.due_on is 'the last day for what it asks for';
comment on column notice.account_id is 'who sent it; null for the program itself';
comment on column notice.remind_days is 'so many working days before due_on those who have not read it are reminded; null for not by itself';
comment on column notice.tells_case is 'the case whose applicant has no account and has to be told by the office what this notice says';

create table notice_file (
  region_id integer not null,
  notice_id uuid not null,
  file_id uuid not null,
  "position" smallint not null,
  constraint notice_file_pkey PRIMARY KEY (region_id, notice_id, "position"),
  constraint notice_file_region_id_notice_id_file_id_key UNIQUE (region_id, notice_id, file_id),
  constraint notice_file_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint notice_file_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint notice_file_position_check CHECK (("position" > 0))
);
alter table notice_file enable row level security;
alter table notice_file force row level security;
create policy app_adds on notice_file as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = notice_file.region_id) AND (n.id = notice_file.notice_id) AND (NOT (n.account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id)))))) AND (EXISTS ( SELECT
   FROM upload u
  WHERE ((u.region_id = notice_file.region_id) AND (u.file_id = notice_file.file_id) AND (NOT (u.account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id))))))));
create policy app_reads on notice_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = notice_file.region_id) AND (n.id = notice_file.notice_id))))));
create policy owner_all on notice_file as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on notice_file to yanpei_app;
comment on table notice_file is '附件: a file of a notice, read by whoever may read the notice';

create table notice_receipt (
  region_id integer not null,
  notice_id uuid not null,
  recipient_id uuid not null,
  read_at timestamp with time zone not null,
  constraint notice_receipt_pkey PRIMARY KEY (region_id, notice_id, recipient_id),
  constraint notice_receipt_region_id_notice_id_recipient_id_fkey FOREIGN KEY (region_id, notice_id, recipient_id) REFERENCES notice_recipient(region_id, notice_id, recipient_id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON notice_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON notice_receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table notice_receipt enable row level security;
alter table notice_receipt force row level security;
create policy app_adds on notice_receipt as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (recipient_id = ( SELECT session_recipient() AS session_recipient))));
create policy app_reads on notice_receipt as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM notice_recipient r
  WHERE ((r.region_id = notice_receipt.region_id) AND (r.notice_id = notice_receipt.notice_id) AND (r.recipient_id = notice_receipt.recipient_id))))));
create policy owner_all on notice_receipt as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on notice_receipt to yanpei_app;
comment on table notice_receipt is '回执: that an addressee has read it, written by the addressee alone';

create table notice_recipient (
  region_id integer not null,
  notice_id uuid not null,
  recipient_id uuid not null,
  person_id uuid,
  account_id uuid,
  unit_id uuid,
  constraint notice_recipient_pkey PRIMARY KEY (region_id, notice_id, recipient_id),
  constraint notice_recipient_region_id_account_id_fkey FOREIGN KEY (region_id, account_id) REFERENCES account(region_id, id),
  constraint notice_recipient_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint notice_recipient_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint notice_recipient_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint notice_recipient_check CHECK ((recipient_id = COALESCE(person_id, account_id)))
);
CREATE INDEX notice_to ON notice_recipient USING btree (region_id, recipient_id, notice_id);
alter table notice_recipient enable row level security;
alter table notice_recipient force row level security;
create policy app_reads on notice_recipient as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (recipient_id = ( SELECT session_recipient() AS session_recipient)) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on notice_recipient as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on notice_recipient to yanpei_app;
comment on table notice_recipient is '收件人: a person, or an account of somebody who is not on file; unit_id where they belong as the notice goes out';

create table notice_reminder (
  region_id integer not null,
  notice_id uuid not null,
  day date not null,
  at timestamp with time zone not null,
  by text not null,
  people integer not null,
  constraint notice_reminder_pkey PRIMARY KEY (region_id, notice_id, day),
  constraint notice_reminder_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint notice_reminder_people_check CHECK ((people > 0))
);
alter table notice_reminder enable row level security;
alter table notice_reminder force row level security;
create policy app_adds on notice_reminder as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = notice_reminder.region_id) AND (n.id = notice_reminder.notice_id))))));
create policy app_reads on notice_reminder as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = notice_reminder.region_id) AND (n.id = notice_reminder.notice_id))))));
create policy owner_all on notice_reminder as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on notice_reminder to yanpei_app;
comment on table notice_reminder is '催阅: that those who had not read it were reminded; at most once a day';

create table notice_told (
  region_id integer not null,
  notice_id uuid not null,
  how text not null,
  told_on date not null,
  note text,
  at timestamp with time zone not null,
  by text not null,
  constraint notice_told_pkey PRIMARY KEY (region_id, notice_id),
  constraint notice_told_region_id_notice_id_fkey FOREIGN KEY (region_id, notice_id) REFERENCES notice(region_id, id),
  constraint notice_told_how_check CHECK ((how = ANY (ARRAY['phone'::text, 'message'::text, 'in-person'::text, 'post'::text, 'unreachable'::text])))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON notice_told FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON notice_told FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table notice_told enable row level security;
alter table notice_told force row level security;
create policy app_adds on notice_told as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs) AND (EXISTS ( SELECT
   FROM notice n
  WHERE ((n.region_id = notice_told.region_id) AND (n.id = notice_told.notice_id) AND (n.tells_case IS NOT NULL))))));
create policy app_reads on notice_told as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_wide() AS session_wide)));
create policy owner_all on notice_told as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on notice_told to yanpei_app;
comment on table notice_told is '告知申请人: how and when an applicant without an account was told what a notice says';
comment on column notice_told.how is 'phone 电话, message 短信或微信, in-person 当面, post 邮寄, unreachable 多次联系不上';

create table online_study (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  platform text not null,
  course text not null,
  hours numeric not null,
  completed_on date not null,
  batch_id uuid,
  constraint online_study_pkey PRIMARY KEY (region_id, id),
  constraint online_study_region_id_person_id_platform_course_key UNIQUE (region_id, person_id, platform, course),
  constraint online_study_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint online_study_hours_check CHECK ((hours >= (0)::numeric))
);
CREATE INDEX online_study_completed ON online_study USING btree (region_id, completed_on);
alter table online_study enable row level security;
alter table online_study force row level security;
create policy app_reads on online_study as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on online_study as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on online_study as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on online_study to yanpei_app;
comment on table online_study is '网络学时: a course completed on an outside platform, credited once';

create table outbox (
  region_id integer not null,
  id uuid not null,
  channel text not null,
  key text not null,
  recipient_id uuid,
  address text,
  subject text not null,
  body text not null,
  made_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamp with time zone,
  given_up_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (region_id, id),
  constraint outbox_region_id_key_key UNIQUE (region_id, key),
  constraint outbox_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'wecom'::text, 'dingtalk'::text]))),
  constraint outbox_check CHECK (((sent_at IS NULL) OR (given_up_at IS NULL))),
  constraint outbox_check1 CHECK (((channel = 'email'::text) = (address IS NOT NULL))),
  constraint outbox_check2 CHECK (((channel = 'email'::text) OR (recipient_id IS NULL)))
);
CREATE INDEX outbox_due ON outbox USING btree (region_id, channel, next_at) WHERE ((sent_at IS NULL) AND (given_up_at IS NULL));
CREATE INDEX outbox_made ON outbox USING btree (region_id, made_at);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy app_all on outbox as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on outbox as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update (next_at, attempts, last_error, sent_at, given_up_at) on outbox to yanpei_app;
comment on table outbox is '发件箱: what goes out by mail or robot, with its tries';
comment on column outbox.key is 'what it is about: the digest of a person and day goes out once';
comment on column outbox.next_at is 'when it is tried next';

create table pairing (
  region_id integer not null,
  id uuid not null,
  mentor_id uuid not null,
  apprentice_id uuid not null,
  starts_on date not null,
  ends_after date,
  batch_id uuid,
  constraint pairing_pkey PRIMARY KEY (region_id, id),
  constraint pairing_region_id_mentor_id_apprentice_id_starts_on_key UNIQUE (region_id, mentor_id, apprentice_id, starts_on),
  constraint pairing_region_id_apprentice_id_fkey FOREIGN KEY (region_id, apprentice_id) REFERENCES person(region_id, id),
  constraint pairing_region_id_mentor_id_fkey FOREIGN KEY (region_id, mentor_id) REFERENCES person(region_id, id),
  constraint pairing_check CHECK ((ends_after >= starts_on))
);
CREATE INDEX pairing_apprentice ON pairing USING btree (region_id, apprentice_id);
alter table pairing enable row level security;
alter table pairing force row level security;
create policy app_reads on pairing as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (mentor_id = ANY (( SELECT session_people() AS session_people)::uuid[])) OR (apprentice_id = ANY (( SELECT session_people() AS session_people)::uuid[])))));
create policy app_writes on pairing as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (apprentice_id = ANY (( SELECT session_people() AS session_people)::uuid[])))));
create policy owner_all on pairing as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on pairing to yanpei_app;
comment on table pairing is '结对: mentor and apprentice, by days; ends_after is the last one';

create table participation (
  region_id integer not null,
  activity_id uuid not null,
  person_id uuid not null,
  role text not null,
  attended smallint not null default 0,
  recognised boolean not null default false,
  batch_id uuid,
  constraint participation_pkey PRIMARY KEY (region_id, activity_id, person_id, role),
  constraint participation_attended_check CHECK ((attended >= 0)),
  constraint participation_role_check CHECK ((role = ANY (ARRAY['trainee'::text, 'lecturer'::text, 'team'::text, 'organiser'::text])))
);
CREATE INDEX participation_person ON participation USING btree (region_id, person_id);
CREATE TRIGGER keeps_key BEFORE UPDATE OF region_id, activity_id, person_id ON participation FOR EACH ROW EXECUTE FUNCTION participation_keeps_key();
CREATE TRIGGER refers AFTER INSERT ON participation REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION participation_refers();
alter table participation enable row level security;
alter table participation force row level security;
create policy app_adds on participation as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = participation.region_id) AND (a.id = participation.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy app_changes on participation as permissive for update to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = participation.region_id) AND (a.id = participation.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy app_reads on participation as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_removes on participation as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR ((person_id IN ( SELECT unnest(session_people()) AS unnest)) AND (EXISTS ( SELECT
   FROM (activity a
     JOIN programme p ON (((p.region_id = a.region_id) AND (p.id = a.programme_id))))
  WHERE ((a.region_id = participation.region_id) AND (a.id = participation.activity_id) AND (p.organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))))));
create policy owner_all on participation as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update (role, attended, recognised, batch_id) on participation to yanpei_app;
comment on table participation is '参与(人次): a person in an activity in a role';
comment on column participation.attended is 'slots with 出勤 or 迟到, as of the last settlement';
comment on column participation.recognised is 'as of the last settlement: whether it counts (kernel/programme/decide.ts)';

create table person (
  region_id integer not null,
  id uuid not null,
  identity_number text not null,
  name text not null,
  name_initials text not null,
  phone text,
  started_on date,
  file_order integer not null,
  batch_id uuid,
  constraint person_pkey PRIMARY KEY (region_id, id),
  constraint person_region_id_identity_number_key UNIQUE (region_id, identity_number),
  constraint person_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);
CREATE INDEX person_characters ON person USING gin (string_to_array(lower(name), NULL::text));
CREATE INDEX person_initials ON person USING btree (region_id, name_initials text_pattern_ops);
CREATE INDEX person_order ON person USING btree (region_id, file_order);
CREATE INDEX person_phone ON person USING btree (region_id, phone);
CREATE TRIGGER participation_holds AFTER DELETE OR UPDATE OF region_id, id ON person FOR EACH ROW EXECUTE FUNCTION participation_holds();
alter table person enable row level security;
alter table person force row level security;
create policy app_reads on person as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on person as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on person as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (name, name_initials, phone, started_on, batch_id) on person to yanpei_app;
comment on table person is '教师: one row a person, for life';
comment on column person.identity_number is '身份证件号, checked by GB 11643, upper-case X';
comment on column person.name_initials is 'pinyin initials, zs for 张三';
comment on column person.phone is '手机号: contact data, erasable';
comment on column person.file_order is 'order in the file that first named the person; lists keep it';

create table person_state (
  region_id integer not null,
  person_id uuid not null,
  valid daterange not null,
  unit_id uuid not null,
  stage text,
  subject text,
  rank text,
  degree text,
  staffing text,
  putonghua text,
  certificate text,
  document text,
  constraint person_state_pkey PRIMARY KEY (region_id, person_id, valid),
  constraint person_state_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint person_state_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint person_state_valid_check CHECK ((NOT isempty(valid))),
  constraint person_state_region_id_person_id_valid_excl EXCLUDE USING gist (region_id WITH =, person_id WITH =, valid WITH &&)
);
CREATE INDEX person_state_unit ON person_state USING btree (region_id, unit_id);
alter table person_state enable row level security;
alter table person_state force row level security;
create policy app_reads on person_state as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on person_state as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on person_state as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update on person_state to yanpei_app;
comment on table person_state is '任职与状况: unit, stage 任教学段, subject, rank 职称, degree, staffing 编制, Putonghua, certificate 资格种类 over days [from, to)';

create table programme (
  region_id integer not null,
  id uuid not null,
  code text not null,
  title text not null,
  system text not null,
  level text not null,
  year smallint not null,
  organiser_id uuid not null,
  subject text,
  stage text,
  starts_on date,
  ends_after date,
  places integer,
  budget numeric,
  category text,
  batch_id uuid,
  constraint programme_pkey PRIMARY KEY (region_id, id),
  constraint programme_region_id_code_key UNIQUE (region_id, code),
  constraint programme_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint programme_region_id_organiser_id_fkey FOREIGN KEY (region_id, organiser_id) REFERENCES unit(region_id, id),
  constraint programme_budget_check CHECK ((budget >= (0)::numeric)),
  constraint programme_check CHECK ((ends_after >= starts_on)),
  constraint programme_level_check CHECK ((level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text, 'cluster'::text, 'school'::text]))),
  constraint programme_places_check CHECK ((places >= 0))
);
CREATE INDEX programme_organiser ON programme USING btree (region_id, organiser_id);
CREATE INDEX programme_year ON programme USING btree (region_id, year);
alter table programme enable row level security;
alter table programme force row level security;
create policy app_reads on programme as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on programme as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (organiser_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on programme as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on programme to yanpei_app;
comment on table programme is '项目: what one organiser plans under one system';
comment on column programme.system is 'identifier of the system''s definition, 体系';
comment on column programme.organiser_id is '承办单位';
comment on column programme.category is '学分类别; null gives no credits';

create table programme_hold (
  region_id integer not null,
  programme_id uuid not null,
  case_id uuid not null,
  released_at timestamp with time zone,
  hours numeric,
  constraint programme_hold_pkey PRIMARY KEY (region_id, programme_id),
  constraint programme_hold_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint programme_hold_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id)
);
alter table programme_hold enable row level security;
alter table programme_hold force row level security;
create policy app_reads on programme_hold as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on programme_hold as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on programme_hold as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on programme_hold to yanpei_app;
comment on table programme_hold is '待认定: a programme whose activities count only once its case has recognised them';
comment on column programme_hold.hours is '学时 recognised by the decision';

create table pupil_fund (
  region_id integer not null default session_region(),
  unit_id uuid not null,
  year smallint not null,
  set_at timestamp with time zone not null default clock_timestamp(),
  per_pupil numeric not null,
  pupils integer not null,
  document text,
  set_by text not null default (session_row()).actor,
  constraint pupil_fund_pkey PRIMARY KEY (region_id, unit_id, year, set_at),
  constraint pupil_fund_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint pupil_fund_per_pupil_check CHECK ((per_pupil >= (0)::numeric)),
  constraint pupil_fund_pupils_check CHECK ((pupils >= 0))
);
alter table pupil_fund enable row level security;
alter table pupil_fund force row level security;
create policy app_adds on pupil_fund as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on pupil_fund as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on pupil_fund as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on pupil_fund to yanpei_app;
comment on table pupil_fund is '生均公用经费 of a school in a year and its pupils; the newest row counts; a share of it is owed to training';

create table question (
  region_id integer not null,
  questionnaire_id uuid not null,
  "position" smallint not null,
  kind text not null,
  says text not null,
  required boolean not null,
  options text[] not null default '{}'::text[],
  lines text[] not null default '{}'::text[],
  most smallint,
  constraint question_pkey PRIMARY KEY (region_id, questionnaire_id, "position"),
  constraint question_region_id_questionnaire_id_fkey FOREIGN KEY (region_id, questionnaire_id) REFERENCES questionnaire(region_id, id),
  constraint question_check CHECK (((kind = ANY (ARRAY['single'::text, 'multiple'::text])) = (cardinality(options) > 1))),
  constraint question_check1 CHECK (((kind = 'matrix'::text) = (cardinality(lines) > 0))),
  constraint question_check2 CHECK (((kind = ANY (ARRAY['scale'::text, 'matrix'::text])) = (most IS NOT NULL))),
  constraint question_kind_check CHECK ((kind = ANY (ARRAY['single'::text, 'multiple'::text, 'scale'::text, 'matrix'::text, 'text'::text]))),
  constraint question_most_check CHECK (((most >= 2) AND (most <= 10))),
  constraint question_position_check CHECK (("position" > 0)),
  constraint question_says_check CHECK ((says <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON question FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table question enable row level security;
alter table question force row level security;
create policy app_adds on question as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = question.region_id) AND (q.id = question.questionnaire_id)))) AND (NOT (EXISTS ( SELECT
   FROM questionnaire_step s
  WHERE ((s.region_id = question.region_id) AND (s.questionnaire_id = question.questionnaire_id)))))));
create policy app_reads on question as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = question.region_id) AND (q.id = question.questionnaire_id))))));
create policy owner_all on question as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on question to yanpei_app;
comment on table question is '题目: single 单选, multiple 多选, scale 量表 1 to most, matrix a scale for each of its lines, text 简答';

create table questionnaire (
  region_id integer not null,
  id uuid not null,
  title text not null,
  intro text not null default ''::text,
  unit_id uuid not null,
  year smallint not null,
  anonymous boolean not null,
  "least" smallint not null default 5,
  opens_on date not null,
  closes_on date not null,
  subject_kind text,
  subject_id uuid,
  moment text,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint questionnaire_pkey PRIMARY KEY (region_id, id),
  constraint questionnaire_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint questionnaire_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint questionnaire_check CHECK ((("least" >= 5) OR ((NOT anonymous) AND ("least" >= 1)))),
  constraint questionnaire_check1 CHECK ((closes_on >= opens_on)),
  constraint questionnaire_check2 CHECK (((subject_kind IS NULL) = (subject_id IS NULL))),
  constraint questionnaire_moment_check CHECK ((moment = ANY (ARRAY['before'::text, 'during'::text, 'after'::text]))),
  constraint questionnaire_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['programme'::text, 'activity'::text, 'case'::text, 'appraisal'::text]))),
  constraint questionnaire_title_check CHECK ((title <> ''::text))
);
CREATE INDEX questionnaire_subject ON questionnaire USING btree (region_id, subject_kind, subject_id) WHERE (subject_id IS NOT NULL);
CREATE INDEX questionnaire_year ON questionnaire USING btree (region_id, year);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON questionnaire FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table questionnaire enable row level security;
alter table questionnaire force row level security;
create policy app_adds on questionnaire as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_reads on questionnaire as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on questionnaire as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on questionnaire to yanpei_app;
comment on table questionnaire is '问卷: what one unit asks; never changed once made, so that everybody answers the same';
comment on column questionnaire."least" is 'k: results, groups and cells of fewer sheets than this are not shown';
comment on column questionnaire.closes_on is 'the last day on which it can be answered';
comment on column questionnaire.moment is 'before, during or after what it is about; before and after can be compared';

create table questionnaire_door (
  region_id integer not null,
  questionnaire_id uuid not null,
  id uuid not null,
  kind text not null,
  title text not null,
  source text,
  token_hash bytea,
  most integer,
  constraint questionnaire_door_pkey PRIMARY KEY (region_id, id),
  constraint questionnaire_door_region_id_questionnaire_id_fkey FOREIGN KEY (region_id, questionnaire_id) REFERENCES questionnaire(region_id, id),
  constraint questionnaire_door_check CHECK (((kind = 'shared'::text) = (token_hash IS NOT NULL))),
  constraint questionnaire_door_kind_check CHECK ((kind = ANY (ARRAY['shared'::text, 'codes'::text, 'named'::text]))),
  constraint questionnaire_door_most_check CHECK ((most > 0)),
  constraint questionnaire_door_source_check CHECK ((source = ANY (ARRAY['students'::text, 'parents'::text, 'peers'::text, 'school'::text, 'experts'::text, 'trainees'::text]))),
  constraint questionnaire_door_title_check CHECK ((title <> ''::text)),
  constraint questionnaire_door_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX questionnaire_door_of ON questionnaire_door USING btree (region_id, questionnaire_id);
CREATE INDEX questionnaire_door_token ON questionnaire_door USING btree (token_hash) WHERE (token_hash IS NOT NULL);
alter table questionnaire_door enable row level security;
alter table questionnaire_door force row level security;
create policy app_adds on questionnaire_door as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = questionnaire_door.region_id) AND (q.id = questionnaire_door.questionnaire_id) AND (q.anonymous = (questionnaire_door.kind <> 'named'::text)))))));
create policy app_reads on questionnaire_door as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = questionnaire_door.region_id) AND (q.id = questionnaire_door.questionnaire_id))))));
create policy owner_all on questionnaire_door as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on questionnaire_door to yanpei_app;
comment on table questionnaire_door is '发放渠道: a shared link 共用链接, a list of one-use codes 一人一码, or people who sign in 实名; also a group to compare by';
comment on column questionnaire_door.most is 'of a shared link: so many sheets at the most, the size of the class';

create table questionnaire_person (
  region_id integer not null,
  questionnaire_id uuid not null,
  door_id uuid not null,
  person_id uuid not null,
  sheet_id uuid,
  at timestamp with time zone,
  constraint questionnaire_person_pkey PRIMARY KEY (region_id, questionnaire_id, person_id),
  constraint questionnaire_person_region_id_door_id_fkey FOREIGN KEY (region_id, door_id) REFERENCES questionnaire_door(region_id, id),
  constraint questionnaire_person_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint questionnaire_person_check CHECK (((sheet_id IS NULL) = (at IS NULL)))
);
CREATE INDEX questionnaire_person_of ON questionnaire_person USING btree (region_id, person_id);
alter table questionnaire_person enable row level security;
alter table questionnaire_person force row level security;
create policy app_adds on questionnaire_person as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM questionnaire_door d
  WHERE ((d.region_id = questionnaire_person.region_id) AND (d.id = questionnaire_person.door_id) AND (d.questionnaire_id = questionnaire_person.questionnaire_id) AND (d.kind = 'named'::text))))));
create policy app_reads on questionnaire_person as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((person_id = ( SELECT session_person() AS session_person)) OR (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = questionnaire_person.region_id) AND (q.id = questionnaire_person.questionnaire_id)))))));
create policy owner_all on questionnaire_person as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, questionnaire_id, door_id, person_id), select on questionnaire_person to yanpei_app;
comment on table questionnaire_person is '实名问卷的对象: of a questionnaire that is not anonymous, who is asked and which sheet is theirs';

create table questionnaire_step (
  region_id integer not null,
  questionnaire_id uuid not null,
  step text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint questionnaire_step_pkey PRIMARY KEY (region_id, questionnaire_id, step),
  constraint questionnaire_step_region_id_questionnaire_id_fkey FOREIGN KEY (region_id, questionnaire_id) REFERENCES questionnaire(region_id, id),
  constraint questionnaire_step_step_check CHECK ((step = ANY (ARRAY['opened'::text, 'closed'::text])))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON questionnaire_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table questionnaire_step enable row level security;
alter table questionnaire_step force row level security;
create policy app_reads on questionnaire_step as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM questionnaire q
  WHERE ((q.region_id = questionnaire_step.region_id) AND (q.id = questionnaire_step.questionnaire_id))))));
create policy owner_all on questionnaire_step as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on questionnaire_step to yanpei_app;
comment on table questionnaire_step is '问卷的发放与截止: each once and for good';

create table questionnaire_ticket (
  region_id integer not null,
  questionnaire_id uuid not null,
  door_id uuid not null,
  token_hash bytea not null,
  used boolean not null default false,
  constraint questionnaire_ticket_pkey PRIMARY KEY (region_id, questionnaire_id, token_hash),
  constraint questionnaire_ticket_region_id_door_id_fkey FOREIGN KEY (region_id, door_id) REFERENCES questionnaire_door(region_id, id),
  constraint questionnaire_ticket_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX questionnaire_ticket_token ON questionnaire_ticket USING btree (token_hash);
alter table questionnaire_ticket enable row level security;
alter table questionnaire_ticket force row level security;
create policy app_adds on questionnaire_ticket as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM questionnaire_door d
  WHERE ((d.region_id = questionnaire_ticket.region_id) AND (d.id = questionnaire_ticket.door_id) AND (d.questionnaire_id = questionnaire_ticket.questionnaire_id) AND (d.kind = 'codes'::text))))));
create policy owner_all on questionnaire_ticket as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, questionnaire_id, door_id, token_hash) on questionnaire_ticket to yanpei_app;
comment on table questionnaire_ticket is '一次性答题码: only whether it was used, never by whom or when; the app reads it through functions only';

create table region (
  id integer not null generated always as identity,
  code text not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  transactions_before bigint not null default 0,
  constraint region_pkey PRIMARY KEY (id),
  constraint region_code_key UNIQUE (code)
);
alter table region enable row level security;
alter table region force row level security;
create policy app_reads on region as permissive for select to yanpei_app
  using ((id = ( SELECT session_region() AS session_region)));
create policy owner_all on region as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on region to yanpei_app;
comment on table region is '区域: one county, district or city; every other table leads with its id';
comment on column region.code is '单位代码 of the region''s own unit (the root of its network)';
comment on column region.transactions_before is 'added to the server''s transaction numbers: a region restored on another server goes on after what it brought along';

create table regulation (
  region_id integer not null,
  id uuid not null,
  kind text not null,
  title text not null,
  number text not null,
  issued_on date not null,
  holds_from date not null,
  version integer not null,
  replaces uuid,
  about text not null,
  ended_on date,
  ended_because text,
  entered_at timestamp with time zone not null,
  entered_by text not null,
  constraint regulation_pkey PRIMARY KEY (region_id, id),
  constraint regulation_region_id_number_key UNIQUE (region_id, number),
  constraint regulation_region_id_replaces_key UNIQUE (region_id, replaces),
  constraint regulation_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint regulation_region_id_replaces_fkey FOREIGN KEY (region_id, replaces) REFERENCES regulation(region_id, id),
  constraint regulation_check CHECK (((ended_on IS NULL) = (ended_because IS NULL))),
  constraint regulation_version_check CHECK ((version > 0))
);
alter table regulation enable row level security;
alter table regulation force row level security;
create policy app_reads on regulation as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on regulation as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on regulation as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (ended_on, ended_because) on regulation to yanpei_app;
comment on table regulation is '规章: the rules of the region by number and version; one that another replaces ends where that one begins';

create table request_key (
  region_id integer not null default session_region(),
  key uuid not null,
  account_id uuid default (session_row()).account_id,
  action text not null,
  digest bytea not null,
  reply jsonb,
  at timestamp with time zone not null default now(),
  constraint request_key_pkey PRIMARY KEY (region_id, key),
  constraint request_key_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint request_key_digest_check CHECK ((length(digest) = 32))
);
CREATE INDEX request_key_at ON request_key USING btree (region_id, at);
alter table request_key enable row level security;
alter table request_key force row level security;
create policy app_clears on request_key as permissive for delete to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_own on request_key as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (NOT (account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id)))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (NOT (account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id)))));
create policy owner_all on request_key as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert (key, action, digest), select, update (reply) on request_key to yanpei_app;
comment on table request_key is '请求编号: a changing request by the key its client made; a retry finds the reply of the first';
comment on column request_key.digest is 'SHA-256 of the request: the same key with other content is refused';
comment on column request_key.reply is 'null only inside of the transaction that is making it';

create table session (
  token_hash bytea not null,
  region_id integer not null,
  kind text not null,
  account_id uuid,
  person_id uuid,
  role text not null,
  unit_id uuid,
  actor text not null,
  device text,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  idle_seconds integer not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_region_id_account_id_fkey FOREIGN KEY (region_id, account_id) REFERENCES account(region_id, id),
  constraint session_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint session_check CHECK (((kind = 'system'::text) = (role = 'system'::text))),
  constraint session_kind_check CHECK ((kind = ANY (ARRAY['user'::text, 'system'::text]))),
  constraint session_role_check CHECK ((role = ANY (ARRAY['officer'::text, 'leader'::text, 'cluster'::text, 'school'::text, 'teacher'::text, 'applicant'::text, 'system'::text]))),
  constraint session_token_hash_check CHECK ((length(token_hash) = 32))
);
CREATE INDEX session_of_account ON session USING btree (region_id, account_id) WHERE (ended_at IS NULL);
alter table session enable row level security;
alter table session force row level security;
create policy owner_all on session as permissive for all to yanpei_owner
  using (true)
  with check (true);
comment on table session is '会话: an opaque token''s hash and what it may see; the app reaches it through functions only';
comment on column session.actor is 'how the audit log names who acted';
comment on column session.idle_seconds is 'ends when not seen for so long';

create table spot_answer (
  region_id integer not null default session_region(),
  id uuid not null,
  check_id uuid not null,
  words text not null,
  answered_at timestamp with time zone not null default clock_timestamp(),
  answered_by text not null default (session_row()).actor,
  constraint spot_answer_pkey PRIMARY KEY (region_id, id),
  constraint spot_answer_region_id_check_id_fkey FOREIGN KEY (region_id, check_id) REFERENCES spot_check(region_id, id),
  constraint spot_answer_words_check CHECK (((char_length(words) >= 4) AND (char_length(words) <= 1000)))
);
CREATE INDEX spot_answer_check ON spot_answer USING btree (region_id, check_id);
alter table spot_answer enable row level security;
alter table spot_answer force row level security;
create policy app_reads on spot_answer as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM spot_check k
  WHERE ((k.region_id = spot_answer.region_id) AND (k.id = spot_answer.check_id))))));
create policy owner_all on spot_answer as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy school_answers on spot_answer as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT (session_row()).role AS role) = ANY (ARRAY['school'::text, 'system'::text])) AND (EXISTS ( SELECT
   FROM spot_check k
  WHERE ((k.region_id = spot_answer.region_id) AND (k.id = spot_answer.check_id))))));
grant insert, select on spot_answer to yanpei_app;
comment on table spot_answer is '整改说明: what the school put right after a check had sent the activity back';

create table spot_candidate (
  region_id integer not null default session_region(),
  draw_id uuid not null,
  activity_id uuid not null,
  unit_id uuid not null,
  place integer not null,
  chosen boolean not null,
  constraint spot_candidate_pkey PRIMARY KEY (region_id, draw_id, activity_id),
  constraint spot_candidate_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint spot_candidate_region_id_draw_id_fkey FOREIGN KEY (region_id, draw_id) REFERENCES spot_draw(region_id, id),
  constraint spot_candidate_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint spot_candidate_place_check CHECK ((place > 0))
);
CREATE INDEX spot_candidate_activity ON spot_candidate USING btree (region_id, activity_id) WHERE chosen;
alter table spot_candidate enable row level security;
alter table spot_candidate force row level security;
create policy app_draws on spot_candidate as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_draws(unit_id)));
create policy app_reads on spot_candidate as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on spot_candidate as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on spot_candidate to yanpei_app;
comment on table spot_candidate is '抽查底册: every activity that was in the draw, in the order drawn; the first n % are chosen';

create table spot_check (
  region_id integer not null default session_region(),
  id uuid not null,
  draw_id uuid not null,
  activity_id uuid not null,
  verdict text not null,
  hours numeric not null,
  words text not null default ''::text,
  checked_at timestamp with time zone not null default clock_timestamp(),
  checked_by text not null default (session_row()).actor,
  constraint spot_check_pkey PRIMARY KEY (region_id, id),
  constraint spot_check_region_id_draw_id_activity_id_fkey FOREIGN KEY (region_id, draw_id, activity_id) REFERENCES spot_candidate(region_id, draw_id, activity_id),
  constraint spot_check_check CHECK (((verdict = 'accepted'::text) OR (char_length(words) >= 2))),
  constraint spot_check_hours_check CHECK ((hours >= (0)::numeric)),
  constraint spot_check_verdict_check CHECK ((verdict = ANY (ARRAY['accepted'::text, 'returned'::text]))),
  constraint spot_check_words_check CHECK ((char_length(words) <= 500))
);
CREATE INDEX spot_check_activity ON spot_check USING btree (region_id, draw_id, activity_id, checked_at DESC);
alter table spot_check enable row level security;
alter table spot_check force row level security;
create policy app_checks on spot_check as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM spot_candidate c
  WHERE ((c.region_id = spot_check.region_id) AND (c.draw_id = spot_check.draw_id) AND (c.activity_id = spot_check.activity_id) AND c.chosen AND session_draws(c.unit_id))))));
create policy app_reads on spot_check as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_candidate(draw_id, activity_id)));
create policy owner_all on spot_check as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on spot_check to yanpei_app;
comment on table spot_check is '检查单: what a check of a drawn activity came to; the newest counts';
comment on column spot_check.hours is '认定学时 of the activity: at most what it was held for';

create table spot_draw (
  region_id integer not null default session_region(),
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  from_on date not null,
  until_on date not null,
  percent smallint not null,
  seed text not null,
  drawn_at timestamp with time zone not null default now(),
  drawn_by text not null default (session_row()).actor,
  plan_id uuid,
  secret text,
  number text,
  constraint spot_draw_pkey PRIMARY KEY (region_id, id),
  constraint spot_draw_region_id_plan_id_key UNIQUE (region_id, plan_id),
  constraint spot_draw_region_id_title_key UNIQUE (region_id, title),
  constraint spot_draw_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint spot_draw_region_id_plan_id_fkey FOREIGN KEY (region_id, plan_id) REFERENCES spot_plan(region_id, id),
  constraint spot_draw_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint spot_draw_check CHECK ((from_on <= until_on)),
  constraint spot_draw_check1 CHECK ((((plan_id IS NULL) = (secret IS NULL)) AND ((plan_id IS NULL) = (number IS NULL)))),
  constraint spot_draw_percent_check CHECK (((percent >= 1) AND (percent <= 100))),
  constraint spot_draw_seed_check CHECK (((char_length(seed) >= 4) AND (char_length(seed) <= 64))),
  constraint spot_draw_title_check CHECK ((title <> ''::text))
);
CREATE TRIGGER held_to_plan BEFORE INSERT ON spot_draw FOR EACH ROW EXECUTE FUNCTION hold_draw_to_plan();
alter table spot_draw enable row level security;
alter table spot_draw force row level security;
create policy app_draws on spot_draw as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_draws(unit_id)));
create policy app_reads on spot_draw as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT (session_row()).role AS role) = ANY (ARRAY['officer'::text, 'leader'::text, 'cluster'::text, 'school'::text, 'system'::text]))));
create policy owner_all on spot_draw as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on spot_draw to yanpei_app;
comment on table spot_draw is '随机抽查: activities of running projects of a term, drawn by a seed, so that anybody can repeat the draw';
comment on column spot_draw.unit_id is 'who draws: a cluster among its schools, the region among all';
comment on column spot_draw.seed is 'sha256(secret:number), in hexadecimal; the order is that of sha256(seed:activity id), in hexadecimal';
comment on column spot_draw.plan_id is 'what was announced before; null for draws of the time before there were plans';
comment on column spot_draw.secret is 'what the plan had committed to, in the open from now on';
comment on column spot_draw.number is 'drawn in public and typed in; may be empty';

create table spot_finding (
  region_id integer not null default session_region(),
  check_id uuid not null,
  item text not null,
  met boolean not null,
  words text not null default ''::text,
  constraint spot_finding_pkey PRIMARY KEY (region_id, check_id, item),
  constraint spot_finding_region_id_check_id_fkey FOREIGN KEY (region_id, check_id) REFERENCES spot_check(region_id, id),
  constraint spot_finding_check CHECK ((met OR (char_length(words) >= 2))),
  constraint spot_finding_words_check CHECK ((char_length(words) <= 200))
);
alter table spot_finding enable row level security;
alter table spot_finding force row level security;
create policy app_checks on spot_finding as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM (spot_check k
     JOIN spot_candidate c ON (((c.region_id = k.region_id) AND (c.draw_id = k.draw_id) AND (c.activity_id = k.activity_id))))
  WHERE ((k.region_id = spot_finding.region_id) AND (k.id = spot_finding.check_id) AND session_draws(c.unit_id))))));
create policy app_reads on spot_finding as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM spot_check k
  WHERE ((k.region_id = spot_finding.region_id) AND (k.id = spot_finding.check_id))))));
create policy owner_all on spot_finding as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on spot_finding to yanpei_app;
comment on table spot_finding is '检查项: one rule of quality, met or not, and what was found';

create table spot_plan (
  region_id integer not null default session_region(),
  id uuid not null,
  unit_id uuid not null,
  title text not null,
  from_on date not null,
  until_on date not null,
  percent smallint not null,
  reason text,
  commitment text not null,
  announced_at timestamp with time zone not null default clock_timestamp(),
  announced_by text not null default (session_row()).actor,
  constraint spot_plan_pkey PRIMARY KEY (region_id, id),
  constraint spot_plan_region_id_title_key UNIQUE (region_id, title),
  constraint spot_plan_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint spot_plan_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint spot_plan_check CHECK ((from_on <= until_on)),
  constraint spot_plan_commitment_check CHECK ((commitment ~ '^[0-9a-f]{64}$'::text)),
  constraint spot_plan_percent_check CHECK (((percent >= 1) AND (percent <= 100))),
  constraint spot_plan_reason_check CHECK (((char_length(reason) >= 4) AND (char_length(reason) <= 200))),
  constraint spot_plan_title_check CHECK ((title <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON spot_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON spot_plan FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table spot_plan enable row level security;
alter table spot_plan force row level security;
create policy app_reads on spot_plan as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT (session_row()).role AS role) = ANY (ARRAY['officer'::text, 'leader'::text, 'cluster'::text, 'school'::text, 'system'::text]))));
create policy owner_all on spot_plan as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant select on spot_plan to yanpei_app;
comment on table spot_plan is '抽查公布: what will be drawn, with the hash of a secret that decides the draw together with a number drawn in public; never changed, drawn once';
comment on column spot_plan.reason is 'why these days are drawn from once more; null where nobody drew from them before';
comment on column spot_plan.commitment is 'sha256 of the secret, in hexadecimal: shown at once, the secret only with the draw';

create table spot_secret (
  region_id integer not null,
  plan_id uuid not null,
  secret text not null,
  constraint spot_secret_pkey PRIMARY KEY (region_id, plan_id),
  constraint spot_secret_region_id_plan_id_fkey FOREIGN KEY (region_id, plan_id) REFERENCES spot_plan(region_id, id)
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON spot_secret FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON spot_secret FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table spot_secret enable row level security;
alter table spot_secret force row level security;
create policy owner_all on spot_secret as permissive for all to yanpei_owner
  using (true)
  with check (true);
comment on table spot_secret is '抽查密数: what a plan has committed to; the app reaches it through reveal_spot() alone';

create table standard_band (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  "position" smallint not null,
  id text not null,
  title text not null,
  "least" numeric not null,
  share numeric,
  despite_veto boolean not null,
  constraint standard_band_pkey PRIMARY KEY (region_id, standard_id, version, id),
  constraint standard_band_region_id_standard_id_version_fkey FOREIGN KEY (region_id, standard_id, version) REFERENCES standard_version(region_id, standard_id, version),
  constraint standard_band_least_check CHECK ((("least" >= (0)::numeric) AND ("least" <= (100)::numeric))),
  constraint standard_band_share_check CHECK (((share >= (0)::numeric) AND (share <= (100)::numeric))),
  constraint standard_band_title_check CHECK ((title <> ''::text))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON standard_band FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table standard_band enable row level security;
alter table standard_band force row level security;
create policy app_adds on standard_band as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on standard_band as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on standard_band as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on standard_band to yanpei_app;
comment on table standard_band is '等次, the best first: the result it takes, its quota in per cent of all targets, whether it stands despite a veto';

create table standard_indicator (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  id text not null,
  parent text,
  "position" smallint not null,
  title text not null,
  points numeric not null,
  weight numeric,
  veto boolean not null,
  evidence text not null,
  says text not null default ''::text,
  constraint standard_indicator_pkey PRIMARY KEY (region_id, standard_id, version, id),
  constraint standard_indicator_region_id_standard_id_version_fkey FOREIGN KEY (region_id, standard_id, version) REFERENCES standard_version(region_id, standard_id, version),
  constraint standard_indicator_region_id_standard_id_version_parent_fkey FOREIGN KEY (region_id, standard_id, version, parent) REFERENCES standard_indicator(region_id, standard_id, version, id) DEFERRABLE INITIALLY DEFERRED,
  constraint standard_indicator_evidence_check CHECK ((evidence = ANY (ARRAY['activity'::text, 'work'::text, 'award'::text, 'document'::text, 'programme'::text, 'title'::text, 'pairing'::text, 'handbook'::text, 'none'::text]))),
  constraint standard_indicator_id_check CHECK ((id <> ''::text)),
  constraint standard_indicator_points_check CHECK ((points >= (0)::numeric)),
  constraint standard_indicator_title_check CHECK ((title <> ''::text)),
  constraint standard_indicator_weight_check CHECK ((weight > (0)::numeric))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON standard_indicator FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table standard_indicator enable row level security;
alter table standard_indicator force row level security;
create policy app_adds on standard_indicator as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on standard_indicator as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on standard_indicator as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on standard_indicator to yanpei_app;
comment on table standard_indicator is '指标: a node of the tree with its points, its weight among its siblings in per cent, 一票否决, and the kind of record that proves it';

create table standard_source (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  source text not null,
  weight numeric not null,
  by text not null,
  drop_from smallint,
  constraint standard_source_pkey PRIMARY KEY (region_id, standard_id, version, source),
  constraint standard_source_region_id_standard_id_version_fkey FOREIGN KEY (region_id, standard_id, version) REFERENCES standard_version(region_id, standard_id, version),
  constraint standard_source_by_check CHECK ((by = ANY (ARRAY['judges'::text, 'questionnaire'::text]))),
  constraint standard_source_drop_from_check CHECK ((drop_from >= 3)),
  constraint standard_source_source_check CHECK ((source = ANY (ARRAY['students'::text, 'parents'::text, 'peers'::text, 'school'::text, 'experts'::text, 'self'::text]))),
  constraint standard_source_weight_check CHECK (((weight >= (0)::numeric) AND (weight <= (100)::numeric)))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON standard_source FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table standard_source enable row level security;
alter table standard_source force row level security;
create policy app_adds on standard_source as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on standard_source as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on standard_source as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on standard_source to yanpei_app;
comment on table standard_source is '评价主体: who appraises, with the weight in per cent; from drop_from judges on the highest and lowest are left out';

create table standard_version (
  region_id integer not null,
  standard_id uuid not null,
  version smallint not null,
  document text not null,
  decimals smallint not null,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint standard_version_pkey PRIMARY KEY (region_id, standard_id, version),
  constraint standard_version_region_id_standard_id_fkey FOREIGN KEY (region_id, standard_id) REFERENCES appraisal_standard(region_id, id),
  constraint standard_version_decimals_check CHECK (((decimals >= 0) AND (decimals <= 4))),
  constraint standard_version_document_check CHECK ((document <> ''::text)),
  constraint standard_version_version_check CHECK ((version > 0))
);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON standard_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table standard_version enable row level security;
alter table standard_version force row level security;
create policy app_adds on standard_version as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on standard_version as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on standard_version as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on standard_version to yanpei_app;
comment on table standard_version is '标准的一版, never changed: an appraisal keeps the version it began with';
comment on column standard_version.document is '文号 of the document it rests on';

create table stored_file (
  region_id integer not null,
  id uuid not null,
  sha256 bytea not null,
  bytes bigint not null,
  name text not null,
  media_type text not null,
  purpose text not null,
  subject_id uuid,
  made_at timestamp with time zone not null default now(),
  made_by text not null,
  constraint stored_file_pkey PRIMARY KEY (region_id, id),
  constraint stored_file_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint stored_file_purpose CHECK ((purpose ~ '^[a-z]+(-[a-z]+)*$'::text))
);
alter table stored_file enable row level security;
alter table stored_file force row level security;
create policy app_all on stored_file as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (made_by = ( SELECT (session_row()).actor AS actor)) OR (EXISTS ( SELECT
   FROM document d
  WHERE ((d.region_id = stored_file.region_id) AND (d.file_id = stored_file.id)))))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (made_by = ( SELECT (session_row()).actor AS actor)))));
create policy app_reads_material on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM case_material m
  WHERE ((m.region_id = stored_file.region_id) AND (m.file_id = stored_file.id))))));
create policy app_reads_scan on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM fund_scan s
  WHERE ((s.region_id = stored_file.region_id) AND (s.file_id = stored_file.id))))));
create policy archive_reads on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((EXISTS ( SELECT
   FROM archive_material m
  WHERE ((m.region_id = stored_file.region_id) AND (m.file_id = stored_file.id)))) OR (EXISTS ( SELECT
   FROM volume_edition e
  WHERE ((e.region_id = stored_file.region_id) AND ((e.docx_id = stored_file.id) OR (e.pdf_id = stored_file.id))))))));
create policy circular_reads on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM circular c
  WHERE ((c.region_id = stored_file.region_id) AND (c.file_id = stored_file.id))))));
create policy notice_reads on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM notice_file f
  WHERE ((f.region_id = stored_file.region_id) AND (f.file_id = stored_file.id))))));
create policy owner_all on stored_file as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy version_reads on stored_file as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM work_version v
  WHERE ((v.region_id = stored_file.region_id) AND (v.file_id = stored_file.id))))));
grant insert, select on stored_file to yanpei_app;
comment on table stored_file is '文件: a file on disk, found by the hash of its content, reachable only through this row';
comment on column stored_file.purpose is 'what the file is kept for: a word of the program (kernel/files.ts), which mechanisms add to';

create table system_params (
  region_id integer not null,
  system text not null,
  year smallint not null,
  params jsonb not null,
  document text not null,
  set_at timestamp with time zone not null default now(),
  set_by text not null,
  constraint system_params_pkey PRIMARY KEY (region_id, system, year, set_at),
  constraint system_params_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint system_params_document_check CHECK ((document <> ''::text))
);
alter table system_params enable row level security;
alter table system_params force row level security;
create policy app_reads on system_params as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on system_params as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on system_params as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on system_params to yanpei_app;
comment on table system_params is '体系参数: the numbers that hold for a system in a year; the newest row counts, what is missing is the definition''s default';
comment on column system_params.params is 'names and values declared by the system''s definition, checked by its schema';
comment on column system_params.document is '文号 of the document the numbers rest on';

create table title_allowance (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  title text not null,
  year smallint not null,
  band text not null,
  amount numeric not null,
  entry_id uuid not null,
  paid_at timestamp with time zone not null default now(),
  paid_by text not null default (session_row()).actor,
  undone_at timestamp with time zone,
  undone_because text,
  constraint title_allowance_pkey PRIMARY KEY (region_id, id),
  constraint title_allowance_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint title_allowance_amount_check CHECK ((amount > (0)::numeric)),
  constraint title_allowance_check CHECK (((undone_at IS NULL) = (undone_because IS NULL)))
);
CREATE INDEX title_allowance_entry ON title_allowance USING btree (region_id, entry_id);
CREATE UNIQUE INDEX title_allowance_once ON title_allowance USING btree (region_id, person_id, title, year) WHERE (undone_at IS NULL);
alter table title_allowance enable row level security;
alter table title_allowance force row level security;
create policy app_adds on title_allowance as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on title_allowance as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on title_allowance as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on title_allowance to yanpei_app;
comment on table title_allowance is '特殊津贴: what a holder of a title was paid for a year by the result of its appraisal, once';
comment on column title_allowance.band is '等次 of the appraisal that it was paid by';
comment on column title_allowance.entry_id is 'the entry of the books that paid it, with others of the same list';

create table title_appraisal (
  region_id integer not null default session_region(),
  year smallint not null,
  title text not null,
  appraisal_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint title_appraisal_pkey PRIMARY KEY (region_id, year, title),
  constraint title_appraisal_region_id_appraisal_id_fkey FOREIGN KEY (region_id, appraisal_id) REFERENCES appraisal(region_id, id),
  constraint title_appraisal_title_check CHECK ((title <> ''::text))
);
CREATE INDEX title_appraisal_round ON title_appraisal USING btree (region_id, appraisal_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON title_appraisal FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table title_appraisal enable row level security;
alter table title_appraisal force row level security;
create policy app_adds on title_appraisal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy app_reads on title_appraisal as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy owner_all on title_appraisal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on title_appraisal to yanpei_app;
comment on table title_appraisal is '年度考核: the appraisal in which the holders of a title were appraised for a year';

create table title_end (
  region_id integer not null,
  id uuid not null,
  grant_id uuid not null,
  person_id uuid not null,
  ended_on date not null,
  why text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint title_end_pkey PRIMARY KEY (region_id, id),
  constraint title_end_region_id_grant_id_key UNIQUE (region_id, grant_id),
  constraint title_end_region_id_grant_id_fkey FOREIGN KEY (region_id, grant_id) REFERENCES title_grant(region_id, id) ON DELETE CASCADE,
  constraint title_end_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint title_end_why_check CHECK ((why <> ''::text))
);
CREATE TRIGGER never_changed BEFORE UPDATE ON title_end FOR EACH ROW EXECUTE FUNCTION refuse_change();
alter table title_end enable row level security;
alter table title_end force row level security;
create policy app_reads on title_end as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on title_end as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on title_end as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_ends on title_end as restrictive for insert to yanpei_app
  with check ((( SELECT (session_row()).role AS role) = 'system'::text));
create policy program_strikes on title_end as restrictive for delete to yanpei_app
  using ((( SELECT (session_row()).role AS role) = 'system'::text));
grant delete, insert, select on title_end to yanpei_app;
comment on table title_end is '退出: a title that ended before its term, by a decision; the grant stays as it was';
comment on column title_end.ended_on is 'the first day on which it is no longer in force';

create table title_grant (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  title text not null,
  level text not null,
  named_on date not null,
  ends_after date,
  batch_id uuid,
  constraint title_grant_pkey PRIMARY KEY (region_id, id),
  constraint title_grant_region_id_person_id_title_level_named_on_key UNIQUE (region_id, person_id, title, level, named_on),
  constraint title_grant_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint title_grant_check CHECK ((ends_after >= named_on)),
  constraint title_grant_level_check CHECK ((level = ANY (ARRAY['national'::text, 'province'::text, 'city'::text, 'county'::text, 'cluster'::text, 'school'::text])))
);
alter table title_grant enable row level security;
alter table title_grant force row level security;
create policy app_reads on title_grant as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on title_grant as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy centre_changes on title_grant as restrictive for update to yanpei_app
  using (( SELECT session_governs() AS session_governs));
create policy centre_names on title_grant as restrictive for insert to yanpei_app
  with check (( SELECT session_governs() AS session_governs));
create policy owner_all on title_grant as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_strikes on title_grant as restrictive for delete to yanpei_app
  using ((( SELECT (session_row()).role AS role) = 'system'::text));
grant delete, insert, select, update on title_grant to yanpei_app;
comment on table title_grant is '称号: 骨干教师, 名师 …; ends_after 到期日期 is the last day that counts, null is open';

create table topic_deadline (
  region_id integer not null default session_region(),
  round_id uuid not null,
  level text not null,
  set_at timestamp with time zone not null default clock_timestamp(),
  until date not null,
  because text,
  set_by text not null default (session_row()).actor,
  constraint topic_deadline_pkey PRIMARY KEY (region_id, round_id, level, set_at),
  constraint topic_deadline_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES topic_round(region_id, id),
  constraint topic_deadline_level_check CHECK ((level = ANY (ARRAY['problem'::text, 'group'::text, 'school'::text, 'cluster'::text, 'region'::text])))
);
alter table topic_deadline enable row level security;
alter table topic_deadline force row level security;
create policy app_reads on topic_deadline as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on topic_deadline as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on topic_deadline as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_deadline to yanpei_app;
comment on table topic_deadline is '截止日期 of a level, its last day; the newest row counts, a later one is an extension with its reason';

create table topic_left_out (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  level text not null,
  unit_id uuid not null,
  problem_id uuid,
  child_id uuid,
  because text not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  undone_at timestamp with time zone,
  undone_by text,
  constraint topic_left_out_pkey PRIMARY KEY (region_id, id),
  constraint topic_left_out_region_id_child_id_fkey FOREIGN KEY (region_id, child_id) REFERENCES topic_theme(region_id, id),
  constraint topic_left_out_region_id_problem_id_fkey FOREIGN KEY (region_id, problem_id) REFERENCES topic_problem(region_id, id),
  constraint topic_left_out_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES topic_round(region_id, id),
  constraint topic_left_out_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint topic_left_out_check CHECK ((num_nonnulls(problem_id, child_id) = 1)),
  constraint topic_left_out_check1 CHECK (((undone_at IS NULL) = (undone_by IS NULL))),
  constraint topic_left_out_level_check CHECK ((level = ANY (ARRAY['group'::text, 'school'::text, 'cluster'::text, 'region'::text])))
);
CREATE UNIQUE INDEX topic_left_out_child ON topic_left_out USING btree (region_id, child_id) WHERE ((undone_at IS NULL) AND (child_id IS NOT NULL));
CREATE UNIQUE INDEX topic_left_out_problem ON topic_left_out USING btree (region_id, problem_id) WHERE ((undone_at IS NULL) AND (problem_id IS NOT NULL));
alter table topic_left_out enable row level security;
alter table topic_left_out force row level security;
create policy app_reads on topic_left_out as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_writes on topic_left_out as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_distils(unit_id)));
create policy owner_all on topic_left_out as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (undone_at, undone_by) on topic_left_out to yanpei_app;
comment on table topic_left_out is '暂不采用: what a level decided not to take up, by whom and why; can be taken up again';

create table topic_member (
  region_id integer not null default session_region(),
  id uuid not null,
  theme_id uuid not null,
  problem_id uuid,
  child_id uuid,
  joined_at timestamp with time zone not null default clock_timestamp(),
  joined_by text not null default (session_row()).actor,
  left_at timestamp with time zone,
  left_by text,
  left_because text,
  constraint topic_member_pkey PRIMARY KEY (region_id, id),
  constraint topic_member_region_id_child_id_fkey FOREIGN KEY (region_id, child_id) REFERENCES topic_theme(region_id, id),
  constraint topic_member_region_id_problem_id_fkey FOREIGN KEY (region_id, problem_id) REFERENCES topic_problem(region_id, id),
  constraint topic_member_region_id_theme_id_fkey FOREIGN KEY (region_id, theme_id) REFERENCES topic_theme(region_id, id),
  constraint topic_member_check CHECK ((num_nonnulls(problem_id, child_id) = 1)),
  constraint topic_member_check1 CHECK ((child_id <> theme_id)),
  constraint topic_member_check2 CHECK ((num_nonnulls(left_at, left_by, left_because) = ANY (ARRAY[0, 3])))
);
CREATE UNIQUE INDEX topic_member_child ON topic_member USING btree (region_id, child_id) WHERE ((left_at IS NULL) AND (child_id IS NOT NULL));
CREATE UNIQUE INDEX topic_member_problem ON topic_member USING btree (region_id, problem_id) WHERE ((left_at IS NULL) AND (problem_id IS NOT NULL));
CREATE INDEX topic_member_theme ON topic_member USING btree (region_id, theme_id) WHERE (left_at IS NULL);
alter table topic_member enable row level security;
alter table topic_member force row level security;
create policy app_reads on topic_member as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_theme(theme_id)));
create policy app_writes on topic_member as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM topic_theme t
  WHERE ((t.region_id = topic_member.region_id) AND (t.id = topic_member.theme_id) AND session_distils(t.unit_id))))));
create policy owner_all on topic_member as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (left_at, left_by, left_because) on topic_member to yanpei_app;
comment on table topic_member is '归入: a problem, or a theme of a lower level, that a theme was distilled from; in one theme at a time';

create table topic_problem (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  subject text not null,
  stage text,
  text text not null,
  stated_at timestamp with time zone not null default now(),
  stated_by text not null default (session_row()).actor,
  constraint topic_problem_pkey PRIMARY KEY (region_id, id),
  constraint topic_problem_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint topic_problem_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES topic_round(region_id, id),
  constraint topic_problem_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint topic_problem_subject_check CHECK ((subject <> ''::text)),
  constraint topic_problem_text_check CHECK (((char_length(text) >= 10) AND (char_length(text) <= 500)))
);
CREATE INDEX topic_problem_person ON topic_problem USING btree (region_id, person_id);
CREATE INDEX topic_problem_unit ON topic_problem USING btree (region_id, round_id, unit_id);
alter table topic_problem enable row level security;
alter table topic_problem force row level security;
create policy app_reads on topic_problem as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])) OR (person_id = ( SELECT session_person() AS session_person)))));
create policy app_states on topic_problem as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (((person_id = ( SELECT session_person() AS session_person)) AND (unit_id = ( SELECT session_home() AS session_home))) OR (( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))))));
create policy owner_all on topic_problem as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_problem to yanpei_app;
comment on table topic_problem is '问题: what a teacher states from practice, in the teacher''s own words; never changed';
comment on column topic_problem.unit_id is 'where the teacher counted when stating it';
comment on column topic_problem.subject is '学科: with the unit it names the teaching group 教研组';

create table topic_round (
  region_id integer not null default session_region(),
  id uuid not null,
  year smallint not null,
  title text not null,
  document text,
  opened_at timestamp with time zone not null default now(),
  opened_by text not null default (session_row()).actor,
  constraint topic_round_pkey PRIMARY KEY (region_id, id),
  constraint topic_round_region_id_title_key UNIQUE (region_id, title),
  constraint topic_round_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint topic_round_title_check CHECK ((title <> ''::text))
);
CREATE INDEX topic_round_year ON topic_round USING btree (region_id, year);
alter table topic_round enable row level security;
alter table topic_round force row level security;
create policy app_reads on topic_round as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on topic_round as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on topic_round as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_round to yanpei_app;
comment on table topic_round is '征集轮次: one course of refining, from the teachers'' problems to the region''s core topics';

create table topic_theme (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  level text not null,
  unit_id uuid not null,
  subject text,
  origin text not null,
  rests_on text[] not null default '{}'::text[],
  made_at timestamp with time zone not null default clock_timestamp(),
  made_by text not null default (session_row()).actor,
  constraint topic_theme_pkey PRIMARY KEY (region_id, id),
  constraint topic_theme_region_id_round_id_fkey FOREIGN KEY (region_id, round_id) REFERENCES topic_round(region_id, id),
  constraint topic_theme_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint topic_theme_check CHECK (((level = 'group'::text) = (subject IS NOT NULL))),
  constraint topic_theme_level_check CHECK ((level = ANY (ARRAY['group'::text, 'school'::text, 'cluster'::text, 'region'::text]))),
  constraint topic_theme_origin_check CHECK ((origin = ANY (ARRAY['proposal'::text, 'own'::text])))
);
CREATE INDEX topic_theme_place ON topic_theme USING btree (region_id, round_id, level, unit_id);
alter table topic_theme enable row level security;
alter table topic_theme force row level security;
create policy app_adds on topic_theme as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_distils(unit_id)));
create policy app_reads on topic_theme as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (level = ANY (ARRAY['cluster'::text, 'region'::text])) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])) OR (unit_id = ( SELECT session_home() AS session_home)))));
create policy owner_all on topic_theme as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_theme to yanpei_app;
comment on table topic_theme is '主题: what a group, a school, a cluster or the region distilled from what overlaps below';
comment on column topic_theme.origin is 'proposal: people took up an overlap that the program had proposed, as it was or changed; own: they saw it themselves';
comment on column topic_theme.rests_on is 'the words that the proposal rested on, as they were shown';

create table topic_theme_end (
  region_id integer not null default session_region(),
  theme_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  because text not null,
  into_id uuid,
  constraint topic_theme_end_pkey PRIMARY KEY (region_id, theme_id),
  constraint topic_theme_end_region_id_into_id_fkey FOREIGN KEY (region_id, into_id) REFERENCES topic_theme(region_id, id),
  constraint topic_theme_end_region_id_theme_id_fkey FOREIGN KEY (region_id, theme_id) REFERENCES topic_theme(region_id, id)
);
alter table topic_theme_end enable row level security;
alter table topic_theme_end force row level security;
create policy app_adds on topic_theme_end as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM topic_theme t
  WHERE ((t.region_id = topic_theme_end.region_id) AND (t.id = topic_theme_end.theme_id) AND session_distils(t.unit_id))))));
create policy app_reads on topic_theme_end as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_theme(theme_id)));
create policy owner_all on topic_theme_end as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_theme_end to yanpei_app;
comment on table topic_theme_end is '主题撤销: dissolved, or merged into another theme';

create table topic_withdrawal (
  region_id integer not null default session_region(),
  problem_id uuid not null,
  at timestamp with time zone not null default now(),
  by text not null default (session_row()).actor,
  constraint topic_withdrawal_pkey PRIMARY KEY (region_id, problem_id),
  constraint topic_withdrawal_region_id_problem_id_fkey FOREIGN KEY (region_id, problem_id) REFERENCES topic_problem(region_id, id)
);
alter table topic_withdrawal enable row level security;
alter table topic_withdrawal force row level security;
create policy app_reads on topic_withdrawal as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_problem(problem_id)));
create policy app_withdraws on topic_withdrawal as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM topic_problem p
  WHERE ((p.region_id = topic_withdrawal.region_id) AND (p.id = topic_withdrawal.problem_id) AND ((p.person_id = ( SELECT session_person() AS session_person)) OR ( SELECT session_edits() AS session_edits)))))));
create policy owner_all on topic_withdrawal as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_withdrawal to yanpei_app;
comment on table topic_withdrawal is '撤回: a problem that its teacher took back';

create table topic_wording (
  region_id integer not null default session_region(),
  theme_id uuid not null,
  at timestamp with time zone not null default clock_timestamp(),
  title text not null,
  statement text not null default ''::text,
  by text not null default (session_row()).actor,
  constraint topic_wording_pkey PRIMARY KEY (region_id, theme_id, at),
  constraint topic_wording_region_id_theme_id_fkey FOREIGN KEY (region_id, theme_id) REFERENCES topic_theme(region_id, id),
  constraint topic_wording_statement_check CHECK ((char_length(statement) <= 500)),
  constraint topic_wording_title_check CHECK (((char_length(title) >= 4) AND (char_length(title) <= 60)))
);
alter table topic_wording enable row level security;
alter table topic_wording force row level security;
create policy app_adds on topic_wording as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM topic_theme t
  WHERE ((t.region_id = topic_wording.region_id) AND (t.id = topic_wording.theme_id) AND session_distils(t.unit_id))))));
create policy app_reads on topic_wording as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND session_sees_theme(theme_id)));
create policy owner_all on topic_wording as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on topic_wording to yanpei_app;
comment on table topic_wording is '主题表述: how people word a theme; the newest counts';

create table travel_claim (
  region_id integer not null default session_region(),
  id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  item text not null,
  claimed numeric not null,
  share numeric not null,
  grade text not null,
  paid numeric not null,
  entry_id uuid not null,
  paid_at timestamp with time zone not null default now(),
  paid_by text not null default (session_row()).actor,
  undone_at timestamp with time zone,
  undone_by text,
  undone_because text,
  case_id uuid,
  constraint travel_claim_pkey PRIMARY KEY (region_id, id),
  constraint travel_claim_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint travel_claim_region_id_case_id_fkey FOREIGN KEY (region_id, case_id) REFERENCES case_record(region_id, id),
  constraint travel_claim_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint travel_claim_check CHECK (((paid > (0)::numeric) AND (paid <= claimed))),
  constraint travel_claim_check1 CHECK ((num_nonnulls(undone_at, undone_by, undone_because) = ANY (ARRAY[0, 3]))),
  constraint travel_claim_claimed_check CHECK ((claimed > (0)::numeric)),
  constraint travel_claim_item_check CHECK ((item <> ''::text)),
  constraint travel_claim_share_check CHECK (((share >= (0)::numeric) AND (share <= (1)::numeric)))
);
CREATE INDEX travel_claim_case ON travel_claim USING btree (region_id, case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX travel_claim_entry ON travel_claim USING btree (region_id, entry_id);
CREATE UNIQUE INDEX travel_claim_once ON travel_claim USING btree (region_id, activity_id, person_id, item) WHERE (undone_at IS NULL);
alter table travel_claim enable row level security;
alter table travel_claim force row level security;
create policy app_reads on travel_claim as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy app_writes on travel_claim as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (person_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy owner_all on travel_claim as permissive for all to yanpei_owner
  using (true)
  with check (true);
create policy program_pays on travel_claim as restrictive for insert to yanpei_app
  with check (((( SELECT (session_row()).role AS role) = 'system'::text) AND (case_id IS NOT NULL)));
grant insert, select on travel_claim to yanpei_app;
comment on table travel_claim is '差旅报销: an item of a journey to an activity, paid once, by the share that its grade releases';
comment on column travel_claim.case_id is 'the case that decided it; null for what was paid before claims were cases';

create table unit (
  region_id integer not null,
  id uuid not null,
  code text not null,
  category text not null,
  opened_on date,
  closed_on date,
  successor_id uuid,
  batch_id uuid,
  constraint unit_pkey PRIMARY KEY (region_id, id),
  constraint unit_region_id_code_key UNIQUE (region_id, code),
  constraint unit_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint unit_region_id_successor_id_fkey FOREIGN KEY (region_id, successor_id) REFERENCES unit(region_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint unit_category_check CHECK ((category = ANY (ARRAY['region'::text, 'centre'::text, 'cluster'::text, 'school'::text, 'external'::text]))),
  constraint unit_check CHECK ((closed_on >= opened_on))
);
alter table unit enable row level security;
alter table unit force row level security;
create policy app_reads on unit as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on unit as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on unit as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update on unit to yanpei_app;
comment on table unit is '单位: region, centre, cluster 学区, school or outside body; its code never changes';
comment on column unit.closed_on is '撤并日期: the first day on which the unit is gone';
comment on column unit.successor_id is '并入: where its people count from closed_on on';

create table unit_state (
  region_id integer not null,
  unit_id uuid not null,
  valid daterange not null,
  name text not null,
  parent_id uuid,
  kind text,
  urban text,
  town text,
  document text,
  constraint unit_state_pkey PRIMARY KEY (region_id, unit_id, valid),
  constraint unit_state_region_id_parent_id_fkey FOREIGN KEY (region_id, parent_id) REFERENCES unit(region_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint unit_state_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id),
  constraint unit_state_kind_check CHECK ((kind = ANY (ARRAY['kindergarten'::text, 'teaching-point'::text, 'primary'::text, 'junior-high'::text, 'nine-year'::text, 'senior-high'::text, 'vocational'::text, 'special'::text, 'village-primary'::text, 'complete-primary'::text, 'central-primary'::text]))),
  constraint unit_state_urban_check CHECK ((urban = ANY (ARRAY['urban'::text, 'town'::text, 'rural'::text]))),
  constraint unit_state_valid_check CHECK ((NOT isempty(valid))),
  constraint unit_state_region_id_unit_id_valid_excl EXCLUDE USING gist (region_id WITH =, unit_id WITH =, valid WITH &&)
);
CREATE INDEX unit_state_parent ON unit_state USING btree (region_id, parent_id);
alter table unit_state enable row level security;
alter table unit_state force row level security;
create policy app_reads on unit_state as permissive for select to yanpei_app
  using ((region_id = ( SELECT session_region() AS session_region)));
create policy app_writes on unit_state as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_governs() AS session_governs)));
create policy owner_all on unit_state as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select, update on unit_state to yanpei_app;
comment on table unit_state is '单位沿革: name, place in the network, kind 办学类型 and class 城乡, each over days [from, to)';
comment on column unit_state.document is 'number of the document a layout adjustment rests on';

create table upload (
  region_id integer not null default session_region(),
  id uuid not null,
  account_id uuid default (session_row()).account_id,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 bytea,
  begun_at timestamp with time zone not null default now(),
  file_id uuid,
  constraint upload_pkey PRIMARY KEY (region_id, id),
  constraint upload_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint upload_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint upload_bytes_check CHECK ((bytes > 0)),
  constraint upload_sha256_check CHECK ((length(sha256) = 32))
);
CREATE INDEX upload_begun ON upload USING btree (region_id, begun_at) WHERE (file_id IS NULL);
alter table upload enable row level security;
alter table upload force row level security;
create policy app_own on upload as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ((NOT (account_id IS DISTINCT FROM ( SELECT (session_row()).account_id AS account_id))) OR (( SELECT (session_row()).role AS role) = 'system'::text))));
create policy owner_all on upload as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert (id, name, media_type, bytes, sha256), select, update (file_id) on upload to yanpei_app;
comment on table upload is '上传: a file on its way in pieces; how much has come is the length of the pieces on disk';
comment on column upload.sha256 is 'what the sender says the whole is; null where its browser could not tell';
comment on column upload.file_id is 'the kept file, once all has come and its hash is right';

create table volume (
  region_id integer not null,
  id uuid not null,
  unit_id uuid not null,
  year smallint not null,
  title text not null,
  subtitle text,
  editors text,
  preface text,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint volume_pkey PRIMARY KEY (region_id, id),
  constraint volume_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
  constraint volume_region_id_unit_id_fkey FOREIGN KEY (region_id, unit_id) REFERENCES unit(region_id, id)
);
CREATE INDEX volume_year ON volume USING btree (region_id, year);
alter table volume enable row level security;
alter table volume force row level security;
create policy app_reads on volume as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy app_writes on volume as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_governs() AS session_governs) OR (unit_id = ANY (( SELECT session_units() AS session_units)::uuid[])))));
create policy owner_all on volume as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, id, unit_id, year, title, subtitle, editors, preface), select, update (title, subtitle, editors, preface) on volume to yanpei_app;
comment on table volume is '成果集: a book made of works';
comment on column volume.editors is '编者, as they stand on the title page';

create table volume_edition (
  region_id integer not null,
  volume_id uuid not null,
  edition smallint not null,
  docx_id uuid not null,
  pdf_id uuid not null,
  pages integer not null,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint volume_edition_pkey PRIMARY KEY (region_id, volume_id, edition),
  constraint volume_edition_region_id_docx_id_fkey FOREIGN KEY (region_id, docx_id) REFERENCES stored_file(region_id, id),
  constraint volume_edition_region_id_pdf_id_fkey FOREIGN KEY (region_id, pdf_id) REFERENCES stored_file(region_id, id),
  constraint volume_edition_region_id_volume_id_fkey FOREIGN KEY (region_id, volume_id) REFERENCES volume(region_id, id),
  constraint volume_edition_edition_check CHECK ((edition > 0)),
  constraint volume_edition_pages_check CHECK ((pages > 0))
);
CREATE INDEX volume_edition_docx ON volume_edition USING btree (region_id, docx_id);
CREATE INDEX volume_edition_pdf ON volume_edition USING btree (region_id, pdf_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON volume_edition FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON volume_edition FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table volume_edition enable row level security;
alter table volume_edition force row level security;
create policy app_all on volume_edition as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM volume v
  WHERE ((v.region_id = volume_edition.region_id) AND (v.id = volume_edition.volume_id))))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM volume v
  WHERE ((v.region_id = volume_edition.region_id) AND (v.id = volume_edition.volume_id))))));
create policy owner_all on volume_edition as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (region_id, volume_id, edition, docx_id, pdf_id, pages), select on volume_edition to yanpei_app;
comment on table volume_edition is '排印: a volume as it was typeset, as Word and as PDF';

create table volume_work (
  region_id integer not null,
  volume_id uuid not null,
  "position" smallint not null,
  part text,
  work_id uuid not null,
  version smallint not null,
  constraint volume_work_pkey PRIMARY KEY (region_id, volume_id, "position"),
  constraint volume_work_region_id_volume_id_work_id_key UNIQUE (region_id, volume_id, work_id),
  constraint volume_work_region_id_volume_id_fkey FOREIGN KEY (region_id, volume_id) REFERENCES volume(region_id, id),
  constraint volume_work_region_id_work_id_version_fkey FOREIGN KEY (region_id, work_id, version) REFERENCES work_version(region_id, work_id, version),
  constraint volume_work_position_check CHECK (("position" > 0))
);
alter table volume_work enable row level security;
alter table volume_work force row level security;
create policy app_all on volume_work as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM volume v
  WHERE ((v.region_id = volume_work.region_id) AND (v.id = volume_work.volume_id))))))
  with check (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (EXISTS ( SELECT
   FROM volume v
  WHERE ((v.region_id = volume_work.region_id) AND (v.id = volume_work.volume_id))))));
create policy owner_all on volume_work as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant delete, insert, select on volume_work to yanpei_app;
comment on table volume_work is '入选作品: the works of a volume in their order';
comment on column volume_work.part is '辑: the part of the book that begins with this work, if one does';

create table work (
  region_id integer not null,
  id uuid not null,
  code text not null,
  programme_id uuid,
  author_id uuid not null,
  kind text not null,
  title text not null,
  dated_on date not null,
  batch_id uuid,
  subject text,
  stage text,
  chapter text,
  activity_id uuid,
  phase text,
  parent_id uuid,
  derived_as text,
  handed_in_at timestamp with time zone not null default now(),
  shelved_at timestamp with time zone,
  constraint work_pkey PRIMARY KEY (region_id, id),
  constraint work_region_id_code_key UNIQUE (region_id, code),
  constraint work_region_id_activity_id_fkey FOREIGN KEY (region_id, activity_id) REFERENCES activity(region_id, id),
  constraint work_region_id_author_id_fkey FOREIGN KEY (region_id, author_id) REFERENCES person(region_id, id),
  constraint work_region_id_parent_id_fkey FOREIGN KEY (region_id, parent_id) REFERENCES work(region_id, id),
  constraint work_region_id_programme_id_fkey FOREIGN KEY (region_id, programme_id) REFERENCES programme(region_id, id),
  constraint work_check CHECK (((parent_id IS NULL) = (derived_as IS NULL))),
  constraint work_derived_as_check CHECK ((derived_as = ANY (ARRAY['improved'::text, 'own'::text])))
);
CREATE INDEX work_author ON work USING btree (region_id, author_id);
CREATE INDEX work_handed_in ON work USING btree (region_id, handed_in_at);
CREATE INDEX work_parent ON work USING btree (region_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX work_programme ON work USING btree (region_id, programme_id);
alter table work enable row level security;
alter table work force row level security;
create policy app_reads on work as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (( SELECT session_wide() AS session_wide) OR (author_id IN ( SELECT unnest(session_people()) AS unnest)) OR (shelved_at IS NOT NULL) OR (id IN ( SELECT unnest(session_works()) AS unnest)))));
create policy app_writes on work as permissive for all to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND ( SELECT session_edits() AS session_edits) AND (( SELECT session_wide() AS session_wide) OR (author_id IN ( SELECT unnest(session_people()) AS unnest)))));
create policy author_adds on work as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND (author_id = ( SELECT session_person() AS session_person))));
create policy owner_all on work as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select, update (programme_id, author_id, kind, title, dated_on, batch_id, subject, stage, chapter, activity_id, phase) on work to yanpei_app;
comment on table work is '作品: anything handed in';
comment on column work.author_id is 'the first author; others stand in work_coauthor';
comment on column work.phase is '阶段 of the programme, by its id';
comment on column work.parent_id is 'the work it was made from: 通案 → 优化 → 个案';
comment on column work.derived_as is 'improved 优化稿 of a cluster''s group, own 个案 of a teacher';
comment on column work.shelved_at is 'in the library since; kept by a trigger beside library_entry';

create table work_coauthor (
  region_id integer not null,
  work_id uuid not null,
  "position" smallint not null,
  person_id uuid not null,
  constraint work_coauthor_pkey PRIMARY KEY (region_id, work_id, "position"),
  constraint work_coauthor_region_id_work_id_person_id_key UNIQUE (region_id, work_id, person_id),
  constraint work_coauthor_region_id_person_id_fkey FOREIGN KEY (region_id, person_id) REFERENCES person(region_id, id),
  constraint work_coauthor_region_id_work_id_fkey FOREIGN KEY (region_id, work_id) REFERENCES work(region_id, id),
  constraint work_coauthor_position_check CHECK (("position" > 1))
);
CREATE INDEX work_coauthor_person ON work_coauthor USING btree (region_id, person_id);
alter table work_coauthor enable row level security;
alter table work_coauthor force row level security;
create policy app_adds on work_coauthor as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_makes(work_id)));
create policy app_reads on work_coauthor as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM work w
  WHERE ((w.region_id = work_coauthor.region_id) AND (w.id = work_coauthor.work_id))))));
create policy owner_all on work_coauthor as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert, select on work_coauthor to yanpei_app;
comment on table work_coauthor is '作者: the second author of a work and those after, in order';

create table work_event (
  region_id integer not null default session_region(),
  id uuid not null,
  work_id uuid not null,
  version smallint not null,
  kind text not null,
  level text not null,
  words text,
  at timestamp with time zone not null default clock_timestamp(),
  by text not null default (session_row()).actor,
  constraint work_event_pkey PRIMARY KEY (region_id, id),
  constraint work_event_region_id_work_id_version_fkey FOREIGN KEY (region_id, work_id, version) REFERENCES work_version(region_id, work_id, version),
  constraint work_event_check CHECK (((kind = 'recommend'::text) OR (words <> ''::text))),
  constraint work_event_kind_check CHECK ((kind = ANY (ARRAY['comment'::text, 'recommend'::text, 'return'::text, 'withdraw'::text]))),
  constraint work_event_level_check CHECK ((level = ANY (ARRAY['author'::text, 'school'::text, 'cluster'::text, 'region'::text])))
);
CREATE INDEX work_event_work ON work_event USING btree (region_id, work_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON work_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON work_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table work_event enable row level security;
alter table work_event force row level security;
create policy app_adds on work_event as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_makes(work_id) AND (( SELECT session_edits() AS session_edits) OR ((kind = 'comment'::text) AND (level = 'author'::text)))));
create policy app_reads on work_event as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM work w
  WHERE ((w.region_id = work_event.region_id) AND (w.id = work_event.work_id))))));
create policy owner_all on work_event as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (id, work_id, version, kind, level, words), select on work_event to yanpei_app;
comment on table work_event is '作品审阅: comments, recommendations upwards and returns with their reason; a work''s standing is folded from them';
comment on column work_event.level is 'on whose behalf: its author, the school, the cluster, or the centre, whose recommendation puts it into the library';

create table work_version (
  region_id integer not null default session_region(),
  work_id uuid not null,
  version smallint not null,
  file_id uuid,
  text text,
  note text,
  made_at timestamp with time zone not null default now(),
  made_by text not null default (session_row()).actor,
  constraint work_version_pkey PRIMARY KEY (region_id, work_id, version),
  constraint work_version_region_id_file_id_fkey FOREIGN KEY (region_id, file_id) REFERENCES stored_file(region_id, id),
  constraint work_version_region_id_work_id_fkey FOREIGN KEY (region_id, work_id) REFERENCES work(region_id, id),
  constraint work_version_check CHECK (((file_id IS NOT NULL) OR (text IS NOT NULL))),
  constraint work_version_version_check CHECK ((version > 0))
);
CREATE INDEX work_version_file ON work_version USING btree (region_id, file_id) WHERE (file_id IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON work_version FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only_all BEFORE TRUNCATE ON work_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
alter table work_version enable row level security;
alter table work_version force row level security;
create policy app_adds on work_version as permissive for insert to yanpei_app
  with check (((region_id = ( SELECT session_region() AS session_region)) AND session_makes(work_id)));
create policy app_reads on work_version as permissive for select to yanpei_app
  using (((region_id = ( SELECT session_region() AS session_region)) AND (EXISTS ( SELECT
   FROM work w
  WHERE ((w.region_id = work_version.region_id) AND (w.id = work_version.work_id))))));
create policy owner_all on work_version as permissive for all to yanpei_owner
  using (true)
  with check (true);
grant insert (work_id, version, file_id, text, note), select on work_version to yanpei_app;
comment on table work_version is '作品版本: what was handed in, never changed; the highest number counts';
comment on column work_version.text is 'the words of the file, or what was typed; null for pictures, sound and films';

create view title_term with (security_invoker=true) as
 SELECT g.region_id,
    g.id,
    g.person_id,
    g.title,
    g.level,
    g.named_on,
    LEAST(g.ends_after, e.ended_on - 1) AS ends_after,
    e.ended_on,
    e.why
   FROM title_grant g
     LEFT JOIN title_end e ON e.region_id = g.region_id AND e.grant_id = g.id;
grant select on title_term to yanpei_app;

CREATE OR REPLACE FUNCTION activities_unrecorded(p_year integer, p_until timestamp with time zone)
 RETURNS TABLE(activity_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id from session_row() s join activity a on a.region_id = s.region_id
  where s.role <> 'teacher' and a.year = p_year and a.ends_at < p_until
    and not exists (select from activity_cancellation c where c.region_id = a.region_id and c.activity_id = a.id)
    and not exists (select from attendance t where t.region_id = a.region_id and t.activity_id = a.id)
$function$
;
comment on function activities_unrecorded(integer,timestamp with time zone) is 'activities of a year that ended before an instant, were not cancelled, and have no attendance at all';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION activity_numbers(p_activities uuid[])
 RETURNS TABLE(activity_id uuid, enrolled integer, came integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.id,
    (select count(distinct t.person_id)::integer from participation t where t.region_id = a.region_id and t.activity_id = a.id),
    (select count(distinct t.person_id)::integer from attendance t
      where t.region_id = a.region_id and t.activity_id = a.id and t.status in ('present', 'late'))
  from session_row() s join activity a on a.region_id = s.region_id
  where s.role <> 'teacher' and a.id = any (p_activities)
$function$
;
comment on function activity_numbers(uuid[]) is 'how many people are on the roster of each activity, and how many came to it at least once';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION address_notice(p_notice uuid, p_day date, p_roles text[], p_units uuid[], p_people uuid[], p_accounts uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me session := session_row();
  wide boolean := session_wide();
  reach uuid[];
  added integer;
begin
  perform from notice n where n.region_id = me.region_id and n.id = p_notice
    and n.account_id is not distinct from me.account_id and n.published_by = me.actor;
  if not found then raise exception 'not a notice of this session' using errcode = 'insufficient_privilege'; end if;
  reach := case when p_units is null and wide then null
    when p_units is null then session_units()
    when wide then p_units
    else array(select unnest(p_units) intersect select unnest(session_units())) end;
  with addressee as (
    select s.person_id, null::uuid as account_id, c.counts_at as unit_id
    from person_state s join unit_counts_at(me.region_id, p_day) c on c.unit_id = s.unit_id
    where 'teacher' = any (p_roles) and s.region_id = me.region_id and s.valid @> p_day
      and (reach is null or c.counts_at = any (reach))
    union all
    select a.person_id, a.id, r.unit_id
    from account_role r join account a on a.region_id = r.region_id and a.id = r.account_id and a.disabled_at is null
    where r.region_id = me.region_id and r.revoked_at is null and r.role = any (p_roles) and r.role <> 'teacher'
      and (reach is null or r.unit_id = any (reach) or (r.unit_id is null and wide))
    union all
    select p.id, null, c.counts_at
    from person p
    left join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> p_day
    left join unit_counts_at(me.region_id, p_day) c on c.unit_id = s.unit_id
    where p.region_id = me.region_id and p.id = any (p_people) and (wide or p.id = any (session_people()))
    union all
    select a.person_id, a.id, null
    from account a where a.region_id = me.region_id and a.id = any (p_accounts) and wide
  ), one as (
    select distinct on (coalesce(person_id, account_id)) * from addressee order by coalesce(person_id, account_id), account_id nulls first
  )
  insert into notice_recipient (region_id, notice_id, recipient_id, person_id, account_id, unit_id)
    select me.region_id, p_notice, coalesce(person_id, account_id), person_id, account_id, unit_id from one
    on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end $function$
;
comment on function address_notice(uuid,date,text[],uuid[],uuid[],uuid[]) is 'names the addressees of a notice that the session has just written: roles within units (null: all in view), people, accounts; returns how many';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION announce_spot(p_id uuid, p_unit uuid, p_title text, p_from date, p_until date, p_percent smallint, p_reason text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  -- each of the two holds 122 bits from the system's generator
  made text := gen_random_uuid()::text || gen_random_uuid()::text;
begin
  if session_draws(p_unit) is not true then
    raise exception 'not the session''s to draw from' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from spot_draw d where d.region_id = session_region() and d.title = p_title) then
    raise exception 'there is a draw of this name' using errcode = 'unique_violation', constraint = 'spot_draw_region_id_title_key';
  end if;
  insert into spot_plan (id, unit_id, title, from_on, until_on, percent, reason, commitment)
    values (p_id, p_unit, p_title, p_from, p_until, p_percent, p_reason, encode(sha256(convert_to(made, 'UTF8')), 'hex'));
  insert into spot_secret (region_id, plan_id, secret) values (session_region(), p_id, made);
end $function$
;
comment on function announce_spot(uuid,uuid,text,date,date,smallint,text) is 'announces a draw and commits to a secret that nobody is told before it; refused where the session does not draw';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION applicant_of(c case_record)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(c.applicant_id = (session_row()).account_id or (c.person_id = session_person() and (c.submitted_on is not null or not c.raised))
    or (c.person_id is null and c.unit_id = session_school()), false)
$function$
;
comment on function applicant_of(case_record) is 'whether the session applies in a case: who entered it, whom it is about (where it may be raised against them, once it was handed in), or the school that it is about';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION audit_row_digest(a audit_log)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(convert_to(concat_ws('|', a.region_id, a.id, to_char(a.at at time zone 'UTC', 'YYYYMMDDHH24MISSUS'),
    a.actor, coalesce(a.account_id::text, ''), a.action, a.subject_kind, a.subject_id, a.details::text), 'UTF8'))
$function$
;
comment on function audit_row_digest(audit_log) is 'what the chain vouches for: every column but the transaction number, which a restore elsewhere renumbers';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION broken_audit_seals(p_region integer)
 RETURNS TABLE(seq integer, found bigint, expected integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.seq, count(a.id), s.rows
  from audit_seal s
  left join audit_log a on a.region_id = s.region_id and a.xact >= s.xact_from and a.xact < s.xact_to
  left join audit_seal p on p.region_id = s.region_id and p.seq = s.seq - 1
  where s.region_id = p_region
  group by s.region_id, s.seq, s.rows, s.hash, p.hash
  having count(a.id) <> s.rows
    or chain(coalesce(p.hash, ''::bytea), audit_row_digest(a) order by a.id) is distinct from s.hash
$function$
;
comment on function broken_audit_seals(integer) is 'the sealed batches whose rows no longer give the sealed hash';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION broken_credit_balances(p_region integer)
 RETURNS TABLE(person_id uuid, year smallint, category text, balance numeric, entries numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(b.person_id, e.person_id), coalesce(b.year, e.year), coalesce(b.category, e.category), b.amount, e.amount
  from (select * from credit_balance where region_id = p_region) b
  full join (select person_id, year, category, sum(amount) as amount from credit_entry
    where region_id = p_region group by person_id, year, category) e
    on e.person_id = b.person_id and e.year = b.year and e.category = b.category
  where coalesce(b.amount, 0) <> coalesce(e.amount, 0)
$function$
;
comment on function broken_credit_balances(integer) is 'balances that are not the sum of their entries';

CREATE OR REPLACE FUNCTION broken_credit_entries(p_region integer)
 RETURNS TABLE(person_id uuid, seq integer, because text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.person_id, c.seq, case when c.seq <> c.place then 'gap' else 'hash' end
  from (
    select e.person_id, e.seq, e.hash, credit_digest(e) as digest,
      row_number() over w as place, lag(e.hash, 1, ''::bytea) over w as previous
    from credit_entry e where e.region_id = p_region window w as (partition by e.person_id order by e.seq)
  ) c
  where c.seq <> c.place or c.hash is distinct from sha256(c.previous || c.digest)
  union all
  select a.person_id, a.last_seq, 'head' from credit_account a
  left join credit_entry e on e.region_id = a.region_id and e.person_id = a.person_id and e.seq = a.last_seq
  where a.region_id = p_region and a.head is distinct from coalesce(e.hash, ''::bytea)
  union all
  select a.person_id, a.last_seq, 'tail' from credit_account a
  where a.region_id = p_region
    and a.last_seq <> (select coalesce(max(e.seq), 0) from credit_entry e where e.region_id = a.region_id and e.person_id = a.person_id)
$function$
;
comment on function broken_credit_entries(integer) is 'entries whose hash, place or account head does not fit: a row changed, taken out or cut off';

CREATE OR REPLACE FUNCTION calendar_known(p_token bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from calendar_feed f where f.token_hash = p_token and f.revoked_at is null)
$function$
;
comment on function calendar_known(bytea) is 'whether a secret address of a calendar is in use';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION calendar_of(p_token bytea, p_from date, p_until date)
 RETURNS TABLE(uid text, kind text, title text, starts_at timestamp with time zone, ends_at timestamp with time zone, on_day date, place text, path text, changed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with feed as (
    select f.region_id, f.recipient_id from calendar_feed f where f.token_hash = p_token and f.revoked_at is null
  )
  select 'activity-' || a.id, 'activity', a.title, a.starts_at, a.ends_at, null::date, u.name, '/m/mine', a.starts_at
  from feed f
  join (select distinct t.region_id, t.person_id, t.activity_id from participation t) t
    on t.region_id = f.region_id and t.person_id = f.recipient_id
  join activity a on a.region_id = t.region_id and a.id = t.activity_id
  left join unit_state u on u.region_id = a.region_id and u.unit_id = a.place_id and u.valid @> (a.starts_at at time zone 'Asia/Shanghai')::date
  where a.starts_at >= p_from and a.starts_at < p_until + 1
    and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
  union all
  select 'notice-' || n.id, 'deadline', n.title, null, null, n.due_on, null, '/notices/' || n.id, n.published_at
  from feed f
  join notice_recipient r on r.region_id = f.region_id and r.recipient_id = f.recipient_id
  join notice n on n.region_id = r.region_id and n.id = r.notice_id
  where n.due_on between p_from and p_until
  union all
  select 'case-' || c.id, 'deadline', '补正申请材料', null, null, c.due_on, null, '/cases/' || c.id, c.opened_at
  from feed f
  join case_record c on c.region_id = f.region_id and (c.person_id = f.recipient_id or c.applicant_id = f.recipient_id)
  where c.office = 'applicant' and c.status = 'returned' and c.due_on between p_from and p_until
$function$
;
comment on function calendar_of(bytea,date,date) is 'activities and deadlines of whom a secret address belongs to; nothing for an unknown or revoked one';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION case_round_counts(p_rounds uuid[])
 RETURNS TABLE(round_id uuid, category text, applied bigint, granted bigint, refused bigint, granted_of_floor bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.round_id, c.category, count(*), count(*) filter (where c.ending = 'granted' and not c.annulled),
    count(*) filter (where c.ending = 'refused'), count(*) filter (where c.ending = 'granted' and not c.annulled and c.of_floor)
  from case_record c
  where c.region_id = session_region() and c.round_id = any (p_rounds) and c.submitted_on is not null
  group by c.round_id, c.category
$function$
;
comment on function case_round_counts(uuid[]) is 'how many applied and were granted in rounds, by category: the same numbers for everybody of the region';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION chain_step(state bytea, previous bytea, digest bytea)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
AS $function$ select sha256(coalesce(state, previous) || digest) $function$
;
comment on function chain_step(bytea,bytea,bytea) is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION check_assignment()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
comment on function check_assignment() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION circular_digest(c circular)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(convert_to(jsonb_build_array(c.kind, c.about, c.series, c.year, c.number, c.of_year, c.unit_id, c.title, c.model,
    c.file_id, c.public_until, c.issued_on, c.issued_by, c.round_id, c.case_id, c.document, c.material, c.replaces)::text, 'UTF8'))
$function$
;
comment on function circular_digest(circular) is 'hash of all that a letter says and that is said of it';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION committee_present(p_region integer, p_sitting uuid, p_n integer)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(array_agg(m.person_id order by m.person_id), '{}') from committee_member m
  where m.region_id = p_region and m.sitting_id = p_sitting and m.n = p_n and m.present $function$
;
comment on function committee_present(integer,uuid,integer) is 'who was there by the nth record of a sitting';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION complain_of_round(p_round uuid, p_id uuid, p_key uuid, p_day date, p_at timestamp with time zone, p_name text, p_contact text, p_text text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  region integer := (select r.region_id from case_round r where r.id = p_round and p_day >= r.opens_on);
  kept integer;
begin
  if region is null then return 'unknown'; end if;
  if not exists (select from public_rounds(p_day) r where r.id = p_round) then return 'over'; end if;
  insert into case_complaint (region_id, id, round_id, name, contact, text, key, at)
    values (region, p_id, p_round, p_name, p_contact, p_text, p_key, p_at)
    on conflict (region_id, round_id, key) do nothing;
  get diagnostics kept = row_count;
  if kept = 1 then
    insert into audit_log (region_id, actor, action, subject_kind, subject_id, details)
      values (region, '群众', 'case.complained', 'round', p_round::text, jsonb_build_object('complaint', p_id));
  end if;
  return 'taken';
end $function$
;
comment on function complain_of_round(uuid,uuid,uuid,date,timestamp with time zone,text,text,text) is 'takes a complaint about a round without a session: taken, over or unknown';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION credit_digest(e credit_entry)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(convert_to(concat_ws('|', e.region_id, e.person_id, e.seq, e.posting_id, e.kind, e.year, e.category,
    e.amount, e.source_kind, e.source_id, coalesce(e.reverses::text, '')), 'UTF8'))
$function$
;
comment on function credit_digest(credit_entry) is 'what the chain vouches for: every column but the hash';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION credit_state(p_region integer, p_upto bigint)
 RETURNS TABLE(entries bigint, total numeric, head bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with covered as (
    select e.person_id, e.seq, e.amount, e.hash from credit_entry e
    join credit_posting p on p.region_id = e.region_id and p.id = e.posting_id
    where e.region_id = p_region and p.xact < p_upto
  ), heads as (select distinct on (person_id) person_id, hash from covered order by person_id, seq desc)
  select (select count(*) from covered), (select coalesce(sum(amount), 0) from covered),
    sha256(coalesce((select string_agg(hash, ''::bytea order by person_id) from heads), ''::bytea))
$function$
;
comment on function credit_state(integer,bigint) is 'count, sum and head of all chains of the ledger, as of a position among the transactions';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION delegate_of_login(p_login text)
 RETURNS TABLE(account_id uuid, name text, covers boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$
;
comment on function delegate_of_login(text) is 'whom a login belongs to, and whether that account sees by itself all that the session''s account deals with';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION delegations_in_view()
 RETURNS TABLE(id uuid, from_account uuid, from_name text, to_account uuid, to_name text, starts_on date, ends_on date, because text, ended_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select d.id, d.from_account, f.display_name, d.to_account, t.display_name, d.starts_on, d.ends_on, d.because, d.ended_at
  from session_row() s
  join delegation d on d.region_id = s.region_id
    and (s.role in ('officer', 'system') or s.account_id in (d.from_account, d.to_account))
  join account f on f.region_id = d.region_id and f.id = d.from_account
  join account t on t.region_id = d.region_id and t.id = d.to_account
$function$
;
comment on function delegations_in_view() is 'the delegations that the session may see, with names';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION digest_circular()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  new.digest := circular_digest(new);
  new.digested_at := new.issued_at;
  return new;
end
$function$
;
comment on function digest_circular() is 'a letter gets its hash from the database, whatever the program says';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION exam_is_open(p_round uuid, p_stage text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select not exists (select from exam_close c where c.region_id = session_region() and c.round_id = p_round and c.stage = p_stage)
$function$
;
comment on function exam_is_open(uuid,text) is 'whether rooms, seats and papers of an exam may still be written';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION find_library(p_query text, p_kind text, p_stage text, p_subject text, p_chapter text, p_newest boolean, p_offset integer, p_limit integer)
 RETURNS TABLE(work_id uuid, total integer, place bigint)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  -- beyond so many hits the most used come first, by their index; within it the best fitting
  most constant integer := 1000;
  region integer := session_region();
  found integer;
  matching text := 'e.region_id = $1';
  sorted text := case when p_newest then 'e.shelved_at desc' else 'e.downloads desc, e.shelved_at desc' end;
begin
  if region is null then return; end if;
  if p_query <> '' then matching := matching || ' and e.words @@ $2::tsquery'; end if;
  if p_kind is not null then matching := matching || ' and e.kind = $3'; end if;
  if p_stage is not null then matching := matching || ' and e.stage = $4'; end if;
  if p_subject is not null then matching := matching || ' and e.subject = $5'; end if;
  if p_chapter is not null then matching := matching || ' and e.chapter = $6'; end if;
  execute 'select count(*) from (select from library_entry e where ' || matching || ' limit ' || most + 1 || ') x'
    into found using region, p_query, p_kind, p_stage, p_subject, p_chapter;
  if p_query <> '' and found <= most and not p_newest then
    sorted := 'ts_rank(e.words, $2::tsquery) desc, ' || sorted;
  end if;
  return query execute 'select h.work_id, ' || found || ', row_number() over () from (select e.work_id from library_entry e where '
    || matching || ' order by ' || sorted || ' offset ' || p_offset || ' limit ' || p_limit || ') h'
    using region, p_query, p_kind, p_stage, p_subject, p_chapter;
end $function$
;
comment on function find_library(text,text,text,text,text,boolean,integer,integer) is 'works of the library by full text and filters, best first; total is at most 1001, which means more than a thousand';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION find_people(p_text text, p_limit integer DEFAULT NULL::integer)
 RETURNS TABLE(person_id uuid, fit integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$
;
comment on function find_people(text,integer) is 'people that the session sees, by identity number or phone (wholly), part of the name, or beginning of the pinyin initials; best fit first: 0 the number, 1 the name begins so, 2 has it inside, 3 initials';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION give_points(p_judging uuid, p_points jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  standing text := judging_standing(p_judging);
begin
  if standing <> 'open' then return standing; end if;
  insert into case_point (region_id, judging_id, since, dimension, points)
    select j.region_id, j.id, j.since, given.key, given.value::numeric
    from case_judge j, jsonb_each_text(p_points) given where j.region_id = session_region() and j.id = p_judging
    on conflict (region_id, judging_id, since, dimension) do update set points = excluded.points, given_at = now();
  return standing;
end $function$
;
comment on function give_points(uuid,jsonb) is 'writes the points of the session''s person while the review is open';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION hand_in_answers(p_token bytea, p_today date, p_sheet uuid, p_answers jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  door questionnaire_door;
  q questionnaire;
  state text;
begin
  select d.* into door from questionnaire_door d where d.token_hash = p_token;
  if not found then
    select d.* into door from questionnaire_ticket t
      join questionnaire_door d on d.region_id = t.region_id and d.id = t.door_id where t.token_hash = p_token;
  end if;
  if door.id is null then return 'unknown'; end if;
  -- the closing takes the same lock: what is received before it is in the results, what comes after is refused
  perform pg_advisory_xact_lock_shared(hashtext('questionnaire'), hashtext(door.questionnaire_id::text));
  select * into q from questionnaire where region_id = door.region_id and id = door.questionnaire_id;
  state := questionnaire_state(q, p_today);
  if state <> 'open' then return state; end if;
  if door.kind = 'codes' then
    update questionnaire_ticket set used = true
      where region_id = q.region_id and questionnaire_id = q.id and token_hash = p_token and not used;
    if not found then return 'already'; end if;
  elsif door.most is not null and door.most <= (select count(*) from answer_sheet s
      where s.region_id = q.region_id and s.questionnaire_id = q.id and s.door_id = door.id and s.id <> p_sheet) then
    return 'full';
  end if;
  if keep_answers(q.region_id, q.id, door.id, p_sheet, p_answers) then return 'received'; end if;
  return 'already';
end $function$
;
comment on function hand_in_answers(bytea,date,uuid,jsonb) is 'takes in a sheet for a token that is spent by it. received, already, unknown, draft, waiting, closed or full. Needs no session and leaves no trace of who, where from or when';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION hand_in_named(p_questionnaire uuid, p_today date, p_sheet uuid, p_answers jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me session := session_row();
  q questionnaire;
  asked questionnaire_person;
  state text;
begin
  perform pg_advisory_xact_lock_shared(hashtext('questionnaire'), hashtext(p_questionnaire::text));
  select * into asked from questionnaire_person
    where region_id = me.region_id and questionnaire_id = p_questionnaire and person_id = me.person_id for update;
  if not found then return 'unknown'; end if;
  select * into q from questionnaire where region_id = me.region_id and id = p_questionnaire and not anonymous;
  state := questionnaire_state(q, p_today);
  if state <> 'open' then return state; end if;
  if asked.sheet_id is not null then return 'already'; end if;
  perform keep_answers(q.region_id, q.id, asked.door_id, p_sheet, p_answers);
  update questionnaire_person set sheet_id = p_sheet, at = now()
    where region_id = me.region_id and questionnaire_id = q.id and person_id = me.person_id;
  return 'received';
end $function$
;
comment on function hand_in_named(uuid,date,uuid,jsonb) is 'takes in the signed-in person''s sheet of a questionnaire with names; outcomes as of hand_in_answers';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION has_scored(j case_judge)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from case_point p where p.region_id = j.region_id and p.judging_id = j.id and p.since = j.since)
$function$
;
comment on function has_scored(case_judge) is 'whether a judge has given points that count';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION hold_draw_to_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if not exists (select from spot_plan p join spot_secret s on s.region_id = p.region_id and s.plan_id = p.id
    where p.region_id = new.region_id and p.id = new.plan_id and s.secret = new.secret
      and (p.unit_id, p.title, p.from_on, p.until_on, p.percent) = (new.unit_id, new.title, new.from_on, new.until_on, new.percent))
    or new.seed <> encode(sha256(convert_to(new.secret || ':' || new.number, 'UTF8')), 'hex') then
    raise exception 'a draw is made as it was announced, by the secret that was committed to' using errcode = 'check_violation';
  end if;
  return new;
end $function$
;
comment on function hold_draw_to_plan() is 'a draw has the days, share and secret of its plan, and the seed that follows from them';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION holds_on(p_valid daterange, p_day date)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((NOT (p_valid << daterange(p_day, p_day, '[]'::text))) AND (NOT (p_valid >> daterange(p_day, p_day, '[]'::text))))
;
comment on function holds_on(daterange,date) is 'the same as p_valid @> p_day, for joins of many people: under row-level security the planner may not look at the statistics of @> and takes one row of two hundred for granted, where nearly all hold; of this it expects nearly all';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION judge_sheets(p_today date)
 RETURNS TABLE(appraisal_id uuid, title text, standard_id uuid, version smallint, score_until date, judge_id uuid, target_id uuid, number smallint, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$
;
comment on function judge_sheets(date) is 'what the signed-in person has to score: numbers alone where the appraisal is blind';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION judging_files()
 RETURNS TABLE(judging_id uuid, n integer, material text, media_type text, bytes bigint, sha256 bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select j.id, row_number() over (partition by j.id order by m.added_at, m.file_id)::integer, m.material, f.media_type, f.bytes, f.sha256
  from session_row() s
  join case_judge j on j.region_id = s.region_id and j.person_id = s.person_id and j.recused_because is null
  join case_record c on c.region_id = j.region_id and c.id = j.case_id and c.status = 'open' and c.stage = j.stage
  join case_material m on m.region_id = c.region_id and m.case_id = c.id and m.for_judges and m.submission is not null
  join stored_file f on f.region_id = m.region_id and f.id = m.file_id
$function$
;
comment on function judging_files() is 'the files that the session''s person may open while a review is open: by judging and number, never by name';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION judging_sheet()
 RETURNS TABLE(id uuid, system text, rev integer, stage text, blind text, category text, open boolean, since integer, form jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select j.id, c.system, c.rev, j.stage, j.blind, c.category, c.status = 'open' and c.stage = j.stage, j.since,
    (select coalesce(jsonb_object_agg(v.field, replace(replace(v.value, c.name, '＊＊'), coalesce(u.name, ''), '＊＊')), '{}')
      from case_value v
      where v.region_id = c.region_id and v.case_id = c.id
        and v.submission = (select max(n.submission) from case_value n where n.region_id = c.region_id and n.case_id = c.id and n.field = v.field))
  from session_row() s
  join case_judge j on j.region_id = s.region_id and j.person_id = s.person_id and j.recused_because is null
  join case_record c on c.region_id = j.region_id and c.id = j.case_id
  left join lateral (select us.name from unit_state us where us.region_id = c.region_id and us.unit_id = c.unit_id
    order by lower(us.valid) desc nulls last limit 1) u on true
$function$
;
comment on function judging_sheet() is 'what the session''s person is to judge: by number, with the form, in which name and unit are struck out';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION judging_standing(p_judging uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
comment on function judging_standing(uuid) is 'whether the session''s person may judge: open, closed, recused or unknown; the case is kept as it is until the end of the transaction';

CREATE OR REPLACE FUNCTION keep_answers(p_region integer, p_questionnaire uuid, p_door uuid, p_sheet uuid, p_answers jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  insert into answer_sheet (region_id, questionnaire_id, id, door_id) values (p_region, p_questionnaire, p_sheet, p_door)
    on conflict do nothing;
  if not found then return false; end if;
  insert into answer (region_id, questionnaire_id, sheet_id, position, line, choice, words)
    select p_region, p_questionnaire, p_sheet, a.position, coalesce(a.line, 0), coalesce(a.choice, 0), a.words
    from jsonb_to_recordset(p_answers) as a (position smallint, line smallint, choice smallint, words text);
  return true;
end $function$
;
comment on function keep_answers(integer,uuid,uuid,uuid,jsonb) is 'adds a sheet with its answers; false when the same sheet is there already';

CREATE OR REPLACE FUNCTION keep_shelved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_op = 'DELETE' then
    update work set shelved_at = null where region_id = old.region_id and id = old.work_id;
    return old;
  end if;
  update work set shelved_at = new.shelved_at where region_id = new.region_id and id = new.work_id;
  return new;
end $function$
;
comment on function keep_shelved() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION library_chapters(p_subject text, p_stage text)
 RETURNS TABLE(chapter text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive known as (
    (select e.region_id, coalesce(e.stage, '') as stage, e.chapter from library_entry e
      where e.region_id = session_region() and e.subject = p_subject and e.chapter is not null
      order by e.region_id, coalesce(e.stage, ''), e.chapter limit 1)
    union all
    select n.* from known k, lateral (select e.region_id, coalesce(e.stage, ''), e.chapter from library_entry e
      where e.region_id = k.region_id and e.subject = p_subject and e.chapter is not null
        and (coalesce(e.stage, ''), e.chapter) > (k.stage, k.chapter)
      order by e.region_id, coalesce(e.stage, ''), e.chapter limit 1) n
  )
  select distinct k.chapter from (select * from known limit 2000) k where p_stage is null or k.stage = p_stage
$function$
;
comment on function library_chapters(text,text) is 'the chapters of a subject (and stage) that the library has, each once: by one step into an index each, not by reading all works';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION library_choices()
 RETURNS TABLE(kind text, stage text, subject text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with recursive known as (
    (select e.region_id, e.kind, coalesce(e.stage, '') as stage, coalesce(e.subject, '') as subject
      from library_entry e where e.region_id = session_region()
      order by e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '') limit 1)
    union all
    select n.* from known k, lateral (select e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '')
      from library_entry e where e.region_id = k.region_id
        and (e.kind, coalesce(e.stage, ''), coalesce(e.subject, '')) > (k.kind, k.stage, k.subject)
      order by e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '') limit 1) n
  )
  select kind, stage, subject from known limit 3000
$function$
;
comment on function library_choices() is 'kinds, stages and subjects that the library has, each combination once, '''' for none: by one step into an index each, not by reading all works';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION like_bands(p_bands integer[], p_limit integer)
 RETURNS TABLE(work_id uuid, shared integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select e.work_id, (select count(*)::integer from unnest(e.bands) b where b = any (p_bands)) as shared
  from session_row() s join library_entry e on e.region_id = s.region_id and e.bands && p_bands
  order by 2 desc, 1 limit p_limit
$function$
;
comment on function like_bands(integer[],integer) is 'works of the library whose text may be alike: those that share a band, most shared first';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION mail_is_on()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from message_setting m where m.region_id = session_region() and m.part = 'email' and m.enabled)
$function$
;
comment on function mail_is_on() is 'whether the session''s region sends mail';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION may_count(q questionnaire)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select q.id is not null
    and (not q.anonymous or exists (select from questionnaire_step s where s.region_id = q.region_id and s.questionnaire_id = q.id and s.step = 'closed'))
    and (select count(*) from answer_sheet s where s.region_id = q.region_id and s.questionnaire_id = q.id) >= q.least
$function$
;
comment on function may_count(questionnaire) is 'whether results may be shown: of an anonymous one only when it is closed, since two looks with one sheet between them would show that sheet';

CREATE OR REPLACE FUNCTION named_questionnaires(p_today date)
 RETURNS TABLE(form jsonb, state text, done boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select questionnaire_form(q), questionnaire_state(q, p_today), p.sheet_id is not null
  from session_row() s join questionnaire_person p on p.region_id = s.region_id and p.person_id = s.person_id
  join questionnaire q on q.region_id = p.region_id and q.id = p.questionnaire_id and not q.anonymous
  where questionnaire_state(q, p_today) <> 'draft'
  order by q.closes_on, q.id
$function$
;
comment on function named_questionnaires(date) is 'the questionnaires with names that the signed-in person is asked';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION note_download(p_work uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  insert into library_download (region_id, work_id, account_id)
    select e.region_id, e.work_id, s.account_id from session_row() s
    join library_entry e on e.region_id = s.region_id and e.work_id = p_work;
  update library_entry e set downloads = downloads + 1 from session_row() s where e.region_id = s.region_id and e.work_id = p_work
$function$
;
comment on function note_download(uuid) is 'counts a download of a work of the library in the session''s name';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION notice_names(p_notice uuid)
 RETURNS TABLE(recipient_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.recipient_id, coalesce(p.name, a.display_name)
  from session_row() s
  join notice_recipient r on r.region_id = s.region_id and r.notice_id = p_notice
    and (s.role in ('officer', 'leader', 'system') or r.unit_id = any (session_units()))
  left join person p on p.region_id = r.region_id and p.id = r.person_id
  left join account a on a.region_id = r.region_id and a.id = r.account_id
$function$
;
comment on function notice_names(uuid) is 'the names of a notice''s addressees whom the session may see';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION object_to_notice(p_notice uuid, p_case uuid, p_key uuid, p_day date, p_at timestamp with time zone, p_name text, p_contact text, p_text text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
end $function$
;
comment on function object_to_notice(uuid,uuid,uuid,date,timestamp with time zone,text,text,text) is 'takes an objection without a session: taken, early, over or unknown';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION open_questionnaire(p_token bytea, p_today date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with door as (
    select d.region_id, d.questionnaire_id, d.title, d.kind, null::boolean as used from questionnaire_door d where d.token_hash = p_token
    union all
    select d.region_id, d.questionnaire_id, d.title, d.kind, t.used from questionnaire_ticket t
      join questionnaire_door d on d.region_id = t.region_id and d.id = t.door_id where t.token_hash = p_token
  )
  select questionnaire_form(q) || jsonb_build_object('group', d.title, 'shared', d.kind = 'shared',
    'state', case when d.used then 'used' else questionnaire_state(q, p_today) end,
    'unit', (select s.name from unit_state s where s.region_id = q.region_id and s.unit_id = q.unit_id and s.valid @> p_today))
  from door d join questionnaire q on q.region_id = d.region_id and q.id = d.questionnaire_id
$function$
;
comment on function open_questionnaire(bytea,date) is 'the questionnaire that a token opens and whether it can be answered on a day; null for an unknown token. Needs no session';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION participation_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'activity' then
    perform from participation p where p.region_id = old.region_id and p.activity_id = old.id;
  else
    perform from participation p where p.region_id = old.region_id and p.person_id = old.id;
  end if;
  if found then
    raise exception '% % still has participations', tg_table_name, old.id using errcode = 'foreign_key_violation';
  end if;
  return null;
end $function$
;
comment on function participation_holds() is 'an activity or person named by a participation stays, and keeps its id';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION participation_keeps_key()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a participation is added or taken away, never made another one' using errcode = 'foreign_key_violation';
end $function$
;
comment on function participation_keeps_key() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION participation_refers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  region integer;
  named uuid[];
  held bigint;
begin
  for region in select distinct region_id from added loop
    named := array(select distinct activity_id from added where region_id = region);
    perform from activity where region_id = region and id = any (named) order by id for key share;
    get diagnostics held = row_count;
    if held <> cardinality(named) then
      raise exception 'participation in an activity that is not there' using errcode = 'foreign_key_violation';
    end if;
    named := array(select distinct person_id from added where region_id = region);
    perform from person where region_id = region and id = any (named) order by id for key share;
    get diagnostics held = row_count;
    if held <> cardinality(named) then
      raise exception 'participation of a person who is not there' using errcode = 'foreign_key_violation';
    end if;
  end loop;
  return null;
end $function$
;
comment on function participation_refers() is 'the foreign keys of participation to activity and person, for all rows of a statement at once';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION people_by_unit(p_day date)
 RETURNS TABLE(unit_id uuid, people integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.counts_at, count(*)::integer
  from session_row() s
  join person_state p on p.region_id = s.region_id and holds_on(p.valid, p_day)
  join unit_counts_at(s.region_id, p_day) c on c.unit_id = p.unit_id and not c.gone
  where s.role <> 'teacher'
  group by c.counts_at
$function$
;
comment on function people_by_unit(date) is 'how many people count at each unit itself on a day; numbers only, so that every desk sees the whole network';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION phone_facts(p_sessions bytea[], p_days date[])
 RETURNS TABLE(place integer, facts jsonb)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
begin
  return query
  select g.place::integer, case when me.region_id is null then null else (
        with mine as materialized (
          select a.*, array_agg(p.role order by p.role) as roles, bool_or(p.recognised) as recognised
          from participation p join activity a on a.region_id = p.region_id and a.id = p.activity_id
          where p.region_id = me.region_id and p.person_id = me.person_id
            and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
          group by a.region_id, a.id
        ), chosen as (
          (select * from mine where ends_at >= today order by starts_at, code limit 60)
          union all
          (select * from mine where ends_at < today order by ends_at desc, code limit 40)
        )
        select jsonb_build_object(
          'person', me.person_id,
          'name', coalesce((select n.name from person n where n.region_id = me.region_id and n.id = me.person_id), me.actor),
          'unit', (select s.name from person_state p
            join unit_state s on s.region_id = p.region_id and s.unit_id = p.unit_id and s.valid @> today
            where p.region_id = me.region_id and p.person_id = me.person_id and p.valid @> today),
          'policy', coalesce((select jsonb_agg(jsonb_build_object('year', c.year, 'category', c.category,
              'required', c.required::text, 'hoursPerCredit', c.hours_per_credit::text, 'ceiling', c.ceiling::text,
              'leastRate', c.least_rate::text) order by c.position)
            from credit_policy c where c.region_id = me.region_id and c.year = extract(year from today)), '[]'),
          'balances', coalesce((select jsonb_object_agg(b.category, b.amount::text) from credit_balance b
            where b.region_id = me.region_id and b.person_id = me.person_id and b.year = extract(year from today)), '{}'),
          'activities', coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'title', c.title, 'programme', g.title,
              'system', g.system, 'category', g.category, 'startsAt', c.starts_at, 'endsAt', c.ends_at, 'hours', c.hours::text,
              'slots', c.slots, 'roles', c.roles, 'recognised', c.recognised,
              'place', (select s.name from unit_state s where s.region_id = c.region_id and s.unit_id = c.place_id and s.valid @> today),
              'marks', (select string_agg(t.slot || ':' || t.status, ',') from attendance t
                where t.region_id = c.region_id and t.activity_id = c.id and t.person_id = me.person_id),
              'params', (select v.params from system_params v where v.region_id = c.region_id and v.system = g.system
                and v.year = g.year order by v.set_at desc limit 1),
              'times', case when c.starts_at < today + 1 and c.ends_at >= today then
                (select jsonb_agg(jsonb_build_object('slot', s.slot, 'opensAt', s.opens_at, 'lateAfter', s.late_after,
                    'closesAt', s.closes_at)) from activity_slot s where s.region_id = c.region_id and s.activity_id = c.id) end)
              order by c.starts_at, c.code)
            from chosen c join programme g on g.region_id = c.region_id and g.id = c.programme_id), '[]'),
          'offers', coalesce((select jsonb_agg(o) from (
            select a.title, g.category, a.starts_at as "startsAt", a.hours::text as hours from activity a
            join programme g on g.region_id = a.region_id and g.id = a.programme_id
            where a.region_id = me.region_id and a.starts_at >= today + 1 and a.starts_at < make_date(extract(year from today)::integer + 1, 1, 1)
              and a.ends_at >= today and g.category is not null and g.level <> 'school' and a.id not in (select id from mine)
              and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
            order by a.starts_at, a.code limit 20) o), '[]')
      )) end
  from unnest(p_sessions, p_days) with ordinality g(session, today, place)
  left join lateral (select * from session k where k.token_hash = g.session and session_lives(k)) me on true;
end $function$
;
comment on function phone_facts(bytea[],date[]) is 'what the phone''s first screen is drawn from for each session''s person on a day, by the place in the lists; null without a live session';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION post_credits(p_id uuid, p_key text, p_because text, p_batch uuid, p_people uuid[], p_kinds text[], p_years smallint[], p_categories text[], p_amounts numeric[], p_source_kinds text[], p_sources uuid[], p_reverses integer[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me session := session_row();
  wrong text;
begin
  if me.region_id is null or me.role not in ('system', 'officer', 'cluster', 'school') then
    raise exception 'this session may not post credits' using errcode = 'insufficient_privilege';
  end if;
  -- accounts first, in one order for everybody, and only then the key: a repeated posting waits and finds it
  insert into credit_account (region_id, person_id)
    select me.region_id, p from unnest(p_people) p group by p order by p on conflict do nothing;
  perform from credit_account where region_id = me.region_id and person_id = any (p_people) order by person_id for update;
  perform from credit_posting where region_id = me.region_id and key = p_key;
  if found then return 0; end if;

  insert into credit_posting (region_id, id, key, because, actor, account_id, entries, total, batch_id)
    values (me.region_id, p_id, p_key, p_because, me.actor, me.account_id, cardinality(p_people),
      (select sum(a) from unnest(p_amounts) a), p_batch);

  with given as (
    select g.*, a.head, a.last_seq + row_number() over (partition by g.person order by g.position) as seq
    from unnest(p_people, p_kinds, p_years, p_categories, p_amounts, p_source_kinds, p_sources, p_reverses)
      with ordinality g(person, kind, year, category, amount, source_kind, source, reverses, position)
    join credit_account a on a.region_id = me.region_id and a.person_id = g.person
  ), shaped as (
    select person, head, row(me.region_id, person, seq, p_id, kind, year, category, amount::numeric(30, 2),
      source_kind, source, reverses, null)::credit_entry as e from given
  ), linked as (
    select e, chain(head, credit_digest(e)) over (partition by person order by (e).seq) as hash from shaped
  )
  insert into credit_entry select (e).region_id, (e).person_id, (e).seq, (e).posting_id, (e).kind, (e).year,
    (e).category, (e).amount, (e).source_kind, (e).source_id, (e).reverses, hash from linked;

  update credit_account a set last_seq = n.seq, head = n.hash
    from (select distinct on (person_id) person_id, seq, hash from credit_entry
      where region_id = me.region_id and posting_id = p_id and person_id = any (p_people)
      order by person_id, seq desc) n
    where a.region_id = me.region_id and a.person_id = n.person_id;

  insert into credit_balance as b (region_id, person_id, year, category, amount)
    select me.region_id, g.person, g.year, g.category, sum(g.amount)
    from unnest(p_people, p_years, p_categories, p_amounts) g(person, year, category, amount)
    group by g.person, g.year, g.category
    on conflict (region_id, person_id, year, category) do update set amount = b.amount + excluded.amount;

  -- a reversal undoes exactly the award it names
  select r.person_id || ' ' || r.seq into wrong from credit_entry r
    join credit_entry o on o.region_id = r.region_id and o.person_id = r.person_id and o.seq = r.reverses
    where r.region_id = me.region_id and r.posting_id = p_id and r.person_id = any (p_people) and r.kind = 'reversal'
      and (o.kind <> 'award' or o.amount <> -r.amount or o.year <> r.year or o.category <> r.category
        or o.source_id <> r.source_id) limit 1;
  if found then raise exception 'reversal % does not match its award', wrong using errcode = 'check_violation'; end if;
  -- a source is credited to a person once at a time
  select n.person_id || ' ' || n.source_id into wrong from credit_entry n
    join credit_entry o on o.region_id = n.region_id and o.source_id = n.source_id and o.person_id = n.person_id and o.kind = 'award'
    where n.region_id = me.region_id and n.posting_id = p_id and n.person_id = any (p_people) and n.kind = 'award'
      and not exists (select from credit_entry r where r.region_id = o.region_id and r.person_id = o.person_id and r.reverses = o.seq)
    group by n.person_id, n.source_id having count(distinct o.seq) > 1 limit 1;
  if found then raise exception 'source % is credited already', wrong using errcode = 'unique_violation'; end if;
  -- never a credit without a record behind it
  select n.person_id || ' ' || n.source_id into wrong from credit_entry n
    where n.region_id = me.region_id and n.posting_id = p_id and n.person_id = any (p_people) and n.kind = 'award'
      and not case n.source_kind
        when 'participation' then exists (select from participation p where p.region_id = n.region_id
          and p.activity_id = n.source_id and p.person_id = n.person_id)
        else exists (select from online_study o where o.region_id = n.region_id and o.id = n.source_id
          and o.person_id = n.person_id) end limit 1;
  if found then raise exception 'no record behind the credit %', wrong using errcode = 'foreign_key_violation'; end if;
  return cardinality(p_people);
end $function$
;
comment on function post_credits(uuid,text,text,uuid,uuid[],text[],smallint[],text[],numeric[],text[],uuid[],integer[]) is 'the only way into the ledger: one posting with its entries, all or nothing; 0 when the key was posted before';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION programmes_taught(p_programmes uuid[])
 RETURNS TABLE(programme_id uuid, person_days numeric, hours_full numeric, hours_other numeric)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with me as materialized (select region_id from session_row() where region_id is not null),
  held as (
    select a.*, (a.ends_at at time zone 'Asia/Shanghai')::date - (a.starts_at at time zone 'Asia/Shanghai')::date + 1 as days,
      (select count(*) from participation l where l.region_id = a.region_id and l.activity_id = a.id
        and l.role = 'lecturer' and l.recognised) as lecturers
    from me join activity a on a.region_id = me.region_id and a.programme_id = any (p_programmes)
    where not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
  ), part as (
    select h.programme_id, h.days, p.role, h.hours / greatest(h.lecturers, 1) as hours, coalesce(s.rank ~ '正高', false) as is_full
    from held h join participation p on p.region_id = h.region_id and p.activity_id = h.id and p.recognised
    left join person_state s on s.region_id = p.region_id and s.person_id = p.person_id
      and s.valid @> (h.ends_at at time zone 'Asia/Shanghai')::date
  )
  select programme_id, sum(days), coalesce(sum(hours) filter (where role = 'lecturer' and is_full), 0),
    coalesce(sum(hours) filter (where role = 'lecturer' and not is_full), 0)
  from part group by programme_id
$function$
;
comment on function programmes_taught(uuid[]) is 'how much programmes taught: people times days, and lecturers'' hours by class of rank; numbers only, so that any organiser can hold them against the standards';
-- may be called by: yanpei_app

CREATE OR REPLACE PROCEDURE protect(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy owner_all on %s to yanpei_owner using (true) with check (true)', t);
end $procedure$
;
comment on function protect(regclass) is 'row-level security on, also for the owner, whose functions keep their way in';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_appraisal(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region()))', t);
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', t);
end $procedure$
;
comment on function protect_appraisal(regclass) is 'read by the region, never changed';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_by_case(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_all on %s to yanpei_app using (region_id = (select session_region())
    and exists (select from case_record c where c.region_id = %s.region_id and c.id = %s.case_id))', t, t, t);
end $procedure$
;
comment on function protect_by_case(regclass) is 'seen and written with the case that it belongs to';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_by_person(IN t regclass, IN person_column name)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region())
    and ((select session_wide()) or %I in (select unnest(session_people()))))', t, person_column);
  execute format('create policy app_writes on %s to yanpei_app using (region_id = (select session_region())
    and (select session_edits()) and ((select session_wide()) or %I in (select unnest(session_people()))))', t, person_column);
end $procedure$
;
comment on function protect_by_person(regclass,name) is 'seen by the region, by the units above the person and by the person; written by the first two';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_by_region(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region()))', t);
  execute format('create policy app_writes on %s to yanpei_app using (region_id = (select session_region()) and (select session_governs()))', t);
end $procedure$
;
comment on function protect_by_region(regclass) is 'everybody of the region reads; who governs the region writes';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_committee(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app
    using (region_id = (select session_region()) and (select session_wide()))', t);
  execute format('grant select, insert on %s to yanpei_app', t);
end $procedure$
;
comment on function protect_committee(regclass) is 'seen by who sees the whole region, added to and never changed; who adds, a policy of the table says';
-- may be called by: everybody

CREATE OR REPLACE PROCEDURE protect_exam(IN t regclass)
 LANGUAGE plpgsql
AS $procedure$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app
    using (region_id = (select session_region()) and (select session_wide()))', t);
  execute format('create policy app_writes on %s to yanpei_app
    using (region_id = (select session_region()) and (select session_governs()))', t);
end $procedure$
;
comment on function protect_exam(regclass) is 'seen by who sees the whole region, written by who governs it';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION public_centres(p_day date)
 RETURNS TABLE(region_name text, centre text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.name, (select s.name from unit_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.category = 'centre'
    join unit root on root.region_id = s.region_id and root.id = s.parent_id and root.code = r.code
    where s.region_id = r.id and s.valid @> p_day order by u.code limit 1)
  from region r order by r.code
$function$
;
comment on function public_centres(date) is 'whom anybody may ask: the centre of each region of this server on a day; null for a region that has none';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_certificate(p_code text, p_day date)
 RETURNS TABLE(region_name text, title text, name text, category text, number text, issuer text, issued_on date, until_on date, standing text, revoked_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$
;
comment on function public_certificate(text,date) is 'what anybody sees of a certificate by its code: the name masked, and whether it is in force';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_circular(p_id uuid, p_day date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.model from circular c where c.id = p_id and c.public_until >= p_day
$function$
;
comment on function public_circular(uuid,date) is 'the text of one of them; null when there is none';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_circulars(p_day date)
 RETURNS TABLE(id uuid, region_name text, kind text, series text, year smallint, number integer, title text, issued_on date, public_until date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, r.name, c.kind, c.series, c.year, c.number, c.title, c.issued_on, c.public_until
  from circular c join region r on r.id = c.region_id
  where c.public_until >= p_day order by c.issued_on desc, c.series, c.number desc
$function$
;
comment on function public_circulars(date) is 'the circulars and bulletins that everybody may read on a day';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_notice_people(p_notice uuid, p_day date)
 RETURNS TABLE(case_id uuid, name text, unit_name text, category text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.id, c.name, s.name, c.category
  from case_notice n
  join case_event e on e.region_id = n.region_id and e.notice_id = n.id
  join case_record c on c.region_id = e.region_id and c.id = e.case_id
  left join unit_state s on s.region_id = c.region_id and s.unit_id = c.unit_id and s.valid @> n.from_on
  where n.id = p_notice and p_day between n.from_on and n.until_on + 30
  order by c.category, c.name
$function$
;
comment on function public_notice_people(uuid,date) is 'whom a notice names while everybody may read it: name, unit and category, nothing else';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_notices(p_day date)
 RETURNS TABLE(id uuid, region_name text, title text, words text, from_on date, until_on date, people bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select n.id, r.name, n.title, n.words, n.from_on, n.until_on, count(e.case_id)
  from case_notice n
  join region r on r.id = n.region_id
  left join case_event e on e.region_id = n.region_id and e.notice_id = n.id
  where p_day between n.from_on and n.until_on + 30
  group by n.region_id, n.id, r.name, n.title, n.words, n.from_on, n.until_on
  order by n.until_on desc, n.title
$function$
;
comment on function public_notices(date) is 'notices that everybody may read: those of the day, and for 30 days after';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_result_lines(p_result uuid, p_day date)
 RETURNS TABLE(who text, category text, result text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select l.who, l.category, l.result
  from exam_result n join exam_result_line l on l.region_id = n.region_id and l.result_id = n.id
  where n.id = p_result and p_day between n.from_on and n.until_on and n.withdrawn_at is null
  order by l.n
$function$
;
comment on function public_result_lines(uuid,date) is 'the lines of published results, while everybody may read them';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_results(p_day date)
 RETURNS TABLE(id uuid, region_name text, title text, words text, from_on date, until_on date, lines bigint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select n.id, r.name, n.title, n.words, n.from_on, n.until_on,
    (select count(*) from exam_result_line l where l.region_id = n.region_id and l.result_id = n.id)
  from exam_result n join region r on r.id = n.region_id
  where p_day between n.from_on and n.until_on and n.withdrawn_at is null
  order by n.from_on desc, n.title
$function$
;
comment on function public_results(date) is 'results that everybody may read on a day';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION public_rounds(p_day date)
 RETURNS TABLE(id uuid, region_name text, title text, opens_on date, closes_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select r.id, g.name, r.title, r.opens_on, r.closes_on
  from case_round r join region g on g.id = r.region_id
  where p_day >= r.opens_on and (p_day <= r.closes_on
    or exists (select from case_record c where c.region_id = r.region_id and c.round_id = r.id and c.status in ('open', 'returned'))
    or exists (select from case_notice n where n.region_id = r.region_id and n.round_id = r.id and p_day <= n.until_on + 30))
  order by r.opens_on desc, r.title
$function$
;
comment on function public_rounds(date) is 'rounds that run on a day, about which everybody may complain: open, being decided, or shown in public';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_counts(p_questionnaire uuid)
 RETURNS TABLE("position" smallint, line smallint, choice smallint, sheets integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.position, a.line, a.choice, count(*)::integer
  from questionnaire_in_view(p_questionnaire) q
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id
  where may_count(q) group by a.position, a.line, a.choice
$function$
;
comment on function questionnaire_counts(uuid) is 'how often each answer of each question was given over all sheets; texts as choice 0';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_cross(p_questionnaire uuid, p_position smallint, p_line smallint, p_by smallint)
 RETURNS TABLE(part text, choice smallint, sheets integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  q questionnaire := questionnaire_in_view(p_questionnaire);
  fewest integer := case when q.anonymous then q.least else 1 end;
  parts text[];
  choices smallint[];
  counts integer[];
  hidden boolean[];
  again boolean := true;
  cell integer;
begin
  if not may_count(q) then return; end if;
  with member as (
    select s.id, s.door_id::text as part from answer_sheet s
      where p_by = 0 and s.region_id = q.region_id and s.questionnaire_id = q.id
    union all
    select a.sheet_id, a.choice::text from answer a join question n
      on n.region_id = a.region_id and n.questionnaire_id = a.questionnaire_id and n.position = a.position and n.kind = 'single'
      where p_by <> 0 and a.region_id = q.region_id and a.questionnaire_id = q.id and a.position = p_by
  ), size as (select m.part, count(*) as members from member m group by m.part
  ), given as (
    select a.sheet_id, a.choice from answer a
      where a.region_id = q.region_id and a.questionnaire_id = q.id and a.position = p_position and a.line = p_line and a.choice > 0
  ), grid as (
    select z.part, z.members, c.choice, (select count(*) from member m join given g on g.sheet_id = m.id
      where m.part = z.part and g.choice = c.choice)::integer as sheets
    from size z, (select distinct g.choice from given g) c
  )
  select array_agg(g.part order by g.part, g.choice), array_agg(g.choice order by g.part, g.choice),
    array_agg(g.sheets order by g.part, g.choice),
    array_agg(g.members < fewest or g.sheets between 1 and fewest - 1 order by g.part, g.choice)
    into parts, choices, counts, hidden from grid g;
  -- what is hidden in a row or column must not follow from the rest of it: more than one cell, and k sheets in all
  while again loop
    again := false;
    for cell in
      select (array_agg(x.at order by x.sheets = 0, x.sheets, x.at) filter (where not x.hidden))[1]
      from (select u.at, u.part, u.choice, u.sheets, u.hidden, side.line
        from unnest(parts, choices, counts, hidden) with ordinality as u (part, choice, sheets, hidden, at),
          lateral (values ('row ' || u.part), ('column ' || u.choice)) as side (line)) x
      group by x.line
      having bool_or(x.hidden) and not bool_and(x.hidden)
        and (count(*) filter (where x.hidden) < 2 or sum(x.sheets) filter (where x.hidden) < fewest)
    loop
      hidden[cell] := true;
      again := true;
    end loop;
  end loop;
  return query select u.part, u.choice, case when u.hidden then null else u.sheets end
    from unnest(parts, choices, counts, hidden) as u (part, choice, sheets, hidden) order by u.part, u.choice;
end $function$
;
comment on function questionnaire_cross(uuid,smallint,smallint,smallint) is 'one question by group (p_by 0) or by a single-choice question: cells of fewer sheets than k are null, and so are those from which they would follow';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_form(q questionnaire)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select jsonb_build_object('id', q.id, 'title', q.title, 'intro', q.intro, 'anonymous', q.anonymous, 'least', q.least,
    'closesOn', q.closes_on, 'questions', coalesce((select jsonb_agg(jsonb_build_object('position', n.position, 'kind', n.kind,
      'says', n.says, 'required', n.required, 'options', n.options, 'lines', n.lines, 'most', n.most) order by n.position)
      from question n where n.region_id = q.region_id and n.questionnaire_id = q.id), '[]'))
$function$
;
comment on function questionnaire_form(questionnaire) is 'what somebody who answers is shown';

CREATE OR REPLACE FUNCTION questionnaire_in_view(p_questionnaire uuid)
 RETURNS questionnaire
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select q.* from questionnaire q where q.region_id = session_region() and q.id = p_questionnaire and session_sees_unit(q.unit_id)
$function$
;
comment on function questionnaire_in_view(uuid) is 'the questionnaire when the session may see it; otherwise no row';

CREATE OR REPLACE FUNCTION questionnaire_progress(p_questionnaires uuid[])
 RETURNS TABLE(questionnaire_id uuid, door_id uuid, issued integer, received integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select d.questionnaire_id, d.id,
    case d.kind
      when 'codes' then (select count(*) from questionnaire_ticket t where t.region_id = d.region_id and t.questionnaire_id = d.questionnaire_id and t.door_id = d.id)
      when 'named' then (select count(*) from questionnaire_person p where p.region_id = d.region_id and p.questionnaire_id = d.questionnaire_id and p.door_id = d.id)
      else d.most end::integer,
    (select count(*) from answer_sheet s where s.region_id = d.region_id and s.questionnaire_id = d.questionnaire_id and s.door_id = d.id)::integer
  from questionnaire_door d join questionnaire q on q.region_id = d.region_id and q.id = d.questionnaire_id
  where d.region_id = session_region() and d.questionnaire_id = any (p_questionnaires) and session_sees_unit(q.unit_id)
$function$
;
comment on function questionnaire_progress(uuid[]) is 'how many were asked and how many sheets came, by door; issued is null for an open shared link';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_sheets(p_questionnaire uuid)
 RETURNS TABLE(person_id uuid, "position" smallint, line smallint, choice smallint, words text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p.person_id, a.position, a.line, a.choice, a.words
  from questionnaire_in_view(p_questionnaire) q
  join questionnaire_person p on p.region_id = q.region_id and p.questionnaire_id = q.id
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id and a.sheet_id = p.sheet_id
  where not q.anonymous order by p.person_id, a.position, a.line, a.choice
$function$
;
comment on function questionnaire_sheets(uuid) is 'who answered what, of a questionnaire with names only';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_state(q questionnaire, p_today date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case
    when not exists (select from questionnaire_step s where s.region_id = q.region_id and s.questionnaire_id = q.id and s.step = 'opened') then 'draft'
    when p_today > q.closes_on or exists (select from questionnaire_step s where s.region_id = q.region_id
      and s.questionnaire_id = q.id and s.step = 'closed') then 'closed'
    when p_today < q.opens_on then 'waiting'
    else 'open' end
$function$
;
comment on function questionnaire_state(questionnaire,date) is 'draft, waiting for its first day, open or closed, on a day';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION questionnaire_texts(p_questionnaire uuid, p_position smallint)
 RETURNS TABLE(words text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.words from questionnaire_in_view(p_questionnaire) q
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id and a.position = p_position and a.words is not null
  where may_count(q) order by random()
$function$
;
comment on function questionnaire_texts(uuid,smallint) is 'the answers in words to one question, in an order that is another each time';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION rate_work(p_work uuid, p_stars integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me session := session_row();
  entry library_entry;
begin
  if me.account_id is null then return false; end if;
  select * into entry from library_entry e where e.region_id = me.region_id and e.work_id = p_work for update;
  if entry.work_id is null then return false; end if;
  insert into library_rating (region_id, work_id, account_id, stars) values (me.region_id, p_work, me.account_id, p_stars)
    on conflict (region_id, work_id, account_id) do update set stars = excluded.stars, at = now();
  update library_entry e set (stars, raters) = (select sum(r.stars), count(*) from library_rating r
    where r.region_id = e.region_id and r.work_id = e.work_id)
    where e.region_id = me.region_id and e.work_id = p_work;
  return true;
end $function$
;
comment on function rate_work(uuid,integer) is 'the session''s account gives a work of the library so many stars of five; false where there is none';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION record_check_ins(p_sessions bytea[], p_activities uuid[], p_slots smallint[], p_statuses text[], p_ats timestamp with time zone[], p_methods text[], p_nonces uuid[], p_devices bytea[], p_uploaded_late boolean[], p_waits boolean)
 RETURNS TABLE(place integer, outcome text, status text, at timestamp with time zone, shared boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
 SET jit TO 'off'
AS $function$
#variable_conflict use_column
declare
  one record;
  stands attendance;
begin
  if exists (select from unnest(p_methods, p_statuses) g(method, status)
    where (g.method in ('code', 'short-code') and g.status in ('present', 'late')) is not true) then
    raise exception 'a person checks in by a code, as present or late' using errcode = 'insufficient_privilege';
  end if;
  -- somebody whose row another transaction holds must not keep the others waiting
  if not p_waits then perform set_config('lock_timeout', '250ms', true); end if;

  for one in
    with given as materialized (
      select g.*, s.region_id, s.person_id, s.actor, s.account_id, coalesce(exists (select from participation p
        where p.region_id = s.region_id and p.activity_id = g.activity and p.person_id = s.person_id), false) as listed,
        row_number() over (partition by s.region_id, s.person_id, g.nonce order by g.place) = 1 as first
      from unnest(p_sessions, p_activities, p_slots, p_statuses, p_ats, p_methods, p_nonces, p_devices, p_uploaded_late)
        with ordinality g(session, activity, slot, status, at, method, nonce, device, uploaded_late, place)
      left join lateral (select * from session k where k.token_hash = g.session and session_lives(k)) s on true
    ), written as (
      insert into attendance
        (region_id, activity_id, person_id, slot, status, at, method, nonce, device, uploaded_late, recorded_by)
      select region_id, activity, person_id, slot, status, at, method, nonce, device, uploaded_late, actor
      from given where listed and first order by region_id, activity, person_id, slot
      on conflict do nothing returning region_id, person_id, nonce
    ), recorded as (
      select g.* from written w
      join given g on g.region_id = w.region_id and g.person_id = w.person_id and g.nonce = w.nonce and g.first
    ), audited as (
      insert into audit_log (region_id, actor, account_id, action, subject_kind, subject_id, details, xact)
      select region_id, actor, account_id, 'check-in', 'activity', activity::text, jsonb_build_object('slot', slot,
        'status', status, 'method', method, 'person', person_id, 'uploadedLate', uploaded_late),
        (select transaction_position(pg_current_xact_id()))
      from recorded
    )
    select g.*, exists (select from recorded r where r.place = g.place) as recorded from given g
  loop
    place := one.place; outcome := 'recorded'; status := one.status; at := one.at; shared := false;
    if one.recorded then null;
    elsif one.region_id is null then outcome := 'signed-out';
    elsif one.person_id is null then outcome := 'no-person';
    elsif not one.listed then outcome := 'not-on-roster';
    else
      select * into stands from attendance a where a.region_id = one.region_id and a.activity_id = one.activity
        and a.person_id = one.person_id and a.slot = one.slot;
      outcome := case when found then 'already' else 'nonce-used' end;
      status := stands.status; at := stands.at;
    end if;
    if outcome in ('recorded', 'already') then
      shared := exists (select from attendance o where o.region_id = one.region_id and o.activity_id = one.activity
        and o.device = one.device and o.person_id <> one.person_id);
    else status := null; at := null;
    end if;
    return next;
  end loop;
end $function$
;
comment on function record_check_ins(bytea[],uuid[],smallint[],text[],timestamp with time zone[],text[],uuid[],bytea[],boolean[],boolean) is 'check-ins of several sessions'' persons in one round trip and one transaction: roster, row, audit; one outcome for each place in the lists: recorded, already, not-on-roster, no-person, signed-out, nonce-used; shared: the phone has checked in for somebody else in the same activity. It waits for rows that others hold only if told so, else fails after a moment';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION recorded_since(p_snapshot pg_snapshot, p_besides text DEFAULT NULL::text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s join audit_log a on a.region_id = s.region_id
    where a.xact >= pg_snapshot_xmin(p_snapshot)::text::bigint
      and not pg_visible_in_snapshot(a.xact::text::xid8, p_snapshot)
      and a.action is distinct from p_besides)
$function$
;
comment on function recorded_since(pg_snapshot,text) is 'whether anything was recorded in the region that a snapshot did not see, besides one kind of action: what was computed under it is out of date then. Every change writes its audit row in the same transaction';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only: corrections are new rows', tg_table_name using errcode = 'insufficient_privilege';
end $function$
;
comment on function refuse_change() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_other_number()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if (tg_op = 'INSERT' and new.last = 1) or (tg_op = 'UPDATE' and new.last = old.last + 1) then return new; end if;
  raise exception 'numbers of % % are counted up one by one', new.system, new.year using errcode = 'restrict_violation';
end $function$
;
comment on function refuse_other_number() is '受理编号 begin at 1 and go up by one: none is given twice or left out by hand';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_other_state()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  last case_event;
  acting text := (select s.role from session_row() s);
begin
  select e.* into last from case_event e where e.region_id = new.region_id and e.case_id = new.id order by e.seq desc limit 1;
  if new.version <> coalesce(last.seq, 0) or new.annulled <> coalesce(last.kind = 'annulled', false)
    or new.stage is distinct from last.next_stage
    or new.ending is distinct from (case when last.kind = 'annulled' then 'granted' else last.ending end)
    or new.status <> (case when last.kind is null then 'draft' when new.ending is not null then 'ended'
      when last.kind = 'returned' then 'returned' else 'open' end) then
    raise exception 'case %: its state does not follow from its events', new.number using errcode = 'restrict_violation';
  end if;
  if new.version = old.version and (new.category, new.of_floor, new.unit_id, new.office, new.due_on, new.score, new.issued,
      new.issued_alone, new.submitted_on, new.matter) is distinct from (old.category, old.of_floor, old.unit_id, old.office,
      old.due_on, old.score, old.issued, old.issued_alone, old.submitted_on, old.matter) then
    raise exception 'case %: what its events lead to changes with an event alone', new.number using errcode = 'restrict_violation';
  end if;
  if acting is not null and new.draft is distinct from old.draft and not applicant_of(new) then
    raise exception 'case %: the applicant alone fills it in', new.number using errcode = 'restrict_violation';
  end if;
  if acting <> 'system' and new.programme_id is distinct from old.programme_id then
    raise exception 'case %: a project is started by a decision', new.number using errcode = 'restrict_violation';
  end if;
  return new;
end $function$
;
comment on function refuse_other_state() is 'a case stands where its newest event leads to, and what lists show of it changes with an event; its form is filled in by the applicant, its project started by the program';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_others_present()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('committee'), hashtext(new.sitting_id::text));
  if exists (select from committee_vote v where v.region_id = new.region_id and v.sitting_id = new.sitting_id)
    and committee_present(new.region_id, new.sitting_id, new.n) <> committee_present(new.region_id, new.sitting_id,
      (select max(r.n) from committee_record r where r.region_id = new.region_id and r.sitting_id = new.sitting_id and r.n < new.n))
  then
    raise exception 'record % of sitting % changes who was present after votes', new.n, new.sitting_id
      using errcode = 'check_violation';
  end if;
  return null;
end $function$
;
comment on function refuse_others_present() is 'once there were votes at a sitting, a further record of it names the same people as present';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_uncounted()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  if exists (select from case_number n where n.region_id = new.region_id and n.system = new.system and n.year = new.year
    and new.number = n.year || '-' || lpad(n.last::text, greatest(4, length(n.last::text)), '0')) then
    return new;
  end if;
  raise exception 'case %: its number is not the one that was counted', new.number using errcode = 'restrict_violation';
end $function$
;
comment on function refuse_uncounted() is 'a case that a session adds has the number that was counted for it';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION refuse_uneven_vote()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  uneven boolean;
begin
  select v.voters + (select count(*) from committee_aside a where a.region_id = v.region_id and a.case_id = v.case_id and a.seq = v.seq)
      <> cardinality(committee_present(v.region_id, v.sitting_id,
        (select max(r.n) from committee_record r where r.region_id = v.region_id and r.sitting_id = v.sitting_id)))
    into uneven from committee_vote v where v.region_id = new.region_id and v.case_id = new.case_id and v.seq = new.seq;
  if uneven then
    raise exception 'votes and those aside of event % of case % are not as many as were present', new.seq, new.case_id
      using errcode = 'check_violation';
  end if;
  return null;
end $function$
;
comment on function refuse_uneven_vote() is 'those who vote and those who step aside are together all who were present';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION reveal_spot(p_plan uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  plan spot_plan;
begin
  select * into plan from spot_plan p where p.region_id = session_region() and p.id = p_plan for update;
  if plan.id is null or session_draws(plan.unit_id) is not true
    or exists (select from spot_draw d where d.region_id = plan.region_id and d.plan_id = plan.id) then return null; end if;
  return (select s.secret from spot_secret s where s.region_id = plan.region_id and s.plan_id = plan.id);
end $function$
;
comment on function reveal_spot(uuid) is 'the secret of a plan, for the transaction that draws; null for who does not draw there, and once it is drawn';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION reverse_fund_entry(p_entry uuid, p_because text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  me session := session_row();
  gone fund_entry;
begin
  if me.region_id is null or not session_edits() then return false; end if;
  if me.role <> 'system' and exists (select from travel_claim c where c.region_id = me.region_id and c.entry_id = p_entry
    and c.case_id is not null and c.undone_at is null) then return false; end if;
  delete from fund_entry f where f.region_id = me.region_id and f.id = p_entry
    and (session_governs() or f.unit_id = any (session_units())) returning * into gone;
  if not found then return false; end if;
  insert into fund_reversal (region_id, entry_id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, batch_id, because)
    values (gone.region_id, gone.id, gone.year, gone.unit_id, gone.direction, gone.item, gone.programme_id, gone.amount,
      gone.dated_on, gone.voucher, gone.batch_id, p_because);
  update travel_claim c set undone_at = now(), undone_by = me.actor, undone_because = p_because
    where c.region_id = me.region_id and c.entry_id = p_entry and c.undone_at is null;
  return true;
end $function$
;
comment on function reverse_fund_entry(uuid,text) is 'takes an entry of the session''s own out of the books, with the claims that it paid; what a case paid by the program alone; false when there is none';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION scatter_sheets(p_region integer, p_questionnaire uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  salt text := gen_random_uuid()::text || gen_random_uuid()::text; -- kept nowhere: the new ids lead back to none of the old
begin
  with gone as (delete from answer_sheet where region_id = p_region and questionnaire_id = p_questionnaire returning *)
    insert into answer_sheet (region_id, questionnaire_id, id, door_id)
    select region_id, questionnaire_id, md5(salt || id)::uuid, door_id from gone order by md5(salt || id);
  with gone as (delete from answer where region_id = p_region and questionnaire_id = p_questionnaire returning *)
    insert into answer (region_id, questionnaire_id, sheet_id, position, line, choice, words)
    select region_id, questionnaire_id, md5(salt || sheet_id)::uuid, position, line, choice, words
    from gone order by md5(salt || sheet_id), position;
  update questionnaire_ticket set used = used where region_id = p_region and questionnaire_id = p_questionnaire;
end $function$
;
comment on function scatter_sheets(integer,uuid) is 'writes sheets and tokens anew, in one transaction and in random order under new ids: neither a row''s transaction nor its place says any more which token came with which answers';

CREATE OR REPLACE FUNCTION seal_audit(p_region integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  last audit_seal;
  upto bigint;
  batch record;
begin
  perform pg_advisory_xact_lock(hashtext('seal_audit'), p_region);
  select * into last from audit_seal where region_id = p_region order by seq desc limit 1;
  -- everything below the oldest running transaction is final: nothing can appear there any more
  upto := transaction_position(pg_snapshot_xmin(pg_current_snapshot()));
  select count(*) as rows, min(id) as first_id, max(id) as last_id,
         chain(coalesce(last.hash, ''::bytea), audit_row_digest(a) order by a.id) as hash
    into batch from audit_log a
    where region_id = p_region and xact >= coalesce(last.xact_to, 0) and xact < upto;
  if batch.rows = 0 then return 0; end if;
  insert into audit_seal (region_id, seq, xact_from, xact_to, rows, first_id, last_id, hash)
  values (p_region, coalesce(last.seq, 0) + 1, coalesce(last.xact_to, 0), upto, batch.rows, batch.first_id, batch.last_id, batch.hash);
  return batch.rows;
end $function$
;
comment on function seal_audit(integer) is 'seals the audit rows of all finished transactions; returns how many';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION session_distils(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select session_edits() and (session_governs() or p_unit = any (session_units()))
$function$
;
comment on function session_distils(uuid) is 'whether the session may distil themes of a unit; which level is whose, kernel/topic decides';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_draws(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select session_governs() or ((session_row()).role = 'cluster' and p_unit = any (session_units()))
$function$
;
comment on function session_draws(uuid) is 'whether the session draws and checks within a unit: the centre everywhere, a cluster among its schools';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_edits()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce((session_row()).role in ('officer', 'cluster', 'school', 'system'), false) $function$
;
comment on function session_edits() is 'true when the session may change records within what it sees';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_governs()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce((session_row()).role in ('officer', 'system'), false) $function$
;
comment on function session_governs() is 'true when the session may change what holds for the whole region';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_holds(p_office text, p_unit uuid, p_day date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (
    select from (select s.role, s.unit_id from session_row() s
      union all select a.role, a.unit_id from session_stands_for(p_day) a) held
    where case held.role when 'system' then true when 'officer' then p_office in ('centre', 'bureau', 'upper')
      when 'leader' then p_office = 'bureau' when 'cluster' then p_office = 'cluster'
      when 'school' then p_office = 'school' and held.unit_id = p_unit else false end)
$function$
;
comment on function session_holds(text,uuid,date) is 'whether the session holds an office for a case of a unit on a day, itself or for somebody who is away';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION session_home()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select c.counts_at from session_row() s
  join person_state p on p.region_id = s.region_id and p.person_id = s.person_id and p.valid @> current_date
  join unit_counts_at(s.region_id, current_date) c on c.unit_id = p.unit_id
$function$
;
comment on function session_home() is 'the unit where the session''s person counts today; null without one';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_judges()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce(array_agg(j.id), '{}') from session_row() s
  join appraisal_judge j on j.region_id = s.region_id
  join appraisal a on a.region_id = j.region_id and a.id = j.appraisal_id
  where j.person_id = s.person_id or (s.role in ('cluster', 'school') and a.unit_id in (select unnest(session_units())))
$function$
;
comment on function session_judges() is 'the judges whose sheets a session without the whole region in view may read: its own, and those of the appraisals that it runs; looked up once for a list of thousands of scores';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_keeps_sheet(p_target uuid, p_judge uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s
    join appraisal_judge j on j.region_id = s.region_id and j.id = p_judge
    join appraisal_target t on t.region_id = s.region_id and t.id = p_target and t.appraisal_id = j.appraisal_id
    where session_runs_appraisal(t.appraisal_id)
      or (j.source = 'self' and session_owns_target(p_target))
      or (j.person_id = s.person_id and exists (select from appraisal_assignment a
        where a.region_id = s.region_id and a.target_id = p_target and a.judge_id = p_judge
          and not exists (select from appraisal_recusal r where r.region_id = a.region_id and r.target_id = a.target_id and r.judge_id = a.judge_id))))
$function$
;
comment on function session_keeps_sheet(uuid,uuid) is 'whether a score sheet is the session''s: the judge''s own, the target''s self-evaluation, or of an appraisal that it runs';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_lives(s session)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  select s.ended_at is null and s.expires_at > now() and s.seen_at + make_interval(secs => s.idle_seconds) > now()
$function$
;
comment on function session_lives(session) is 'whether a session still holds: not ended, not run out, seen lately enough';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_makes(p_work uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s join work w on w.region_id = s.region_id and w.id = p_work
    where w.author_id = s.person_id
      or exists (select from work_coauthor a where a.region_id = w.region_id and a.work_id = w.id and a.person_id = s.person_id)
      or (session_edits() and (session_wide() or w.author_id in (select unnest(session_people())))))
$function$
;
comment on function session_makes(uuid) is 'whether the session may add to a work: an author, or the desk of the first author''s unit';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_number()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select a.identity_number from session_row() s join applicant a on a.region_id = s.region_id and a.account_id = s.account_id
$function$
;
comment on function session_number() is '身份证件号 of an applicant''s session; null for everybody else';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION session_organises(p_activity uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s
    join activity a on a.region_id = s.region_id and a.id = p_activity
    join programme p on p.region_id = a.region_id and p.id = a.programme_id
    where p.organiser_id = any (session_units()))
$function$
;
comment on function session_organises(uuid) is 'whether the activity''s programme is organised by the session''s unit or one below it';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_owns_target(p_target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s join appraisal_target t on t.region_id = s.region_id and t.id = p_target
    where (s.role in ('cluster', 'school') and t.unit_id = any (session_units())) or (t.kind = 'person' and t.subject_id = s.person_id))
$function$
;
comment on function session_owns_target(uuid) is 'whether the target is the session''s own: its unit''s, or the person';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_people()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case
    when s.role in ('cluster', 'school') then (
      select array_agg(distinct p.person_id) from person_state p
      join unit_counts_at(s.region_id, current_date) c on c.unit_id = p.unit_id
      join units_below(s.region_id, s.unit_id, current_date) b on b.unit_id = c.counts_at
      where p.region_id = s.region_id and p.valid @> current_date) || s.person_id
    when s.role = 'teacher' then array[s.person_id]
    else '{}'::uuid[] end
  from session_row() s where s.region_id is not null
$function$
;
comment on function session_people() is 'the people that a session without the whole region in view may see';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select (session_row()).person_id $function$
;
comment on function session_person() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_recipient()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce((session_row()).person_id, (session_row()).account_id) $function$
;
comment on function session_recipient() is 'under whom notices to the session stand: the person, or the account of who is not on file';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_region()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select (session_row()).region_id $function$
;
comment on function session_region() is NULL;
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_row()
 RETURNS session
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s from session s
  where s.token_hash = decode(nullif(current_setting('yanpei.session', true), ''), 'hex') and session_lives(s)
$function$
;
comment on function session_row() is 'the live session of this transaction; no row without one';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_runs_appraisal(p_appraisal uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select exists (select from session_row() s join appraisal a on a.region_id = s.region_id and a.id = p_appraisal
    where s.role in ('officer', 'leader', 'system') or (s.role in ('cluster', 'school') and a.unit_id = any (session_units())))
$function$
;
comment on function session_runs_appraisal(uuid) is 'whether the session sees the whole of an appraisal: it is run by its unit or below it, or it sees the region';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_school()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select s.unit_id from session_row() s where s.role = 'school' $function$
;
comment on function session_school() is 'the school whose manager the session is; null for everybody else';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_sees_candidate(p_draw uuid, p_activity uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from spot_candidate c where c.region_id = (select session_region()) and c.draw_id = p_draw
    and c.activity_id = p_activity)
$function$
;
comment on function session_sees_candidate(uuid,uuid) is 'whether the session may see an activity of a draw, by the policies of spot_candidate';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_sees_problem(p_problem uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from topic_problem p where p.region_id = (select session_region()) and p.id = p_problem)
$function$
;
comment on function session_sees_problem(uuid) is 'whether the session may see a problem, by the policies of topic_problem';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_sees_target(p_target uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select session_owns_target(p_target) or exists (select from appraisal_target t
    where t.region_id = session_region() and t.id = p_target and session_runs_appraisal(t.appraisal_id))
$function$
;
comment on function session_sees_target(uuid) is 'whether the session runs the target''s appraisal or the target is its own; a judge does not see it, only its number';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_sees_theme(p_theme uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select exists (select from topic_theme t where t.region_id = (select session_region()) and t.id = p_theme)
$function$
;
comment on function session_sees_theme(uuid) is 'whether the session may see a theme, by the policies of topic_theme';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_sees_unit(p_unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select session_wide() or coalesce(p_unit = any (session_units()), false) $function$
;
comment on function session_sees_unit(uuid) is 'true for the whole region''s sessions, and for those whose unit or one below it this is';

CREATE OR REPLACE FUNCTION session_stands_for(p_day date)
 RETURNS TABLE(account_id uuid, name text, person_id uuid, role text, unit_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select f.id, f.display_name, f.person_id, r.role, r.unit_id
  from session_row() s
  join delegation d on d.region_id = s.region_id and d.to_account = s.account_id and d.ended_at is null
    and p_day between d.starts_on and d.ends_on
  join account f on f.region_id = d.region_id and f.id = d.from_account and f.disabled_at is null
  join account_role r on r.region_id = f.region_id and r.account_id = f.id and r.revoked_at is null
    and r.role in ('officer', 'leader', 'cluster', 'school')
  where s.role in ('officer', 'leader', 'cluster', 'school')
$function$
;
comment on function session_stands_for(date) is 'for whom the session''s account acts on a day, with the roles that it then acts in';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION session_units()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select case when s.unit_id is null then '{}'::uuid[]
    else (select array_agg(b.unit_id) from units_below(s.region_id, s.unit_id, current_date) b) end
  from session_row() s where s.region_id is not null
$function$
;
comment on function session_units() is 'the unit of the session with all below it; empty without one';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_wide()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$ select coalesce((session_row()).role in ('officer', 'leader', 'system'), false) $function$
;
comment on function session_wide() is 'true when the session sees the whole region';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION session_works()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select coalesce((select array_agg(distinct a.work_id) from work_coauthor a
    where a.region_id = s.region_id and a.person_id in (select unnest(session_people()))), '{}')
  from session_row() s where s.region_id is not null
$function$
;
comment on function session_works() is 'works in which somebody of the session''s people is a later author';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION settled_position()
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$ select transaction_position(pg_snapshot_xmin(pg_current_snapshot())) $function$
;
comment on function settled_position() is 'everything before this position is final';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION step_aside(p_judging uuid, p_because text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  standing text := judging_standing(p_judging);
begin
  if standing <> 'open' then return standing; end if;
  update case_judge set recused_because = p_because where region_id = session_region() and id = p_judging;
  return standing;
end $function$
;
comment on function step_aside(uuid,text) is 'the session''s person judges no more, and says why; points already given count no more';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION step_questionnaire(p_questionnaire uuid, p_step text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
declare
  q questionnaire;
begin
  if not session_edits() then return false; end if;
  perform pg_advisory_xact_lock(hashtext('questionnaire'), hashtext(p_questionnaire::text));
  select * into q from questionnaire
    where region_id = session_region() and id = p_questionnaire and session_sees_unit(unit_id);
  if not found then return false; end if;
  if p_step = 'closed' and not exists (select from questionnaire_step s where s.region_id = q.region_id
      and s.questionnaire_id = q.id and s.step = 'opened') then return false; end if;
  insert into questionnaire_step (region_id, questionnaire_id, step) values (q.region_id, q.id, p_step) on conflict do nothing;
  if not found then return false; end if;
  if p_step = 'closed' and q.anonymous then perform scatter_sheets(q.region_id, q.id); end if;
  return true;
end $function$
;
comment on function step_questionnaire(uuid,text) is 'opens or closes for good; false when it is so already or not the session''s to do';
-- may be called by: yanpei_app

CREATE OR REPLACE FUNCTION transaction_position(p_transaction xid8)
 RETURNS bigint
 LANGUAGE sql
 STABLE PARALLEL RESTRICTED SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select p_transaction::text::bigint + coalesce((select max(transactions_before) from region), 0)
$function$
;
comment on function transaction_position(xid8) is 'where a transaction stands among all that a region has seen, on whatever server';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION undo_allowances()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update title_allowance a set undone_at = new.reversed_at, undone_because = new.because
    where a.region_id = new.region_id and a.entry_id = new.entry_id and a.undone_at is null;
  return null;
end $function$
;
comment on function undo_allowances() is 'what an entry had paid is unpaid again when the entry is reversed';

CREATE OR REPLACE FUNCTION unit_counts_at(p_region integer, p_day date)
 RETURNS TABLE(unit_id uuid, counts_at uuid, gone boolean)
 LANGUAGE sql
 STABLE PARALLEL SAFE ROWS 100
AS $function$
  with recursive walk as (
    select u.id as unit_id, u.id as counts_at, u.closed_on, u.successor_id, 0 as depth
    from unit u where u.region_id = p_region
    union all
    select w.unit_id, u.id, u.closed_on, u.successor_id, w.depth + 1
    from walk w join unit u on u.region_id = p_region and u.id = w.successor_id
    where w.closed_on <= p_day and w.depth < 50
  )
  select distinct on (w.unit_id) w.unit_id, w.counts_at, coalesce(w.closed_on <= p_day, false)
  from walk w order by w.unit_id, w.depth desc
$function$
;
comment on function unit_counts_at(integer,date) is 'where the people of each unit count on a day: itself, or the end of its chain of successors; gone when that end is closed too';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION units_below(p_region integer, p_root uuid, p_day date)
 RETURNS TABLE(unit_id uuid)
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$
  with recursive below as (
    select p_root as unit_id
    union
    select s.unit_id from below b
    join unit_state s on s.region_id = p_region and s.parent_id = b.unit_id and s.valid @> p_day
  )
  select unit_id from below
$function$
;
comment on function units_below(integer,uuid,date) is 'a unit with all below it as of a day';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION void_points()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
begin
  update case_judge j set since = new.seq
    where j.region_id = new.region_id and j.case_id = new.case_id and j.stage = any (new.voids);
  return new;
end $function$
;
comment on function void_points() is 'lets judges score again after an event that voids their review''s points';

CREATE OR REPLACE FUNCTION work_authors(p_works uuid[])
 RETURNS TABLE(work_id uuid, "position" smallint, person_id uuid, name text, unit text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  with seen as (
    select w.* from session_row() s join work w on w.region_id = s.region_id and w.id = any (p_works)
    where session_wide() or w.shelved_at is not null or w.author_id in (select unnest(session_people()))
      or w.id in (select unnest(session_works()))
  ), listed as (
    select w.region_id, w.id, w.dated_on, 1::smallint as position, w.author_id as person from seen w
    union all
    select w.region_id, w.id, w.dated_on, a.position, a.person_id from seen w
      join work_coauthor a on a.region_id = w.region_id and a.work_id = w.id
  )
  select l.id, l.position, l.person, p.name,
    (select u.name from person_state ps join unit_state u on u.region_id = ps.region_id and u.unit_id = ps.unit_id and u.valid @> l.dated_on
      where ps.region_id = l.region_id and ps.person_id = l.person and ps.valid @> l.dated_on)
  from listed l join person p on p.region_id = l.region_id and p.id = l.person
  order by l.id, l.position
$function$
;
comment on function work_authors(uuid[]) is 'the authors of works that the session sees, in order, with the school on the day of the work; names stand on the work itself, so all of them are shown';
-- may be called by: everybody

CREATE OR REPLACE FUNCTION writable_sheets()
 RETURNS TABLE(target_id uuid, judge_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
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
$function$
;
comment on function writable_sheets() is 'the score sheets that the session may write on now: scoring goes on, they are its own or of an appraisal that it runs, and not handed in. Asked once for a sheet of thousands of cells';
-- may be called by: everybody

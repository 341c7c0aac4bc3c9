-- Topics: the problems that teachers state, and the themes that people distil from them, level by level.

create function session_home() returns uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.counts_at from session_row() s
  join person_state p on p.region_id = s.region_id and p.person_id = s.person_id and p.valid @> current_date
  join unit_counts_at(s.region_id, current_date) c on c.unit_id = p.unit_id
$$;
comment on function session_home() is 'the unit where the session''s person counts today; null without one';

create table topic_round (
  region_id integer not null default session_region() references region (id),
  id uuid not null,
  year smallint not null,
  title text not null check (title <> ''),
  document text,
  opened_at timestamptz not null default now(),
  opened_by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, title)
);
create index topic_round_year on topic_round (region_id, year);
comment on table topic_round is '征集轮次: one course of refining, from the teachers'' problems to the region''s core topics';

create table topic_deadline (
  region_id integer not null default session_region(),
  round_id uuid not null,
  level text not null check (level in ('problem', 'group', 'school', 'cluster', 'region')),
  set_at timestamptz not null default clock_timestamp(),
  until date not null,
  because text,
  set_by text not null default (session_row()).actor,
  primary key (region_id, round_id, level, set_at),
  foreign key (region_id, round_id) references topic_round (region_id, id)
);
comment on table topic_deadline is '截止日期 of a level, its last day; the newest row counts, a later one is an extension with its reason';

create table topic_problem (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  subject text not null check (subject <> ''),
  stage text,
  text text not null check (char_length(text) between 10 and 500),
  stated_at timestamptz not null default now(),
  stated_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, round_id) references topic_round (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
create index topic_problem_unit on topic_problem (region_id, round_id, unit_id);
create index topic_problem_person on topic_problem (region_id, person_id);
comment on table topic_problem is '问题: what a teacher states from practice, in the teacher''s own words; never changed';
comment on column topic_problem.unit_id is 'where the teacher counted when stating it';
comment on column topic_problem.subject is '学科: with the unit it names the teaching group 教研组';

create table topic_withdrawal (
  region_id integer not null default session_region(),
  problem_id uuid not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, problem_id),
  foreign key (region_id, problem_id) references topic_problem (region_id, id)
);
comment on table topic_withdrawal is '撤回: a problem that its teacher took back';

create table topic_theme (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  level text not null check (level in ('group', 'school', 'cluster', 'region')),
  unit_id uuid not null,
  subject text,
  origin text not null check (origin in ('proposal', 'own')),
  rests_on text[] not null default '{}',
  made_at timestamptz not null default clock_timestamp(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, round_id) references topic_round (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check ((level = 'group') = (subject is not null))
);
create index topic_theme_place on topic_theme (region_id, round_id, level, unit_id);
comment on table topic_theme is '主题: what a group, a school, a cluster or the region distilled from what overlaps below';
comment on column topic_theme.origin is 'proposal: people took up an overlap that the program had proposed, as it was or changed; own: they saw it themselves';
comment on column topic_theme.rests_on is 'the words that the proposal rested on, as they were shown';

create table topic_wording (
  region_id integer not null default session_region(),
  theme_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  title text not null check (char_length(title) between 4 and 60),
  statement text not null default '' check (char_length(statement) <= 500),
  by text not null default (session_row()).actor,
  primary key (region_id, theme_id, at),
  foreign key (region_id, theme_id) references topic_theme (region_id, id)
);
comment on table topic_wording is '主题表述: how people word a theme; the newest counts';

create table topic_theme_end (
  region_id integer not null default session_region(),
  theme_id uuid not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  because text not null,
  into_id uuid,
  primary key (region_id, theme_id),
  foreign key (region_id, theme_id) references topic_theme (region_id, id),
  foreign key (region_id, into_id) references topic_theme (region_id, id)
);
comment on table topic_theme_end is '主题撤销: dissolved, or merged into another theme';

create table topic_member (
  region_id integer not null default session_region(),
  id uuid not null,
  theme_id uuid not null,
  problem_id uuid,
  child_id uuid,
  joined_at timestamptz not null default clock_timestamp(),
  joined_by text not null default (session_row()).actor,
  left_at timestamptz,
  left_by text,
  left_because text,
  primary key (region_id, id),
  foreign key (region_id, theme_id) references topic_theme (region_id, id),
  foreign key (region_id, problem_id) references topic_problem (region_id, id),
  foreign key (region_id, child_id) references topic_theme (region_id, id),
  check (num_nonnulls(problem_id, child_id) = 1),
  check (child_id <> theme_id),
  check (num_nonnulls(left_at, left_by, left_because) in (0, 3))
);
create unique index topic_member_problem on topic_member (region_id, problem_id) where left_at is null and problem_id is not null;
create unique index topic_member_child on topic_member (region_id, child_id) where left_at is null and child_id is not null;
create index topic_member_theme on topic_member (region_id, theme_id) where left_at is null;
comment on table topic_member is '归入: a problem, or a theme of a lower level, that a theme was distilled from; in one theme at a time';

create table topic_left_out (
  region_id integer not null default session_region(),
  id uuid not null,
  round_id uuid not null,
  level text not null check (level in ('group', 'school', 'cluster', 'region')),
  unit_id uuid not null,
  problem_id uuid,
  child_id uuid,
  because text not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  undone_at timestamptz,
  undone_by text,
  primary key (region_id, id),
  foreign key (region_id, round_id) references topic_round (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, problem_id) references topic_problem (region_id, id),
  foreign key (region_id, child_id) references topic_theme (region_id, id),
  check (num_nonnulls(problem_id, child_id) = 1),
  check ((undone_at is null) = (undone_by is null))
);
create unique index topic_left_out_problem on topic_left_out (region_id, problem_id) where undone_at is null and problem_id is not null;
create unique index topic_left_out_child on topic_left_out (region_id, child_id) where undone_at is null and child_id is not null;
comment on table topic_left_out is '暂不采用: what a level decided not to take up, by whom and why; can be taken up again';

create function session_sees_problem(p_problem uuid) returns boolean
  language sql stable as $$
  select exists (select from topic_problem p where p.region_id = (select session_region()) and p.id = p_problem)
$$;
comment on function session_sees_problem(uuid) is 'whether the session may see a problem, by the policies of topic_problem';

create function session_sees_theme(p_theme uuid) returns boolean
  language sql stable as $$
  select exists (select from topic_theme t where t.region_id = (select session_region()) and t.id = p_theme)
$$;
comment on function session_sees_theme(uuid) is 'whether the session may see a theme, by the policies of topic_theme';

create function session_distils(p_unit uuid) returns boolean
  language sql stable as $$
  select session_edits() and (session_governs() or p_unit = any (session_units()))
$$;
comment on function session_distils(uuid) is 'whether the session may distil themes of a unit; which level is whose, kernel/topic decides';

call protect_by_region('topic_round');
call protect_by_region('topic_deadline');
call protect('topic_problem');
create policy app_reads on topic_problem for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[]) or person_id = (select session_person())));
create policy app_states on topic_problem for insert to yanpei_app with check (region_id = (select session_region())
  and ((person_id = (select session_person()) and unit_id = (select session_home()))
    or ((select session_edits()) and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))));
call protect('topic_withdrawal');
create policy app_reads on topic_withdrawal for select to yanpei_app using (region_id = (select session_region())
  and session_sees_problem(problem_id));
create policy app_withdraws on topic_withdrawal for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from topic_problem p where p.region_id = topic_withdrawal.region_id and p.id = problem_id
    and (p.person_id = (select session_person()) or (select session_edits()))));
call protect('topic_theme');
create policy app_reads on topic_theme for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or level in ('cluster', 'region') or unit_id = any ((select session_units())::uuid[])
    or unit_id = (select session_home())));
create policy app_adds on topic_theme for insert to yanpei_app with check (region_id = (select session_region())
  and session_distils(unit_id));
call protect('topic_wording');
create policy app_reads on topic_wording for select to yanpei_app using (region_id = (select session_region())
  and session_sees_theme(theme_id));
create policy app_adds on topic_wording for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from topic_theme t where t.region_id = topic_wording.region_id and t.id = theme_id and session_distils(t.unit_id)));
call protect('topic_theme_end');
create policy app_reads on topic_theme_end for select to yanpei_app using (region_id = (select session_region())
  and session_sees_theme(theme_id));
create policy app_adds on topic_theme_end for insert to yanpei_app with check (region_id = (select session_region())
  and exists (select from topic_theme t where t.region_id = topic_theme_end.region_id and t.id = theme_id and session_distils(t.unit_id)));
call protect('topic_member');
create policy app_reads on topic_member for select to yanpei_app using (region_id = (select session_region())
  and session_sees_theme(theme_id));
create policy app_writes on topic_member to yanpei_app using (region_id = (select session_region())
  and exists (select from topic_theme t where t.region_id = topic_member.region_id and t.id = theme_id and session_distils(t.unit_id)));
call protect('topic_left_out');
create policy app_reads on topic_left_out for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_writes on topic_left_out to yanpei_app using (region_id = (select session_region()) and session_distils(unit_id));

grant select, insert on topic_round, topic_deadline, topic_problem, topic_withdrawal, topic_theme, topic_wording,
  topic_theme_end, topic_member, topic_left_out to yanpei_app;
grant update (left_at, left_by, left_because) on topic_member to yanpei_app;
grant update (undone_at, undone_by) on topic_left_out to yanpei_app;

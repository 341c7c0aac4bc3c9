-- Questionnaires. Who was asked and what was answered are kept apart: the answers know neither a token, nor a person,
-- nor a time. The app's role reads neither table: tokens are spent, answers added, counted and shown by functions of
-- the owner, which keep small numbers to themselves.

create table questionnaire (
  region_id integer not null references region (id),
  id uuid not null,
  title text not null check (title <> ''),
  intro text not null default '',
  unit_id uuid not null,
  year smallint not null,
  anonymous boolean not null,
  least smallint not null default 5 check (least >= 5 or (not anonymous and least >= 1)),
  opens_on date not null,
  closes_on date not null,
  subject_kind text check (subject_kind in ('programme', 'activity', 'case', 'appraisal')),
  subject_id uuid,
  moment text check (moment in ('before', 'during', 'after')),
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check (closes_on >= opens_on),
  check ((subject_kind is null) = (subject_id is null))
);
create index questionnaire_year on questionnaire (region_id, year);
create index questionnaire_subject on questionnaire (region_id, subject_kind, subject_id) where subject_id is not null;
comment on table questionnaire is '问卷: what one unit asks; never changed once made, so that everybody answers the same';
comment on column questionnaire.least is 'k: results, groups and cells of fewer sheets than this are not shown';
comment on column questionnaire.closes_on is 'the last day on which it can be answered';
comment on column questionnaire.moment is 'before, during or after what it is about; before and after can be compared';

create table question (
  region_id integer not null,
  questionnaire_id uuid not null,
  position smallint not null check (position > 0),
  kind text not null check (kind in ('single', 'multiple', 'scale', 'matrix', 'text')),
  says text not null check (says <> ''),
  required boolean not null,
  options text[] not null default '{}',
  lines text[] not null default '{}',
  most smallint check (most between 2 and 10),
  primary key (region_id, questionnaire_id, position),
  foreign key (region_id, questionnaire_id) references questionnaire (region_id, id),
  check ((kind in ('single', 'multiple')) = (cardinality(options) > 1)),
  check ((kind = 'matrix') = (cardinality(lines) > 0)),
  check ((kind in ('scale', 'matrix')) = (most is not null))
);
comment on table question is '题目: single 单选, multiple 多选, scale 量表 1 to most, matrix a scale for each of its lines, text 简答';

create table questionnaire_step (
  region_id integer not null,
  questionnaire_id uuid not null,
  step text not null check (step in ('opened', 'closed')),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, questionnaire_id, step),
  foreign key (region_id, questionnaire_id) references questionnaire (region_id, id)
);
comment on table questionnaire_step is '问卷的发放与截止: each once and for good';

create table questionnaire_door (
  region_id integer not null,
  questionnaire_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('shared', 'codes', 'named')),
  title text not null check (title <> ''),
  source text check (source in ('students', 'parents', 'peers', 'school', 'experts', 'trainees')),
  token_hash bytea check (length(token_hash) = 32),
  most integer check (most > 0),
  primary key (region_id, id),
  foreign key (region_id, questionnaire_id) references questionnaire (region_id, id),
  check ((kind = 'shared') = (token_hash is not null))
);
create index questionnaire_door_of on questionnaire_door (region_id, questionnaire_id);
create index questionnaire_door_token on questionnaire_door (token_hash) where token_hash is not null;
comment on table questionnaire_door is '发放渠道: a shared link 共用链接, a list of one-use codes 一人一码, or people who sign in 实名; also a group to compare by';
comment on column questionnaire_door.most is 'of a shared link: so many sheets at the most, the size of the class';

create table questionnaire_ticket (
  region_id integer not null,
  questionnaire_id uuid not null,
  door_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  used boolean not null default false,
  primary key (region_id, questionnaire_id, token_hash),
  foreign key (region_id, door_id) references questionnaire_door (region_id, id)
);
create index questionnaire_ticket_token on questionnaire_ticket (token_hash);
comment on table questionnaire_ticket is '一次性答题码: only whether it was used, never by whom or when; the app reads it through functions only';

create table questionnaire_person (
  region_id integer not null,
  questionnaire_id uuid not null,
  door_id uuid not null,
  person_id uuid not null,
  sheet_id uuid,
  at timestamptz,
  primary key (region_id, questionnaire_id, person_id),
  foreign key (region_id, door_id) references questionnaire_door (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  check ((sheet_id is null) = (at is null))
);
create index questionnaire_person_of on questionnaire_person (region_id, person_id);
comment on table questionnaire_person is '实名问卷的对象: of a questionnaire that is not anonymous, who is asked and which sheet is theirs';

create table answer_sheet (
  region_id integer not null,
  questionnaire_id uuid not null,
  id uuid not null,
  door_id uuid not null,
  primary key (region_id, questionnaire_id, id),
  foreign key (region_id, door_id) references questionnaire_door (region_id, id)
);
comment on table answer_sheet is '答卷: one that was handed in. A random id and no time; written anew in random order when the questionnaire closes';

create table answer (
  region_id integer not null,
  questionnaire_id uuid not null,
  sheet_id uuid not null,
  position smallint not null,
  line smallint not null default 0,
  choice smallint not null default 0,
  words text,
  primary key (region_id, questionnaire_id, sheet_id, position, line, choice),
  foreign key (region_id, questionnaire_id, position) references question (region_id, questionnaire_id, position),
  check ((choice = 0) = (words is not null))
);
comment on table answer is '作答: a choice (from 1, or a value of a scale, by line of a matrix) or words';

create trigger append_only before update or delete on questionnaire for each row execute function refuse_change();
create trigger append_only before update or delete on question for each row execute function refuse_change();
create trigger append_only before update or delete on questionnaire_step for each row execute function refuse_change();

create function session_sees_unit(p_unit uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select session_wide() or coalesce(p_unit = any (session_units()), false) $$;
comment on function session_sees_unit(uuid) is 'true for the whole region''s sessions, and for those whose unit or one below it this is';

call protect('questionnaire');
create policy app_reads on questionnaire for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_adds on questionnaire for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
call protect('question');
create policy app_reads on question for select to yanpei_app using (region_id = (select session_region())
  and exists (select from questionnaire q where q.region_id = question.region_id and q.id = questionnaire_id));
create policy app_adds on question for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits())
  and exists (select from questionnaire q where q.region_id = question.region_id and q.id = questionnaire_id)
  and not exists (select from questionnaire_step s where s.region_id = question.region_id and s.questionnaire_id = question.questionnaire_id));
call protect('questionnaire_step');
create policy app_reads on questionnaire_step for select to yanpei_app using (region_id = (select session_region())
  and exists (select from questionnaire q where q.region_id = questionnaire_step.region_id and q.id = questionnaire_id));
call protect('questionnaire_door');
create policy app_reads on questionnaire_door for select to yanpei_app using (region_id = (select session_region())
  and exists (select from questionnaire q where q.region_id = questionnaire_door.region_id and q.id = questionnaire_id));
create policy app_adds on questionnaire_door for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits())
  and exists (select from questionnaire q where q.region_id = questionnaire_door.region_id and q.id = questionnaire_id
    and (q.anonymous = (kind <> 'named'))));
call protect('questionnaire_ticket');
create policy app_adds on questionnaire_ticket for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits())
  and exists (select from questionnaire_door d where d.region_id = questionnaire_ticket.region_id and d.id = door_id
    and d.questionnaire_id = questionnaire_ticket.questionnaire_id and d.kind = 'codes'));
call protect('questionnaire_person');
create policy app_reads on questionnaire_person for select to yanpei_app using (region_id = (select session_region())
  and (person_id = (select session_person())
    or exists (select from questionnaire q where q.region_id = questionnaire_person.region_id and q.id = questionnaire_id)));
create policy app_adds on questionnaire_person for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits())
  and exists (select from questionnaire_door d where d.region_id = questionnaire_person.region_id and d.id = door_id
    and d.questionnaire_id = questionnaire_person.questionnaire_id and d.kind = 'named'));
call protect('answer_sheet');
call protect('answer');
grant select, insert on questionnaire, question, questionnaire_door to yanpei_app;
grant select on questionnaire_step to yanpei_app;
grant select on questionnaire_person to yanpei_app;
grant insert (region_id, questionnaire_id, door_id, person_id) on questionnaire_person to yanpei_app;
grant insert (region_id, questionnaire_id, door_id, token_hash) on questionnaire_ticket to yanpei_app;

-- Answering, with no session: whoever holds a token.

create function questionnaire_state(q questionnaire, p_today date) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when not exists (select from questionnaire_step s where s.region_id = q.region_id and s.questionnaire_id = q.id and s.step = 'opened') then 'draft'
    when p_today > q.closes_on or exists (select from questionnaire_step s where s.region_id = q.region_id
      and s.questionnaire_id = q.id and s.step = 'closed') then 'closed'
    when p_today < q.opens_on then 'waiting'
    else 'open' end
$$;
comment on function questionnaire_state(questionnaire, date) is 'draft, waiting for its first day, open or closed, on a day';

create function questionnaire_form(q questionnaire) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('id', q.id, 'title', q.title, 'intro', q.intro, 'anonymous', q.anonymous, 'least', q.least,
    'closesOn', q.closes_on, 'questions', coalesce((select jsonb_agg(jsonb_build_object('position', n.position, 'kind', n.kind,
      'says', n.says, 'required', n.required, 'options', n.options, 'lines', n.lines, 'most', n.most) order by n.position)
      from question n where n.region_id = q.region_id and n.questionnaire_id = q.id), '[]'))
$$;
comment on function questionnaire_form(questionnaire) is 'what somebody who answers is shown';

create function open_questionnaire(p_token bytea, p_today date) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
comment on function open_questionnaire(bytea, date) is
  'the questionnaire that a token opens and whether it can be answered on a day; null for an unknown token. Needs no session';

create function keep_answers(p_region integer, p_questionnaire uuid, p_door uuid, p_sheet uuid, p_answers jsonb) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into answer_sheet (region_id, questionnaire_id, id, door_id) values (p_region, p_questionnaire, p_sheet, p_door)
    on conflict do nothing;
  if not found then return false; end if;
  insert into answer (region_id, questionnaire_id, sheet_id, position, line, choice, words)
    select p_region, p_questionnaire, p_sheet, a.position, coalesce(a.line, 0), coalesce(a.choice, 0), a.words
    from jsonb_to_recordset(p_answers) as a (position smallint, line smallint, choice smallint, words text);
  return true;
end $$;
comment on function keep_answers(integer, uuid, uuid, uuid, jsonb) is 'adds a sheet with its answers; false when the same sheet is there already';

create function hand_in_answers(p_token bytea, p_today date, p_sheet uuid, p_answers jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function hand_in_answers(bytea, date, uuid, jsonb) is
  'takes in a sheet for a token that is spent by it. received, already, unknown, draft, waiting, closed or full. Needs no session and leaves no trace of who, where from or when';

create function hand_in_named(p_questionnaire uuid, p_today date, p_sheet uuid, p_answers jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function hand_in_named(uuid, date, uuid, jsonb) is 'takes in the signed-in person''s sheet of a questionnaire with names; outcomes as of hand_in_answers';

create function named_questionnaires(p_today date) returns table (form jsonb, state text, done boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select questionnaire_form(q), questionnaire_state(q, p_today), p.sheet_id is not null
  from session_row() s join questionnaire_person p on p.region_id = s.region_id and p.person_id = s.person_id
  join questionnaire q on q.region_id = p.region_id and q.id = p.questionnaire_id and not q.anonymous
  where questionnaire_state(q, p_today) <> 'draft'
  order by q.closes_on, q.id
$$;
comment on function named_questionnaires(date) is 'the questionnaires with names that the signed-in person is asked';

-- Opening and closing.

create function step_questionnaire(p_questionnaire uuid, p_step text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function step_questionnaire(uuid, text) is 'opens or closes for good; false when it is so already or not the session''s to do';

create function scatter_sheets(p_region integer, p_questionnaire uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function scatter_sheets(integer, uuid) is
  'writes sheets and tokens anew, in one transaction and in random order under new ids: neither a row''s transaction nor its place says any more which token came with which answers';

-- Results: counted here, since nobody reads the answers; small numbers stay here.

create function questionnaire_in_view(p_questionnaire uuid) returns questionnaire
  language sql stable security definer set search_path = public, pg_temp as $$
  select q.* from questionnaire q where q.region_id = session_region() and q.id = p_questionnaire and session_sees_unit(q.unit_id)
$$;
comment on function questionnaire_in_view(uuid) is 'the questionnaire when the session may see it; otherwise no row';

create function questionnaire_progress(p_questionnaires uuid[]) returns table (questionnaire_id uuid, door_id uuid, issued integer, received integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select d.questionnaire_id, d.id,
    case d.kind
      when 'codes' then (select count(*) from questionnaire_ticket t where t.region_id = d.region_id and t.questionnaire_id = d.questionnaire_id and t.door_id = d.id)
      when 'named' then (select count(*) from questionnaire_person p where p.region_id = d.region_id and p.questionnaire_id = d.questionnaire_id and p.door_id = d.id)
      else d.most end::integer,
    (select count(*) from answer_sheet s where s.region_id = d.region_id and s.questionnaire_id = d.questionnaire_id and s.door_id = d.id)::integer
  from questionnaire_door d join questionnaire q on q.region_id = d.region_id and q.id = d.questionnaire_id
  where d.region_id = session_region() and d.questionnaire_id = any (p_questionnaires) and session_sees_unit(q.unit_id)
$$;
comment on function questionnaire_progress(uuid[]) is 'how many were asked and how many sheets came, by door; issued is null for an open shared link';

create function may_count(q questionnaire) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select q.id is not null
    and (not q.anonymous or exists (select from questionnaire_step s where s.region_id = q.region_id and s.questionnaire_id = q.id and s.step = 'closed'))
    and (select count(*) from answer_sheet s where s.region_id = q.region_id and s.questionnaire_id = q.id) >= q.least
$$;
comment on function may_count(questionnaire) is
  'whether results may be shown: of an anonymous one only when it is closed, since two looks with one sheet between them would show that sheet';

create function questionnaire_counts(p_questionnaire uuid) returns table ("position" smallint, line smallint, choice smallint, sheets integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.position, a.line, a.choice, count(*)::integer
  from questionnaire_in_view(p_questionnaire) q
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id
  where may_count(q) group by a.position, a.line, a.choice
$$;
comment on function questionnaire_counts(uuid) is 'how often each answer of each question was given over all sheets; texts as choice 0';

create function questionnaire_texts(p_questionnaire uuid, p_position smallint) returns table (words text)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select a.words from questionnaire_in_view(p_questionnaire) q
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id and a.position = p_position and a.words is not null
  where may_count(q) order by random()
$$;
comment on function questionnaire_texts(uuid, smallint) is 'the answers in words to one question, in an order that is another each time';

create function questionnaire_cross(p_questionnaire uuid, p_position smallint, p_line smallint, p_by smallint)
  returns table (part text, choice smallint, sheets integer)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function questionnaire_cross(uuid, smallint, smallint, smallint) is
  'one question by group (p_by 0) or by a single-choice question: cells of fewer sheets than k are null, and so are those from which they would follow';

create function questionnaire_sheets(p_questionnaire uuid) returns table (person_id uuid, "position" smallint, line smallint, choice smallint, words text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.person_id, a.position, a.line, a.choice, a.words
  from questionnaire_in_view(p_questionnaire) q
  join questionnaire_person p on p.region_id = q.region_id and p.questionnaire_id = q.id
  join answer a on a.region_id = q.region_id and a.questionnaire_id = q.id and a.sheet_id = p.sheet_id
  where not q.anonymous order by p.person_id, a.position, a.line, a.choice
$$;
comment on function questionnaire_sheets(uuid) is 'who answered what, of a questionnaire with names only';

revoke all on function questionnaire_state(questionnaire, date), questionnaire_form(questionnaire), open_questionnaire(bytea, date),
  keep_answers(integer, uuid, uuid, uuid, jsonb), hand_in_answers(bytea, date, uuid, jsonb), hand_in_named(uuid, date, uuid, jsonb),
  named_questionnaires(date), step_questionnaire(uuid, text), scatter_sheets(integer, uuid), questionnaire_in_view(uuid),
  questionnaire_progress(uuid[]), may_count(questionnaire), questionnaire_counts(uuid), questionnaire_texts(uuid, smallint),
  questionnaire_cross(uuid, smallint, smallint, smallint), questionnaire_sheets(uuid), session_sees_unit(uuid) from public;
grant execute on function questionnaire_state(questionnaire, date), open_questionnaire(bytea, date), hand_in_answers(bytea, date, uuid, jsonb), hand_in_named(uuid, date, uuid, jsonb),
  named_questionnaires(date), step_questionnaire(uuid, text), questionnaire_progress(uuid[]), questionnaire_counts(uuid),
  questionnaire_texts(uuid, smallint), questionnaire_cross(uuid, smallint, smallint, smallint), questionnaire_sheets(uuid) to yanpei_app;

-- A questionnaire as the source of an appraisal.

create table appraisal_survey (
  region_id integer not null,
  target_id uuid not null,
  source text not null check (source in ('students', 'parents', 'peers', 'school', 'experts')),
  questionnaire_id uuid not null,
  primary key (region_id, target_id, source),
  foreign key (region_id, target_id) references appraisal_target (region_id, id),
  foreign key (region_id, questionnaire_id) references questionnaire (region_id, id)
);
comment on table appraisal_survey is '问卷作评价主体: whose scales give a source''s result for a target';
call protect('appraisal_survey');
create policy app_reads on appraisal_survey for select to yanpei_app using (region_id = (select session_region())
  and exists (select from appraisal_target t where t.region_id = appraisal_survey.region_id and t.id = target_id
    and session_runs_appraisal(t.appraisal_id)));
create policy app_adds on appraisal_survey for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and exists (select from appraisal_target t where t.region_id = appraisal_survey.region_id
    and t.id = target_id and session_runs_appraisal(t.appraisal_id)));
grant select, insert on appraisal_survey to yanpei_app;

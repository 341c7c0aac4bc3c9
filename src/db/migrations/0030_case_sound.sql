-- Cases made sound: points that count no more once what judges see has changed, whom a case is about as it was handed
-- in, files for judges, complaints about a round, and what a session may write although it sees the case.

create function session_school() returns uuid
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select s.unit_id from session_row() s where s.role = 'school' $$;
comment on function session_school() is 'the school whose manager the session is; null for everybody else';

-- A school's own application is the school's from its first draft on, whoever enters it.
alter policy app_reads on case_record using (region_id = (select session_region())
  and (applicant_id = (select (session_row()).account_id) or person_id = (select session_person())
    or (person_id is null and unit_id = (select session_school()))
    or (status <> 'draft' and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))));

create function applicant_of(c case_record) returns boolean
  language sql stable set search_path = public, pg_temp as $$
  select coalesce(c.applicant_id = (session_row()).account_id or c.person_id = session_person()
    or (c.person_id is null and c.unit_id = session_school()), false)
$$;
comment on function applicant_of(case_record) is 'whether the session applies in a case: who entered it, whom it is about, or the school that it is about';

create function session_holds(p_office text, p_unit uuid, p_day date) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from (select s.role, s.unit_id from session_row() s
      union all select a.role, a.unit_id from session_stands_for(p_day) a) held
    where case held.role when 'system' then true when 'officer' then p_office in ('centre', 'bureau', 'upper')
      when 'leader' then p_office = 'bureau' when 'cluster' then p_office = 'cluster'
      when 'school' then p_office = 'school' and held.unit_id = p_unit else false end)
$$;
comment on function session_holds(text, uuid, date) is 'whether the session holds an office for a case of a unit on a day, itself or for somebody who is away';
revoke all on function session_holds(text, uuid, date) from public;
grant execute on function session_holds(text, uuid, date) to yanpei_app;

create table case_subject (
  region_id integer not null,
  case_id uuid not null,
  submission integer not null check (submission > 0),
  facts jsonb not null,
  primary key (region_id, case_id, submission),
  foreign key (region_id, case_id) references case_record (region_id, id)
);
comment on table case_subject is '申报时的情况: whom a case is about as the register had it when it was handed in, each time; never changed';
comment on column case_subject.facts is 'what rules, floors and offices are asked with: it stays for those who no longer see the person';
create trigger append_only before update or delete on case_subject for each row execute function refuse_change();
create trigger append_only_all before truncate on case_subject execute function refuse_change();
call protect_by_case('case_subject');
grant select, insert on case_subject to yanpei_app;

-- What is handed in, the applicant hands in, while the case waits for it.
create policy applicant_adds on case_value as restrictive for insert to yanpei_app
  with check (exists (select from case_record c where c.region_id = case_value.region_id and c.id = case_value.case_id
    and (c.status = 'draft' or c.office = 'applicant') and applicant_of(c)));
create policy applicant_adds on case_subject as restrictive for insert to yanpei_app
  with check (exists (select from case_record c where c.region_id = case_subject.region_id and c.id = case_subject.case_id
    and (c.status = 'draft' or c.office = 'applicant') and applicant_of(c)));
create policy applicant_adds on case_material as restrictive for insert to yanpei_app
  with check (exists (select from case_record c where c.region_id = case_material.region_id and c.id = case_material.case_id
    and (c.status = 'draft' or c.office = 'applicant') and applicant_of(c)));

-- An event is written by who holds the office at which the case stands, in its turn, and never on one's own case.
create policy by_office on case_event as restrictive for insert to yanpei_app
  with check (exists (select from case_record c
    where c.region_id = case_event.region_id and c.id = case_event.case_id and case_event.seq = c.version + 1
      and (c.stage is null or c.stage = case_event.stage)
      and case case_event.kind
        when 'submitted' then (c.status = 'draft' or c.office = 'applicant') and applicant_of(c)
        when 'withdrawn' then c.status <> 'ended' and applicant_of(c)
        when 'lapsed' then c.status = 'returned' and (select (session_row()).role) = 'system'
        when 'annulled' then c.ending = 'granted'
          and session_holds('centre', c.unit_id, (case_event.at at time zone 'Asia/Shanghai')::date)
        when 'objected' then false
        else c.status = 'open' and case_event.office = c.office
          and session_holds(c.office, c.unit_id, (case_event.at at time zone 'Asia/Shanghai')::date)
      end
      and (case_event.kind in ('submitted', 'withdrawn')
        or not coalesce(c.person_id = (select session_person()) or (c.person_id is null and c.unit_id = (select session_school())), false))));

create or replace function refuse_other_state() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
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
      new.issued_alone, new.submitted_on) is distinct from (old.category, old.of_floor, old.unit_id, old.office, old.due_on,
      old.score, old.issued, old.issued_alone, old.submitted_on) then
    raise exception 'case %: what its events lead to changes with an event alone', new.number using errcode = 'restrict_violation';
  end if;
  if acting is not null and new.draft is distinct from old.draft and not applicant_of(new) then
    raise exception 'case %: the applicant alone fills it in', new.number using errcode = 'restrict_violation';
  end if;
  if acting <> 'system' and new.programme_id is distinct from old.programme_id then
    raise exception 'case %: a project is started by a decision', new.number using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
comment on function refuse_other_state() is 'a case stands where its newest event leads to, and what lists show of it changes with an event; its form is filled in by the applicant, its project started by the program';

-- 受理编号 are counted up one by one, and a new case has the one that was just counted.
create function refuse_other_number() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if (tg_op = 'INSERT' and new.last = 1) or (tg_op = 'UPDATE' and new.last = old.last + 1) then return new; end if;
  raise exception 'numbers of % % are counted up one by one', new.system, new.year using errcode = 'restrict_violation';
end $$;
comment on function refuse_other_number() is '受理编号 begin at 1 and go up by one: none is given twice or left out by hand';
create trigger counted before insert or update on case_number for each row execute function refuse_other_number();
revoke update on case_number from yanpei_app;
grant update (last) on case_number to yanpei_app;

create function refuse_uncounted() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (select from case_number n where n.region_id = new.region_id and n.system = new.system and n.year = new.year
    and new.number = n.year || '-' || lpad(n.last::text, greatest(4, length(n.last::text)), '0')) then
    return new;
  end if;
  raise exception 'case %: its number is not the one that was counted', new.number using errcode = 'restrict_violation';
end $$;
comment on function refuse_uncounted() is 'a case that a session adds has the number that was counted for it';
create trigger numbered before insert on case_record for each row when (session_region() is not null)
  execute function refuse_uncounted();

-- Points given before what judges see was changed stay on record and count no more.
alter table case_event add column voids text[];
comment on column case_event.voids is 'reviews whose points given so far count no more, since what judges see was changed; null for most';
alter table case_judge add column since integer not null default 0;
comment on column case_judge.since is 'the event, by seq, after which points count; 0 for all of them';
alter table case_point add column since integer not null default 0;
comment on column case_point.since is 'the judging''s since when they were given; points count while it is the same';
alter table case_point drop constraint case_point_pkey;
alter table case_point add primary key (region_id, judging_id, since, dimension);

create function void_points() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update case_judge j set since = new.seq
    where j.region_id = new.region_id and j.case_id = new.case_id and j.stage = any (new.voids);
  return new;
end $$;
comment on function void_points() is 'lets judges score again after an event that voids their review''s points';
revoke all on function void_points() from public;
create trigger voids_points after insert on case_event for each row when (new.voids is not null) execute function void_points();

create or replace function give_points(p_judging uuid, p_points jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  standing text := judging_standing(p_judging);
begin
  if standing <> 'open' then return standing; end if;
  insert into case_point (region_id, judging_id, since, dimension, points)
    select j.region_id, j.id, j.since, given.key, given.value::numeric
    from case_judge j, jsonb_each_text(p_points) given where j.region_id = session_region() and j.id = p_judging
    on conflict (region_id, judging_id, since, dimension) do update set points = excluded.points, given_at = now();
  return standing;
end $$;

-- Who stepped aside stays on record, and so does who has scored.
create function has_scored(j case_judge) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from case_point p where p.region_id = j.region_id and p.judging_id = j.id and p.since = j.since)
$$;
comment on function has_scored(case_judge) is 'whether a judge has given points that count';
revoke all on function has_scored(case_judge) from public;
grant execute on function has_scored(case_judge) to yanpei_app;
alter policy app_drops on case_judge using (region_id = (select session_region()) and (select session_governs())
  and recused_because is null and not has_scored(case_judge));

-- Taking off a judge whose points count no more takes those points along.
alter table case_point drop constraint case_point_region_id_judging_id_fkey;
alter table case_point add constraint case_point_region_id_judging_id_fkey
  foreign key (region_id, judging_id) references case_judge (region_id, id) on delete cascade;

drop function judging_sheet();
create function judging_sheet() returns table (id uuid, system text, rev integer, stage text, blind text, category text,
    open boolean, since integer, form jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
comment on function judging_sheet() is 'what the session''s person is to judge: by number, with the form, in which name and unit are struck out';
revoke all on function judging_sheet() from public;
grant execute on function judging_sheet() to yanpei_app;

-- Files for judges: by judging and number, without a name that could tell whose they are.
alter table case_material add column for_judges boolean not null default false;
comment on column case_material.for_judges is 'whether judges open it while they judge, as the definition says of the material';

create function judging_files() returns table (judging_id uuid, n integer, material text, media_type text, bytes bigint, sha256 bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  select j.id, row_number() over (partition by j.id order by m.added_at, m.file_id)::integer, m.material, f.media_type, f.bytes, f.sha256
  from session_row() s
  join case_judge j on j.region_id = s.region_id and j.person_id = s.person_id and j.recused_because is null
  join case_record c on c.region_id = j.region_id and c.id = j.case_id and c.status = 'open' and c.stage = j.stage
  join case_material m on m.region_id = c.region_id and m.case_id = c.id and m.for_judges and m.submission is not null
  join stored_file f on f.region_id = m.region_id and f.id = m.file_id
$$;
comment on function judging_files() is 'the files that the session''s person may open while a review is open: by judging and number, never by name';
revoke all on function judging_files() from public;
grant execute on function judging_files() to yanpei_app;

-- Complaints about a round, at any time while it runs; answered with a reason, once.
create table case_complaint (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  name text not null,
  contact text not null,
  text text not null,
  key uuid not null,
  at timestamptz not null,
  primary key (region_id, id),
  unique (region_id, round_id, key),
  foreign key (region_id, round_id) references case_round (region_id, id)
);
comment on table case_complaint is '投诉举报: who complained about a round and with what facts; for the region''s officers and leaders only';
comment on column case_complaint.contact is 'contact data';
comment on column case_complaint.key is 'of the request: a second click is no second complaint';
call protect('case_complaint');
create policy app_reads on case_complaint for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
grant select on case_complaint to yanpei_app;

create table case_answer (
  region_id integer not null,
  complaint_id uuid not null,
  words text not null,
  at timestamptz not null,
  actor text not null,
  primary key (region_id, complaint_id),
  foreign key (region_id, complaint_id) references case_complaint (region_id, id)
);
comment on table case_answer is '答复: what came of a complaint, by whom and when; once, and never changed';
call protect('case_answer');
create policy app_reads on case_answer for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
create policy app_adds on case_answer for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()) and actor = (select (session_row()).actor));
grant select, insert on case_answer to yanpei_app;

create function public_rounds(p_day date) returns table (id uuid, region_name text, title text, opens_on date, closes_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.id, g.name, r.title, r.opens_on, r.closes_on
  from case_round r join region g on g.id = r.region_id
  where p_day >= r.opens_on and (p_day <= r.closes_on
    or exists (select from case_record c where c.region_id = r.region_id and c.round_id = r.id and c.status in ('open', 'returned'))
    or exists (select from case_notice n where n.region_id = r.region_id and n.round_id = r.id and p_day <= n.until_on + 30))
  order by r.opens_on desc, r.title
$$;
comment on function public_rounds(date) is 'rounds that run on a day, about which everybody may complain: open, being decided, or shown in public';
revoke all on function public_rounds(date) from public;
grant execute on function public_rounds(date) to yanpei_app;

create function complain_of_round(p_round uuid, p_id uuid, p_key uuid, p_day date, p_at timestamptz, p_name text, p_contact text,
    p_text text) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function complain_of_round(uuid, uuid, uuid, date, timestamptz, text, text, text) is 'takes a complaint about a round without a session: taken, over or unknown';
revoke all on function complain_of_round(uuid, uuid, uuid, date, timestamptz, text, text, text) from public;
grant execute on function complain_of_round(uuid, uuid, uuid, date, timestamptz, text, text, text) to yanpei_app;

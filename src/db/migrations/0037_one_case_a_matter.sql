-- Of one person only one case is under way about the same thing: the title that is to end, the journey that is claimed.
-- A draft that is given up was never handed in, and stays its applicant's own. One that is raised against somebody is
-- nothing that they see or touch before it is handed in.

alter table case_record add column matter text;
comment on column case_record.matter is 'what only one case of the one whom it is about may be under way for, once it was handed in; null where there may be several';
update case_record set matter = journey_id::text where journey_id is not null and status in ('open', 'returned');
-- of several exits that are under way about a title the first keeps it; the others can still be refused or taken back
update case_record c set matter = first.title
  from (select distinct on (o.region_id, o.person_id, t.title) o.region_id, o.id, t.title
    from case_record o cross join lateral (select v.value as title from case_value v
      where v.region_id = o.region_id and v.case_id = o.id and v.field = 'title' order by v.submission desc limit 1) t
    where o.system = 'title-exit' and o.status in ('open', 'returned')
    order by o.region_id, o.person_id, t.title, o.opened_at, o.id) first
  where c.region_id = first.region_id and c.id = first.id;
create unique index case_matter_once on case_record (region_id, system, coalesce(identity_number, person_id::text, unit_id::text), matter)
  where matter is not null and status in ('open', 'returned');
comment on index case_matter_once is 'one case about a matter at a time';
drop index case_journey_once;
grant update (matter) on case_record to yanpei_app;

alter table case_record add column raised boolean not null default false;
comment on column case_record.raised is 'entered by others in a system in which something may be raised against whom it is about: they have no part in the draft';
update case_record c set raised = true where c.system = 'title-exit'
  and not exists (select from account a where a.region_id = c.region_id and a.id = c.applicant_id and a.person_id = c.person_id);

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
end $$;

alter policy app_reads on case_record using (region_id = (select session_region())
  and (applicant_id = (select (session_row()).account_id)
    or (person_id is null and unit_id = (select session_school()))
    or (person_id = (select session_person()) and (submitted_on is not null or not raised))
    or (submitted_on is not null and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))));

create or replace function applicant_of(c case_record) returns boolean
  language sql stable set search_path = public, pg_temp as $$
  select coalesce(c.applicant_id = (session_row()).account_id or (c.person_id = session_person() and (c.submitted_on is not null or not c.raised))
    or (c.person_id is null and c.unit_id = session_school()), false)
$$;
comment on function applicant_of(case_record) is 'whether the session applies in a case: who entered it, whom it is about (where it may be raised against them, once it was handed in), or the school that it is about';

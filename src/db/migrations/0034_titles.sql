-- Titles in force: terms that end early, the yearly appraisal of each title, allowances paid by its result.

create table title_end (
  region_id integer not null,
  id uuid not null,
  grant_id uuid not null,
  person_id uuid not null,
  ended_on date not null,
  why text not null check (why <> ''),
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, grant_id),
  foreign key (region_id, grant_id) references title_grant (region_id, id) on delete cascade,
  foreign key (region_id, person_id) references person (region_id, id)
);
comment on table title_end is '退出: a title that ended before its term, by a decision; the grant stays as it was';
comment on column title_end.ended_on is 'the first day on which it is no longer in force';

create view title_term with (security_invoker = true) as
  select g.region_id, g.id, g.person_id, g.title, g.level, g.named_on,
    least(g.ends_after, e.ended_on - 1) as ends_after, e.ended_on, e.why
  from title_grant g left join title_end e on e.region_id = g.region_id and e.grant_id = g.id;
comment on view title_term is '称号的任期 as it came out: ends_after is the last day that counts, by the term or by an exit before';

create table title_appraisal (
  region_id integer not null default session_region(),
  year smallint not null,
  title text not null check (title <> ''),
  appraisal_id uuid not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, year, title),
  foreign key (region_id, appraisal_id) references appraisal (region_id, id)
);
create index title_appraisal_round on title_appraisal (region_id, appraisal_id);
comment on table title_appraisal is '年度考核: the appraisal in which the holders of a title were appraised for a year';

create table title_allowance (
  region_id integer not null default session_region(),
  id uuid not null,
  person_id uuid not null,
  title text not null,
  year smallint not null,
  band text not null,
  amount numeric not null check (amount > 0),
  entry_id uuid not null,
  paid_at timestamptz not null default now(),
  paid_by text not null default (session_row()).actor,
  undone_at timestamptz,
  undone_because text,
  primary key (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  check ((undone_at is null) = (undone_because is null))
);
create unique index title_allowance_once on title_allowance (region_id, person_id, title, year) where undone_at is null;
create index title_allowance_entry on title_allowance (region_id, entry_id);
comment on table title_allowance is '特殊津贴: what a holder of a title was paid for a year by the result of its appraisal, once';
comment on column title_allowance.band is '等次 of the appraisal that it was paid by';
comment on column title_allowance.entry_id is 'the entry of the books that paid it, with others of the same list';

create function undo_allowances() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update title_allowance a set undone_at = new.reversed_at, undone_because = new.because
    where a.region_id = new.region_id and a.entry_id = new.entry_id and a.undone_at is null;
  return null;
end $$;
comment on function undo_allowances() is 'what an entry had paid is unpaid again when the entry is reversed';
revoke all on function undo_allowances() from public;
create trigger undo_allowances after insert on fund_reversal for each row execute function undo_allowances();

call protect_by_person('title_end', 'person_id');
create policy program_ends on title_end as restrictive for insert to yanpei_app with check ((select (session_row()).role) = 'system');
create policy program_strikes on title_end as restrictive for delete to yanpei_app using ((select (session_row()).role) = 'system');
create trigger never_changed before update on title_end for each row execute function refuse_change();

call protect('title_appraisal');
create policy app_reads on title_appraisal for select to yanpei_app using (region_id = (select session_region()));
create policy app_adds on title_appraisal for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()));
create trigger append_only before update or delete on title_appraisal for each row execute function refuse_change();

call protect('title_allowance');
create policy app_reads on title_allowance for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id in (select unnest(session_people()))));
create policy app_adds on title_allowance for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()));

grant select, insert, delete on title_end to yanpei_app;
grant select on title_term to yanpei_app;
grant select, insert on title_appraisal, title_allowance to yanpei_app;

-- Mentoring proves an indicator, too.
alter table standard_indicator drop constraint standard_indicator_evidence_check;
alter table standard_indicator add constraint standard_indicator_evidence_check
  check (evidence in ('activity', 'work', 'award', 'document', 'programme', 'title', 'pairing', 'handbook', 'none'));
alter table appraisal_evidence drop constraint appraisal_evidence_kind_check;
alter table appraisal_evidence add constraint appraisal_evidence_kind_check
  check (kind in ('activity', 'work', 'award', 'document', 'programme', 'title', 'pairing', 'handbook'));

-- A decision may end a title: one more way beside those that are known so far.
do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'case_effect_kind_check');
begin
  alter table case_effect drop constraint case_effect_kind_check;
  execute format('alter table case_effect add constraint case_effect_kind_check %s', replace(known, ']', ', ''end-title''::text]'));
end $$;

-- Money: budgets, standards, what schools owe, vouchers with scans, and claims that a result releases.

create unique index fund_entry_voucher on fund_entry (region_id, unit_id, voucher, amount)
  where batch_id is null and voucher is not null;
comment on index fund_entry_voucher is 'a voucher of a unit and amount is entered once; imported rows are told apart by copy instead';
create index fund_entry_programme on fund_entry (region_id, programme_id) where programme_id is not null;
create index fund_entry_unit on fund_entry (region_id, year, unit_id);

create table fund_note (
  region_id integer not null default session_region(),
  entry_id uuid not null,
  unit_id uuid not null,
  payee text,
  memo text,
  entered_at timestamptz not null default now(),
  entered_by text not null default (session_row()).actor,
  primary key (region_id, entry_id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
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
  reversed_at timestamptz not null default now(),
  reversed_by text not null default (session_row()).actor,
  primary key (region_id, entry_id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, programme_id) references programme (region_id, id)
);
comment on table fund_reversal is '冲销: an entry that was taken out of the books, as it stood, by whom and why';

create table fund_scan (
  region_id integer not null default session_region(),
  id uuid not null,
  entry_id uuid not null,
  unit_id uuid not null,
  file_id uuid not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
create index fund_scan_entry on fund_scan (region_id, entry_id);
create index fund_scan_file on fund_scan (region_id, file_id);
comment on table fund_scan is '凭证扫描件: a picture or PDF of the voucher behind an entry; kept also when it is reversed';

create table budget_line (
  region_id integer not null default session_region(),
  programme_id uuid not null,
  item text not null check (item <> ''),
  set_at timestamptz not null default clock_timestamp(),
  amount numeric not null check (amount >= 0),
  document text,
  set_by text not null default (session_row()).actor,
  primary key (region_id, programme_id, item, set_at),
  foreign key (region_id, programme_id) references programme (region_id, id)
);
comment on table budget_line is '预算: what a programme may spend under an item 科目; the newest row counts, the programme''s own budget is the whole';

create table money_standard (
  region_id integer not null default session_region() references region (id),
  year smallint not null,
  kind text not null check (kind in ('head-day', 'lecturer-hour', 'travel-day', 'duty-share', 'claim-share')),
  category text not null,
  set_at timestamptz not null default clock_timestamp(),
  amount numeric check (amount >= 0),
  document text not null check (document <> ''),
  set_by text not null default (session_row()).actor,
  primary key (region_id, year, kind, category, set_at)
);
comment on table money_standard is '经费标准 of a year with the document it rests on; the newest row counts, else the default of kernel/money';
comment on column money_standard.amount is '元 a head and day, a lecturer''s hour, a traveller''s day; or a share; null takes the standard away';

create table pupil_fund (
  region_id integer not null default session_region(),
  unit_id uuid not null,
  year smallint not null,
  set_at timestamptz not null default clock_timestamp(),
  per_pupil numeric not null check (per_pupil >= 0),
  pupils integer not null check (pupils >= 0),
  document text,
  set_by text not null default (session_row()).actor,
  primary key (region_id, unit_id, year, set_at),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
comment on table pupil_fund is '生均公用经费 of a school in a year and its pupils; the newest row counts; a share of it is owed to training';

create table cascade_grade (
  region_id integer not null default session_region(),
  activity_id uuid not null,
  person_id uuid not null,
  graded_at timestamptz not null default clock_timestamp(),
  grade text not null check (grade in ('excellent', 'good', 'pass', 'fail')),
  passed_on_id uuid not null,
  because text not null,
  graded_by text not null default (session_row()).actor,
  primary key (region_id, activity_id, person_id, graded_at),
  foreign key (region_id, activity_id) references activity (region_id, id),
  foreign key (region_id, passed_on_id) references activity (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id)
);
comment on table cascade_grade is '二级培训考核: how well somebody passed on what an activity taught; the newest counts';
comment on column cascade_grade.passed_on_id is 'the second-level training that was graded';

create table travel_claim (
  region_id integer not null default session_region(),
  id uuid not null,
  activity_id uuid not null,
  person_id uuid not null,
  item text not null check (item <> ''),
  claimed numeric not null check (claimed > 0),
  share numeric not null check (share between 0 and 1),
  grade text not null,
  paid numeric not null check (paid > 0 and paid <= claimed),
  entry_id uuid not null,
  paid_at timestamptz not null default now(),
  paid_by text not null default (session_row()).actor,
  undone_at timestamptz,
  undone_by text,
  undone_because text,
  primary key (region_id, id),
  foreign key (region_id, activity_id) references activity (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  check (num_nonnulls(undone_at, undone_by, undone_because) in (0, 3))
);
create unique index travel_claim_once on travel_claim (region_id, activity_id, person_id, item) where undone_at is null;
create index travel_claim_entry on travel_claim (region_id, entry_id);
comment on table travel_claim is '差旅报销: an item of a journey to an activity, paid once, by the share that its grade releases';

create function reverse_fund_entry(p_entry uuid, p_because text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me session := session_row();
  gone fund_entry;
begin
  if me.region_id is null or not session_edits() then return false; end if;
  delete from fund_entry f where f.region_id = me.region_id and f.id = p_entry
    and (session_governs() or f.unit_id = any (session_units())) returning * into gone;
  if not found then return false; end if;
  insert into fund_reversal (region_id, entry_id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, batch_id, because)
    values (gone.region_id, gone.id, gone.year, gone.unit_id, gone.direction, gone.item, gone.programme_id, gone.amount,
      gone.dated_on, gone.voucher, gone.batch_id, p_because);
  update travel_claim c set undone_at = now(), undone_by = me.actor, undone_because = p_because
    where c.region_id = me.region_id and c.entry_id = p_entry and c.undone_at is null;
  return true;
end $$;
comment on function reverse_fund_entry(uuid, text) is 'takes an entry of the session''s own out of the books, with the claims that it paid; false when there is none';
revoke all on function reverse_fund_entry(uuid, text) from public;
grant execute on function reverse_fund_entry(uuid, text) to yanpei_app;

create function programmes_taught(p_programmes uuid[])
  returns table (programme_id uuid, person_days numeric, hours_full numeric, hours_other numeric)
  language sql stable security definer set search_path = public, pg_temp as $$
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
$$;
comment on function programmes_taught(uuid[]) is 'how much programmes taught: people times days, and lecturers'' hours by class of rank; numbers only, so that any organiser can hold them against the standards';
revoke all on function programmes_taught(uuid[]) from public;
grant execute on function programmes_taught(uuid[]) to yanpei_app;

call protect('fund_note');
call protect('fund_reversal');
call protect('fund_scan');
call protect('pupil_fund');
do $$
declare t text;
begin
  foreach t in array array['fund_note', 'fund_reversal', 'fund_scan', 'pupil_fund'] loop
    execute format('create policy app_reads on %I for select to yanpei_app using (region_id = (select session_region())
      and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))', t);
  end loop;
  foreach t in array array['fund_note', 'fund_scan', 'pupil_fund'] loop
    execute format('create policy app_adds on %I for insert to yanpei_app with check (region_id = (select session_region())
      and (select session_edits()) and ((select session_governs()) or unit_id = any ((select session_units())::uuid[])))', t);
  end loop;
end $$;
call protect('budget_line');
create policy app_reads on budget_line for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or exists (select from programme p where p.region_id = budget_line.region_id
    and p.id = programme_id and p.organiser_id = any ((select session_units())::uuid[]))));
create policy app_adds on budget_line for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_governs()) or exists (select from programme p
    where p.region_id = budget_line.region_id and p.id = programme_id and p.organiser_id = any ((select session_units())::uuid[]))));
call protect_by_region('money_standard');
call protect_by_person('cascade_grade', 'person_id');
call protect_by_person('travel_claim', 'person_id');
create policy app_reads_scan on stored_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from fund_scan s where s.region_id = stored_file.region_id and s.file_id = stored_file.id));
grant select, insert on fund_note, fund_scan, budget_line, money_standard, pupil_fund, cascade_grade, travel_claim to yanpei_app;
grant select on fund_reversal to yanpei_app;

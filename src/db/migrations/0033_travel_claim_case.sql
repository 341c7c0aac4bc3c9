-- Travel costs are claimed by cases: what a journey's grade releases is paid by a case's decision and by nothing else.

alter table case_record add column journey_id uuid;
alter table case_record add foreign key (region_id, journey_id) references activity (region_id, id);
comment on column case_record.journey_id is '外出学习: the activity whose travel costs it claims, once it was handed in';
create unique index case_journey_once on case_record (region_id, person_id, journey_id)
  where journey_id is not null and status in ('open', 'returned');
comment on index case_journey_once is 'one claim of a journey at a time';
grant update (journey_id) on case_record to yanpei_app;

do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'case_effect_kind_check');
begin
  alter table case_effect drop constraint case_effect_kind_check;
  execute format('alter table case_effect add constraint case_effect_kind_check %s', replace(known, ']', ', ''pay''::text]'));
end $$;

alter table travel_claim add column case_id uuid;
alter table travel_claim add foreign key (region_id, case_id) references case_record (region_id, id);
comment on column travel_claim.case_id is 'the case that decided it; null for what was paid before claims were cases';
create index travel_claim_case on travel_claim (region_id, case_id) where case_id is not null;
create policy program_pays on travel_claim as restrictive for insert to yanpei_app
  with check ((select (session_row()).role) = 'system' and case_id is not null);

create or replace function reverse_fund_entry(p_entry uuid, p_because text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function reverse_fund_entry(uuid, text) is 'takes an entry of the session''s own out of the books, with the claims that it paid; what a case paid by the program alone; false when there is none';

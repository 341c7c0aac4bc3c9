-- Rosters come in by the ten thousand. A foreign key looks up each row by itself, twice, and once more when settlement
-- changes a row of its own transaction: that was two thirds of the time a roster took. The same is asked here once a
-- statement: each activity and each person in it once, locked as a foreign key locks them.

alter table participation
  drop constraint participation_region_id_activity_id_fkey,
  drop constraint participation_region_id_person_id_fkey;

create function participation_refers() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function participation_refers() is 'the foreign keys of participation to activity and person, for all rows of a statement at once';
create trigger refers after insert on participation referencing new table as added
  for each statement execute function participation_refers();

create function participation_keeps_key() returns trigger
  language plpgsql as $$
begin
  raise exception 'a participation is added or taken away, never made another one' using errcode = 'foreign_key_violation';
end $$;
create trigger keeps_key before update of region_id, activity_id, person_id on participation
  for each row execute function participation_keeps_key();
revoke update on participation from yanpei_app;
grant update (role, attended, recognised, batch_id) on participation to yanpei_app;

create function participation_holds() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function participation_holds() is 'an activity or person named by a participation stays, and keeps its id';
create trigger participation_holds after delete or update of region_id, id on activity
  for each row execute function participation_holds();
create trigger participation_holds after delete or update of region_id, id on person
  for each row execute function participation_holds();

-- What the day's mail has told already, and draws that nobody can steer.

create table digest_day (
  region_id integer not null references region (id),
  recipient_id uuid not null,
  day date not null,
  told text[] not null,
  primary key (region_id, recipient_id)
);
comment on table digest_day is '每日摘要: the last day on which it was looked up what waits for somebody, and what was told of it; one row for each, written anew';
comment on column digest_day.told is 'the to-dos that waited on that day, each as a hash and how urgent it was told to be; no words';

call protect('digest_day');
create policy app_own on digest_day to yanpei_app using (region_id = (select session_region()) and (select (session_row()).role) = 'system');
grant select, insert, update on digest_day to yanpei_app;

-- What a group hears is nobody's own.
alter table outbox add check (channel = 'email' or recipient_id is null);

create table spot_plan (
  region_id integer not null default session_region() references region (id),
  id uuid not null,
  unit_id uuid not null,
  title text not null check (title <> ''),
  from_on date not null,
  until_on date not null,
  percent smallint not null check (percent between 1 and 100),
  reason text check (char_length(reason) between 4 and 200),
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  announced_at timestamptz not null default clock_timestamp(),
  announced_by text not null default (session_row()).actor,
  primary key (region_id, id),
  unique (region_id, title),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check (from_on <= until_on)
);
comment on table spot_plan is '抽查公布: what will be drawn, with the hash of a secret that decides the draw together with a number drawn in public; never changed, drawn once';
comment on column spot_plan.commitment is 'sha256 of the secret, in hexadecimal: shown at once, the secret only with the draw';
comment on column spot_plan.reason is 'why these days are drawn from once more; null where nobody drew from them before';

create table spot_secret (
  region_id integer not null,
  plan_id uuid not null,
  secret text not null,
  primary key (region_id, plan_id),
  foreign key (region_id, plan_id) references spot_plan (region_id, id)
);
comment on table spot_secret is '抽查密数: what a plan has committed to; the app reaches it through reveal_spot() alone';

alter table spot_draw add column plan_id uuid;
alter table spot_draw add column secret text;
alter table spot_draw add column number text;
alter table spot_draw add foreign key (region_id, plan_id) references spot_plan (region_id, id);
alter table spot_draw add unique (region_id, plan_id);
alter table spot_draw drop constraint spot_draw_seed_check;
alter table spot_draw add check (char_length(seed) between 4 and 64);
alter table spot_draw add check ((plan_id is null) = (secret is null) and (plan_id is null) = (number is null));
comment on column spot_draw.plan_id is 'what was announced before; null for draws of the time before there were plans';
comment on column spot_draw.secret is 'what the plan had committed to, in the open from now on';
comment on column spot_draw.number is 'drawn in public and typed in; may be empty';
comment on column spot_draw.seed is 'sha256(secret:number), in hexadecimal; the order is that of sha256(seed:activity id), in hexadecimal';

create function announce_spot(p_id uuid, p_unit uuid, p_title text, p_from date, p_until date, p_percent smallint, p_reason text)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function announce_spot(uuid, uuid, text, date, date, smallint, text) is
  'announces a draw and commits to a secret that nobody is told before it; refused where the session does not draw';

create function reveal_spot(p_plan uuid) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  plan spot_plan;
begin
  select * into plan from spot_plan p where p.region_id = session_region() and p.id = p_plan for update;
  if plan.id is null or session_draws(plan.unit_id) is not true
    or exists (select from spot_draw d where d.region_id = plan.region_id and d.plan_id = plan.id) then return null; end if;
  return (select s.secret from spot_secret s where s.region_id = plan.region_id and s.plan_id = plan.id);
end $$;
comment on function reveal_spot(uuid) is 'the secret of a plan, for the transaction that draws; null for who does not draw there, and once it is drawn';

create function hold_draw_to_plan() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from spot_plan p join spot_secret s on s.region_id = p.region_id and s.plan_id = p.id
    where p.region_id = new.region_id and p.id = new.plan_id and s.secret = new.secret
      and (p.unit_id, p.title, p.from_on, p.until_on, p.percent) = (new.unit_id, new.title, new.from_on, new.until_on, new.percent))
    or new.seed <> encode(sha256(convert_to(new.secret || ':' || new.number, 'UTF8')), 'hex') then
    raise exception 'a draw is made as it was announced, by the secret that was committed to' using errcode = 'check_violation';
  end if;
  return new;
end $$;
comment on function hold_draw_to_plan() is 'a draw has the days, share and secret of its plan, and the seed that follows from them';
create trigger held_to_plan before insert on spot_draw for each row execute function hold_draw_to_plan();

create trigger append_only before update or delete on spot_plan for each row execute function refuse_change();
create trigger append_only_all before truncate on spot_plan execute function refuse_change();
create trigger append_only before update or delete on spot_secret for each row execute function refuse_change();
create trigger append_only_all before truncate on spot_secret execute function refuse_change();

call protect('spot_plan');
create policy app_reads on spot_plan for select to yanpei_app using (region_id = (select session_region())
  and (select (session_row()).role) in ('officer', 'leader', 'cluster', 'school', 'system'));
grant select on spot_plan to yanpei_app;
call protect('spot_secret');

revoke all on function announce_spot(uuid, uuid, text, date, date, smallint, text) from public;
revoke all on function reveal_spot(uuid) from public;
grant execute on function announce_spot(uuid, uuid, text, date, date, smallint, text), reveal_spot(uuid) to yanpei_app;

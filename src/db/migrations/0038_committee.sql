-- 专家委员会: its sittings with their members, and the votes by which cases are passed or refused.

create table committee_sitting (
  region_id integer not null,
  id uuid not null,
  round_id uuid not null,
  stage text not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  foreign key (region_id, round_id) references case_round (region_id, id)
);
create index committee_sitting_of on committee_sitting (region_id, round_id, stage);
comment on table committee_sitting is '评审会: that a committee sat on the cases of a round at a stage';

create table committee_record (
  region_id integer not null,
  sitting_id uuid not null,
  n integer not null check (n > 0),
  held_on date not null,
  place text not null check (place <> ''),
  because text check (because <> ''),
  noted_at timestamptz not null,
  noted_by text not null,
  primary key (region_id, sitting_id, n),
  foreign key (region_id, sitting_id) references committee_sitting (region_id, id),
  check ((n = 1) = (because is null))
);
comment on table committee_record is '会议记录: when and where a sitting was held; the newest holds, the earlier ones stay';
comment on column committee_record.because is 'why it was put right; null for the first';

create table committee_member (
  region_id integer not null,
  sitting_id uuid not null,
  n integer not null,
  person_id uuid not null,
  place integer not null check (place > 0),
  name text not null,
  unit text not null,
  rank text,
  present boolean not null,
  chair boolean not null,
  primary key (region_id, sitting_id, n, person_id),
  foreign key (region_id, sitting_id, n) references committee_record (region_id, sitting_id, n),
  foreign key (region_id, person_id) references person (region_id, id),
  check (present or not chair)
);
create unique index committee_chair on committee_member (region_id, sitting_id, n) where chair;
comment on table committee_member is '委员: who belonged to a sitting, with unit and 职称 of the day on which it was held';
comment on column committee_member.place is 'in the order in which they were named';
comment on column committee_member.present is 'false for a member who had taken leave: who does not come does not vote';
comment on column committee_member.chair is '主任委员, who presided';

create table committee_vote (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  sitting_id uuid not null,
  agree integer not null check (agree >= 0),
  against integer not null check (against >= 0),
  abstain integer not null check (abstain >= 0),
  voters integer not null check (voters = agree + against + abstain),
  primary key (region_id, case_id, seq),
  foreign key (region_id, case_id, seq) references case_event (region_id, case_id, seq),
  foreign key (region_id, sitting_id) references committee_sitting (region_id, id)
);
create index committee_vote_at on committee_vote (region_id, sitting_id);
comment on table committee_vote is '表决: the votes on which it rests that a case was passed or refused; what came of it is the event of the same number';

create table committee_aside (
  region_id integer not null,
  case_id uuid not null,
  seq integer not null,
  person_id uuid not null,
  because text not null check (because <> ''),
  primary key (region_id, case_id, seq, person_id),
  foreign key (region_id, case_id, seq) references committee_vote (region_id, case_id, seq),
  foreign key (region_id, person_id) references person (region_id, id)
);
comment on table committee_aside is '回避: members present who did not vote on a case, and why';

create trigger append_only before update or delete on committee_sitting for each row execute function refuse_change();
create trigger append_only_all before truncate on committee_sitting execute function refuse_change();
create trigger append_only before update or delete on committee_record for each row execute function refuse_change();
create trigger append_only_all before truncate on committee_record execute function refuse_change();
create trigger append_only before update or delete on committee_member for each row execute function refuse_change();
create trigger append_only_all before truncate on committee_member execute function refuse_change();
create trigger append_only before update or delete on committee_vote for each row execute function refuse_change();
create trigger append_only_all before truncate on committee_vote execute function refuse_change();
create trigger append_only before update or delete on committee_aside for each row execute function refuse_change();
create trigger append_only_all before truncate on committee_aside execute function refuse_change();

create procedure protect_committee(t regclass)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app
    using (region_id = (select session_region()) and (select session_wide()))', t);
  execute format('grant select, insert on %s to yanpei_app', t);
end $$;
comment on procedure protect_committee(regclass) is 'seen by who sees the whole region, added to and never changed; who adds, a policy of the table says';

call protect_committee('committee_sitting');
call protect_committee('committee_record');
call protect_committee('committee_member');
call protect_committee('committee_vote');
call protect_committee('committee_aside');
create policy centre_adds on committee_sitting for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
create policy centre_adds on committee_record for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()) and noted_by = (select (session_row()).actor));

-- Members are written with their record, in one transaction: who came is not added to afterwards.
create policy with_record on committee_member for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()) and exists (select from committee_record r
    where r.region_id = committee_member.region_id and r.sitting_id = committee_member.sitting_id and r.n = committee_member.n
      and r.xmin = pg_current_xact_id()::xid));

-- A vote is written by who wrote the event that rests on it, of a case of the sitting's own round and stage.
create policy with_event on committee_vote for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_wide()) and exists (select from case_event e
    join case_record c on c.region_id = e.region_id and c.id = e.case_id
    join committee_sitting s on s.region_id = c.region_id and s.round_id = c.round_id and s.stage = e.stage
    where e.region_id = committee_vote.region_id and e.case_id = committee_vote.case_id and e.seq = committee_vote.seq
      and e.kind in ('passed', 'refused') and e.actor = (select (session_row()).actor) and s.id = committee_vote.sitting_id));
create policy with_vote on committee_aside for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_wide()) and exists (select from case_event e where e.region_id = committee_aside.region_id
    and e.case_id = committee_aside.case_id and e.seq = committee_aside.seq and e.actor = (select (session_row()).actor)));

create function committee_present(p_region integer, p_sitting uuid, p_n integer) returns uuid[]
  language sql stable as $$
  select coalesce(array_agg(m.person_id order by m.person_id), '{}') from committee_member m
  where m.region_id = p_region and m.sitting_id = p_sitting and m.n = p_n and m.present $$;
comment on function committee_present(integer, uuid, integer) is 'who was there by the nth record of a sitting';

-- Looked at when the transaction ends, with all members written; votes and corrections wait for one another.
create function refuse_others_present() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function refuse_others_present() is 'once there were votes at a sitting, a further record of it names the same people as present';
create constraint trigger same_present after insert on committee_record deferrable initially deferred
  for each row when (new.n > 1) execute function refuse_others_present();

-- Whoever was there either votes or steps aside: neither is added afterwards.
create function refuse_uneven_vote() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
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
end $$;
comment on function refuse_uneven_vote() is 'those who vote and those who step aside are together all who were present';
create constraint trigger adds_up after insert on committee_vote deferrable initially deferred
  for each row execute function refuse_uneven_vote();
create constraint trigger adds_up after insert on committee_aside deferrable initially deferred
  for each row execute function refuse_uneven_vote();

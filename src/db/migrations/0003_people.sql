-- People and what held of them when; titles, pairs, exchanges, awards, certification.

create table person (
  region_id integer not null references region (id),
  id uuid not null,
  identity_number text not null,
  name text not null,
  name_initials text not null,
  phone text,
  started_on date,
  file_order integer not null,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, identity_number)
);
create index person_name on person using gin (name gin_trgm_ops);
create index person_initials on person (region_id, name_initials text_pattern_ops);
create index person_order on person (region_id, file_order);
comment on table person is '教师: one row a person, for life';
comment on column person.identity_number is '身份证件号, checked by GB 11643, upper-case X';
comment on column person.name_initials is 'pinyin initials, zs for 张三';
comment on column person.phone is '手机号: contact data, erasable';
comment on column person.file_order is 'order in the file that first named the person; lists keep it';

create table person_state (
  region_id integer not null,
  person_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  unit_id uuid not null,
  stage text,
  subject text,
  rank text,
  degree text,
  staffing text,
  putonghua text,
  certificate text,
  document text,
  primary key (region_id, person_id, valid),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  exclude using gist (region_id with =, person_id with =, valid with &&)
);
create index person_state_unit on person_state (region_id, unit_id);
comment on table person_state is '任职与状况: unit, stage 任教学段, subject, rank 职称, degree, staffing 编制, Putonghua, certificate 资格种类 over days [from, to)';

create function session_people() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select case
    when s.role in ('cluster', 'school') then (
      select array_agg(distinct p.person_id) from person_state p
      join unit_counts_at(s.region_id, current_date) c on c.unit_id = p.unit_id
      join units_below(s.region_id, s.unit_id, current_date) b on b.unit_id = c.counts_at
      where p.region_id = s.region_id and p.valid @> current_date) || s.person_id
    when s.role = 'teacher' then array[s.person_id]
    else '{}'::uuid[] end
  from session_row() s where s.region_id is not null
$$;
comment on function session_people() is 'the people that a session without the whole region in view may see';

create function session_units() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when s.unit_id is null then '{}'::uuid[]
    else (select array_agg(b.unit_id) from units_below(s.region_id, s.unit_id, current_date) b) end
  from session_row() s where s.region_id is not null
$$;
comment on function session_units() is 'the unit of the session with all below it; empty without one';

call protect_by_person('person', 'id');
call protect_by_person('person_state', 'person_id');
grant select, insert on person to yanpei_app;
grant update (name, name_initials, phone, started_on, batch_id) on person to yanpei_app;
grant select, insert, update, delete on person_state to yanpei_app;

create table title_grant (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  title text not null,
  level text not null check (level in ('national', 'province', 'city', 'county', 'cluster', 'school')),
  named_on date not null,
  ends_after date,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, person_id, title, level, named_on),
  foreign key (region_id, person_id) references person (region_id, id),
  check (ends_after >= named_on)
);
comment on table title_grant is '称号: 骨干教师, 名师 …; ends_after 到期日期 is the last day that counts, null is open';

create table pairing (
  region_id integer not null,
  id uuid not null,
  mentor_id uuid not null,
  apprentice_id uuid not null,
  starts_on date not null,
  ends_after date,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, mentor_id, apprentice_id, starts_on),
  foreign key (region_id, mentor_id) references person (region_id, id),
  foreign key (region_id, apprentice_id) references person (region_id, id),
  check (ends_after >= starts_on)
);
create index pairing_apprentice on pairing (region_id, apprentice_id);
comment on table pairing is '结对: mentor and apprentice, by days; ends_after is the last one';

create table exchange (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  starts_on date not null,
  ends_after date,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, person_id, kind, starts_on),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, from_unit_id) references unit (region_id, id),
  foreign key (region_id, to_unit_id) references unit (region_id, id),
  check (ends_after >= starts_on)
);
comment on table exchange is '交流: 交流, 支教, 挂职 … from one unit to another';

create table award (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  kind text not null,
  level text not null check (level in ('national', 'province', 'city', 'county', 'cluster', 'school')),
  grade text,
  awarded_on date not null,
  batch_id uuid,
  primary key (region_id, id),
  unique nulls not distinct (region_id, person_id, name, kind, level, grade, awarded_on),
  foreign key (region_id, person_id) references person (region_id, id)
);
comment on table award is '荣誉: an award of a person; grade 等次';

create table certification (
  region_id integer not null references region (id),
  id uuid not null,
  name text not null,
  identity_number text not null,
  kind text not null,
  subject text,
  putonghua text,
  result text not null check (result in ('certified', 'failed')),
  failed_step text,
  certificate_number text,
  applied_on date not null,
  batch_id uuid,
  primary key (region_id, id),
  unique nulls not distinct (region_id, identity_number, kind, subject, applied_on)
);
comment on table certification is '资格认定: an application and its outcome; applicants need not be teachers';

call protect_by_person('title_grant', 'person_id');
call protect_by_person('exchange', 'person_id');
call protect_by_person('award', 'person_id');
call protect('pairing');
create policy app_reads on pairing for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or mentor_id = any ((select session_people())::uuid[]) or apprentice_id = any ((select session_people())::uuid[])));
create policy app_writes on pairing to yanpei_app using (region_id = (select session_region())
  and (select session_edits()) and ((select session_wide()) or apprentice_id = any ((select session_people())::uuid[])));
call protect('certification');
create policy app_all on certification to yanpei_app using (region_id = (select session_region()) and (select session_wide()))
  with check (region_id = (select session_region()) and (select session_governs()));
grant select, insert, update on title_grant, pairing, exchange, award, certification to yanpei_app;

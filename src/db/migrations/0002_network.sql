-- The three-level network: units and what held of them when.

create table unit (
  region_id integer not null references region (id),
  id uuid not null,
  code text not null,
  category text not null check (category in ('region', 'centre', 'cluster', 'school', 'external')),
  opened_on date,
  closed_on date,
  successor_id uuid,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, code),
  foreign key (region_id, successor_id) references unit (region_id, id) deferrable initially deferred,
  check (closed_on >= opened_on)
);
comment on table unit is '单位: region, centre, cluster 学区, school or outside body; its code never changes';
comment on column unit.closed_on is '撤并日期: the first day on which the unit is gone';
comment on column unit.successor_id is '并入: where its people count from closed_on on';

create table unit_state (
  region_id integer not null,
  unit_id uuid not null,
  valid daterange not null check (not isempty(valid)),
  name text not null,
  parent_id uuid,
  kind text check (kind in ('kindergarten', 'teaching-point', 'primary', 'junior-high', 'nine-year', 'senior-high', 'vocational',
    'special', 'village-primary', 'complete-primary', 'central-primary')),
  urban text check (urban in ('urban', 'town', 'rural')),
  town text,
  document text,
  primary key (region_id, unit_id, valid),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, parent_id) references unit (region_id, id) deferrable initially deferred,
  exclude using gist (region_id with =, unit_id with =, valid with &&)
);
create index unit_state_parent on unit_state (region_id, parent_id);
comment on table unit_state is '单位沿革: name, place in the network, kind 办学类型 and class 城乡, each over days [from, to)';
comment on column unit_state.document is 'number of the document a layout adjustment rests on';

create function units_below(p_region integer, p_root uuid, p_day date) returns table (unit_id uuid)
  language sql stable parallel safe as $$
  with recursive below as (
    select p_root as unit_id
    union
    select s.unit_id from below b
    join unit_state s on s.region_id = p_region and s.parent_id = b.unit_id and s.valid @> p_day
  )
  select unit_id from below
$$;
comment on function units_below(integer, uuid, date) is 'a unit with all below it as of a day';

create function unit_counts_at(p_region integer, p_day date)
  returns table (unit_id uuid, counts_at uuid, gone boolean)
  language sql stable parallel safe rows 100 as $$
  with recursive walk as (
    select u.id as unit_id, u.id as counts_at, u.closed_on, u.successor_id, 0 as depth
    from unit u where u.region_id = p_region
    union all
    select w.unit_id, u.id, u.closed_on, u.successor_id, w.depth + 1
    from walk w join unit u on u.region_id = p_region and u.id = w.successor_id
    where w.closed_on <= p_day and w.depth < 50
  )
  select distinct on (w.unit_id) w.unit_id, w.counts_at, coalesce(w.closed_on <= p_day, false)
  from walk w order by w.unit_id, w.depth desc
$$;
comment on function unit_counts_at(integer, date) is 'where the people of each unit count on a day: itself, or the end of its chain of successors; gone when that end is closed too';

call protect_by_region('unit');
call protect_by_region('unit_state');
grant select, insert, update on unit to yanpei_app;
grant select, insert, update, delete on unit_state to yanpei_app;

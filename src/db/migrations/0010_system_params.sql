-- This year's numbers of a system, where a region departs from the definition's defaults.

create table system_params (
  region_id integer not null references region (id),
  system text not null,
  year smallint not null,
  params jsonb not null,
  document text not null check (document <> ''),
  set_at timestamptz not null default now(),
  set_by text not null,
  primary key (region_id, system, year, set_at)
);
comment on table system_params is '体系参数: the numbers that hold for a system in a year; the newest row counts, what is missing is the definition''s default';
comment on column system_params.params is 'names and values declared by the system''s definition, checked by its schema';
comment on column system_params.document is '文号 of the document the numbers rest on';

call protect_by_region('system_params');
grant select, insert on system_params to yanpei_app;

-- Works, loans, money; what was imported; files and documents.

create table import_batch (
  region_id integer not null references region (id),
  id uuid not null,
  file_name text not null,
  sha256 bytea not null,
  bytes bigint not null,
  actor text not null,
  account_id uuid,
  finished_at timestamptz not null default now(),
  summary jsonb not null,
  primary key (region_id, id)
);
comment on table import_batch is '导入批次: a workbook that was taken in, by whom, with what result; records name it in batch_id';

create table work (
  region_id integer not null,
  id uuid not null,
  code text not null,
  programme_id uuid,
  author_id uuid not null,
  kind text not null,
  title text not null,
  dated_on date not null,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, code),
  foreign key (region_id, programme_id) references programme (region_id, id),
  foreign key (region_id, author_id) references person (region_id, id)
);
create index work_author on work (region_id, author_id);
comment on table work is '作品: anything handed in';

create table loan (
  region_id integer not null,
  id uuid not null,
  barcode text not null,
  title text not null,
  person_id uuid not null,
  lent_on date not null,
  returned_on date,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, barcode, person_id, lent_on),
  foreign key (region_id, person_id) references person (region_id, id),
  check (returned_on >= lent_on)
);
create index loan_person on loan (region_id, person_id);
comment on table loan is '借阅: a book lent to a person';

create table fund_entry (
  region_id integer not null,
  id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  direction text not null check (direction in ('in', 'out')),
  item text not null,
  programme_id uuid,
  amount numeric not null check (amount >= 0),
  dated_on date not null,
  voucher text,
  copy integer not null default 1 check (copy > 0),
  batch_id uuid,
  primary key (region_id, id),
  unique nulls not distinct (region_id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, copy),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, programme_id) references programme (region_id, id)
);
comment on table fund_entry is '经费: money in or out of a unit under an item 科目';
comment on column fund_entry.copy is 'identical rows are told apart by their count';

create table stored_file (
  region_id integer not null references region (id),
  id uuid not null,
  sha256 bytea not null,
  bytes bigint not null,
  name text not null,
  media_type text not null,
  purpose text not null check (purpose in ('import', 'import-report', 'document', 'edited-document')),
  subject_id uuid,
  made_at timestamptz not null default now(),
  made_by text not null,
  primary key (region_id, id)
);
comment on table stored_file is '文件: a file on disk, found by the hash of its content, reachable only through this row';

create table document (
  region_id integer not null,
  id uuid not null,
  kind text not null check (kind in ('work-summary', 'work-plan')),
  unit_id uuid not null,
  year smallint not null,
  language text not null check (language in ('zh-Hans', 'zh-Hant')),
  title text not null,
  file_id uuid not null,
  facts jsonb not null,
  made_at timestamptz not null default now(),
  made_by text not null,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
comment on table document is '公文: a summary or plan as it was drafted, with the facts it rests on';

call protect_by_region('import_batch');
call protect_by_person('work', 'author_id');
call protect_by_person('loan', 'person_id');
call protect('fund_entry');
create policy app_reads on fund_entry for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_writes on fund_entry to yanpei_app using (region_id = (select session_region())
  and (select session_edits()) and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
call protect('stored_file');
create policy app_all on stored_file to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or made_by = (select (session_row()).actor)));
call protect('document');
create policy app_reads on document for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
create policy app_adds on document for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])));
grant select, insert on import_batch, stored_file, document to yanpei_app;
grant select, insert, update on work, loan, fund_entry to yanpei_app;

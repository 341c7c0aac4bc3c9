-- Archives: what was put on file by hand, and what was sealed. Everything else on file is the records themselves.
-- Volumes: works picked and ordered into a book, and the editions made of it.

create table archive_material (
  region_id integer not null references region (id),
  id uuid not null,
  subject_kind text not null check (subject_kind in ('programme', 'unit', 'case')),
  subject_id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  material text not null,
  title text not null,
  file_id uuid not null,
  added_at timestamptz not null default now(),
  added_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
create index archive_material_subject on archive_material (region_id, subject_id, year);
comment on table archive_material is '补充归档: a file put into an archive by hand, where no record can fill it';
comment on column archive_material.unit_id is 'whose archive it is: the organiser, or the unit itself';
comment on column archive_material.material is '归档材料, in the word of the definition';

create table archive_removal (
  region_id integer not null,
  material_id uuid not null,
  at timestamptz not null default now(),
  by text not null default (session_row()).actor,
  because text not null check (because <> ''),
  primary key (region_id, material_id),
  foreign key (region_id, material_id) references archive_material (region_id, id)
);
comment on table archive_removal is '撤出归档: a file put in by mistake; it stays on record';

create table archive_seal (
  region_id integer not null references region (id),
  id uuid not null,
  subject_kind text not null check (subject_kind in ('programme', 'unit', 'case')),
  subject_id uuid not null,
  year smallint not null,
  unit_id uuid not null,
  title text not null,
  percent smallint not null check (percent between 0 and 100),
  because text,
  digest bytea not null check (length(digest) = 32),
  sealed_at timestamptz not null default now(),
  sealed_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check (percent = 100 or because <> '')
);
create index archive_seal_subject on archive_seal (region_id, subject_id, year, sealed_at);
comment on table archive_seal is '封存: an archive as it was on a day; the newest counts, what changed since can be told';
comment on column archive_seal.because is 'why it was sealed with gaps';
comment on column archive_seal.digest is 'SHA-256 over the catalogue: every name and hash in their order';

create table archive_sealed_item (
  region_id integer not null,
  seal_id uuid not null,
  position integer not null check (position > 0),
  material text not null,
  name text not null,
  kind text not null check (kind in ('file', 'sheet', 'text')),
  size bigint not null check (size >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  primary key (region_id, seal_id, position),
  foreign key (region_id, seal_id) references archive_seal (region_id, id)
);
comment on table archive_sealed_item is '封存目录: what was in a sealed archive, with the hash of each';
comment on column archive_sealed_item.size is 'bytes of a file or text, rows of a sheet';

create table volume (
  region_id integer not null references region (id),
  id uuid not null,
  unit_id uuid not null,
  year smallint not null,
  title text not null,
  subtitle text,
  editors text,
  preface text,
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id)
);
create index volume_year on volume (region_id, year);
comment on table volume is '成果集: a book made of works';
comment on column volume.editors is '编者, as they stand on the title page';

create table volume_work (
  region_id integer not null,
  volume_id uuid not null,
  position smallint not null check (position > 0),
  part text,
  work_id uuid not null,
  version smallint not null,
  primary key (region_id, volume_id, position),
  unique (region_id, volume_id, work_id),
  foreign key (region_id, volume_id) references volume (region_id, id),
  foreign key (region_id, work_id, version) references work_version (region_id, work_id, version)
);
comment on table volume_work is '入选作品: the works of a volume in their order';
comment on column volume_work.part is '辑: the part of the book that begins with this work, if one does';

create table volume_edition (
  region_id integer not null,
  volume_id uuid not null,
  edition smallint not null check (edition > 0),
  docx_id uuid not null,
  pdf_id uuid not null,
  pages integer not null check (pages > 0),
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, volume_id, edition),
  foreign key (region_id, volume_id) references volume (region_id, id),
  foreign key (region_id, docx_id) references stored_file (region_id, id),
  foreign key (region_id, pdf_id) references stored_file (region_id, id)
);
comment on table volume_edition is '排印: a volume as it was typeset, as Word and as PDF';

do $$
declare
  t text;
begin
  foreach t in array array['archive_material', 'archive_seal', 'volume'] loop
    execute format('call protect(%L)', t);
    execute format('create policy app_reads on %I for select to yanpei_app using (region_id = (select session_region())
      and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])))', t);
  end loop;
  foreach t in array array['archive_material', 'archive_removal', 'archive_seal', 'archive_sealed_item', 'volume_edition'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;
create policy app_adds on archive_material for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and ((select session_governs()) or unit_id = any ((select session_units())::uuid[])));
create policy app_adds on archive_seal for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
create policy app_writes on volume to yanpei_app using (region_id = (select session_region())
  and (select session_edits()) and ((select session_governs()) or unit_id = any ((select session_units())::uuid[])));
call protect('archive_removal');
create policy app_all on archive_removal to yanpei_app using (region_id = (select session_region())
  and exists (select from archive_material m where m.region_id = archive_removal.region_id and m.id = archive_removal.material_id))
  with check (region_id = (select session_region()) and (select session_edits())
    and exists (select from archive_material m where m.region_id = archive_removal.region_id and m.id = archive_removal.material_id));
call protect('archive_sealed_item');
create policy app_reads on archive_sealed_item for select to yanpei_app using (region_id = (select session_region())
  and exists (select from archive_seal s where s.region_id = archive_sealed_item.region_id and s.id = archive_sealed_item.seal_id));
create policy app_adds on archive_sealed_item for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
call protect('volume_work');
create policy app_all on volume_work to yanpei_app using (region_id = (select session_region())
  and exists (select from volume v where v.region_id = volume_work.region_id and v.id = volume_work.volume_id))
  with check (region_id = (select session_region()) and (select session_edits())
    and exists (select from volume v where v.region_id = volume_work.region_id and v.id = volume_work.volume_id));
call protect('volume_edition');
create policy app_all on volume_edition to yanpei_app using (region_id = (select session_region())
  and exists (select from volume v where v.region_id = volume_edition.region_id and v.id = volume_edition.volume_id))
  with check (region_id = (select session_region()) and (select session_edits())
    and exists (select from volume v where v.region_id = volume_edition.region_id and v.id = volume_edition.volume_id));
grant select, insert (region_id, id, subject_kind, subject_id, year, unit_id, material, title, file_id) on archive_material to yanpei_app;
grant select, insert (region_id, material_id, because) on archive_removal to yanpei_app;
grant select, insert (region_id, id, subject_kind, subject_id, year, unit_id, title, percent, because, digest) on archive_seal to yanpei_app;
grant select, insert on archive_sealed_item to yanpei_app;
grant select, insert (region_id, id, unit_id, year, title, subtitle, editors, preface),
  update (title, subtitle, editors, preface) on volume to yanpei_app;
grant select, insert, delete on volume_work to yanpei_app;
grant select, insert (region_id, volume_id, edition, docx_id, pdf_id, pages) on volume_edition to yanpei_app;

create policy archive_reads on stored_file for select to yanpei_app using (region_id = (select session_region())
  and (exists (select from archive_material m where m.region_id = stored_file.region_id and m.file_id = stored_file.id)
    or exists (select from volume_edition e where e.region_id = stored_file.region_id
      and (e.docx_id = stored_file.id or e.pdf_id = stored_file.id))));
create index archive_material_file on archive_material (region_id, file_id);
create index volume_edition_docx on volume_edition (region_id, docx_id);
create index volume_edition_pdf on volume_edition (region_id, pdf_id);

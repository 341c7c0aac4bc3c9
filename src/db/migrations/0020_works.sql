-- Works handed in: uploads that survive a bad line, versions, authors, review, derivation, and the library.

alter table stored_file drop constraint stored_file_purpose_check;
alter table stored_file add constraint stored_file_purpose check (purpose ~ '^[a-z]+(-[a-z]+)*$');
comment on column stored_file.purpose is 'what the file is kept for: a word of the program (kernel/files.ts), which mechanisms add to';

create table upload (
  region_id integer not null default session_region() references region (id),
  id uuid not null,
  account_id uuid default (session_row()).account_id,
  name text not null,
  media_type text not null,
  bytes bigint not null check (bytes > 0),
  sha256 bytea check (length(sha256) = 32),
  begun_at timestamptz not null default now(),
  file_id uuid,
  primary key (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
create index upload_begun on upload (region_id, begun_at) where file_id is null;
comment on table upload is '上传: a file on its way in pieces; how much has come is the length of the pieces on disk';
comment on column upload.sha256 is 'what the sender says the whole is; null where its browser could not tell';
comment on column upload.file_id is 'the kept file, once all has come and its hash is right';

alter table work add column subject text;
alter table work add column stage text;
alter table work add column chapter text;
alter table work add column activity_id uuid;
alter table work add column phase text;
alter table work add column parent_id uuid;
alter table work add column derived_as text check (derived_as in ('improved', 'own'));
alter table work add column handed_in_at timestamptz not null default now();
alter table work add column shelved_at timestamptz;
alter table work add foreign key (region_id, activity_id) references activity (region_id, id);
alter table work add foreign key (region_id, parent_id) references work (region_id, id);
alter table work add check ((parent_id is null) = (derived_as is null));
create index work_programme on work (region_id, programme_id);
create index work_handed_in on work (region_id, handed_in_at);
create index work_parent on work (region_id, parent_id) where parent_id is not null;
comment on column work.author_id is 'the first author; others stand in work_coauthor';
comment on column work.phase is '阶段 of the programme, by its id';
comment on column work.parent_id is 'the work it was made from: 通案 → 优化 → 个案';
comment on column work.derived_as is 'improved 优化稿 of a cluster''s group, own 个案 of a teacher';
comment on column work.shelved_at is 'in the library since; kept by a trigger beside library_entry';

create table work_coauthor (
  region_id integer not null,
  work_id uuid not null,
  position smallint not null check (position > 1),
  person_id uuid not null,
  primary key (region_id, work_id, position),
  unique (region_id, work_id, person_id),
  foreign key (region_id, work_id) references work (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id)
);
create index work_coauthor_person on work_coauthor (region_id, person_id);
comment on table work_coauthor is '作者: the second author of a work and those after, in order';

create table work_version (
  region_id integer not null default session_region(),
  work_id uuid not null,
  version smallint not null check (version > 0),
  file_id uuid,
  text text,
  note text,
  made_at timestamptz not null default now(),
  made_by text not null default (session_row()).actor,
  primary key (region_id, work_id, version),
  foreign key (region_id, work_id) references work (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id),
  check (file_id is not null or text is not null)
);
create index work_version_file on work_version (region_id, file_id) where file_id is not null;
comment on table work_version is '作品版本: what was handed in, never changed; the highest number counts';
comment on column work_version.text is 'the words of the file, or what was typed; null for pictures, sound and films';

create table work_event (
  region_id integer not null default session_region(),
  id uuid not null,
  work_id uuid not null,
  version smallint not null,
  kind text not null check (kind in ('comment', 'recommend', 'return', 'withdraw')),
  level text not null check (level in ('author', 'school', 'cluster', 'region')),
  words text,
  at timestamptz not null default clock_timestamp(),
  by text not null default (session_row()).actor,
  primary key (region_id, id),
  foreign key (region_id, work_id, version) references work_version (region_id, work_id, version),
  check (kind = 'recommend' or words <> '')
);
create index work_event_work on work_event (region_id, work_id);
comment on table work_event is '作品审阅: comments, recommendations upwards and returns with their reason; a work''s standing is folded from them';
comment on column work_event.level is 'on whose behalf: its author, the school, the cluster, or the centre, whose recommendation puts it into the library';

create table library_entry (
  region_id integer not null references region (id),
  work_id uuid not null,
  version smallint not null,
  title text not null,
  kind text not null,
  stage text,
  subject text,
  chapter text,
  authors text not null,
  unit_id uuid,
  unit_name text not null,
  shelved_at timestamptz not null default now(),
  shelved_by text not null default (session_row()).actor,
  words tsvector not null,
  bands integer[] not null default '{}',
  downloads integer not null default 0,
  stars integer not null default 0,
  raters integer not null default 0,
  primary key (region_id, work_id),
  foreign key (region_id, work_id, version) references work_version (region_id, work_id, version)
);
create index library_words on library_entry using gin (words);
create index library_bands on library_entry using gin (bands);
create index library_use on library_entry (region_id, downloads desc, shelved_at desc);
create index library_new on library_entry (region_id, shelved_at desc);
create index library_kinds on library_entry (region_id, kind, coalesce(stage, ''), coalesce(subject, ''));
comment on table library_entry is '资源库: the works that everybody of the region may read and use, with what they are found by';
comment on column library_entry.words is 'segmented by the application (jieba), A the title, B chapter and subject, D the text';
comment on column library_entry.bands is 'MinHash bands of the text''s word triples: works that share one are compared';
comment on column library_entry.downloads is 'kept by note_download(); stars and raters by rate_work()';

create table library_download (
  region_id integer not null,
  id bigint generated always as identity,
  work_id uuid not null,
  account_id uuid,
  at timestamptz not null default now(),
  primary key (region_id, id)
);
create index library_download_work on library_download (region_id, work_id);
comment on table library_download is '资源下载: who took which work when; insert-only';

create table library_rating (
  region_id integer not null,
  work_id uuid not null,
  account_id uuid not null,
  stars smallint not null check (stars between 1 and 5),
  at timestamptz not null default now(),
  primary key (region_id, work_id, account_id)
);
comment on table library_rating is '资源评分: one of each account, which may think again';

-- Who sees and writes.

create function session_works() returns uuid[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select array_agg(distinct a.work_id) from work_coauthor a
    where a.region_id = s.region_id and a.person_id in (select unnest(session_people()))), '{}')
  from session_row() s where s.region_id is not null
$$;
comment on function session_works() is 'works in which somebody of the session''s people is a later author';

create function session_makes(p_work uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from session_row() s join work w on w.region_id = s.region_id and w.id = p_work
    where w.author_id = s.person_id
      or exists (select from work_coauthor a where a.region_id = w.region_id and a.work_id = w.id and a.person_id = s.person_id)
      or (session_edits() and (session_wide() or w.author_id in (select unnest(session_people())))))
$$;
comment on function session_makes(uuid) is 'whether the session may add to a work: an author, or the desk of the first author''s unit';

alter policy app_reads on work using (region_id = (select session_region())
  and ((select session_wide()) or author_id in (select unnest(session_people())) or shelved_at is not null
    or id in (select unnest(session_works()))));
create policy author_adds on work for insert to yanpei_app
  with check (region_id = (select session_region()) and author_id = (select session_person()));
revoke update on work from yanpei_app;
grant update (programme_id, author_id, kind, title, dated_on, batch_id, subject, stage, chapter, activity_id, phase) on work to yanpei_app;

call protect('upload');
create policy app_own on upload to yanpei_app using (region_id = (select session_region())
  and (account_id is not distinct from (select (session_row()).account_id) or (select (session_row()).role) = 'system'));
grant select, delete on upload to yanpei_app;
grant insert (id, name, media_type, bytes, sha256), update (file_id) on upload to yanpei_app;

call protect('work_coauthor');
create policy app_reads on work_coauthor for select to yanpei_app using (region_id = (select session_region())
  and exists (select from work w where w.region_id = work_coauthor.region_id and w.id = work_coauthor.work_id));
create policy app_adds on work_coauthor for insert to yanpei_app
  with check (region_id = (select session_region()) and session_makes(work_id));
grant select, insert on work_coauthor to yanpei_app;

call protect('work_version');
create policy app_reads on work_version for select to yanpei_app using (region_id = (select session_region())
  and exists (select from work w where w.region_id = work_version.region_id and w.id = work_version.work_id));
create policy app_adds on work_version for insert to yanpei_app
  with check (region_id = (select session_region()) and session_makes(work_id));
grant select, insert (work_id, version, file_id, text, note) on work_version to yanpei_app;

call protect('work_event');
create policy app_reads on work_event for select to yanpei_app using (region_id = (select session_region())
  and exists (select from work w where w.region_id = work_event.region_id and w.id = work_event.work_id));
create policy app_adds on work_event for insert to yanpei_app
  with check (region_id = (select session_region()) and session_makes(work_id)
    and ((select session_edits()) or (kind = 'comment' and level = 'author')));
grant select, insert (id, work_id, version, kind, level, words) on work_event to yanpei_app;

create policy version_reads on stored_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from work_version v where v.region_id = stored_file.region_id and v.file_id = stored_file.id));

call protect('library_entry');
create policy app_reads on library_entry for select to yanpei_app using (region_id = (select session_region()));
create policy app_writes on library_entry to yanpei_app
  using (region_id = (select session_region()) and (select session_governs()));
grant select, delete on library_entry to yanpei_app;
grant insert (region_id, work_id, version, title, kind, stage, subject, chapter, authors, unit_id, unit_name, words, bands),
  update (version, title, kind, stage, subject, chapter, authors, unit_id, unit_name, words, bands) on library_entry to yanpei_app;

call protect('library_download');
create policy app_reads on library_download for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
call protect('library_rating');
create policy app_reads on library_rating for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or account_id = (select (session_row()).account_id)));
grant select on library_download, library_rating to yanpei_app;

create function keep_shelved() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'DELETE' then
    update work set shelved_at = null where region_id = old.region_id and id = old.work_id;
    return old;
  end if;
  update work set shelved_at = new.shelved_at where region_id = new.region_id and id = new.work_id;
  return new;
end $$;
create trigger keep_shelved after insert or delete on library_entry for each row execute function keep_shelved();

do $$
declare
  t text;
begin
  foreach t in array array['work_version', 'work_event', 'library_download'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_all before truncate on %I execute function refuse_change()', t);
  end loop;
end $$;

-- The library is asked through definer functions: row-level security would keep the full-text index from being used.

create function work_authors(p_works uuid[]) returns table (work_id uuid, "position" smallint, person_id uuid, name text, unit text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with seen as (
    select w.* from session_row() s join work w on w.region_id = s.region_id and w.id = any (p_works)
    where session_wide() or w.shelved_at is not null or w.author_id in (select unnest(session_people()))
      or w.id in (select unnest(session_works()))
  ), listed as (
    select w.region_id, w.id, w.dated_on, 1::smallint as position, w.author_id as person from seen w
    union all
    select w.region_id, w.id, w.dated_on, a.position, a.person_id from seen w
      join work_coauthor a on a.region_id = w.region_id and a.work_id = w.id
  )
  select l.id, l.position, l.person, p.name,
    (select u.name from person_state ps join unit_state u on u.region_id = ps.region_id and u.unit_id = ps.unit_id and u.valid @> l.dated_on
      where ps.region_id = l.region_id and ps.person_id = l.person and ps.valid @> l.dated_on)
  from listed l join person p on p.region_id = l.region_id and p.id = l.person
  order by l.id, l.position
$$;
comment on function work_authors(uuid[]) is
  'the authors of works that the session sees, in order, with the school on the day of the work; names stand on the work itself, so all of them are shown';

create function find_library(p_query text, p_kind text, p_stage text, p_subject text, p_chapter text, p_newest boolean,
    p_offset integer, p_limit integer)
  returns table (work_id uuid, total integer, place bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  -- beyond so many hits the most used come first, by their index; within it the best fitting
  most constant integer := 1000;
  region integer := session_region();
  found integer;
  matching text := 'e.region_id = $1';
  sorted text := case when p_newest then 'e.shelved_at desc' else 'e.downloads desc, e.shelved_at desc' end;
begin
  if region is null then return; end if;
  if p_query <> '' then matching := matching || ' and e.words @@ $2::tsquery'; end if;
  if p_kind is not null then matching := matching || ' and e.kind = $3'; end if;
  if p_stage is not null then matching := matching || ' and e.stage = $4'; end if;
  if p_subject is not null then matching := matching || ' and e.subject = $5'; end if;
  if p_chapter is not null then matching := matching || ' and e.chapter = $6'; end if;
  execute 'select count(*) from (select from library_entry e where ' || matching || ' limit ' || most + 1 || ') x'
    into found using region, p_query, p_kind, p_stage, p_subject, p_chapter;
  if p_query <> '' and found <= most and not p_newest then
    sorted := 'ts_rank(e.words, $2::tsquery) desc, ' || sorted;
  end if;
  return query execute 'select h.work_id, ' || found || ', row_number() over () from (select e.work_id from library_entry e where '
    || matching || ' order by ' || sorted || ' offset ' || p_offset || ' limit ' || p_limit || ') h'
    using region, p_query, p_kind, p_stage, p_subject, p_chapter;
end $$;
comment on function find_library(text, text, text, text, text, boolean, integer, integer) is
  'works of the library by full text and filters, best first; total is at most 1001, which means more than a thousand';

create function library_choices() returns table (kind text, stage text, subject text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive known as (
    (select e.region_id, e.kind, coalesce(e.stage, '') as stage, coalesce(e.subject, '') as subject
      from library_entry e where e.region_id = session_region()
      order by e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '') limit 1)
    union all
    select n.* from known k, lateral (select e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '')
      from library_entry e where e.region_id = k.region_id
        and (e.kind, coalesce(e.stage, ''), coalesce(e.subject, '')) > (k.kind, k.stage, k.subject)
      order by e.region_id, e.kind, coalesce(e.stage, ''), coalesce(e.subject, '') limit 1) n
  )
  select kind, stage, subject from known limit 3000
$$;
comment on function library_choices() is
  'kinds, stages and subjects that the library has, each combination once, '''' for none: by one step into an index each, not by reading all works';

create function like_bands(p_bands integer[], p_limit integer) returns table (work_id uuid, shared integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.work_id, (select count(*)::integer from unnest(e.bands) b where b = any (p_bands)) as shared
  from session_row() s join library_entry e on e.region_id = s.region_id and e.bands && p_bands
  order by 2 desc, 1 limit p_limit
$$;
comment on function like_bands(integer[], integer) is 'works of the library whose text may be alike: those that share a band, most shared first';

create function note_download(p_work uuid) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  insert into library_download (region_id, work_id, account_id)
    select e.region_id, e.work_id, s.account_id from session_row() s
    join library_entry e on e.region_id = s.region_id and e.work_id = p_work;
  update library_entry e set downloads = downloads + 1 from session_row() s where e.region_id = s.region_id and e.work_id = p_work
$$;
comment on function note_download(uuid) is 'counts a download of a work of the library in the session''s name';

create function rate_work(p_work uuid, p_stars integer) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me session := session_row();
  entry library_entry;
begin
  if me.account_id is null then return false; end if;
  select * into entry from library_entry e where e.region_id = me.region_id and e.work_id = p_work for update;
  if entry.work_id is null then return false; end if;
  insert into library_rating (region_id, work_id, account_id, stars) values (me.region_id, p_work, me.account_id, p_stars)
    on conflict (region_id, work_id, account_id) do update set stars = excluded.stars, at = now();
  update library_entry e set (stars, raters) = (select sum(r.stars), count(*) from library_rating r
    where r.region_id = e.region_id and r.work_id = e.work_id)
    where e.region_id = me.region_id and e.work_id = p_work;
  return true;
end $$;
comment on function rate_work(uuid, integer) is 'the session''s account gives a work of the library so many stars of five; false where there is none';
revoke all on function note_download(uuid), rate_work(uuid, integer) from public;
grant execute on function note_download(uuid), rate_work(uuid, integer) to yanpei_app;

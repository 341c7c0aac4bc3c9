-- Notices with attachments and with reminders of their own, applicants who are told by word of mouth, circulars of
-- workshops, and the chapters that the library has.

create table notice_file (
  region_id integer not null,
  notice_id uuid not null,
  file_id uuid not null,
  position smallint not null check (position > 0),
  primary key (region_id, notice_id, position),
  unique (region_id, notice_id, file_id),
  foreign key (region_id, notice_id) references notice (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
comment on table notice_file is '附件: a file of a notice, read by whoever may read the notice';

alter table notice add column remind_days smallint check (remind_days between 1 and 20);
alter table notice add check (remind_days is null or due_on is not null);
alter table notice add column tells_case uuid;
alter table notice add foreign key (region_id, tells_case) references case_record (region_id, id);
create index notice_reminding on notice (region_id, due_on) where remind_days is not null;
create index notice_telling on notice (region_id, published_at) where tells_case is not null;
comment on column notice.remind_days is 'so many working days before due_on those who have not read it are reminded; null for not by itself';
comment on column notice.tells_case is 'the case whose applicant has no account and has to be told by the office what this notice says';

create table notice_told (
  region_id integer not null,
  notice_id uuid not null,
  how text not null check (how in ('phone', 'message', 'in-person', 'post', 'unreachable')),
  told_on date not null,
  note text,
  at timestamptz not null,
  by text not null,
  primary key (region_id, notice_id),
  foreign key (region_id, notice_id) references notice (region_id, id)
);
comment on table notice_told is '告知申请人: how and when an applicant without an account was told what a notice says';
comment on column notice_told.how is 'phone 电话, message 短信或微信, in-person 当面, post 邮寄, unreachable 多次联系不上';

create trigger append_only before update or delete on notice_told for each row execute function refuse_change();
create trigger append_only_all before truncate on notice_told execute function refuse_change();

alter table circular drop constraint circular_about_check;
alter table circular add constraint circular_about_check check (about in ('credits', 'training', 'workshops'));

call protect('notice_file');
create policy app_reads on notice_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from notice n where n.region_id = notice_file.region_id and n.id = notice_file.notice_id));
create policy app_adds on notice_file for insert to yanpei_app with check (region_id = (select session_region()) and (select session_edits())
  and exists (select from notice n where n.region_id = notice_file.region_id and n.id = notice_file.notice_id
    and n.account_id is not distinct from (select (session_row()).account_id))
  and exists (select from upload u where u.region_id = notice_file.region_id and u.file_id = notice_file.file_id
    and u.account_id is not distinct from (select (session_row()).account_id)));
grant select, insert on notice_file to yanpei_app;
create policy notice_reads on stored_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from notice_file f where f.region_id = stored_file.region_id and f.file_id = stored_file.id));

call protect('notice_told');
create policy app_reads on notice_told for select to yanpei_app using (region_id = (select session_region()) and (select session_wide()));
create policy app_adds on notice_told for insert to yanpei_app with check (region_id = (select session_region()) and (select session_governs())
  and exists (select from notice n where n.region_id = notice_told.region_id and n.id = notice_told.notice_id and n.tells_case is not null));
grant select, insert on notice_told to yanpei_app;

create index library_chapters on library_entry (region_id, subject, coalesce(stage, ''), chapter) where chapter is not null;

create function library_chapters(p_subject text, p_stage text) returns table (chapter text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive known as (
    (select e.region_id, coalesce(e.stage, '') as stage, e.chapter from library_entry e
      where e.region_id = session_region() and e.subject = p_subject and e.chapter is not null
      order by e.region_id, coalesce(e.stage, ''), e.chapter limit 1)
    union all
    select n.* from known k, lateral (select e.region_id, coalesce(e.stage, ''), e.chapter from library_entry e
      where e.region_id = k.region_id and e.subject = p_subject and e.chapter is not null
        and (coalesce(e.stage, ''), e.chapter) > (k.stage, k.chapter)
      order by e.region_id, coalesce(e.stage, ''), e.chapter limit 1) n
  )
  select distinct k.chapter from (select * from known limit 2000) k where p_stage is null or k.stage = p_stage
$$;
comment on function library_chapters(text, text) is
  'the chapters of a subject (and stage) that the library has, each once: by one step into an index each, not by reading all works';
revoke all on function library_chapters(text, text) from public;
grant execute on function library_chapters(text, text) to yanpei_app;

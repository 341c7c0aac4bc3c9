-- Notices with who has read them, circulars with numbers, the ways out of the program, calendars, the rules in force,
-- and the follow-up of certificates.

create function session_recipient() returns uuid
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select coalesce((session_row()).person_id, (session_row()).account_id) $$;
comment on function session_recipient() is 'under whom notices to the session stand: the person, or the account of who is not on file';

create table circular_series (
  region_id integer not null references region (id),
  series text not null,
  year smallint not null,
  last integer not null,
  primary key (region_id, series, year)
);
comment on table circular_series is '文号: the last number given to an organ''s word or a bulletin in a year';

create table circular (
  region_id integer not null references region (id),
  id uuid not null,
  kind text not null check (kind in ('circular', 'bulletin')),
  about text not null check (about in ('credits', 'training')),
  series text not null,
  year smallint not null,
  number integer not null check (number > 0),
  of_year smallint not null,
  unit_id uuid not null,
  title text not null,
  model jsonb not null,
  file_id uuid not null,
  public_until date,
  issued_on date not null,
  issued_at timestamptz not null default now(),
  issued_by text not null,
  primary key (region_id, id),
  unique (region_id, series, year, number),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, file_id) references stored_file (region_id, id)
);
comment on table circular is '通报和简报: as it was issued, with the claims behind its numbers; never changed, its number never given again';
comment on column circular.series is '机关代字, or the name of the bulletin';
comment on column circular.year is 'of the number; of_year is the year that it tells of';
comment on column circular.public_until is 'the last day on which everybody may read it without signing in; null for none';

create table notice (
  region_id integer not null references region (id),
  id uuid not null,
  kind text not null check (kind in ('notice', 'case', 'circular', 'certificate')),
  title text not null check (title <> ''),
  body text not null,
  unit_id uuid,
  audience text not null,
  due_on date,
  pinned_until date,
  link text check (link like '/%'),
  circular_id uuid,
  account_id uuid,
  published_at timestamptz not null,
  published_by text not null,
  primary key (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  foreign key (region_id, circular_id) references circular (region_id, id)
);
create index notice_newest on notice (region_id, published_at);
comment on table notice is '通知: what is told to named addressees, once and for good';
comment on column notice.unit_id is 'the unit that speaks; null for the centre and the program itself';
comment on column notice.audience is 'to whom it went, in words';
comment on column notice.due_on is 'the last day for what it asks for';
comment on column notice.account_id is 'who sent it; null for the program itself';

create table notice_recipient (
  region_id integer not null,
  notice_id uuid not null,
  recipient_id uuid not null,
  person_id uuid,
  account_id uuid,
  unit_id uuid,
  primary key (region_id, notice_id, recipient_id),
  foreign key (region_id, notice_id) references notice (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, account_id) references account (region_id, id),
  foreign key (region_id, unit_id) references unit (region_id, id),
  check (recipient_id = coalesce(person_id, account_id))
);
create index notice_to on notice_recipient (region_id, recipient_id, notice_id);
comment on table notice_recipient is '收件人: a person, or an account of somebody who is not on file; unit_id where they belong as the notice goes out';

create table notice_receipt (
  region_id integer not null,
  notice_id uuid not null,
  recipient_id uuid not null,
  read_at timestamptz not null,
  primary key (region_id, notice_id, recipient_id),
  foreign key (region_id, notice_id, recipient_id) references notice_recipient (region_id, notice_id, recipient_id)
);
comment on table notice_receipt is '回执: that an addressee has read it, written by the addressee alone';

create table notice_reminder (
  region_id integer not null,
  notice_id uuid not null,
  day date not null,
  at timestamptz not null,
  by text not null,
  people integer not null check (people > 0),
  primary key (region_id, notice_id, day),
  foreign key (region_id, notice_id) references notice (region_id, id)
);
comment on table notice_reminder is '催阅: that those who had not read it were reminded; at most once a day';

create table message_setting (
  region_id integer not null references region (id),
  part text not null check (part in ('email', 'wecom', 'dingtalk', 'hours')),
  enabled boolean not null,
  settings jsonb not null,
  secret text,
  set_at timestamptz not null,
  set_by text not null,
  primary key (region_id, part)
);
comment on table message_setting is '渠道设置: how mail and robots are reached, and the hours in which they are used';
comment on column message_setting.secret is 'password, or the robot''s address and key; encrypted with the key of the data folder';

create table message_preference (
  region_id integer not null,
  recipient_id uuid not null,
  email text,
  digest boolean not null default true,
  set_at timestamptz not null,
  primary key (region_id, recipient_id)
);
comment on table message_preference is '接收设置: where somebody wants the day''s mail';
comment on column message_preference.email is 'contact data, erasable';

create table outbox (
  region_id integer not null references region (id),
  id uuid not null,
  channel text not null check (channel in ('email', 'wecom', 'dingtalk')),
  key text not null,
  recipient_id uuid,
  address text,
  subject text not null,
  body text not null,
  made_at timestamptz not null,
  next_at timestamptz not null,
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamptz,
  given_up_at timestamptz,
  primary key (region_id, id),
  unique (region_id, key),
  check (sent_at is null or given_up_at is null),
  check ((channel = 'email') = (address is not null))
);
create index outbox_due on outbox (region_id, channel, next_at) where sent_at is null and given_up_at is null;
create index outbox_made on outbox (region_id, made_at);
comment on table outbox is '发件箱: what goes out by mail or robot, with its tries';
comment on column outbox.key is 'what it is about: the digest of a person and day goes out once';
comment on column outbox.next_at is 'when it is tried next';

create table calendar_feed (
  region_id integer not null,
  id uuid not null,
  recipient_id uuid not null,
  token_hash bytea not null check (length(token_hash) = 32),
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (region_id, id)
);
create unique index calendar_feed_token on calendar_feed (token_hash);
create unique index calendar_feed_one on calendar_feed (region_id, recipient_id) where revoked_at is null;
comment on table calendar_feed is '日历订阅: the secret address of a person''s calendar, until it is revoked';

create table certificate_reminder (
  region_id integer not null,
  id uuid not null,
  person_id uuid not null,
  stage text not null,
  certificate text,
  due_on date not null,
  notice_id uuid not null,
  reminded_at timestamptz not null,
  reminded_by text not null,
  primary key (region_id, id),
  foreign key (region_id, person_id) references person (region_id, id),
  foreign key (region_id, notice_id) references notice (region_id, id)
);
create index certificate_reminder_of on certificate_reminder (region_id, person_id, stage, due_on);
comment on table certificate_reminder is '持证提醒: that somebody was told to get the certificate for the stage taught, and until when';

create table regulation (
  region_id integer not null references region (id),
  id uuid not null,
  kind text not null,
  title text not null,
  number text not null,
  issued_on date not null,
  holds_from date not null,
  version integer not null check (version > 0),
  replaces uuid,
  about text not null,
  ended_on date,
  ended_because text,
  entered_at timestamptz not null,
  entered_by text not null,
  primary key (region_id, id),
  unique (region_id, number),
  unique (region_id, replaces),
  foreign key (region_id, replaces) references regulation (region_id, id),
  check ((ended_on is null) = (ended_because is null))
);
comment on table regulation is '规章: the rules of the region by number and version; one that another replaces ends where that one begins';

create trigger append_only before update or delete on circular for each row execute function refuse_change();
create trigger append_only_all before truncate on circular execute function refuse_change();
create trigger append_only before update or delete on notice_receipt for each row execute function refuse_change();
create trigger append_only_all before truncate on notice_receipt execute function refuse_change();

call protect('circular_series');
create policy app_all on circular_series to yanpei_app using (region_id = (select session_region()) and (select session_edits()));
grant select, insert, update on circular_series to yanpei_app;

call protect('notice_recipient');
create policy app_reads on notice_recipient for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or recipient_id = (select session_recipient()) or unit_id = any ((select session_units())::uuid[])));
grant select on notice_recipient to yanpei_app;

call protect('notice');
create policy app_reads on notice for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or account_id = (select (session_row()).account_id)
    or exists (select from notice_recipient r where r.region_id = notice.region_id and r.notice_id = notice.id)));
create policy app_adds on notice for insert to yanpei_app with check (region_id = (select session_region()) and (select session_edits())
  and account_id is not distinct from (select (session_row()).account_id)
  and ((select session_governs()) or unit_id = any ((select session_units())::uuid[])));
grant select, insert on notice to yanpei_app;

call protect('circular');
create policy app_reads on circular for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or unit_id = any ((select session_units())::uuid[])
    or exists (select from notice n where n.region_id = circular.region_id and n.circular_id = circular.id)));
create policy app_adds on circular for insert to yanpei_app with check (region_id = (select session_region()) and (select session_edits())
  and ((select session_governs()) or unit_id = any ((select session_units())::uuid[])));
grant select, insert on circular to yanpei_app;
create policy circular_reads on stored_file for select to yanpei_app using (region_id = (select session_region())
  and exists (select from circular c where c.region_id = stored_file.region_id and c.file_id = stored_file.id));

call protect('notice_receipt');
create policy app_reads on notice_receipt for select to yanpei_app using (region_id = (select session_region())
  and exists (select from notice_recipient r where r.region_id = notice_receipt.region_id and r.notice_id = notice_receipt.notice_id
    and r.recipient_id = notice_receipt.recipient_id));
create policy app_adds on notice_receipt for insert to yanpei_app
  with check (region_id = (select session_region()) and recipient_id = (select session_recipient()));
grant select, insert on notice_receipt to yanpei_app;

call protect('notice_reminder');
create policy app_reads on notice_reminder for select to yanpei_app using (region_id = (select session_region())
  and exists (select from notice n where n.region_id = notice_reminder.region_id and n.id = notice_reminder.notice_id));
create policy app_adds on notice_reminder for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_edits()) and exists (select from notice n where n.region_id = notice_reminder.region_id and n.id = notice_reminder.notice_id));
grant select, insert on notice_reminder to yanpei_app;

call protect('message_setting');
create policy app_all on message_setting to yanpei_app using (region_id = (select session_region()) and (select session_governs()));
grant select, insert, update on message_setting to yanpei_app;

call protect('message_preference');
create policy app_own on message_preference to yanpei_app using (region_id = (select session_region())
  and (recipient_id = (select session_recipient()) or (select (session_row()).role) = 'system'));
grant select, insert, update on message_preference to yanpei_app;

call protect('outbox');
create policy app_all on outbox to yanpei_app using (region_id = (select session_region()) and (select session_governs()));
grant select, insert, delete on outbox to yanpei_app;
grant update (next_at, attempts, last_error, sent_at, given_up_at) on outbox to yanpei_app;

call protect('calendar_feed');
create policy app_own on calendar_feed to yanpei_app using (region_id = (select session_region()) and recipient_id = (select session_recipient()));
grant select, insert on calendar_feed to yanpei_app;
grant update (revoked_at) on calendar_feed to yanpei_app;

call protect_by_person('certificate_reminder', 'person_id');
grant select, insert on certificate_reminder to yanpei_app;

call protect_by_region('regulation');
grant select, insert on regulation to yanpei_app;
grant update (ended_on, ended_because) on regulation to yanpei_app;

create function address_notice(p_notice uuid, p_day date, p_roles text[], p_units uuid[], p_people uuid[], p_accounts uuid[])
  returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me session := session_row();
  wide boolean := session_wide();
  reach uuid[];
  added integer;
begin
  perform from notice n where n.region_id = me.region_id and n.id = p_notice
    and n.account_id is not distinct from me.account_id and n.published_by = me.actor;
  if not found then raise exception 'not a notice of this session' using errcode = 'insufficient_privilege'; end if;
  reach := case when p_units is null and wide then null
    when p_units is null then session_units()
    when wide then p_units
    else array(select unnest(p_units) intersect select unnest(session_units())) end;
  with addressee as (
    select s.person_id, null::uuid as account_id, c.counts_at as unit_id
    from person_state s join unit_counts_at(me.region_id, p_day) c on c.unit_id = s.unit_id
    where 'teacher' = any (p_roles) and s.region_id = me.region_id and s.valid @> p_day
      and (reach is null or c.counts_at = any (reach))
    union all
    select a.person_id, a.id, r.unit_id
    from account_role r join account a on a.region_id = r.region_id and a.id = r.account_id and a.disabled_at is null
    where r.region_id = me.region_id and r.revoked_at is null and r.role = any (p_roles) and r.role <> 'teacher'
      and (reach is null or r.unit_id = any (reach) or (r.unit_id is null and wide))
    union all
    select p.id, null, c.counts_at
    from person p
    left join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> p_day
    left join unit_counts_at(me.region_id, p_day) c on c.unit_id = s.unit_id
    where p.region_id = me.region_id and p.id = any (p_people) and (wide or p.id = any (session_people()))
    union all
    select a.person_id, a.id, null
    from account a where a.region_id = me.region_id and a.id = any (p_accounts) and wide
  ), one as (
    select distinct on (coalesce(person_id, account_id)) * from addressee order by coalesce(person_id, account_id), account_id nulls first
  )
  insert into notice_recipient (region_id, notice_id, recipient_id, person_id, account_id, unit_id)
    select me.region_id, p_notice, coalesce(person_id, account_id), person_id, account_id, unit_id from one
    on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end $$;
comment on function address_notice(uuid, date, text[], uuid[], uuid[], uuid[]) is
  'names the addressees of a notice that the session has just written: roles within units (null: all in view), people, accounts; returns how many';
revoke all on function address_notice(uuid, date, text[], uuid[], uuid[], uuid[]) from public;
grant execute on function address_notice(uuid, date, text[], uuid[], uuid[], uuid[]) to yanpei_app;

create function notice_names(p_notice uuid) returns table (recipient_id uuid, name text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.recipient_id, coalesce(p.name, a.display_name)
  from session_row() s
  join notice_recipient r on r.region_id = s.region_id and r.notice_id = p_notice
    and (s.role in ('officer', 'leader', 'system') or r.unit_id = any (session_units()))
  left join person p on p.region_id = r.region_id and p.id = r.person_id
  left join account a on a.region_id = r.region_id and a.id = r.account_id
$$;
comment on function notice_names(uuid) is 'the names of a notice''s addressees whom the session may see';
revoke all on function notice_names(uuid) from public;
grant execute on function notice_names(uuid) to yanpei_app;

create function public_circulars(p_day date) returns table (id uuid, region_name text, kind text, series text, year smallint,
    number integer, title text, issued_on date, public_until date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, r.name, c.kind, c.series, c.year, c.number, c.title, c.issued_on, c.public_until
  from circular c join region r on r.id = c.region_id
  where c.public_until >= p_day order by c.issued_on desc, c.series, c.number desc
$$;
comment on function public_circulars(date) is 'the circulars and bulletins that everybody may read on a day';
revoke all on function public_circulars(date) from public;
grant execute on function public_circulars(date) to yanpei_app;

create function public_circular(p_id uuid, p_day date) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.model from circular c where c.id = p_id and c.public_until >= p_day
$$;
comment on function public_circular(uuid, date) is 'the text of one of them; null when there is none';
revoke all on function public_circular(uuid, date) from public;
grant execute on function public_circular(uuid, date) to yanpei_app;

create function calendar_of(p_token bytea, p_from date, p_until date) returns table (uid text, kind text, title text, starts_at timestamptz,
    ends_at timestamptz, on_day date, place text, path text, changed_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  with feed as (
    select f.region_id, f.recipient_id from calendar_feed f where f.token_hash = p_token and f.revoked_at is null
  )
  select 'activity-' || a.id, 'activity', a.title, a.starts_at, a.ends_at, null::date, u.name, '/m/mine', a.starts_at
  from feed f
  join (select distinct t.region_id, t.person_id, t.activity_id from participation t) t
    on t.region_id = f.region_id and t.person_id = f.recipient_id
  join activity a on a.region_id = t.region_id and a.id = t.activity_id
  left join unit_state u on u.region_id = a.region_id and u.unit_id = a.place_id and u.valid @> (a.starts_at at time zone 'Asia/Shanghai')::date
  where a.starts_at >= p_from and a.starts_at < p_until + 1
    and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
  union all
  select 'notice-' || n.id, 'deadline', n.title, null, null, n.due_on, null, '/notices/' || n.id, n.published_at
  from feed f
  join notice_recipient r on r.region_id = f.region_id and r.recipient_id = f.recipient_id
  join notice n on n.region_id = r.region_id and n.id = r.notice_id
  where n.due_on between p_from and p_until
  union all
  select 'case-' || c.id, 'deadline', '补正申请材料', null, null, c.due_on, null, '/cases/' || c.id, c.opened_at
  from feed f
  join case_record c on c.region_id = f.region_id and (c.person_id = f.recipient_id or c.applicant_id = f.recipient_id)
  where c.office = 'applicant' and c.status = 'returned' and c.due_on between p_from and p_until
$$;
comment on function calendar_of(bytea, date, date) is
  'activities and deadlines of whom a secret address belongs to; nothing for an unknown or revoked one';
revoke all on function calendar_of(bytea, date, date) from public;
grant execute on function calendar_of(bytea, date, date) to yanpei_app;

create function calendar_known(p_token bytea) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from calendar_feed f where f.token_hash = p_token and f.revoked_at is null)
$$;
comment on function calendar_known(bytea) is 'whether a secret address of a calendar is in use';
revoke all on function calendar_known(bytea) from public;
grant execute on function calendar_known(bytea) to yanpei_app;

create function mail_is_on() returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from message_setting m where m.region_id = session_region() and m.part = 'email' and m.enabled)
$$;
comment on function mail_is_on() is 'whether the session''s region sends mail';
revoke all on function mail_is_on() from public;
grant execute on function mail_is_on() to yanpei_app;

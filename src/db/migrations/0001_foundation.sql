-- Regions, sign-in, sessions and the audit log: what every other table leans on.
-- Runs as yanpei_owner. The server's role yanpei_app owns nothing, may not change a table, and sees rows only
-- through the session named in the setting yanpei.session (hex of the token's SHA-256).

create table region (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null,
  created_at timestamptz not null default now()
);
comment on table region is '区域: one county, district or city; every other table leads with its id';
comment on column region.code is '单位代码 of the region''s own unit (the root of its network)';

create table account (
  region_id integer not null references region (id),
  id uuid not null,
  login text not null,
  display_name text not null,
  person_id uuid,
  password_hash text,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  activation_hash bytea,
  activation_expires_at timestamptz,
  created_at timestamptz not null default now(),
  created_by text not null,
  disabled_at timestamptz,
  disabled_because text,
  primary key (region_id, id),
  unique (region_id, login),
  check ((disabled_at is null) = (disabled_because is null))
);
comment on table account is '账号: who may sign in; a teacher''s account names its person';
comment on column account.password_hash is 'argon2id in PHC form; null until activated';
comment on column account.totp_secret is 'second factor, encrypted with the key of the data folder; counts once totp_confirmed_at is set';
comment on column account.totp_last_step is 'last accepted time step: a code is good once';
comment on column account.activation_hash is 'SHA-256 of the one-time activation code handed out on paper';

create table account_role (
  region_id integer not null,
  account_id uuid not null,
  role text not null check (role in ('officer', 'leader', 'cluster', 'school', 'teacher')),
  unit_id uuid,
  granted_at timestamptz not null default now(),
  granted_by text not null,
  revoked_at timestamptz,
  foreign key (region_id, account_id) references account (region_id, id),
  check ((role in ('cluster', 'school')) = (unit_id is not null))
);
create unique index account_role_once on account_role (region_id, account_id, role, unit_id) nulls not distinct
  where revoked_at is null;
comment on table account_role is '角色: officer 中心管理员, leader 局领导 (reads all), cluster 学区负责人, school 学校管理员, teacher 教师';

create table session (
  token_hash bytea primary key check (length(token_hash) = 32),
  region_id integer not null references region (id),
  kind text not null check (kind in ('user', 'system')),
  account_id uuid,
  person_id uuid,
  role text not null check (role in ('officer', 'leader', 'cluster', 'school', 'teacher', 'system')),
  unit_id uuid,
  actor text not null,
  device text,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  idle_seconds integer not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (region_id, account_id) references account (region_id, id),
  check ((kind = 'system') = (role = 'system'))
);
create index session_of_account on session (region_id, account_id) where ended_at is null;
comment on table session is '会话: an opaque token''s hash and what it may see; the app reaches it through functions only';
comment on column session.actor is 'how the audit log names who acted';
comment on column session.idle_seconds is 'ends when not seen for so long';

-- The context of a query. Stable definer functions, resolved once per query as init plans of the policies.

create function session_row() returns session
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$
  select s from session s
  where s.token_hash = decode(nullif(current_setting('yanpei.session', true), ''), 'hex')
    and s.ended_at is null and s.expires_at > now()
    and s.seen_at + make_interval(secs => s.idle_seconds) > now()
$$;
comment on function session_row() is 'the live session of this transaction; no row without one';

create function session_region() returns integer
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select (session_row()).region_id $$;

create function session_person() returns uuid
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select (session_row()).person_id $$;

create function session_wide() returns boolean
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select coalesce((session_row()).role in ('officer', 'leader', 'system'), false) $$;
comment on function session_wide() is 'true when the session sees the whole region';

create function session_edits() returns boolean
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select coalesce((session_row()).role in ('officer', 'cluster', 'school', 'system'), false) $$;
comment on function session_edits() is 'true when the session may change records within what it sees';

create function session_governs() returns boolean
  language sql stable security definer set search_path = public, pg_temp parallel safe
as $$ select coalesce((session_row()).role in ('officer', 'system'), false) $$;
comment on function session_governs() is 'true when the session may change what holds for the whole region';

create policy owner_all on region to yanpei_owner using (true) with check (true);
create policy owner_all on account to yanpei_owner using (true) with check (true);
create policy owner_all on account_role to yanpei_owner using (true) with check (true);
create policy owner_all on session to yanpei_owner using (true) with check (true);
alter table region enable row level security;
alter table region force row level security;
alter table account enable row level security;
alter table account force row level security;
alter table account_role enable row level security;
alter table account_role force row level security;
alter table session enable row level security;
alter table session force row level security;

create policy app_reads on region for select to yanpei_app using (id = (select session_region()));
grant select on region to yanpei_app;

create policy app_reads on account for select to yanpei_app
  using (region_id = (select session_region())
    and ((select session_governs()) or id = (select (session_row()).account_id)));
create policy app_adds on account for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
create policy app_changes on account for update to yanpei_app
  using (region_id = (select session_region())
    and ((select session_governs()) or id = (select (session_row()).account_id)));
grant select, insert on account to yanpei_app;
grant update (display_name, password_hash, totp_secret, totp_confirmed_at, totp_last_step, activation_hash,
  activation_expires_at, disabled_at, disabled_because) on account to yanpei_app;

create policy app_reads on account_role for select to yanpei_app
  using (region_id = (select session_region())
    and ((select session_governs()) or account_id = (select (session_row()).account_id)));
create policy app_adds on account_role for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
create policy app_changes on account_role for update to yanpei_app
  using (region_id = (select session_region()) and (select session_governs()));
grant select, insert on account_role to yanpei_app;
grant update (revoked_at) on account_role to yanpei_app;

-- Protection of the tables that follow, said once.

create procedure protect(t regclass)
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format('create policy owner_all on %s to yanpei_owner using (true) with check (true)', t);
end $$;
comment on procedure protect(regclass) is 'row-level security on, also for the owner, whose functions keep their way in';

create procedure protect_by_region(t regclass)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region()))', t);
  execute format('create policy app_writes on %s to yanpei_app using (region_id = (select session_region()) and (select session_governs()))', t);
end $$;
comment on procedure protect_by_region(regclass) is 'everybody of the region reads; who governs the region writes';

create procedure protect_by_person(t regclass, person_column name)
  language plpgsql as $$
begin
  call protect(t);
  execute format('create policy app_reads on %s for select to yanpei_app using (region_id = (select session_region())
    and ((select session_wide()) or %I = any ((select session_people())::uuid[])))', t, person_column);
  execute format('create policy app_writes on %s to yanpei_app using (region_id = (select session_region())
    and (select session_edits()) and ((select session_wide()) or %I = any ((select session_people())::uuid[])))', t, person_column);
end $$;
comment on procedure protect_by_person(regclass, name) is 'seen by the region, by the units above the person and by the person; written by the first two';

-- The audit log: inserted at once, sealed into a chain in batches, never changed.

create table audit_log (
  region_id integer not null default session_region() references region (id),
  id bigint generated always as identity,
  at timestamptz not null default clock_timestamp(),
  actor text not null default (session_row()).actor,
  account_id uuid default (session_row()).account_id,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  details jsonb not null default '{}',
  xact bigint not null default pg_current_xact_id()::text::bigint,
  primary key (region_id, id)
);
create index audit_log_unsealed on audit_log (region_id, xact);
create index audit_log_subject on audit_log (region_id, subject_kind, subject_id);
comment on table audit_log is '审计日志: who did what to what, when; insert-only; the app names neither region nor actor, the session does';
comment on column audit_log.xact is 'the transaction that wrote the row: sealing takes whole transactions, in their order';

create table audit_seal (
  region_id integer not null references region (id),
  seq integer not null check (seq > 0),
  xact_from bigint not null,
  xact_to bigint not null check (xact_to > xact_from),
  rows integer not null check (rows > 0),
  first_id bigint not null,
  last_id bigint not null,
  hash bytea not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (region_id, seq)
);
comment on table audit_seal is '审计封存: a batch of audit rows chained to the batch before; covers the rows of transactions [xact_from, xact_to)';

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% is append-only: corrections are new rows', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete on audit_log for each row execute function refuse_change();
create trigger append_only_all before truncate on audit_log execute function refuse_change();
create trigger append_only before update or delete on audit_seal for each row execute function refuse_change();
create trigger append_only_all before truncate on audit_seal execute function refuse_change();

call protect('audit_log');
create policy app_adds on audit_log for insert to yanpei_app with check (region_id = (select session_region()));
create policy app_reads on audit_log for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
grant select, insert (action, subject_kind, subject_id, details) on audit_log to yanpei_app;
call protect('audit_seal');
create policy app_reads on audit_seal for select to yanpei_app
  using (region_id = (select session_region()) and (select session_wide()));
grant select on audit_seal to yanpei_app;

create function audit_row_digest(a audit_log) returns bytea
  language sql stable as $$
  select sha256(convert_to(concat_ws('|', a.region_id, a.id, to_char(a.at at time zone 'UTC', 'YYYYMMDDHH24MISSUS'),
    a.actor, coalesce(a.account_id::text, ''), a.action, a.subject_kind, a.subject_id, a.details::text), 'UTF8'))
$$;
comment on function audit_row_digest(audit_log) is 'what the chain vouches for: every column but the transaction number, which a restore elsewhere renumbers';

create function chain_step(state bytea, previous bytea, digest bytea) returns bytea
  language sql immutable as $$ select sha256(coalesce(state, previous) || digest) $$;
create aggregate chain (previous bytea, digest bytea) (sfunc = chain_step, stype = bytea);
comment on aggregate chain (bytea, bytea) is 'hash of each row upon the one before, beginning at previous; ordered by the caller';

create function seal_audit(p_region integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last audit_seal;
  upto bigint;
  batch record;
begin
  perform pg_advisory_xact_lock(hashtext('seal_audit'), p_region);
  select * into last from audit_seal where region_id = p_region order by seq desc limit 1;
  -- everything below the oldest running transaction is final: nothing can appear there any more
  upto := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  select count(*) as rows, min(id) as first_id, max(id) as last_id,
         chain(coalesce(last.hash, ''::bytea), audit_row_digest(a) order by a.id) as hash
    into batch from audit_log a
    where region_id = p_region and xact >= coalesce(last.xact_to, 0) and xact < upto;
  if batch.rows = 0 then return 0; end if;
  insert into audit_seal (region_id, seq, xact_from, xact_to, rows, first_id, last_id, hash)
  values (p_region, coalesce(last.seq, 0) + 1, coalesce(last.xact_to, 0), upto, batch.rows, batch.first_id, batch.last_id, batch.hash);
  return batch.rows;
end $$;
comment on function seal_audit(integer) is 'seals the audit rows of all finished transactions; returns how many';
revoke all on function seal_audit(integer) from public;
grant execute on function seal_audit(integer) to yanpei_app;

create function broken_audit_seals(p_region integer) returns table (seq integer, found bigint, expected integer)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.seq, count(a.id), s.rows
  from audit_seal s
  left join audit_log a on a.region_id = s.region_id and a.xact >= s.xact_from and a.xact < s.xact_to
  left join audit_seal p on p.region_id = s.region_id and p.seq = s.seq - 1
  where s.region_id = p_region
  group by s.region_id, s.seq, s.rows, s.hash, p.hash
  having count(a.id) <> s.rows
    or chain(coalesce(p.hash, ''::bytea), audit_row_digest(a) order by a.id) is distinct from s.hash
$$;
comment on function broken_audit_seals(integer) is 'the sealed batches whose rows no longer give the sealed hash';
revoke all on function broken_audit_seals(integer) from public;
grant execute on function broken_audit_seals(integer) to yanpei_app;

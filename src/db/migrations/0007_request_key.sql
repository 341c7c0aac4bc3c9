-- What a changing request was answered, so that its retry has one effect.

create table request_key (
  region_id integer not null default session_region() references region (id),
  key uuid not null,
  account_id uuid default (session_row()).account_id,
  action text not null,
  digest bytea not null check (length(digest) = 32),
  reply jsonb,
  at timestamptz not null default now(),
  primary key (region_id, key)
);
create index request_key_at on request_key (region_id, at);
comment on table request_key is '请求编号: a changing request by the key its client made; a retry finds the reply of the first';
comment on column request_key.digest is 'SHA-256 of the request: the same key with other content is refused';
comment on column request_key.reply is 'null only inside of the transaction that is making it';

call protect('request_key');
create policy app_own on request_key to yanpei_app
  using (region_id = (select session_region())
    and account_id is not distinct from (select (session_row()).account_id))
  with check (region_id = (select session_region())
    and account_id is not distinct from (select (session_row()).account_id));
create policy app_clears on request_key for delete to yanpei_app
  using (region_id = (select session_region()) and (select session_governs()));
grant select, delete on request_key to yanpei_app;
grant insert (key, action, digest), update (reply) on request_key to yanpei_app;

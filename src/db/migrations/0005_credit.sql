-- Credits: the policy of each year, the append-only ledger chained per teacher, and its balances.

create table credit_policy (
  region_id integer not null references region (id),
  year smallint not null,
  category text not null,
  position integer not null,
  required numeric not null check (required >= 0),
  hours_per_credit numeric not null check (hours_per_credit > 0),
  ceiling numeric check (ceiling >= 0),
  least_rate numeric check (least_rate between 0 and 1),
  batch_id uuid,
  primary key (region_id, year, category)
);
comment on table credit_policy is '学分政策: what a year asks for and how hours become credits, by category';
comment on column credit_policy.ceiling is '单项上限, in credits, of one item';
comment on column credit_policy.least_rate is '最低出勤率; null is 0.8';

create table credit_posting (
  region_id integer not null references region (id),
  id uuid not null,
  key text not null,
  because text not null,
  actor text not null,
  account_id uuid,
  posted_at timestamptz not null default clock_timestamp(),
  entries integer not null,
  total numeric(30, 2) not null,
  batch_id uuid,
  primary key (region_id, id),
  unique (region_id, key)
);
comment on table credit_posting is '记账: one act of awarding or reversing, by whom and why; its key makes a retry harmless';

create table credit_account (
  region_id integer not null,
  person_id uuid not null,
  last_seq integer not null default 0,
  head bytea not null default ''::bytea,
  primary key (region_id, person_id),
  foreign key (region_id, person_id) references person (region_id, id)
);
comment on table credit_account is '学分账户: the head of a teacher''s chain; locked while entries are posted';

create table credit_entry (
  region_id integer not null,
  person_id uuid not null,
  seq integer not null check (seq > 0),
  posting_id uuid not null,
  kind text not null check (kind in ('award', 'reversal')),
  year smallint not null,
  category text not null,
  amount numeric(30, 2) not null,
  source_kind text not null check (source_kind in ('participation', 'online-study')),
  source_id uuid not null,
  reverses integer,
  hash bytea not null,
  primary key (region_id, person_id, seq),
  foreign key (region_id, person_id) references credit_account (region_id, person_id),
  foreign key (region_id, posting_id) references credit_posting (region_id, id),
  foreign key (region_id, person_id, reverses) references credit_entry (region_id, person_id, seq),
  check ((kind = 'reversal') = (reverses is not null)),
  check (case kind when 'award' then amount > 0 else amount < 0 end)
);
create unique index credit_entry_reversed_once on credit_entry (region_id, person_id, reverses) where reverses is not null;
create index credit_entry_source on credit_entry (region_id, source_id, person_id);
comment on table credit_entry is '学分台账: never changed; a correction is a reversal and a new entry';
comment on column credit_entry.source_id is 'the record behind the credit: the activity (with the person: the participation) or the online course';
comment on column credit_entry.hash is 'SHA-256 of the entry upon the hash of the same teacher''s entry before';

create table credit_balance (
  region_id integer not null,
  person_id uuid not null,
  year smallint not null,
  category text not null,
  amount numeric(30, 2) not null,
  primary key (region_id, person_id, year, category)
);
create index credit_balance_year on credit_balance (region_id, year, category) include (person_id, amount);
comment on table credit_balance is '学分余额: sums of the entries, kept by post_credits alone and checked by verify';

create trigger append_only before update or delete on credit_entry for each row execute function refuse_change();
create trigger append_only_all before truncate on credit_entry execute function refuse_change();
create trigger append_only before update or delete on credit_posting for each row execute function refuse_change();
create trigger append_only_all before truncate on credit_posting execute function refuse_change();

call protect_by_region('credit_policy');
grant select, insert, update on credit_policy to yanpei_app;

call protect('credit_posting');
create policy app_reads on credit_posting for select to yanpei_app using (region_id = (select session_region()));
call protect('credit_account');
call protect('credit_entry');
create policy app_reads on credit_entry for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[])));
call protect('credit_balance');
create policy app_reads on credit_balance for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[])));
create policy app_reads on credit_account for select to yanpei_app using (region_id = (select session_region())
  and ((select session_wide()) or person_id = any ((select session_people())::uuid[])));
grant select on credit_posting, credit_account, credit_entry, credit_balance to yanpei_app;

create function credit_digest(e credit_entry) returns bytea
  language sql stable as $$
  select sha256(convert_to(concat_ws('|', e.region_id, e.person_id, e.seq, e.posting_id, e.kind, e.year, e.category,
    e.amount, e.source_kind, e.source_id, coalesce(e.reverses::text, '')), 'UTF8'))
$$;
comment on function credit_digest(credit_entry) is 'what the chain vouches for: every column but the hash';

create function post_credits(p_id uuid, p_key text, p_because text, p_batch uuid,
  p_people uuid[], p_kinds text[], p_years smallint[], p_categories text[], p_amounts numeric[],
  p_source_kinds text[], p_sources uuid[], p_reverses integer[])
  returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me session := session_row();
  wrong text;
begin
  if me.region_id is null or me.role not in ('system', 'officer', 'cluster', 'school') then
    raise exception 'this session may not post credits' using errcode = 'insufficient_privilege';
  end if;
  -- accounts first, in one order for everybody, and only then the key: a repeated posting waits and finds it
  insert into credit_account (region_id, person_id)
    select me.region_id, p from unnest(p_people) p group by p order by p on conflict do nothing;
  perform from credit_account where region_id = me.region_id and person_id = any (p_people) order by person_id for update;
  perform from credit_posting where region_id = me.region_id and key = p_key;
  if found then return 0; end if;

  insert into credit_posting (region_id, id, key, because, actor, account_id, entries, total, batch_id)
    values (me.region_id, p_id, p_key, p_because, me.actor, me.account_id, cardinality(p_people),
      (select sum(a) from unnest(p_amounts) a), p_batch);

  with given as (
    select g.*, a.head, a.last_seq + row_number() over (partition by g.person order by g.position) as seq
    from unnest(p_people, p_kinds, p_years, p_categories, p_amounts, p_source_kinds, p_sources, p_reverses)
      with ordinality g(person, kind, year, category, amount, source_kind, source, reverses, position)
    join credit_account a on a.region_id = me.region_id and a.person_id = g.person
  ), shaped as (
    select person, head, row(me.region_id, person, seq, p_id, kind, year, category, amount::numeric(30, 2),
      source_kind, source, reverses, null)::credit_entry as e from given
  ), linked as (
    select e, chain(head, credit_digest(e)) over (partition by person order by (e).seq) as hash from shaped
  )
  insert into credit_entry select (e).region_id, (e).person_id, (e).seq, (e).posting_id, (e).kind, (e).year,
    (e).category, (e).amount, (e).source_kind, (e).source_id, (e).reverses, hash from linked;

  update credit_account a set last_seq = n.seq, head = n.hash
    from (select distinct on (person_id) person_id, seq, hash from credit_entry
      where region_id = me.region_id and posting_id = p_id and person_id = any (p_people)
      order by person_id, seq desc) n
    where a.region_id = me.region_id and a.person_id = n.person_id;

  insert into credit_balance as b (region_id, person_id, year, category, amount)
    select me.region_id, g.person, g.year, g.category, sum(g.amount)
    from unnest(p_people, p_years, p_categories, p_amounts) g(person, year, category, amount)
    group by g.person, g.year, g.category
    on conflict (region_id, person_id, year, category) do update set amount = b.amount + excluded.amount;

  -- a reversal undoes exactly the award it names
  select r.person_id || ' ' || r.seq into wrong from credit_entry r
    join credit_entry o on o.region_id = r.region_id and o.person_id = r.person_id and o.seq = r.reverses
    where r.region_id = me.region_id and r.posting_id = p_id and r.person_id = any (p_people) and r.kind = 'reversal'
      and (o.kind <> 'award' or o.amount <> -r.amount or o.year <> r.year or o.category <> r.category
        or o.source_id <> r.source_id) limit 1;
  if found then raise exception 'reversal % does not match its award', wrong using errcode = 'check_violation'; end if;
  -- a source is credited to a person once at a time
  select n.person_id || ' ' || n.source_id into wrong from credit_entry n
    join credit_entry o on o.region_id = n.region_id and o.source_id = n.source_id and o.person_id = n.person_id and o.kind = 'award'
    where n.region_id = me.region_id and n.posting_id = p_id and n.person_id = any (p_people) and n.kind = 'award'
      and not exists (select from credit_entry r where r.region_id = o.region_id and r.person_id = o.person_id and r.reverses = o.seq)
    group by n.person_id, n.source_id having count(distinct o.seq) > 1 limit 1;
  if found then raise exception 'source % is credited already', wrong using errcode = 'unique_violation'; end if;
  -- never a credit without a record behind it
  select n.person_id || ' ' || n.source_id into wrong from credit_entry n
    where n.region_id = me.region_id and n.posting_id = p_id and n.person_id = any (p_people) and n.kind = 'award'
      and not case n.source_kind
        when 'participation' then exists (select from participation p where p.region_id = n.region_id
          and p.activity_id = n.source_id and p.person_id = n.person_id)
        else exists (select from online_study o where o.region_id = n.region_id and o.id = n.source_id
          and o.person_id = n.person_id) end limit 1;
  if found then raise exception 'no record behind the credit %', wrong using errcode = 'foreign_key_violation'; end if;
  return cardinality(p_people);
end $$;
comment on function post_credits(uuid, text, text, uuid, uuid[], text[], smallint[], text[], numeric[], text[], uuid[], integer[]) is
  'the only way into the ledger: one posting with its entries, all or nothing; 0 when the key was posted before';
revoke all on function post_credits(uuid, text, text, uuid, uuid[], text[], smallint[], text[], numeric[], text[], uuid[], integer[]) from public;
grant execute on function post_credits(uuid, text, text, uuid, uuid[], text[], smallint[], text[], numeric[], text[], uuid[], integer[]) to yanpei_app;

create table credit_checkpoint (
  region_id integer not null references region (id),
  day date not null,
  entries bigint not null,
  total numeric(30, 2) not null,
  head bytea not null,
  signature bytea not null,
  made_at timestamptz not null default now(),
  primary key (region_id, day)
);
comment on table credit_checkpoint is '台账检查点: count, sum and head of all chains of a day, signed and published: a cut tail shows against it';
create trigger append_only before update or delete on credit_checkpoint for each row execute function refuse_change();
create trigger append_only_all before truncate on credit_checkpoint execute function refuse_change();
call protect('credit_checkpoint');
create policy app_reads on credit_checkpoint for select to yanpei_app using (region_id = (select session_region()));
create policy app_adds on credit_checkpoint for insert to yanpei_app
  with check (region_id = (select session_region()) and (select session_governs()));
grant select, insert on credit_checkpoint to yanpei_app;

create function broken_credit_entries(p_region integer)
  returns table (person_id uuid, seq integer, because text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.person_id, c.seq, case when c.seq <> c.place then 'gap' else 'hash' end
  from (
    select e.person_id, e.seq, e.hash, credit_digest(e) as digest,
      row_number() over w as place, lag(e.hash, 1, ''::bytea) over w as previous
    from credit_entry e where e.region_id = p_region window w as (partition by e.person_id order by e.seq)
  ) c
  where c.seq <> c.place or c.hash is distinct from sha256(c.previous || c.digest)
  union all
  select a.person_id, a.last_seq, 'head' from credit_account a
  left join credit_entry e on e.region_id = a.region_id and e.person_id = a.person_id and e.seq = a.last_seq
  where a.region_id = p_region and a.head is distinct from coalesce(e.hash, ''::bytea)
  union all
  select a.person_id, a.last_seq, 'tail' from credit_account a
  where a.region_id = p_region
    and a.last_seq <> (select coalesce(max(e.seq), 0) from credit_entry e where e.region_id = a.region_id and e.person_id = a.person_id)
$$;
comment on function broken_credit_entries(integer) is 'entries whose hash, place or account head does not fit: a row changed, taken out or cut off';

create function broken_credit_balances(p_region integer)
  returns table (person_id uuid, year smallint, category text, balance numeric, entries numeric)
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(b.person_id, e.person_id), coalesce(b.year, e.year), coalesce(b.category, e.category), b.amount, e.amount
  from (select * from credit_balance where region_id = p_region) b
  full join (select person_id, year, category, sum(amount) as amount from credit_entry
    where region_id = p_region group by person_id, year, category) e
    on e.person_id = b.person_id and e.year = b.year and e.category = b.category
  where coalesce(b.amount, 0) <> coalesce(e.amount, 0)
$$;
comment on function broken_credit_balances(integer) is 'balances that are not the sum of their entries';
revoke all on function broken_credit_entries(integer), broken_credit_balances(integer) from public;

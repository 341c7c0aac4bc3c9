-- Positions in the order of transactions that survive a move to another server, and checkpoints that use them.

alter table region add column transactions_before bigint not null default 0;
comment on column region.transactions_before is 'added to the server''s transaction numbers: a region restored on another server goes on after what it brought along';

create function transaction_position(p_transaction xid8) returns bigint
  language sql stable security definer set search_path = public, pg_temp parallel restricted as $$
  select p_transaction::text::bigint + coalesce((select max(transactions_before) from region), 0)
$$;
comment on function transaction_position(xid8) is 'where a transaction stands among all that a region has seen, on whatever server';

alter table audit_log alter column xact set default transaction_position(pg_current_xact_id());
alter table credit_posting add column xact bigint not null default transaction_position(pg_current_xact_id());
comment on column credit_posting.xact is 'position of the transaction that posted: a checkpoint covers whole transactions';

create or replace function seal_audit(p_region integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last audit_seal;
  upto bigint;
  batch record;
begin
  perform pg_advisory_xact_lock(hashtext('seal_audit'), p_region);
  select * into last from audit_seal where region_id = p_region order by seq desc limit 1;
  -- everything below the oldest running transaction is final: nothing can appear there any more
  upto := transaction_position(pg_snapshot_xmin(pg_current_snapshot()));
  select count(*) as rows, min(id) as first_id, max(id) as last_id,
         chain(coalesce(last.hash, ''::bytea), audit_row_digest(a) order by a.id) as hash
    into batch from audit_log a
    where region_id = p_region and xact >= coalesce(last.xact_to, 0) and xact < upto;
  if batch.rows = 0 then return 0; end if;
  insert into audit_seal (region_id, seq, xact_from, xact_to, rows, first_id, last_id, hash)
  values (p_region, coalesce(last.seq, 0) + 1, coalesce(last.xact_to, 0), upto, batch.rows, batch.first_id, batch.last_id, batch.hash);
  return batch.rows;
end $$;

alter table credit_checkpoint add column upto bigint not null default 0;
comment on column credit_checkpoint.upto is 'covers the postings of transactions before this position';

create function credit_state(p_region integer, p_upto bigint)
  returns table (entries bigint, total numeric, head bytea)
  language sql stable security definer set search_path = public, pg_temp as $$
  with covered as (
    select e.person_id, e.seq, e.amount, e.hash from credit_entry e
    join credit_posting p on p.region_id = e.region_id and p.id = e.posting_id
    where e.region_id = p_region and p.xact < p_upto
  ), heads as (select distinct on (person_id) person_id, hash from covered order by person_id, seq desc)
  select (select count(*) from covered), (select coalesce(sum(amount), 0) from covered),
    sha256(coalesce((select string_agg(hash, ''::bytea order by person_id) from heads), ''::bytea))
$$;
comment on function credit_state(integer, bigint) is 'count, sum and head of all chains of the ledger, as of a position among the transactions';
revoke all on function credit_state(integer, bigint) from public;
grant execute on function credit_state(integer, bigint) to yanpei_app;

create function settled_position() returns bigint
  language sql stable as $$ select transaction_position(pg_snapshot_xmin(pg_current_snapshot())) $$;
comment on function settled_position() is 'everything before this position is final';

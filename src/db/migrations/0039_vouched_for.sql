-- What a letter says is kept with its hash, so that a change made behind the program's back is found. Who looks at a
-- certificate in vain is told whom to ask.

alter table circular add column digest bytea check (length(digest) = 32), add column digested_at timestamptz;

create function circular_digest(c circular) returns bytea
  language sql stable as $$
  select sha256(convert_to(jsonb_build_array(c.kind, c.about, c.series, c.year, c.number, c.of_year, c.unit_id, c.title, c.model,
    c.file_id, c.public_until, c.issued_on, c.issued_by, c.round_id, c.case_id, c.document, c.material, c.replaces)::text, 'UTF8'))
$$;
comment on function circular_digest(circular) is 'hash of all that a letter says and that is said of it';

-- Letters from before are given the hash of what they say today: what was done to them earlier nobody can tell, and
-- digested_at says so by being later than issued_at.
alter table circular disable trigger append_only;
update circular c set digest = circular_digest(c), digested_at = now();
alter table circular enable trigger append_only;
alter table circular alter column digest set not null, alter column digested_at set not null;
comment on column circular.digest is 'circular_digest() of the row, also told to the audit log';
comment on column circular.digested_at is 'since when the hash vouches for it: its issue, or for a letter from before there were hashes the day on which it got one';

create function digest_circular() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  new.digest := circular_digest(new);
  new.digested_at := new.issued_at;
  return new;
end
$$;
comment on function digest_circular() is 'a letter gets its hash from the database, whatever the program says';
create trigger digest before insert on circular for each row execute function digest_circular();

create function public_centres(p_day date) returns table (region_name text, centre text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.name, (select s.name from unit_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.category = 'centre'
    join unit root on root.region_id = s.region_id and root.id = s.parent_id and root.code = r.code
    where s.region_id = r.id and s.valid @> p_day order by u.code limit 1)
  from region r order by r.code
$$;
comment on function public_centres(date) is 'whom anybody may ask: the centre of each region of this server on a day; null for a region that has none';
revoke all on function public_centres(date) from public;
grant execute on function public_centres(date) to yanpei_app;

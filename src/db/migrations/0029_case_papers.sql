-- Documents of rounds and cases: letters are circulars of a round or case, certificates stand by themselves.

alter table circular alter column about drop not null;
alter table circular add column round_id uuid, add column case_id uuid, add column document text, add column material text,
  add column replaces uuid;
alter table circular add foreign key (region_id, round_id) references case_round (region_id, id);
alter table circular add foreign key (region_id, case_id) references case_record (region_id, id);
alter table circular add foreign key (region_id, replaces) references circular (region_id, id);
alter table circular add constraint circular_subject check ((about is null) = (document is not null)
  and (document is not null) = (num_nonnulls(round_id, case_id) = 1));
create unique index circular_replaced on circular (region_id, replaces) where replaces is not null;
create index circular_of_round on circular (region_id, round_id) where round_id is not null;
create index circular_of_case on circular (region_id, case_id) where case_id is not null;
comment on column circular.about is 'the figures that it tells of; null for a document of a round or case';
comment on column circular.document is 'which of the documents that the system''s definition names it is';
comment on column circular.material is 'the material of the round''s archive that it fills; null for none';
comment on column circular.replaces is 'the one that was issued before, where the records have changed since';

create policy case_reads on circular for select to yanpei_app using (region_id = (select session_region()) and case_id is not null
  and exists (select from case_record c where c.region_id = circular.region_id and c.id = circular.case_id));

create table case_certificate (
  region_id integer not null references region (id),
  id uuid not null,
  case_id uuid not null,
  document text not null,
  code text not null check (code ~ '^[0-9A-Z]{12}$'),
  title text not null,
  name text not null,
  category text,
  number text not null,
  issuer text not null,
  printed jsonb not null,
  sha256 bytea not null,
  issued_on date not null,
  until_on date,
  replaces uuid,
  issued_at timestamptz not null,
  issued_by text not null,
  primary key (region_id, id),
  unique (code),
  foreign key (region_id, case_id) references case_record (region_id, id),
  foreign key (region_id, replaces) references case_certificate (region_id, id)
);
create unique index case_certificate_first on case_certificate (region_id, case_id, document) where replaces is null;
create unique index case_certificate_replaced on case_certificate (region_id, replaces) where replaces is not null;
comment on table case_certificate is '证书: as it was given out, never changed; one with other words replaces it';
comment on column case_certificate.code is 'what the address on it ends with, by which anybody sees whether it is genuine';
comment on column case_certificate.printed is 'the words on it';
comment on column case_certificate.sha256 is 'of these words as JSON';
comment on column case_certificate.until_on is 'the last day on which it holds; null for ever';

create trigger append_only before update or delete on case_certificate for each row execute function refuse_change();
create trigger append_only_all before truncate on case_certificate execute function refuse_change();

call protect('case_certificate');
create policy app_reads on case_certificate for select to yanpei_app using (region_id = (select session_region())
  and exists (select from case_record c where c.region_id = case_certificate.region_id and c.id = case_certificate.case_id));
create policy app_adds on case_certificate for insert to yanpei_app with check (region_id = (select session_region())
  and (select session_governs()) and issued_by = (select (session_row()).actor));
grant select, insert on case_certificate to yanpei_app;

create function public_certificate(p_code text, p_day date) returns table (region_name text, title text, name text, category text,
    number text, issuer text, issued_on date, until_on date, standing text, revoked_on date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.name, x.title, left(x.name, 1) || repeat('*', greatest(char_length(x.name) - 1, 1)), x.category, x.number, x.issuer, x.issued_on, x.until_on,
    case when c.annulled then 'revoked'
      when exists (select from case_certificate y where y.region_id = x.region_id and y.replaces = x.id) then 'replaced'
      when x.until_on < p_day then 'expired' else 'valid' end,
    (select (e.at at time zone 'Asia/Shanghai')::date from case_event e
      where e.region_id = c.region_id and e.case_id = c.id and e.kind = 'annulled' order by e.seq desc limit 1)
  from case_certificate x
  join region r on r.id = x.region_id
  join case_record c on c.region_id = x.region_id and c.id = x.case_id
  where x.code = p_code
$$;
comment on function public_certificate(text, date) is 'what anybody sees of a certificate by its code: the name masked, and whether it is in force';
revoke all on function public_certificate(text, date) from public;
grant execute on function public_certificate(text, date) to yanpei_app;

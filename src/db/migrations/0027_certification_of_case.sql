-- An application dealt with here is told from one of the workbook: two of one day, the first refused, are two.

alter table certification add column case_id uuid;
alter table certification add foreign key (region_id, case_id) references case_record (region_id, id);
alter table certification drop constraint certification_region_id_identity_number_kind_subject_applie_key;
alter table certification add constraint certification_once
  unique nulls not distinct (region_id, identity_number, kind, subject, applied_on, case_id);
comment on column certification.case_id is 'the case whose outcome it is; null where it came by workbook';

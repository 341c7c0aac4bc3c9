-- Teachers may sign in by their phone number.

create index person_phone on person (region_id, phone) where phone is not null;

-- A teacher's page asks for the entries of one year: found without reading those of all the others.

create index credit_entry_of_year on credit_entry (region_id, person_id, year, seq);

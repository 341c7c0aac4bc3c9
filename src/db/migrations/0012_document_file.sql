-- Who may read a document may read its file, whoever made it.

alter policy app_all on stored_file
  using (region_id = (select session_region()) and ((select session_wide()) or made_by = (select (session_row()).actor)
    or exists (select from document d where d.region_id = stored_file.region_id and d.file_id = stored_file.id)))
  with check (region_id = (select session_region())
    and ((select session_wide()) or made_by = (select (session_row()).actor)));

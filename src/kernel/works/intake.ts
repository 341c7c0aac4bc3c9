import type { Work } from '../call.ts'
import { newIdSql, takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/** Takes in 作品. @returns works new or changed. */
export function takeInWorks(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into work as w (region_id, id, code, programme_id, author_id, kind, title, dated_on, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, number, programme_number_id, identity_number_id, kind, title, made_on, '${batch}' from ${table}
    on conflict (region_id, code) do update
      set programme_id = excluded.programme_id, author_id = excluded.author_id, kind = excluded.kind, title = excluded.title,
        dated_on = excluded.dated_on, batch_id = excluded.batch_id
      where (w.programme_id, w.author_id, w.kind, w.title, w.dated_on)
        is distinct from (excluded.programme_id, excluded.author_id, excluded.kind, excluded.title, excluded.dated_on)
    returning 1`,
  )
}

/** Takes in 借阅. @returns loans new or changed. */
export function takeInLoans(work: Work, { table, batch }: Intake): Promise<number> {
  return takeIn(
    work,
    `
    insert into loan as l (region_id, id, barcode, title, person_id, lent_on, returned_on, batch_id)
    select ${work.caller.region}, ${newIdSql(work)}, barcode, title, identity_number_id, lent_on, returned_on, '${batch}' from ${table}
    on conflict (region_id, barcode, person_id, lent_on) do update
      set title = excluded.title, returned_on = excluded.returned_on, batch_id = excluded.batch_id
      where (l.title, l.returned_on) is distinct from (excluded.title, excluded.returned_on)
    returning 1`,
  )
}

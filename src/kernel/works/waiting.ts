import { sql, type RawBuilder } from 'kysely'
import { kept } from '#db/kept.ts'
import type { Work } from '../call.ts'
import { levelOf } from './decide.ts'
import { newest, STANDING, waitingFor } from './list.ts'

/** Works that wait for somebody: the newest of them, and how many there are. */
export type WaitingWorks = { total: number; rows: { id: string; title: string; kind: string }[] }

/** Works of a year that have reached the caller's level and wait for a review there. */
export function worksToReview(work: Work, year: number, most: number): Promise<WaitingWorks> {
  const own =
    work.caller.role === 'officer'
      ? sql`true`
      : sql`(w.author_id = any ((select session_people())::uuid[]) or w.id = any ((select session_works())::uuid[]))`
  return waiting(work, year, most, sql`${own} and ${waitingFor(levelOf(work.caller.role))}`)
}

/** The caller's own works of a year that were sent back. */
export function worksReturned(work: Work, year: number, most: number): Promise<WaitingWorks> {
  const { person } = work.caller
  return waiting(work, year, most, sql`w.author_id = ${person} and ${STANDING} = 'returned'`)
}

/** Only what has a version was handed in: those few are looked at, not the many that were only recorded. */
async function waiting(
  { tx, caller }: Work,
  year: number,
  most: number,
  condition: RawBuilder<unknown>,
): Promise<WaitingWorks> {
  const rows = await kept(
    tx,
    sql<{ id: string; title: string; kind: string; total: number }>`
    with handed as materialized (select distinct n.work_id from work_version n where n.region_id = ${caller.region})
    select w.id, w.title, w.kind, count(*) over ()::integer as total
    from handed join work w on w.region_id = ${caller.region} and w.id = handed.work_id ${newest}
    where w.dated_on >= make_date(${year}, 1, 1) and w.dated_on < make_date(${year + 1}, 1, 1) and ${condition}
    order by w.dated_on desc, w.id limit ${most}`,
  )
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ id, title, kind }) => ({ id, title, kind })) }
}

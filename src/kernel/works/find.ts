import { sql } from 'kysely'
import type { WorkRow } from '#contract/works.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import type { Facts } from './decide.ts'
import { columns, newest, withAuthors } from './list.ts'

/** A work with what decides what may be done with it. */
export type Found = WorkRow & {
  chapter: string | null
  activity: { id: string; title: string } | null
  parent: string | null
  facts: Facts
}

type Row = Parameters<typeof withAuthors>[1][number] & {
  chapter: string | null
  activity_id: string | null
  activity_title: string | null
  parent_id: string | null
  authored: boolean
  makes: boolean
}

/** A work that the session sees. @throws Refused 404 */
export async function findWork(work: Work, id: string): Promise<Found> {
  const { tx, caller } = work
  const { rows } =
    await sql<Row>`select ${columns}, w.chapter, w.parent_id, a.id as activity_id, a.title as activity_title,
      session_makes(w.id) as makes, coalesce(w.author_id = ${caller.person}::uuid or exists (select from work_coauthor c
        where c.region_id = w.region_id and c.work_id = w.id and c.person_id = ${caller.person}::uuid), false) as authored
    from work w left join programme p on p.region_id = w.region_id and p.id = w.programme_id
    left join activity a on a.region_id = w.region_id and a.id = w.activity_id ${newest}
    where w.region_id = ${caller.region} and w.id = ${id}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw notFound('这件作品')
  const [listed] = await withAuthors(work, rows)
  const { standing, shelved, versions } = listed!
  const { authored, makes, chapter } = row
  return {
    ...listed!,
    chapter,
    activity:
      row.activity_id === null || row.activity_title === null
        ? null
        : { id: row.activity_id, title: row.activity_title },
    parent: row.parent_id,
    facts: { standing, shelved, version: versions, authored, makes },
  }
}

/** The same, and nobody else changes it until the transaction ends. @throws Refused 404 */
export async function workToChange(work: Work, id: string): Promise<Found> {
  // an advisory lock: who hands in a version of an own work has no right to lock its row
  await sql`select pg_advisory_xact_lock(hashtextextended(${`work ${id}`}, ${work.caller.region}))`.execute(
    work.tx,
  )
  return findWork(work, id)
}

/** The words of a version of a work; the newest if none is named. @throws Refused 404 */
export async function textOf(
  { tx, caller }: Work,
  id: string,
  version: number | undefined,
): Promise<{ title: string; version: number; text: string | null; fileId: string | null }> {
  const { rows } = await sql<{ title: string; version: number; text: string | null; fileId: string | null }>`
    select w.title, v.version, v.text, v.file_id as "fileId" from work w
    join work_version v on v.region_id = w.region_id and v.work_id = w.id
    where w.region_id = ${caller.region} and w.id = ${id} and v.version = coalesce(${version ?? null}::smallint, v.version)
    order by v.version desc limit 1`.execute(tx)
  if (rows[0] === undefined) throw notFound('这一稿')
  return rows[0]
}

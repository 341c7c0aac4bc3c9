import { sql } from 'kysely'
import type * as z from 'zod'
import type { workPage } from '#contract/works.ts'
import { lengthOf } from '#lib/text.ts'
import type { Work } from '../call.ts'
import { workActions } from './decide.ts'
import { findWork, type Found } from './find.ts'
import { authorsOf } from './list.ts'

type Reply = z.input<NonNullable<(typeof workPage)['reply']>>

/** A work with all that belongs to it. @throws Refused 404 */
export async function workPageOf(work: Work, id: string): Promise<Reply> {
  const found = await findWork(work, id)
  const { facts, parent, ...shown } = found
  const versions = await versionsOf(work, id)
  return {
    work: shown,
    versions: versions.map(({ text, ...version }) => ({ ...version, characters: lengthOf(text ?? '') })),
    events: await eventsOf(work, id),
    ...(await relatives(work, found, parent)),
    text: versions[0]?.text ?? null,
    library: await libraryOf(work, id),
    actions: workActions(work.caller.role, facts),
  }
}

type VersionRow = {
  version: number
  text: string | null
  note: string | null
  at: Date
  by: string
  name: string | null
  bytes: number | null
}

async function versionsOf(
  { tx, caller }: Work,
  id: string,
): Promise<(Omit<Reply['versions'][number], 'characters'> & { text: string | null })[]> {
  const { rows } =
    await sql<VersionRow>`select v.version, v.text, v.note, v.made_at as at, v.made_by as by, f.name, f.bytes
    from work_version v left join stored_file f on f.region_id = v.region_id and f.id = v.file_id
    where v.region_id = ${caller.region} and v.work_id = ${id} order by v.version desc`.execute(tx)
  return rows.map(({ name, bytes, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    file: name === null || bytes === null ? null : { name, bytes },
  }))
}

async function eventsOf({ tx, caller }: Work, id: string): Promise<Reply['events']> {
  const { rows } = await sql<
    Omit<Reply['events'][number], 'at'> & { at: Date }
  >`select kind, level, version, words, at, by
    from work_event where region_id = ${caller.region} and work_id = ${id} order by at, id`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

type RelativeRow = { id: string; title: string; derivedAs: 'improved' | 'own' | null }

/** As far as the session sees them: an unseen parent ends the line. */
async function relatives(
  work: Work,
  found: Found,
  parent: string | null,
): Promise<Pick<Reply, 'parents' | 'children'>> {
  const { tx, caller } = work
  const above = await sql<RelativeRow>`with recursive line as (
      select w.id, w.title, w.derived_as, w.parent_id, 1 as far from work w where w.region_id = ${caller.region} and w.id = ${parent}
      union all
      select w.id, w.title, w.derived_as, w.parent_id, l.far + 1 from line l
        join work w on w.region_id = ${caller.region} and w.id = l.parent_id where l.far < 20)
    select id, title, derived_as as "derivedAs" from line order by far`.execute(tx)
  const below = await sql<RelativeRow>`select id, title, derived_as as "derivedAs" from work
    where region_id = ${caller.region} and parent_id = ${found.id} order by dated_on, handed_in_at limit 500`.execute(
    tx,
  )
  const authors = await authorsOf(
    work,
    [...above.rows, ...below.rows].map(({ id }) => id),
  )
  const named = (row: RelativeRow): Reply['parents'][number] => ({
    ...row,
    authors: (authors.get(row.id) ?? []).map(({ name }) => name).join('、'),
  })
  return { parents: above.rows.map(named), children: below.rows.map(named) }
}

type LibraryRow = { version: number; downloads: number; stars: number; raters: number; own: number | null }

async function libraryOf({ tx, caller }: Work, id: string): Promise<Reply['library']> {
  const { rows } = await sql<LibraryRow>`select e.version, e.downloads, e.stars, e.raters,
      (select r.stars from library_rating r where r.region_id = e.region_id and r.work_id = e.work_id and r.account_id = ${caller.account}::uuid) as own
    from library_entry e where e.region_id = ${caller.region} and e.work_id = ${id}`.execute(tx)
  const row = rows[0]
  return row === undefined ? null : { ...row, stars: meanOf(row) }
}

/** The mean of the stars, to one place; null where nobody has given any. */
export function meanOf({ stars, raters }: { stars: number; raters: number }): number | null {
  return raters === 0 ? null : Math.round((10 * stars) / raters) / 10
}

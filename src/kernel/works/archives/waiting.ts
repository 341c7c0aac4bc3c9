import { sql } from 'kysely'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import type { Work } from '../../call.ts'
import { ownUnits } from '../../network/own-units.ts'
import { collect } from './collect.ts'
import { percentOf, type Gap } from './filed.ts'
import { findSubject, type Setting } from './subject.ts'

/** An archive with gaps, of a programme that has ended. */
export type Unfinished = { id: string; title: string; endedOn: Day; percent: number; gaps: Gap[] }

/** Programmes that ended longer ago are not asked for any more. */
const DAYS = 120
/** So many are told at a time, the oldest first. */
const AT_ONCE = 5
/** An archive is looked up whole; further ones are looked at when these are sealed. */
const LOOKED_AT = 20

/** Archives with gaps of programmes that the caller's own unit holds, that have ended and are not sealed. */
export async function archivesWithGaps(
  work: Work,
  setting: Setting,
): Promise<{ total: number; rows: Unfinished[] }> {
  const ended = await endedProgrammes(work)
  const rows: Unfinished[] = []
  for (const { id, title, endedOn, year } of ended.slice(0, LOOKED_AT)) {
    if (rows.length === AT_ONCE) break
    const subject = await findSubject(work, setting, { kind: 'programme', id, year })
    const materials = await collect(work, setting, subject, false)
    const percent = percentOf(materials)
    const gaps = materials.flatMap((one) => (one.percent < 100 ? one.gaps : []))
    if (percent < 100) rows.push({ id, title, endedOn, percent, gaps })
  }
  return { total: rows.length, rows }
}

type Ended = { id: string; title: string; endedOn: Day; year: number }

async function endedProgrammes(work: Work): Promise<Ended[]> {
  const { tx, caller, now } = work
  const today = dayAt(now)
  const { rows } = await sql<Ended>`
    select p.id, p.title, p.ends_after as "endedOn", p.year::integer as year from programme p
    where p.region_id = ${caller.region} and p.organiser_id = any (${await ownUnits(work)}::uuid[])
      and p.ends_after < ${today}::date and p.ends_after >= ${addDays(today, -DAYS)}::date
      and not exists (select from archive_seal s where s.region_id = p.region_id and s.subject_kind = 'programme' and s.subject_id = p.id)
    order by p.ends_after, p.code`.execute(tx)
  return rows
}

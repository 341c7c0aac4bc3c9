import { sql } from 'kysely'
import { asOfYear } from '#lib/as-of.ts'
import type { Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { findUnit, maySeeUnit, peopleByUnit, unitsAsOf } from './store.ts'
import { buildTree, type Tree, type UnitFacts } from './tree.ts'

export { inForce } from './tree.ts'
export type { UnitFacts } from './tree.ts'

/** The whole network of the region as of a year, with schools and people counted at every level. */
export async function treeOfYear(work: Work, year: number): Promise<Tree> {
  const day = asOfYear(year, work.now)
  return buildTree(await unitsAsOf(work, day), await peopleByUnit(work, day), day)
}

/** All units that had opened by a day, as they were then; a closed one as it last was. */
export function unitsOfDay(work: Work, day: Day): Promise<UnitFacts[]> {
  return unitsAsOf(work, day)
}

/** The unit with a code as of a day; undefined when it had not opened then. */
export async function unitOfDay(work: Work, code: string, day: Day): Promise<UnitFacts | undefined> {
  return (await unitsAsOf(work, day)).find((unit) => unit.code === code)
}

/** Where the people of closed units count on a day, by unit id: the end of the chain of successors. */
async function movedUnits(work: Work, day: Day): Promise<Map<string, string>> {
  const { rows } = await sql<{ unit_id: string; counts_at: string }>`
    select unit_id, counts_at from unit_counts_at(${work.caller.region}, ${day}::date) where unit_id <> counts_at`.execute(
    work.tx,
  )
  return new Map(rows.map((row) => [row.unit_id, row.counts_at]))
}

/** Units as of a day by the id of a posting's unit: what people are shown as somebody's unit. */
export async function postingUnits(work: Work, day: Day): Promise<Map<string, UnitFacts>> {
  const units = new Map((await unitsAsOf(work, day)).map((unit) => [unit.id, unit]))
  for (const [closed, successor] of await movedUnits(work, day)) {
    const unit = units.get(successor)
    if (unit !== undefined) units.set(closed, unit)
  }
  return units
}

/**
 * The id of the unit with a code, or of the whole that the caller sees where no code is given.
 * @throws Refused 404 for a unit that the caller may not open.
 */
export async function unitInView(work: Work, code: string | undefined): Promise<string> {
  const id = code === undefined ? await ownRoot(work) : (await findUnit(work, code))?.id
  if (id === undefined || !(await maySeeUnit(work, id))) throw notFound('这个单位')
  return id
}

async function ownRoot(work: Work): Promise<string | undefined> {
  if (work.caller.unit !== null) return work.caller.unit
  const { rows } = await sql<{ id: string }>`
    select u.id from region r join unit u on u.region_id = r.id and u.code = r.code
    where r.id = ${work.caller.region}`.execute(work.tx)
  return rows[0]?.id
}

import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import { misfit, type Refusal } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'

/** A round as an application in it is opened and handed in. */
export type Round = {
  rev: number
  year: number
  params: Record<string, unknown>
  opensOn: Day
  closesOn: Day
  title: string
}

/** A round of a system; undefined where there is none. */
export async function findRound(
  { tx, caller }: Work,
  system: string,
  id: string,
): Promise<Round | undefined> {
  const { rows } =
    await sql<Round>`select rev, year, params, opens_on as "opensOn", closes_on as "closesOn", title from case_round
    where region_id = ${caller.region} and id = ${id} and system = ${system}`.execute(tx)
  return rows[0]
}

/** Why a round takes nothing on a day; null when it does, through its last day. */
export function refuseDay({ title, opensOn, closesOn }: Round, day: Day): Refusal | null {
  if (day < opensOn) return misfit('round', `${title}从 ${opensOn} 起受理，现在还没有开始。`)
  return day > closesOn ? misfit('round', `${title}已于 ${closesOn} 截止，请留意下一批次。`) : null
}

import { asOfYear } from '#lib/as-of.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import type { Caller, Work } from '#kernel/call.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { postingUnits, type UnitFacts } from '#kernel/network/read.ts'

/** What a home page looks at: a year of the whole region, or of a unit with all below it. */
export type HomeScope = {
  work: Work
  region: number
  year: number
  today: Day
  /** True in the running year, where something can still be done. */
  running: boolean
  /** Code of the unit itself. */
  code: string
  /** Null for the whole region. */
  units: ReadonlySet<string> | null
  /** The same for SQL. */
  unitIds: string[] | null
  /** Units as of the year by id; a closed one is its successor. */
  network: ReadonlyMap<string, UnitFacts>
}

/** The scope of the caller's responsibility in a year. */
export async function homeScope(work: Work, year: number): Promise<HomeScope> {
  const { code, units } = await askedUnit(work, year)
  const today = dayAt(work.now)
  return {
    work,
    region: work.caller.region,
    year,
    today,
    running: yearOf(today) === year,
    code,
    units,
    unitIds: units === null ? null : [...units],
    network: await postingUnits(work, asOfYear(year, work.now)),
  }
}

/** True for who looks after the region as a whole, not one unit of it. */
export function seesRegion(caller: Caller): boolean {
  return caller.role === 'officer' || caller.role === 'leader' || caller.role === 'system'
}

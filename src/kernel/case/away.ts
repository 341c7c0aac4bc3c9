import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { standsFor } from './delegations.ts'
import type { Away } from './rights.ts'

/** For whom the caller acts on a day, with the units to which their roles reach. */
export async function awayOn(work: Work, day: Day): Promise<Away[]> {
  const absent = await standsFor(work, day)
  const below = await unitsBelow(
    work,
    absent.flatMap(({ unit }) => unit ?? []),
    day,
  )
  return absent.map((one) => ({ ...one, units: one.unit === null ? [] : (below.get(one.unit) ?? []) }))
}

async function unitsBelow(
  { tx, caller }: Work,
  units: readonly string[],
  day: Day,
): Promise<Map<string, string[]>> {
  if (units.length === 0) return new Map()
  const { rows } = await sql<{ unit: string; below: string[] }>`
    select u as unit, array(select b.unit_id from units_below(${caller.region}, u, ${day}::date) b) as below
    from unnest(${units}::uuid[]) u`.execute(tx)
  return new Map(rows.map(({ unit, below }) => [unit, below]))
}

import { sql } from 'kysely'
import type { UnitRef } from '#contract/common.ts'
import { kept } from '#db/kept.ts'
import type { Work } from '#kernel/call.ts'
import { unitNameOn } from '../sql.ts'

/**
 * The unit of each of some people as of a day; where there was none then, the latest. One look at an index for all of
 * them: as a question for each person it took half of a roster's time.
 * @returns by person; who has no unit that the caller sees is not in it.
 */
export async function unitsOfPeopleOn(
  work: Work,
  people: readonly string[],
  day: string,
): Promise<Map<string, UnitRef>> {
  const places = await placesOf(work, people, day)
  const units = await unitsOn(work, [...new Set(places.map((place) => place.unit_id))], day)
  return new Map(
    places.flatMap(({ person_id, unit_id }) => {
      const unit = units.get(unit_id)
      return unit === undefined ? [] : [[person_id, unit] as const]
    }),
  )
}

type Place = { person_id: string; unit_id: string }

function placesOf({ tx, caller }: Work, people: readonly string[], day: string): Promise<Place[]> {
  return kept(
    tx,
    sql<Place>`select distinct on (s.person_id) s.person_id, s.unit_id from person_state s
      where s.region_id = ${caller.region} and s.person_id = any (${people}::uuid[])
      order by s.person_id, (s.valid @> ${day}::date) desc, lower(s.valid) desc nulls last`,
  )
}

async function unitsOn(
  { tx, caller }: Work,
  ids: readonly string[],
  day: string,
): Promise<Map<string, UnitRef>> {
  const rows = await kept(
    tx,
    sql<{ id: string; code: string; name: string | null }>`
      select u.id, u.code, ${unitNameOn(caller.region, 'u.id', sql`${day}::date`)} as name
      from unit u where u.region_id = ${caller.region} and u.id = any (${ids}::uuid[])`,
  )
  return new Map(rows.map(({ id, code, name }) => [id, { code, name: name ?? code }]))
}

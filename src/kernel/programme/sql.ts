import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/**
 * The name of a unit as of a day; where it had none then, the latest.
 * @param unit a column that holds the unit's id.
 * @param day an expression for the day.
 */
export function unitNameOn(region: number, unit: string, day: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(select s.name from unit_state s where s.region_id = ${region} and s.unit_id = ${sql.ref(unit)}
    order by (s.valid @> ${day}) desc, lower(s.valid) desc nulls last limit 1)`
}

/** The unit of a person as of a day; where there was none then, the latest. */
export function unitOfPersonOn(region: number, person: string, day: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(select s.unit_id from person_state s where s.region_id = ${region} and s.person_id = ${sql.ref(person)}
    order by (s.valid @> ${day}) desc, lower(s.valid) desc nulls last limit 1)`
}

/** The local day of an instant column. */
export function dayOfInstant(column: string): RawBuilder<string> {
  return sql<string>`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`
}

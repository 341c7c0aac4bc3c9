import { sql, type RawBuilder } from 'kysely'
import type { Cases } from './registry.ts'

/**
 * What a case `c` is about, where its system names a field that says so, as it was last handed in; null elsewhere. An
 * applicant's name does not tell ten projects of one school from each other.
 */
export function headingOf(cases: Cases): RawBuilder<string | null> {
  const named = cases.newest.flatMap(({ id, heading }) => (heading === undefined ? [] : [{ id, heading }]))
  if (named.length === 0) return sql`null::text`
  const field = sql.join(
    named.map(({ id, heading }) => sql`when ${id} then ${heading}::text`),
    sql` `,
  )
  return sql`(select v.value from case_value v where v.region_id = c.region_id and v.case_id = c.id
    and v.field = case c.system ${field} end order by v.submission desc limit 1)`
}

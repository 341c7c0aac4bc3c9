import { sql, type RawBuilder } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { whyNotCertified } from './certificates.ts'

/** A pair of stage and qualification that do not go together. */
export type Uncovered = { stage: string; certificate: string | null; because: string }

/** The pairs of stage and qualification on file on a day, among people in view, in which the one does not cover the other. */
export async function uncoveredPairs({ tx, caller }: Work, day: Day): Promise<Uncovered[]> {
  const { rows } = await sql<{ stage: string; certificate: string | null }>`
    select distinct stage, certificate from person_state
    where region_id = ${caller.region} and holds_on(valid, ${day}::date) and stage is not null`.execute(tx)
  return rows.flatMap((pair) => {
    const because = whyNotCertified(pair)
    return because === null ? [] : [{ ...pair, because }]
  })
}

/** The condition on a posting `s` that its stage and qualification are one of the pairs. */
export function amongPairs(pairs: readonly Uncovered[]): RawBuilder<unknown> {
  const stages = pairs.map(({ stage }) => stage)
  const held = pairs.map(({ certificate }) => certificate ?? '')
  return sql`(s.stage, coalesce(s.certificate, '')) in (select * from unnest(${stages}::text[], ${held}::text[]))`
}

import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'

/** A case that claims the costs of a journey and is on its way. */
export type JourneyCase = { id: string; number: string }

/** For each journey the case in view that claims its costs and has not ended; null where there is none. */
export async function casesOfJourneys(
  { tx, caller }: Work,
  journeys: readonly { activityId: string; personId: string }[],
): Promise<(JourneyCase | null)[]> {
  if (journeys.length === 0) return []
  const { rows } = await sql<JourneyCase & { journey: string; person: string }>`
    select id, number, journey_id as journey, person_id as person from case_record
    where region_id = ${caller.region} and journey_id = any (${journeys.map((one) => one.activityId)}::uuid[])
      and person_id = any (${journeys.map((one) => one.personId)}::uuid[]) and status in ('open', 'returned')`.execute(
    tx,
  )
  const byJourney = new Map(
    rows.map(({ id, number, journey, person }) => [`${journey} ${person}`, { id, number }]),
  )
  return journeys.map((one) => byJourney.get(`${one.activityId} ${one.personId}`) ?? null)
}

/** The number of a case in view; undefined where there is none. */
export async function caseNumberOf({ tx, caller }: Work, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select number from case_record where region_id = ${caller.region} and id = ${id}`.execute(tx)
  return rows[0]?.number
}

import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
import { journeysOf } from './claims-store.ts'
import type { Journey } from './claims-store.ts'
import type { Standard } from './define.ts'
import { standardsOf } from './standards.ts'

/** Which participation a claim is about. */
export type Participation = { activity: string; person: string }

/** The journey of a participation in view; undefined where there is none. */
export async function journeyOf(
  work: Work,
  { activity, person }: Participation,
): Promise<Journey | undefined> {
  const [found] = await journeysOf(work, { year: null, ids: null, activity, person, offset: 0, limit: 1 })
  return found
}

/** The same. @throws Refused 404 */
export async function findJourney(work: Work, participation: Participation): Promise<Journey> {
  const found = await journeyOf(work, participation)
  if (found === undefined) throw notFound('这次外出学习')
  return found
}

/** The standards of the year in which a journey ended. */
export function standardsOfJourney(work: Work, { endsOn }: Journey): Promise<Standard[]> {
  return standardsOf(work, Number(endsOn.slice(0, 4)))
}

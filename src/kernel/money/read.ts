import type { FormChoice } from '#contract/case-form.ts'
import { CLAIM_STATES } from '#contract/money-rules.ts'
import type { TravelFacts } from '#kernel/case/define.ts'
import type { Work } from '#kernel/call.ts'
import { journeysOf } from './claims-store.ts'
import { reckoning, refuseLines, release, standardOf, whyNotReleased } from './decide.ts'
import { DUTY } from './define.ts'
import { journeyOf, standardsOfJourney } from './journeys.ts'
import type { Participation } from './journeys.ts'
import { standardsOf } from './standards.ts'

/** So many of somebody's journeys are offered, the newest that still want something first. */
const OFFERED = 50

/** The journeys of a person whose costs can be claimed, as they are chosen. */
export async function journeyChoices(work: Work, person: string): Promise<FormChoice[]> {
  const journeys = await journeysOf(work, { year: null, ids: null, person, offset: 0, limit: OFFERED })
  return journeys.map(({ activityId, activityTitle, endsOn, days, state }) => ({
    value: activityId,
    title: `${activityTitle}（${endsOn} 结束，${days} 天，${CLAIM_STATES[state]}）`,
  }))
}

/**
 * What is to be said of a claim of a journey's costs: why the lines can't be claimed, why nothing may be paid yet, and
 * what of them would be paid; null where there is no such journey in view.
 */
export async function travelOf(
  work: Work,
  participation: Participation,
  lines: readonly { item: string; amount: number }[],
): Promise<TravelFacts | null> {
  const journey = await journeyOf(work, participation)
  if (journey === undefined) return null
  const standards = await standardsOfJourney(work, journey)
  return {
    wrong: refuseLines(lines, journey.paid ?? [])?.because ?? null,
    owed: whyNotReleased(journey, standards),
    says: reckoning(release(lines, journey.grade, journey.days, standards)),
  }
}

/** The least share of its public funds that a school owes to training in a year; null where there is none. */
export async function dutyShare(work: Work, year: number): Promise<number | null> {
  return standardOf(await standardsOf(work, year), 'duty-share', DUTY)
}

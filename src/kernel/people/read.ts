import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import { holdsOn } from '#lib/dated.ts'
import type { PersonFacts } from '#contract/people.ts'
import type { Work } from '#kernel/call.ts'
import { findPerson, statesOf, titlesOf } from './store-page.ts'

/** What other mechanisms may know of a person on a day. */
export type PersonOnDay = PersonFacts & {
  id: string
  name: string
  unitId: string
  /** Whole years since 参加工作时间; null while it is unknown. */
  yearsOfService: number | null
  /** 称号 in force on the day. */
  titles: string[]
}

/** A person in view as of a day (before or after all known days: the nearest); undefined for who is not in view. */
export async function personOn(work: Work, id: string, day: Day): Promise<PersonOnDay | undefined> {
  const person = await findPerson(work, id)
  const states = person === undefined ? [] : await statesOf(work, id)
  const state = states.findLast((one) => holdsOn(one, day)) ?? states.at(-1)
  if (person === undefined || state === undefined) return undefined
  const titles = (await titlesOf(work, id)).filter(
    ({ on, until }) => on <= day && (until === null || until >= day),
  )
  const { stage, subject, rank, degree, staffing, putonghua, certificate, unitId } = state
  return {
    id,
    name: person.name,
    unitId,
    stage,
    subject,
    rank,
    degree,
    staffing,
    putonghua,
    certificate,
    yearsOfService: wholeYears(person.startedOn, day),
    titles: titles.map(({ title }) => title),
  }
}

function wholeYears(from: Day | null, to: Day): number | null {
  if (from === null || from > to) return null
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return to.slice(5) < from.slice(5) ? years - 1 : years
}

/** The person with an identity number, if in view. */
export async function personOfNumber(
  work: Work,
  identityNumber: string,
): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where region_id = ${work.caller.region} and identity_number = ${identityNumber}`.execute(
    work.tx,
  )
  return rows[0]
}

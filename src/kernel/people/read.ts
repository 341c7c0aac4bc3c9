import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import { holdsOn, type Period } from '#lib/dated.ts'
import type { PersonFacts } from '#contract/people.ts'
import type { Work } from '#kernel/call.ts'

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

/** A person in view as of a day (outside all known days: the nearest known); undefined for who is not in view. */
export async function personOn(work: Work, id: string, day: Day): Promise<PersonOnDay | undefined> {
  return (await peopleOn(work, [id]))(id, day)
}

/** Several people in as many queries as one. @returns what answers for each of them as of any day. */
export async function peopleOn(
  work: Work,
  ids: readonly string[],
): Promise<(id: string, day: Day) => PersonOnDay | undefined> {
  const asked = [...new Set(ids)]
  const found = await statesOfMany(work, asked)
  const titles = await titlesOfMany(work, asked)
  return (id, day) => {
    const states = found.get(id) ?? []
    const state = states.findLast((one) => holdsOn(one, day)) ?? states.at(-1)
    if (state === undefined) return undefined
    const { from: _from, to: _to, startedOn, ...facts } = state
    const named = (titles.get(id) ?? []).filter(
      ({ on, until }) => on <= day && (until === null || until >= day),
    )
    return {
      ...facts,
      yearsOfService: wholeYears(startedOn, day),
      titles: named.map(({ title }) => title),
    }
  }
}

type StateRow = PersonFacts & Period & { id: string; name: string; startedOn: Day | null; unitId: string }

async function statesOfMany(work: Work, ids: readonly string[]): Promise<Map<string, StateRow[]>> {
  const { rows } = await sql<StateRow>`
    select p.id, p.name, p.started_on as "startedOn", lower(s.valid) as "from", upper(s.valid) as "to", s.unit_id as "unitId",
      s.stage, s.subject, s.rank, s.degree, s.staffing, s.putonghua, s.certificate
    from person p join person_state s on s.region_id = p.region_id and s.person_id = p.id
    where p.region_id = ${work.caller.region} and p.id = any (${ids}::uuid[]) order by lower(s.valid) nulls first`.execute(
    work.tx,
  )
  return Map.groupBy(rows, ({ id }) => id)
}

type TitleRow = { person: string; title: string; on: Day; until: Day | null }

async function titlesOfMany(work: Work, ids: readonly string[]): Promise<Map<string, TitleRow[]>> {
  const { rows } =
    await sql<TitleRow>`select person_id as person, title, named_on as "on", ends_after as until from title_term
    where region_id = ${work.caller.region} and person_id = any (${ids}::uuid[]) order by named_on desc, title`.execute(
      work.tx,
    )
  return Map.groupBy(rows, ({ person }) => person)
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

/** The identity number of a person in view; undefined for who is not. */
export async function identityNumberOf({ tx, caller }: Work, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`select identity_number as number from person
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  return rows[0]?.number
}

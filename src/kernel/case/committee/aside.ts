import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { candidateFor, tiedTo } from '../candidates.ts'
import { refuseJudge } from '../judge-rules.ts'
import { subjectOf } from '../judges.ts'
import type { Loaded } from '../load.ts'
import type { Aside, Member } from './store.ts'

/** Members of a committee who have an interest in a case, by the rules for judges: they do not vote on it, named with the reason. */
export async function barredIn(
  work: Work,
  loaded: Loaded,
  members: readonly Pick<Member, 'person'>[],
  day: Day,
): Promise<Aside[]> {
  return (await barredAmong(work, [loaded], members, day))(loaded)
}

/** The same for many cases of one round, looked up once. @returns what answers for each of them. */
export async function barredAmong(
  work: Work,
  loaded: readonly Loaded[],
  members: readonly Pick<Member, 'person'>[],
  day: Day,
): Promise<(one: Loaded) => Aside[]> {
  const ids = members.map(({ person }) => person)
  const persons = [...new Set(loaded.flatMap(({ record }) => record.personId ?? []))]
  const roundId = loaded[0]?.record.roundId ?? null
  const tied = await tiedTo(work, [...ids, ...persons], { persons, roundId }, day)
  return (one) => {
    const subject = subjectOf(one, tied)
    return ids.flatMap((person) => {
      const found = tied.get(person)
      const refusal =
        found === undefined ? null : refuseJudge(candidateFor(found, one.record.personId), subject)
      return refusal === null ? [] : [{ person, because: refusal.because }]
    })
  }
}

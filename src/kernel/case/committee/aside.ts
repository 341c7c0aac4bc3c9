import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { candidates } from '../candidates.ts'
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
  const { personId } = loaded.record
  const ids = members.map(({ person }) => person)
  const known = await candidates(work, [...ids, ...(personId === null ? [] : [personId])], loaded.record, day)
  const subject = subjectOf(loaded, known)
  return ids.flatMap((person) => {
    const candidate = known.get(person)
    const refusal = candidate === undefined ? null : refuseJudge(candidate, subject)
    return refusal === null ? [] : [{ person, because: refusal.because }]
  })
}

import type { Work } from '#kernel/call.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { countTerms, findTerms } from './store.ts'

/** Titles whose terms end within weeks: how many, and the first day; null where there are none. */
export async function endingTitles(work: Work): Promise<{ count: number; first: Day | null } | null> {
  const filter = { day: dayAt(work.now), state: 'ending' } as const
  const [first] = await findTerms(work, filter, { offset: 0, limit: 1 })
  return first === undefined ? null : { count: await countTerms(work, filter), first: first.until }
}

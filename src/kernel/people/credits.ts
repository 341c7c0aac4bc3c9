import type { Standing } from '#contract/people.ts'
import type { Work } from '#kernel/call.ts'

/** What lists and pages of people ask of the credits. */
export type CreditReads = {
  /** What one person has and needs in a year. */
  standingOf: (work: Work, person: string, year: number) => Promise<Standing>
  /** Total and whether the year is met, for each of some people. */
  standingsOf: (
    work: Work,
    people: readonly string[],
    year: number,
  ) => Promise<ReadonlyMap<string, { total: number; meets: boolean }>>
}

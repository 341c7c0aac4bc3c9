import type { Work } from '#kernel/call.ts'
import { publishedOutcomes } from '#kernel/appraisal/rounds/outcomes.ts'
import { titleRoundsSince } from './store.ts'

/** The result of a holder's yearly appraisal. */
export type TitleOutcome = { person: string; title: string; year: number; band: string; target: string }

/** The published results of titles from a year on, the newest year first; of one person where one is named. */
export async function outcomesSince(
  work: Work,
  year: number,
  person: string | null = null,
): Promise<TitleOutcome[]> {
  const rounds = await titleRoundsSince(work, year)
  const outcomes = await publishedOutcomes(
    work,
    rounds.map(({ appraisal }) => appraisal),
    person,
  )
  const byRound = Map.groupBy(outcomes, ({ appraisal }) => appraisal)
  return rounds.flatMap((round) =>
    (byRound.get(round.appraisal) ?? []).map(({ subject, band, target }) => ({
      person: subject,
      title: round.title,
      year: round.year,
      band,
      target,
    })),
  )
}

/** A holder by title, as a key. */
export function holderKey({ person, title }: { person: string; title: string }): string {
  return `${person} ${title}`
}

/** The newest result of each holder; `outcomes` have the newest year first. */
export function newestOf(outcomes: readonly TitleOutcome[]): Map<string, TitleOutcome> {
  return new Map(outcomes.toReversed().map((outcome) => [holderKey(outcome), outcome]))
}

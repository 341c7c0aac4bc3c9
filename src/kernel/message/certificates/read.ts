import type { CertificateState } from '#contract/certificate.ts'
import type { Work } from '#kernel/call.ts'
import { uncoveredPairs } from '#kernel/people/uncovered.ts'
import { dayAt } from '#lib/dates.ts'
import { countMissing, findMissing, missingOf, type Missing } from './store.ts'

/** How many within units (null: all in view) teach a stage without the qualification, by the state of the follow-up. */
export async function missingCertificates(
  work: Work,
  units: readonly string[] | null,
): Promise<Record<CertificateState, number>> {
  return countMissing(work, await uncoveredPairs(work, dayAt(work.now)), units)
}

/** Those who were reminded, what is late first. */
export async function remindedOf(work: Work, most: number): Promise<{ total: number; rows: Missing[] }> {
  const pairs = await uncoveredPairs(work, dayAt(work.now))
  const { reminded, late } = await countMissing(work, pairs, null)
  const page = { offset: 0, limit: most }
  const rows = [
    ...(await findMissing(work, pairs, { units: null, state: 'late' }, page)),
    ...(await findMissing(work, pairs, { units: null, state: 'reminded' }, page)),
  ]
  return { total: reminded + late, rows: rows.slice(0, most) }
}

/** What the person misses, if anything. */
export async function ownMissing(work: Work, person: string): Promise<Missing | undefined> {
  return (await missingOf(work, await uncoveredPairs(work, dayAt(work.now)), [person]))[0]
}

import { sql } from 'kysely'
import type { AppraisalState } from '#contract/appraisal.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { findAppraisals } from './store.ts'

/** What came of one target of a round whose results are published; `band` is its 等次 as people call it. */
export type PublishedOutcome = { appraisal: string; target: string; subject: string; band: string }

/**
 * The published results of rounds for those targets that the session sees, or for one subject; corrections after an
 * appeal count.
 */
export async function publishedOutcomes(
  { tx, caller }: Work,
  appraisals: readonly string[],
  subject: string | null = null,
): Promise<PublishedOutcome[]> {
  if (appraisals.length === 0) return []
  const { rows } = await sql<PublishedOutcome & { band: string | null }>`
    select distinct on (t.id) t.appraisal_id as appraisal, t.id as target, t.subject_id as subject, b.title as band
    from appraisal_target t
    join appraisal a on a.region_id = t.region_id and a.id = t.appraisal_id
    join appraisal_result r on r.region_id = t.region_id and r.target_id = t.id
    left join standard_band b on b.region_id = a.region_id and b.standard_id = a.standard_id and b.version = a.version and b.id = r.band
    where t.region_id = ${caller.region} and t.appraisal_id = any (${[...appraisals]}::uuid[])
      and (${subject}::uuid is null or t.subject_id = ${subject}::uuid)
    order by t.id, r.rev desc`.execute(tx)
  return rows.filter((row) => row.band !== null)
}

/** Rounds of a year by id: what they are called and how far they have come. */
export async function roundsOfYear(
  work: Work,
  year: number,
): Promise<Map<string, { id: string; title: string; state: AppraisalState }>> {
  const found = await findAppraisals(work, dayAt(work.now), { year })
  return new Map(found.map(({ id, title, state }) => [id, { id, title, state }]))
}

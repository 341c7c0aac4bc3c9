/** What other mechanisms may know of the committees of a round. */
import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import { sittingsOf, votesOn, type Sitting, type VoteOnFile } from './store.ts'

export { votesInWords } from './rules.ts'

/** A sitting with the votes that stand: of a case that was voted on again at its stage, the newest only; none before it began anew. */
export type SittingOnFile = Sitting & { votes: readonly VoteOnFile[] }

/** Whether any of some cases was passed at a committee's stage without a vote, as before its system had a committee. */
export async function passedUnvoted(
  { tx, caller }: Work,
  stages: readonly string[],
  cases: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`select from case_event e where e.region_id = ${caller.region}
    and e.case_id = any (${cases}::uuid[]) and e.stage = any (${stages}::text[]) and e.kind = 'passed'
    and not exists (select from committee_vote v
      where v.region_id = e.region_id and v.case_id = e.case_id and v.seq = e.seq) limit 1`.execute(tx)
  return rows.length > 0
}

/** The sittings of a round with the votes on some cases of it, for who sees the whole region. */
export async function committeeOnFile(
  work: Work,
  { id, definition }: { id: string; definition: CaseDefinition },
  cases: readonly string[],
): Promise<SittingOnFile[]> {
  const sittings = await sittingsOf(work, { round: id })
  if (sittings.length === 0) return []
  const stages = new Map(sittings.map((one) => [one.id, one.stage]))
  const standing = new Map<string, VoteOnFile>()
  for (const vote of await votesOn(work, definition, cases))
    if (vote.stands) standing.set(`${vote.caseId} ${stages.get(vote.sitting)}`, vote)
  const votes = [...standing.values()]
  return sittings.map((one) => ({ ...one, votes: votes.filter(({ sitting }) => sitting === one.id) }))
}

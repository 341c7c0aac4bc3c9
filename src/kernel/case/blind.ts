import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'

/** Numbers of four digits, as long as they last; there are fewer cases in a review. */
const LEAST = 1000
const MOST = 10_000

/**
 * A number for a case at a review which no other case has there. It is drawn, so that neither name nor the order of
 * applications shows through. Others who draw wait until this work ends.
 * @throws RangeError when a review has more cases than there are numbers.
 */
export async function freshBlind({ tx, caller }: Work, stage: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('case-blind'), ${caller.region})`.execute(tx)
  const { rows } = await sql<{ blind: string }>`select distinct j.blind from case_judge j
    join case_record c on c.region_id = j.region_id and c.id = j.case_id
    where j.region_id = ${caller.region} and j.stage = ${stage} and c.status <> 'ended'`.execute(tx)
  const taken = new Set(rows.map(({ blind }) => blind))
  if (taken.size >= MOST - LEAST) throw new RangeError(`no number is left for ${stage}`)
  let drawn = String(randomInt(LEAST, MOST))
  while (taken.has(drawn)) drawn = String(randomInt(LEAST, MOST))
  return drawn
}

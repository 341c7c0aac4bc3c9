import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '../call.ts'
import type { Line, Live } from './decide.ts'
import type { PolicyRule, SourceKind } from './define.ts'

/** Entries posted at once: bounds the arrays of one call, whatever an import brings. */
const PER_POSTING = 20_000

/** What a posting says of itself. */
export type Posting = { key: string; because: string; batch: string | null }

/**
 * Posts lines to the ledger through its only door; long lists go in several postings of one transaction.
 * @returns how many entries were posted; 0 when the key was posted before.
 */
export async function post({ tx, now }: Work, posting: Posting, lines: readonly Line[]): Promise<number> {
  let posted = 0
  for (let from = 0; from < lines.length; from += PER_POSTING) {
    const part = lines.slice(from, from + PER_POSTING)
    const column = <T>(pick: (line: Line) => T): T[] => part.map(pick)
    const { rows } = await sql<{ posted: number }>`select post_credits(
      ${newId(now.getTime())}, ${`${posting.key}#${from / PER_POSTING}`}, ${posting.because}, ${posting.batch},
      ${column((l) => l.person)}::uuid[], ${column((l) => l.kind)}::text[], ${column((l) => l.year)}::smallint[],
      ${column((l) => l.category)}::text[], ${column((l) => l.amount)}::numeric[], ${column((l) => l.sourceKind)}::text[],
      ${column((l) => l.source)}::uuid[], ${column((l) => l.reverses)}::integer[]) as posted`.execute(tx)
    posted += rows[0]?.posted ?? 0
  }
  return posted
}

type LiveRow = {
  person_id: string
  seq: number
  year: number
  category: string
  amount: string
  source_kind: SourceKind
  source_id: string
}

/** The awards of some sources that have not been reversed. */
export async function liveAwards({ tx, caller }: Work, sources: readonly string[]): Promise<Live[]> {
  const { rows } = await sql<LiveRow>`
    select e.person_id, e.seq, e.year, e.category, e.amount, e.source_kind, e.source_id
    from credit_entry e
    where e.region_id = ${caller.region} and e.source_id = any (${sources}::uuid[]) and e.kind = 'award'
      and not exists (select from credit_entry r
        where r.region_id = e.region_id and r.person_id = e.person_id and r.reverses = e.seq)
    order by e.person_id, e.seq`.execute(tx)
  return rows.map(liveOf)
}

function liveOf(row: LiveRow): Live {
  return {
    person: row.person_id,
    seq: row.seq,
    year: row.year,
    category: row.category,
    amount: row.amount,
    sourceKind: row.source_kind,
    source: row.source_id,
  }
}

type PolicyRow = {
  year: number
  category: string
  required: string
  hours_per_credit: string
  ceiling: string | null
  least_rate: string | null
}

/** The policies of some years (of all when none are named), in their order. */
export async function policiesOf(
  { tx, caller }: Work,
  years: readonly number[] | null,
): Promise<PolicyRule[]> {
  const rows = await kept(
    tx,
    sql<PolicyRow>`
    select year, category, required, hours_per_credit, ceiling, least_rate from credit_policy
    where region_id = ${caller.region} and (${years}::smallint[] is null or year = any (${years}::smallint[]))
    order by year, position`,
  )
  return rows.map((r) => ({
    year: r.year,
    category: r.category,
    required: r.required,
    hoursPerCredit: r.hours_per_credit,
    ceiling: r.ceiling,
    leastRate: r.least_rate,
  }))
}

import { sql } from 'kysely'
import type { StandardRow } from '#contract/money-rules.ts'
import type { StandardKind } from '#contract/money.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { DEFAULTS } from './define.ts'
import type { Standard } from './define.ts'

/** The standards of a year: what the region set for it, else the defaults. */
export async function standardsOf(work: Work, year: number): Promise<Standard[]> {
  const own = await ownStandards(work, year)
  const isSet = (one: Standard): boolean =>
    own.some((other) => other.kind === one.kind && other.category === one.category)
  return [...own, ...DEFAULTS.filter((one) => !isSet(one))]
}

/** The same as a list to look at, in the order of the defaults; those of the region's own invention last. */
export async function standardRows(work: Work, year: number): Promise<StandardRow[]> {
  const own = await ownStandards(work, year)
  const rows = DEFAULTS.map((usual): StandardRow => {
    const set = own.find((one) => one.kind === usual.kind && one.category === usual.category)
    return { ...(set ?? usual), set: set !== undefined }
  })
  const known = new Set(rows.map((row) => `${row.kind} ${row.category}`))
  const added = own.filter((one) => !known.has(`${one.kind} ${one.category}`))
  return [...rows, ...added.map((one) => ({ ...one, set: true }))]
}

async function ownStandards({ tx, caller }: Work, year: number): Promise<Standard[]> {
  const { rows } = await sql<Standard>`
    select distinct on (kind, category) kind, category, amount::float8 as amount, document from money_standard
    where region_id = ${caller.region} and year = ${year} order by kind, category, set_at desc`.execute(tx)
  return rows
}

/** Sets a standard of a year by a document; what was set before stays on record. */
export async function setStandard(
  { tx }: Work,
  asked: { year: number; kind: StandardKind; category: string; amount: number | null; document: string },
): Promise<{ done: true }> {
  await sql`insert into money_standard (year, kind, category, amount, document)
    values (${asked.year}, ${asked.kind}, ${asked.category}, ${asked.amount}::numeric, ${asked.document})`.execute(
    tx,
  )
  await audit(tx, 'money.standard', { kind: 'money-standard', id: `${asked.kind} ${asked.category}` }, asked)
  return { done: true }
}

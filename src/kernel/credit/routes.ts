import * as contract from '#contract/credit.ts'
import { personCredits } from '#contract/people.ts'
import { notFound } from '#lib/refusal.ts'
import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { handle } from '../call.ts'
import type { Handler, Work } from '../call.ts'
import { askedUnit } from '../figures/scope.ts'
import { entriesOf } from './entries.ts'
import { savePolicy } from './policy.ts'
import { standingOf, standingRows } from './read.ts'
import { policiesOf } from './store.ts'
import { tryPolicy } from './what-if.ts'
import { narrowed, policyView, standingTable } from './table.ts'

/** Who is asked about, if the session sees the person at all. @throws Refused 404 */
async function nameOf({ tx, caller }: Work, person: string): Promise<string> {
  const rows = await kept(
    tx,
    sql<{ name: string }>`select name from person where region_id = ${caller.region} and id = ${person}`,
  )
  const name = rows[0]?.name
  if (name === undefined) throw notFound('这位教师')
  return name
}

export const creditHandlers: readonly Handler[] = [
  handle(contract.standingTable, (call) => standingTable(call, call.query.year, call.query.unit)),
  handle(contract.standingPeople, async (call) => {
    const { year, unit, short, offset, limit } = call.query
    const { units } = await askedUnit(call, year, unit)
    const { policy, rows } = await standingRows(call, year, units)
    const categories = policy.map((rule) => rule.category)
    const asked = narrowed(rows, categories, short)
    const page = asked.slice(offset, offset + limit)
    return {
      categories,
      total: asked.length,
      rows: page.map((row) => ({
        id: row.id,
        name: row.name,
        unit: { code: row.countsAt, name: row.unitName },
        credits: row.credits.map(Number),
        gaps: row.gaps,
        total: row.total,
        meets: row.meets,
      })),
    }
  }),
  handle(personCredits, async (call) => {
    const name = await nameOf(call, call.params.id)
    const standing = await standingOf(call, call.params.id, call.query.year)
    return { name, standing, entries: await entriesOf(call, call.params.id, call.query.year) }
  }),
  handle(contract.policies, async (call) => ({ rows: (await policiesOf(call, null)).map(policyView) })),
  handle(contract.tryPolicy, (call) => tryPolicy(call, call.params.year, call.body.rows)),
  handle(contract.savePolicy, async (call) => ({
    entries: await savePolicy(call, call.params.year, call.body.rows, call.body.because),
  })),
]

import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type { Action, UnitRef } from '#contract/common.ts'
import type { MoneyOverview } from '#contract/money.ts'
import type { Work } from '#kernel/call.ts'
import { programmesOf } from './programmes.ts'
import { moneyScope, unitNames } from './units.ts'
import type { MoneyScope } from './units.ts'

/** Income, spending, budgets and what looks double, of a unit and year. @throws Refused 404 */
export async function moneyOverview(
  work: Work,
  asked: { year: number; unit?: string | undefined },
): Promise<MoneyOverview> {
  const scope = await moneyScope(work, asked.year, asked.unit)
  const sums = await sumsOf(work, scope)
  const programmes = await programmesOf(work, scope)
  const items = (direction: string): MoneyOverview['items'] =>
    sums.items.filter((row) => row.direction === direction).map(({ item, amount }) => ({ item, amount }))
  const total = (direction: string): number => added(items(direction).map((row) => row.amount))
  return {
    unit: scope.unit,
    year: scope.year,
    in: total('in'),
    out: total('out'),
    budget: added(programmes.map((programme) => programme.budget ?? 0)),
    sources: items('in'),
    items: items('out'),
    programmes,
    units: await unitsOf(work, sums.units),
    doubles: await doublesOf(work, scope),
    actions: [enterAbility(work)],
  }
}

/** Whether the caller keeps any books at all. */
export function enterAbility({ caller }: Work): Action {
  const reads = caller.role === 'leader' || caller.role === 'teacher'
  return actionOf('enter', reads ? '局领导账号只查看，不登记。' : null)
}

function added(amounts: readonly number[]): number {
  return Math.round(amounts.reduce((sum, amount) => sum + amount * 100, 0)) / 100
}

type Sums = {
  items: { direction: 'in' | 'out'; item: string; amount: number }[]
  units: { unitId: string; in: number; out: number }[]
}

async function sumsOf({ tx, caller }: Work, { year, ids }: MoneyScope): Promise<Sums> {
  const within = sql`region_id = ${caller.region} and year = ${year}
    and (${ids}::uuid[] is null or unit_id = any (${ids}::uuid[]))`
  const items = await sql<
    Sums['items'][number]
  >`select direction, item, sum(amount)::float8 as amount from fund_entry
    where ${within} group by direction, item order by sum(amount) desc, item`.execute(tx)
  const units = await sql<Sums['units'][number]>`select unit_id as "unitId",
      coalesce(sum(amount) filter (where direction = 'in'), 0)::float8 as "in",
      coalesce(sum(amount) filter (where direction = 'out'), 0)::float8 as "out"
    from fund_entry where ${within} group by unit_id order by 3 desc`.execute(tx)
  return { items: items.rows, units: units.rows }
}

async function unitsOf(work: Work, rows: Sums['units']): Promise<MoneyOverview['units']> {
  const named = await unitNames(work)
  return rows.map(({ unitId, ...amounts }) => ({ unit: named(unitId), ...amounts }))
}

/** The same voucher of a unit with the same amount, once from a workbook and once from the page. */
async function doublesOf(work: Work, { year, ids }: MoneyScope): Promise<MoneyOverview['doubles']> {
  const { rows } = await sql<{ unitId: string; voucher: string; amount: number }>`
    select f.unit_id as "unitId", f.voucher, f.amount::float8 as amount from fund_entry f
    where f.region_id = ${work.caller.region} and f.year = ${year} and f.batch_id is null and f.voucher is not null
      and (${ids}::uuid[] is null or f.unit_id = any (${ids}::uuid[]))
      and exists (select from fund_entry i where i.region_id = f.region_id and i.unit_id = f.unit_id and i.voucher = f.voucher
        and i.amount = f.amount and i.batch_id is not null)
    order by f.voucher`.execute(work.tx)
  const named = await unitNames(work)
  return rows.map(({ unitId, ...row }): { unit: UnitRef; voucher: string; amount: number } => ({
    unit: named(unitId),
    ...row,
  }))
}

import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type { DutyRow } from '#contract/money-rules.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { inForce, unitsOfDay } from '#kernel/network/read.ts'
import { asOfYear } from '#lib/as-of.ts'
import { Refused } from '#lib/refusal.ts'
import { dutyOf, publicFunds } from './decide.ts'
import { DUTY, PUBLIC_FUNDS } from './define.ts'
import { standardsOf } from './standards.ts'
import { bookUnit, keepsBooks, moneyScope } from './units.ts'

type Funds = { unitId: string; perPupil: number; pupils: number }

/** Every school of a scope: what of its public funds it owed to training, and spent. @throws Refused 404 */
export async function dutyRows(
  work: Work,
  asked: { year: number; unit?: string | undefined },
): Promise<{ least: number; document: string; rows: DutyRow[] }> {
  const scope = await moneyScope(work, asked.year, asked.unit)
  const standards = await standardsOf(work, asked.year)
  const rule = standards.find((one) => one.kind === 'duty-share' && one.category === DUTY)
  const least = rule?.amount ?? 0
  const day = asOfYear(asked.year, work.now)
  const units = await unitsOfDay(work, day)
  const schools = units.filter(
    (unit) =>
      unit.category === 'school' && inForce(unit, day) && (scope.ids === null || scope.ids.includes(unit.id)),
  )
  const funds = new Map((await fundsOf(work, asked.year)).map((row) => [row.unitId, row]))
  const [spent, income] = [await spentByUnit(work, asked.year), await incomeByUnit(work, asked.year)]
  const rows = schools.map((unit): DutyRow => {
    const own = funds.get(unit.id) ?? null
    const amount = spent.get(unit.id) ?? 0
    const received = income.get(unit.id) ?? null
    return {
      unit: { code: unit.code, name: unit.name },
      perPupil: own?.perPupil ?? null,
      pupils: own?.pupils ?? null,
      spent: amount,
      basis: own !== null ? 'pupils' : received === null ? null : 'income',
      ...dutyOf(own === null ? received : publicFunds(own), amount, least),
      actions: [actionOf('set', keepsBooks(work, unit, units) ? null : '由该校或县级中心登记。')],
    }
  })
  return { least, document: rule?.document ?? '', rows: rows.toSorted((a, b) => b.missing - a.missing) }
}

async function fundsOf({ tx, caller }: Work, year: number): Promise<Funds[]> {
  const { rows } = await sql<Funds>`
    select distinct on (unit_id) unit_id as "unitId", per_pupil::float8 as "perPupil", pupils from pupil_fund
    where region_id = ${caller.region} and year = ${year} order by unit_id, set_at desc`.execute(tx)
  return rows
}

async function spentByUnit({ tx, caller }: Work, year: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; amount: number }>`
    select unit_id, sum(amount)::float8 as amount from fund_entry
    where region_id = ${caller.region} and year = ${year} and direction = 'out' group by unit_id`.execute(tx)
  return new Map(rows.map((row) => [row.unit_id, row.amount]))
}

/** Where nobody entered funds per pupil, what a school took in under 公用经费 stands for them. */
async function incomeByUnit({ tx, caller }: Work, year: number): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; amount: number }>`
    select unit_id, sum(amount)::float8 as amount from fund_entry
    where region_id = ${caller.region} and year = ${year} and direction = 'in' and item = ${PUBLIC_FUNDS} group by unit_id`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.unit_id, row.amount]))
}

/** Records a school's funds per pupil and its pupils in a year. @throws Refused 403, 404, 422 for what is no school. */
export async function setPupilFund(
  work: Work,
  asked: { year: number; unit: string; perPupil: number; pupils: number; document: string | null },
): Promise<{ done: true }> {
  const unit = await bookUnit(work, asked.unit)
  if (unit.category !== 'school') {
    throw new Refused(422, {
      code: 'not-a-school',
      because: `${unit.name}不是学校，没有生均公用经费。`,
      field: 'unit',
    })
  }
  await sql`insert into pupil_fund (unit_id, year, per_pupil, pupils, document)
    values (${unit.id}, ${asked.year}, ${asked.perPupil}::numeric, ${asked.pupils}, ${asked.document})`.execute(
    work.tx,
  )
  await audit(work.tx, 'money.pupil-fund', { kind: 'unit', id: unit.id }, asked)
  return { done: true }
}

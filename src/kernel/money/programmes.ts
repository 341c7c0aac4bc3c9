import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type { Action } from '#contract/common.ts'
import type { MoneyProgramme, MoneyProgrammePage } from '#contract/money.ts'
import { LEVELS } from '#contract/vocabulary.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { findingsOf, perHeadDay, stateOf } from './decide.ts'
import type { Spending } from './decide.ts'
import { LECTURER_CLASSES } from './define.ts'
import type { Standard } from './define.ts'
import { standardsOf } from './standards.ts'
import type { MoneyScope } from './units.ts'
import { unitNames } from './units.ts'

type ProgrammeRow = {
  id: string
  code: string
  title: string
  year: number
  level: keyof typeof LEVELS
  organiserId: string
  organises: boolean
  whole: number | null
}

const COLUMNS = sql`p.id, p.code, p.title, p.year::integer as year, p.level, p.organiser_id as "organiserId", p.budget::float8 as whole,
  p.organiser_id = any ((select session_units())::uuid[]) as organises`

/** The programmes of a scope that have a budget or spent something, with what is over budget or standard. */
export async function programmesOf(
  work: Work,
  { year, ids }: Pick<MoneyScope, 'year' | 'ids'>,
): Promise<MoneyProgramme[]> {
  const { rows } = await sql<ProgrammeRow>`select ${COLUMNS} from programme p
    where p.region_id = ${work.caller.region} and p.year = ${year}
      and (${ids}::uuid[] is null or p.organiser_id = any (${ids}::uuid[]))
      and (p.budget is not null or exists (select from budget_line b where b.region_id = p.region_id and b.programme_id = p.id)
        or exists (select from fund_entry f where f.region_id = p.region_id and f.programme_id = p.id and f.direction = 'out'))
    order by p.code`.execute(work.tx)
  const spendings = await spendingsOf(work, rows)
  const standards = await standardsOf(work, year)
  const named = await unitNames(work)
  return rows.map((row) => programmeView(row, spendings.get(row.id), standards, named))
}

function programmeView(
  row: ProgrammeRow,
  spending: Spending | undefined,
  standards: readonly Standard[],
  named: (id: string) => MoneyProgramme['organiser'],
): MoneyProgramme {
  const { budget = null, spent = 0 } = spending ?? {}
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    organiser: named(row.organiserId),
    budget,
    spent,
    state: stateOf(budget, spent),
    findings: spending === undefined ? [] : findingsOf(spending, standards),
  }
}

type ItemRow = {
  programmeId: string
  item: string
  budget: number | null
  spent: number
  document: string | null
}

/** Budget against spent by item, for some programmes. */
async function itemsOf({ tx, caller }: Work, ids: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    with line as (
      select distinct on (programme_id, item) programme_id, item, amount, document from budget_line
      where region_id = ${caller.region} and programme_id = any (${ids}::uuid[]) order by programme_id, item, set_at desc
    ), spent as (
      select programme_id, item, sum(amount) as amount from fund_entry
      where region_id = ${caller.region} and programme_id = any (${ids}::uuid[]) and direction = 'out' group by programme_id, item
    )
    select programme_id as "programmeId", item, l.amount::float8 as budget, coalesce(s.amount, 0)::float8 as spent, l.document
    from line l full join spent s using (programme_id, item) order by programme_id, item`.execute(tx)
  return rows
}

type TaughtRow = { programme_id: string; person_days: number; hours_full: number; hours_other: number }

async function spendingsOf(work: Work, rows: readonly ProgrammeRow[]): Promise<Map<string, Spending>> {
  const ids = rows.map((row) => row.id)
  const items = Map.groupBy(await itemsOf(work, ids), (item) => item.programmeId)
  const taught =
    await sql<TaughtRow>`select programme_id, person_days::float8 as person_days, hours_full::float8 as hours_full,
      hours_other::float8 as hours_other from programmes_taught(${ids}::uuid[])`.execute(work.tx)
  const byId = new Map(taught.rows.map((row) => [row.programme_id, row]))
  return new Map(rows.map((row) => [row.id, spendingOf(row, items.get(row.id) ?? [], byId.get(row.id))]))
}

function spendingOf(row: ProgrammeRow, items: readonly ItemRow[], taught: TaughtRow | undefined): Spending {
  const budgeted = items.filter((item) => item.budget !== null)
  const sum = (of: (item: ItemRow) => number): number =>
    Math.round(items.reduce((total, item) => total + of(item) * 100, 0)) / 100
  const hours: [string, number][] = [
    [LECTURER_CLASSES.full, taught?.hours_full ?? 0],
    [LECTURER_CLASSES.other, taught?.hours_other ?? 0],
  ]
  return {
    // the programme's own budget is the whole; without one, its items together
    budget: row.whole ?? (budgeted.length === 0 ? null : sum((item) => item.budget ?? 0)),
    spent: sum((item) => item.spent),
    items,
    level: LEVELS[row.level],
    personDays: taught?.person_days ?? 0,
    hours: new Map(hours.filter(([, count]) => count > 0)),
  }
}

/** A programme's budget and spending by item. @throws Refused 404 */
export async function programmeMoney(work: Work, id: string): Promise<MoneyProgrammePage> {
  const row = await findProgramme(work, id)
  const spending = (await spendingsOf(work, [row])).get(id)
  const items = await itemsOf(work, [id])
  const standards = await standardsOf(work, row.year)
  const days = spending?.personDays ?? 0
  const each = spending === undefined ? null : perHeadDay(spending)
  return {
    programme: { ...programmeView(row, spending, standards, await unitNames(work)), year: row.year },
    items: items.map(({ item, budget, spent, document }) => ({
      item,
      budget,
      spent,
      document,
      state: stateOf(budget, spent),
    })),
    personDays: days,
    perHeadDay: each === null ? null : Math.round(each * 100) / 100,
    actions: [budgetAbility(work, row)],
  }
}

/** Others see a part of what was spent only, which would be no true picture. */
async function findProgramme({ tx, caller }: Work, id: string): Promise<ProgrammeRow> {
  const { rows } = await sql<ProgrammeRow>`select ${COLUMNS} from programme p
    where p.region_id = ${caller.region} and p.id = ${id}
      and ((select session_wide()) or p.organiser_id = any ((select session_units())::uuid[]))`.execute(tx)
  if (rows[0] === undefined) throw notFound('这个项目的经费')
  return rows[0]
}

function budgetAbility({ caller }: Work, { organises }: ProgrammeRow): Action {
  const governs = caller.role === 'officer' || caller.role === 'system'
  const may = governs || (caller.role !== 'leader' && organises)
  return actionOf('budget', may ? null : '项目预算由承办单位或县级中心设定。')
}

/** Sets what a programme may spend under an item; what was set before stays on record. @throws Refused 403 who only reads, 404. */
export async function setBudget(
  work: Work,
  id: string,
  asked: { item: string; amount: number; document: string | null },
): Promise<{ done: true }> {
  const ability = budgetAbility(work, await findProgramme(work, id))
  if (!ability.enabled) throw new Refused(403, { code: 'not-organiser', because: ability.whyNot ?? '' })
  await sql`insert into budget_line (programme_id, item, amount, document)
    values (${id}, ${asked.item}, ${asked.amount}::numeric, ${asked.document})`.execute(work.tx)
  await audit(work.tx, 'money.budget', { kind: 'programme', id }, asked)
  return { done: true }
}

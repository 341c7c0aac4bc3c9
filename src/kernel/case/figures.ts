import { sql, type RawBuilder } from 'kysely'
import type * as z from 'zod'
import type { caseFigures } from '#contract/case-figures.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from './define.ts'
import { REASON } from './reason.ts'
import type { Cases } from './registry.ts'
import { stagesOf } from './steps.ts'

/** What a case without a category is counted under. */
const UNNAMED = '未填'

type Reply = z.input<NonNullable<(typeof caseFigures)['reply']>>
type Row = {
  category: string | null
  status: string
  ending: string | null
  annulled: boolean
  count: number
}

/**
 * A year of a system in numbers: each is a set of cases, which the list shows by the same filters. Cases that were
 * taken back afterwards count as refused nowhere and as granted nowhere.
 * @throws Refused 404 for a system without definition.
 */
export async function figuresOf(
  work: Work,
  cases: Cases,
  system: string,
  query: { year: number; unit?: string | undefined },
): Promise<Reply> {
  const definition = cases.find(system)
  if (definition === undefined) throw notFound('这个体系')
  const within = counted(work, system, query)
  const { rows } =
    await sql<Row>`select c.category, c.status, c.ending, c.annulled, count(*)::integer as count
    from case_record c where ${within} group by c.category, c.status, c.ending, c.annulled`.execute(work.tx)
  const sum = (fits: (row: Row) => boolean): number => sumOf(rows.filter(fits))
  return {
    applied: sumOf(rows),
    open: sum((row) => row.status === 'open'),
    returned: sum((row) => row.status === 'returned'),
    granted: sum(isGranted),
    refused: sum(isRefused),
    withdrawn: sum((row) => row.ending === 'withdrawn'),
    lapsed: sum((row) => row.ending === 'lapsed'),
    categories: categoriesOf(definition, rows),
    reasons: await reasonsOf(work, definition, within),
  }
}

/** The cases of a year that were handed in, of a unit and those below it where one is named. */
function counted(
  { caller, now }: Work,
  system: string,
  { year, unit }: { year: number; unit?: string | undefined },
): RawBuilder<unknown> {
  const of = sql`c.region_id = ${caller.region} and c.system = ${system} and c.year = ${year} and c.submitted_on is not null`
  if (unit === undefined) return of
  return sql`${of} and c.unit_id in (select b.unit_id from unit n,
    units_below(${caller.region}, n.id, ${dayAt(now)}::date) b where n.region_id = ${caller.region} and n.code = ${unit})`
}

const sumOf = (rows: readonly Row[]): number => rows.reduce((all, { count }) => all + count, 0)
const isGranted = (row: Row): boolean => row.ending === 'granted' && !row.annulled
const isRefused = (row: Row): boolean => row.ending === 'refused'

/** Every category of the definition, and what else there is, in its order. */
function categoriesOf({ category: { words } }: CaseDefinition, rows: readonly Row[]): Reply['categories'] {
  const all = [...new Set([...words, ...rows.map((row) => row.category ?? UNNAMED)])]
  return all.map((category) => {
    const here = rows.filter((row) => (row.category ?? UNNAMED) === category)
    return {
      category,
      applied: sumOf(here),
      granted: sumOf(here.filter(isGranted)),
      refused: sumOf(here.filter(isRefused)),
    }
  })
}

/** Where and why cases fell out, most often first. */
async function reasonsOf(
  { tx }: Work,
  definition: CaseDefinition,
  within: RawBuilder<unknown>,
): Promise<Reply['reasons']> {
  const { rows } = await sql<{ stage: string; because: string; count: number }>`
    select e.stage, ${REASON} as because, count(*)::integer as count
    from case_record c join case_event e on e.region_id = c.region_id and e.case_id = c.id and e.ending = 'refused'
    where ${within} group by 1, 2 order by 3 desc, 1, 2`.execute(tx)
  const titles = new Map(stagesOf(definition).map(({ id, stage }) => [id, stage.title]))
  return rows.map((row) => ({ ...row, stageTitle: titles.get(row.stage) ?? row.stage }))
}

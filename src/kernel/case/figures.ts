import { sql } from 'kysely'
import type * as z from 'zod'
import type { caseFigures } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { Cases } from './registry.ts'
import { stagesOf } from './steps.ts'

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
  const within =
    query.unit === undefined
      ? sql`true`
      : sql`c.unit_id in (select b.unit_id from unit n,
    units_below(${work.caller.region}, n.id, ${dayAt(work.now)}::date) b where n.region_id = ${work.caller.region} and n.code = ${query.unit})`
  const of = sql`c.region_id = ${work.caller.region} and c.system = ${system} and c.year = ${query.year} and c.submitted_on is not null and ${within}`
  const { rows } =
    await sql<Row>`select c.category, c.status, c.ending, c.annulled, count(*)::integer as count
    from case_record c where ${of} group by c.category, c.status, c.ending, c.annulled`.execute(work.tx)
  const { rows: reasons } = await sql<{ stage: string; because: string; count: number }>`
    select e.stage, coalesce(e.because, '') as because, count(*)::integer as count
    from case_record c join case_event e on e.region_id = c.region_id and e.case_id = c.id and e.ending = 'refused'
    where ${of} group by e.stage, e.because order by count(*) desc, e.stage, e.because`.execute(work.tx)
  const titles = new Map(stagesOf(definition).map(({ id, stage }) => [id, stage.title]))
  const sum = (fits: (row: Row) => boolean): number =>
    rows.filter(fits).reduce((all, { count }) => all + count, 0)
  const granted = (row: Row): boolean => row.ending === 'granted' && !row.annulled
  const words = [...new Set([...definition.category.words, ...rows.map((row) => row.category ?? '未填')])]
  return {
    applied: sum(() => true),
    open: sum((row) => row.status === 'open'),
    returned: sum((row) => row.status === 'returned'),
    granted: sum(granted),
    refused: sum((row) => row.ending === 'refused'),
    withdrawn: sum((row) => row.ending === 'withdrawn'),
    lapsed: sum((row) => row.ending === 'lapsed'),
    categories: words
      .map((category) => {
        const here = (row: Row): boolean => (row.category ?? '未填') === category
        return {
          category,
          applied: sum(here),
          granted: sum((row) => here(row) && granted(row)),
          refused: sum((row) => here(row) && row.ending === 'refused'),
        }
      })
      .filter((row) => row.applied > 0 || definition.category.words.includes(row.category)),
    reasons: reasons.map((row) => ({ ...row, stageTitle: titles.get(row.stage) ?? row.stage })),
  }
}

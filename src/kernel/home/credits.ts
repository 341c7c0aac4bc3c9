import { sql } from 'kysely'
import type { Figure } from '#contract/figures.ts'
import type { HomeItem } from '#contract/statistics.ts'
import type { YearOfFigures } from '#kernel/figures/read.ts'
import { itemOf, recordAt } from './item.ts'
import { seesRegion, type HomeScope } from './scope.ts'

const DAY_MS = 86_400_000
/** From this day of the running year on, next year's policy must be on its way. */
const POLICY_DUE = '11-01'

/** Who is short of the year, category by category, with the days that are left. */
export function shortOfYear({ year, running, today, units }: HomeScope, figures: YearOfFigures): HomeItem[] {
  const short: Figure = figures.of('short', units)
  const left = Math.round((Date.parse(`${year}-12-31`) - Date.parse(today)) / DAY_MS)
  const because = running
    ? `离年底还有 ${left} 天。`
    : year < Number(today.slice(0, 4))
      ? '年度已经结束。'
      : ''
  return Object.entries(short.by['category'] ?? {})
    .toSorted((a, b) => b[1] - a[1])
    .map(([category, people]) => {
      const link = `/credits/people?short=${encodeURIComponent(category)}`
      const title = `${category}学分没有达到年度要求的教师`
      return {
        id: `short-${category}`,
        title,
        detail: `${because}打开看每个人还差多少。`,
        count: people,
        link,
        tone: running ? 'warn' : 'late',
        records: [],
      }
    })
}

/** Years without a policy: nobody can meet them, and nothing is credited. */
export async function policyMissing({ work, region, year, today, running }: HomeScope): Promise<HomeItem[]> {
  if (!seesRegion(work.caller)) return []
  const { rows } = await sql<{ year: number }>`
    select distinct year from credit_policy where region_id = ${region} and year in (${year}, ${year + 1})`.execute(
    work.tx,
  )
  const has = new Set(rows.map((row) => row.year))
  const due = running && today.slice(5) >= POLICY_DUE
  const missing = [year, ...(due ? [year + 1] : [])].filter((one) => !has.has(one))
  return missing.map((one) => ({
    id: `policy-${one}`,
    title: `${one} 年还没有学分政策`,
    detail: '没有政策就不能记学分，也没有人算达标。请录入年度要求。',
    count: null,
    link: '/credits/policy',
    tone: one === year ? ('late' as const) : ('warn' as const),
    records: [],
  }))
}

/** Schools of the scope none of whose people is enrolled in anything this year. */
export function schoolsLeftOut(
  { network, units, today, running, year }: HomeScope,
  figures: YearOfFigures,
): HomeItem[] {
  const day = running ? today : `${year}-12-31`
  const schools = new Set(
    [...network.values()].filter(
      (unit) =>
        unit.category === 'school' &&
        (unit.closedOn === null || unit.closedOn > day) &&
        (units === null || units.has(unit.id)),
    ),
  )
  const leftOut = [...schools].filter((unit) => figures.of('enrolled', new Set([unit.id])).value === 0)
  const because = running ? '请在后面的班次里安排名额。' : '全年没有一人参加培训。'
  const records = leftOut.map((unit) => recordAt('network', unit.code, unit.name))
  return itemOf(
    { id: 'left-out', title: `${year} 年没有一人报名的学校`, word: '所', tone: 'warn', because },
    records,
  )
}

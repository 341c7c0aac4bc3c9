import type { MeasureId } from '#contract/figures.ts'
import type { HomeView } from '#contract/statistics.ts'
import { readYear, type YearOfFigures } from '#kernel/figures/read.ts'
import type { HomeScope } from './scope.ts'

/** The figures that a home page shows; each opens to its records. */
const SHOWN = [
  'teachers',
  'activities',
  'participations',
  'hours',
  'credits',
  'meeting',
] as const satisfies MeasureId[]

/** What the items of a home page need beside them. */
export function figuresOfHome({ work, year }: HomeScope): Promise<YearOfFigures> {
  return readYear(work, year, [...SHOWN, 'short', 'enrolled'])
}

/** The year's figures beside those of the year before. */
export async function numbers(scope: HomeScope, figures: YearOfFigures): Promise<HomeView['numbers']> {
  const before = await readYear(scope.work, scope.year - 1, SHOWN)
  return SHOWN.map((id) => {
    const { title, value, unit } = figures.of(id, scope.units)
    return {
      id,
      title,
      value,
      unit,
      before: before.of(id, scope.units).value,
      link: `/figures/${id}/records`,
    }
  })
}

import type * as z from 'zod'
import type { UnitRef } from '#contract/common.ts'
import type { MeasureId } from '#contract/figures.ts'
import type { FigureCard } from '#contract/statistics.ts'
import * as contract from '#contract/statistics.ts'
import { handle } from '../call.ts'
import type { Handler, Work } from '../call.ts'
import { unitsOfDay } from '../network/read.ts'
import { UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import { CATALOGUE, FIGURES } from './catalogue/index.ts'
import { readYear } from './read.ts'
import { recordsOf } from './records.ts'
import { askedUnit } from './scope.ts'
import { subtrees } from './subtrees.ts'

type Comparison = z.input<NonNullable<typeof contract.compare.reply>>

const IDS = FIGURES.map((figure) => figure.id)

/** Every figure of a unit and year beside last year's. */
async function cards(
  work: Work,
  year: number,
  unit?: string,
): Promise<{ unit: UnitRef; figures: FigureCard[] }> {
  const asked = await askedUnit(work, year, unit)
  const [now, before] = [await readYear(work, year, IDS), await readYear(work, year - 1, IDS)]
  return {
    unit: { code: asked.code, name: asked.name },
    figures: FIGURES.map((figure) => ({
      ...now.of(figure.id, asked.units),
      about: figure.about,
      dimensionTitles: Object.fromEntries(
        Object.entries(figure.dimensions).map(([id, { title }]) => [id, title]),
      ),
      before: before.of(figure.id, asked.units).value,
    })),
  }
}

/** One figure over five years, and by the units right below. */
async function comparison(work: Work, id: MeasureId, year: number, unit?: string): Promise<Comparison> {
  const asked = await askedUnit(work, year, unit)
  const years = Array.from({ length: 5 }, (_, index) => year - 4 + index)
  const read = new Map<number, Awaited<ReturnType<typeof readYear>>>()
  for (const one of years) read.set(one, await readYear(work, one, [id]))
  const facts = await unitsOfDay(work, `${year}-12-31`)
  const below = subtrees(facts)
  const shown = facts.filter(
    (fact) =>
      (fact.category === 'school' || fact.category === 'cluster') &&
      (asked.units === null || asked.units.has(fact.id)) &&
      fact.code !== asked.code,
  )
  const valueOf = (when: number, units: ReadonlySet<string>): number =>
    read.get(when)?.of(id, units).value ?? 0
  return {
    title: CATALOGUE[id].title,
    unit: CATALOGUE[id].unit,
    years: years.map((one) => ({ year: one, value: read.get(one)?.of(id, asked.units).value ?? 0 })),
    units: shown.map((fact) => {
      const units = below.get(fact.id) ?? new Set([fact.id])
      return {
        unit: { code: fact.code, name: fact.name },
        category: UNIT_CATEGORIES[fact.category],
        value: valueOf(year, units),
        before: valueOf(year - 1, units),
      }
    }),
  }
}

export const figureHandlers: readonly Handler[] = [
  handle(contract.figures, (call) => cards(call, call.query.year, call.query.unit)),
  handle(contract.compare, (call) => comparison(call, call.params.id, call.query.year, call.query.unit)),
  handle(contract.figureRecords, (call) => recordsOf(call, call.params.id, call.query)),
]

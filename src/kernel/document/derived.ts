import type { MeasureId } from '#contract/figures.ts'
import type { Measure, ProgrammeRow, SummaryFacts } from './facts.ts'
import { sum } from './number.ts'

/** Measures that follow from a document's programmes and policies, for each year that has any. */
export function derivedMeasures(
  facts: Pick<SummaryFacts, 'programmes' | 'policies'>,
): { year: number; measure: Measure }[] {
  return [...fromProgrammes(facts.programmes), ...fromPolicies(facts.policies)]
}

const perProgramme: [MeasureId, (programme: ProgrammeRow) => number][] = [
  ['programmes', () => 1],
  ['planned', (p) => p.planned ?? 0],
  ['budget', (p) => p.budget ?? 0],
  ['activities', (p) => p.activities],
  ['enrolled', (p) => p.enrolled],
  ['participations', (p) => p.participations],
]

function fromProgrammes(programmes: ProgrammeRow[]): { year: number; measure: Measure }[] {
  return [...Map.groupBy(programmes, (p) => p.year)].flatMap(([year, rows]) =>
    perProgramme.map(([id, amount]) => ({
      year,
      measure: {
        id,
        value: sum(rows.map(amount)),
        by: {
          programme: Object.fromEntries(rows.map((p) => [p.number, amount(p)])),
          system: addUp(rows.map((p) => [p.system, amount(p)])),
        },
      },
    })),
  )
}

function fromPolicies(policies: SummaryFacts['policies']): { year: number; measure: Measure }[] {
  return [...Map.groupBy(policies, (row) => row.year)].map(([year, rows]) => ({
    year,
    measure: {
      id: 'required',
      value: sum(rows.map((row) => row.required)),
      by: { category: Object.fromEntries(rows.map((row) => [row.category, row.required])) },
    },
  }))
}

function addUp(pairs: [key: string, value: number][]): Record<string, number> {
  const groups = Map.groupBy(pairs, ([key]) => key)
  return Object.fromEntries([...groups].map(([key, rows]) => [key, sum(rows.map(([, value]) => value))]))
}

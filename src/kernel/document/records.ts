import type { FigureRef, MeasureId } from '#contract/figures.ts'
import { derivedMeasures } from './derived.ts'
import type { Measure, SummaryFacts } from './facts.ts'

/** Reads the numbers behind references. */
export interface Records {
  /** The referred number; zero where the measure or the key has no record. */
  value(ref: FigureRef): number
  /** Whether the measure was loaded for the unit and year at all. */
  known(ref: FigureRef): boolean
  /** Keys of the reference's dimension with their values, largest first; equal ones by key. */
  parts(ref: FigureRef): [key: string, value: number][]
}

/**
 * Indexes the records of a document's facts. `code` is the unit whose people the programmes' counts are of:
 * its activities, enrolments and participations get the dimension `programme`, keyed by the programme's number.
 */
export function openRecords(
  facts: Pick<SummaryFacts, 'records' | 'programmes' | 'policies'>,
  code: string,
): Records {
  const index = new Map<string, Measure>()
  for (const { unit, year, measures } of facts.records) {
    for (const measure of measures) index.set(indexKey(unit, year, measure.id), measure)
  }
  for (const { year, measure } of derivedMeasures(facts)) {
    const key = indexKey(code, year, measure.id)
    const loaded = index.get(key)
    index.set(key, loaded ? { ...loaded, by: { ...measure.by, ...loaded.by } } : measure)
  }
  const find = (ref: FigureRef) => index.get(indexKey(ref.unit, ref.year, ref.figure))
  return {
    value: (ref) => read(find(ref), ref),
    known: (ref) => find(ref) !== undefined,
    parts: (ref) => bySize(find(ref)?.by[ref.dimension ?? ''] ?? {}),
  }
}

function read(measure: Measure | undefined, ref: FigureRef): number {
  if (!measure) return 0
  if (ref.dimension === undefined || ref.key === undefined) return measure.value
  return measure.by[ref.dimension]?.[ref.key] ?? 0
}

function bySize(parts: Record<string, number>): [string, number][] {
  return Object.entries(parts)
    .filter(([, value]) => value !== 0)
    .toSorted(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1))
}

function indexKey(unit: string, year: number, figure: MeasureId): string {
  return `${unit}|${year}|${figure}`
}

import type { FigureRef, MeasureId } from '#contract/figures.ts'
import { type Claims, openClaims } from './claim.ts'
import type { ProgrammeRow, SummaryFacts, UnitRow } from './facts.ts'
import { inOrder } from './order.ts'
import { type DraftParams, defaultParams } from './params.ts'
import { openRecords, type Records } from './records.ts'

/** A document's facts, ready to be asked. */
export interface View extends Claims {
  facts: SummaryFacts
  params: DraftParams
  records: Records
  year: number
  /** Whose figures the document tells: the unit's, or the region's when a centre speaks. */
  code: string
  /** 全县, 全片区, 全校 … */
  place: string
  /** The same of the region: 全县. */
  wide: string
  /** Whether figures of the year before are there to compare with. */
  hasPast: boolean
  /** The unit's figure in the document's year. */
  now(figure: MeasureId, dimension?: string, key?: string): FigureRef
  /** The unit's figure in the year before. */
  past(figure: MeasureId, dimension?: string, key?: string): FigureRef
  /** The unit's figure in the year after: what is entered for it already. */
  next(figure: MeasureId, dimension?: string, key?: string): FigureRef
  /** Another unit's figure; the document's year unless told. */
  of(unit: string, figure: MeasureId, year?: number): FigureRef
  /** The number behind a reference. */
  at(ref: FigureRef): number
  /** Keys of a dimension with a value in the document's year, in customary order. */
  keys(figure: MeasureId, dimension: string): string[]
  /** Programmes of a year, those with most participations first. */
  programmesOf(year: number): ProgrammeRow[]
}

/** Opens facts for drafting. */
export function openView(facts: SummaryFacts, params: DraftParams = facts.params ?? defaultParams): View {
  const code = facts.unit.category === '中心' ? facts.region.code : facts.unit.code
  const records = openRecords(facts, code)
  return {
    ...openClaims(records),
    facts,
    params,
    records,
    year: facts.year,
    code,
    place: placeWord(facts.unit, facts.region),
    wide: placeWord(facts.region, facts.region),
    hasPast: yearly.some((figure) => records.value(refTo(code, facts.year - 1, figure)) > 0),
    now: (figure, dimension, key) => refTo(code, facts.year, figure, dimension, key),
    past: (figure, dimension, key) => refTo(code, facts.year - 1, figure, dimension, key),
    next: (figure, dimension, key) => refTo(code, facts.year + 1, figure, dimension, key),
    of: (unit, figure, year = facts.year) => refTo(unit, year, figure),
    at: records.value,
    keys: (figure, dimension) =>
      inOrder(dimension, records.parts(refTo(code, facts.year, figure, dimension))).map(([key]) => key),
    programmesOf: (year) =>
      facts.programmes.filter((p) => p.year === year).toSorted((a, b) => b.participations - a.participations),
  }
}

/** Figures that only a year's own records give; where all are nothing, the year was not recorded. */
const yearly: MeasureId[] = [
  'activities',
  'participations',
  'credits',
  'works',
  'awards',
  'funds-in',
  'funds-out',
]

function refTo(unit: string, year: number, figure: MeasureId, dimension?: string, key?: string): FigureRef {
  if (dimension === undefined) return { figure, unit, year }
  return key === undefined ? { figure, unit, year, dimension } : { figure, unit, year, dimension, key }
}

function placeWord(unit: UnitRow, region: UnitRow): string {
  if (unit.category === '学校') return unit.kind === '幼儿园' ? '全园' : '全校'
  if (unit.category === '学区') return unit.name.endsWith('片区') ? '全片区' : '全学区'
  const last = /[县区市州旗镇乡]$/.exec(region.name)?.[0]
  return last ? `全${last}` : '全域'
}

import type { MeasureId } from '#contract/figures.ts'
import type { DraftParams } from './params.ts'

/** What a unit is, as of 31 December of the document's year. Words are the workbook's own. */
export interface UnitRow {
  code: string
  name: string
  /** Code of the unit above; null for the region. */
  parent: string | null
  category: '区域' | '中心' | '学区' | '学校' | '外部机构'
  /** 办学类型, for schools. */
  kind: string | null
  /** 城区, 镇区 or 乡村. */
  urban: string | null
}

/**
 * One measure of a unit with all below it. The nineteen figures as the figures mechanism gives them, and:
 * - `assessed`: teachers in the year's standing; by `urban`. 人
 * - `short`: teachers who miss at least one category's requirement; by `category`, each counting everybody
 *   short of that category (so parts may exceed the whole), and by `urban`. 人
 * - `short-only`: teachers who miss exactly one category; by `category`. 人
 * - `enrolled`: participations in the role 学员, recognised or not; by `system`, `level`. 人次
 * - `programmes`: programmes of the year whose host is in the unit; by `system`, `level`. 个
 * - `titles-named`: titles named in the year, by `kind`, `urban`. 个
 * Three more follow from `SummaryFacts` itself and need not be loaded: `planned` (places, 人) and `budget` (元) of
 * programmes, by `programme` and `system`; `required` (credits of the policy, 学分), by `category`.
 */
export interface Measure {
  id: MeasureId
  /** Exact to two decimals. */
  value: number
  /** Dimension → key → value; `{}` where there is no breakdown. */
  by: Record<string, Record<string, number>>
}

/** The measures of one unit in one year. */
export interface UnitYear {
  unit: string
  year: number
  measures: Measure[]
}

/** One row of a year's credit policy, in the policy's order. */
export interface PolicyRow {
  year: number
  category: string
  /** Credits a teacher must reach in the category. */
  required: number
}

/**
 * A programme hosted in the unit, or in which its people took part. Counts are of the unit's people;
 * places and budget are the whole programme's.
 */
export interface ProgrammeRow {
  number: string
  name: string
  system: string
  level: string
  year: number
  /** Code of the 承办单位. */
  host: string
  subject: string | null
  planned: number | null
  /** In yuan. */
  budget: number | null
  activities: number
  /** Participations in the role 学员, recognised or not. */
  enrolled: number
  participations: number
}

/**
 * Everything a summary of `year` or a plan for `year + 1` is drafted from. Pure data.
 * `records` holds for `year` and `year - 1`: the unit itself with all measures and breakdowns; the region
 * (when the unit is not the region) likewise; every unit of `units` with the measures of `unitMeasureIds`
 * (breakdowns welcome, needed only for `short` by category).
 * A centre speaks for its region: `unit` is the centre, its own records hold what it hosted, and `units` are
 * the region's.
 */
export interface SummaryFacts {
  unit: UnitRow
  region: UnitRow
  year: number
  /** The organisation that signs, in full. */
  issuer: string
  /** Day of the document, YYYY-MM-DD. */
  issued: string
  /** Clusters and schools below the unit on 31 December, in the network's order; [] for a school. */
  units: UnitRow[]
  records: UnitYear[]
  /** Policies of `year` and `year + 1`, in their order. */
  policies: PolicyRow[]
  /** Programmes of `year - 1`, `year` and `year + 1`. */
  programmes: ProgrammeRow[]
  /** The numbers that told results from problems; the defaults if absent. */
  params?: DraftParams
}

/** What is needed of each unit below: enough for tables by cluster and school. */
export const unitMeasureIds = [
  'schools',
  'teachers',
  'activities',
  'enrolled',
  'participations',
  'participants',
  'hours',
  'credits',
  'assessed',
  'meeting',
  'short',
  'works',
  'awards',
  'titles',
  'mentoring',
  'readers',
  'funds-in',
  'funds-out',
] as const satisfies readonly MeasureId[]

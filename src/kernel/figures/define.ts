import type { RawBuilder } from 'kysely'
import type { MeasureId } from '#contract/figures.ts'

/** The scope in which a figure's records are selected. */
export type Scope = {
  region: number
  year: number
  /** 1 January of the year. */
  from: string
  /** 31 December: the day of state figures, and of the units at which people count. */
  day: string
  now: Date
}

/**
 * How records become a number: rows counted, people counted once, amounts summed, or hours summed exactly
 * (`amount` in hours × slots attended, divided by `slots`).
 */
export type Measurement = 'rows' | 'people' | 'sum' | 'hours'

/** A way to break a figure down: its title, and the words for its keys where they are identifiers. */
export type Dimension = { title: string; words?: Readonly<Record<string, string>> }

/** A column of the list behind a number. `from` is an expression over the record `r` and the names beside it. */
export type RecordColumn = { title: string; from: string; numeric?: true }

/**
 * One figure: a set of records and a measure. Its value, its parts and its drill-down all come from this one set.
 */
export type FigureDefinition = {
  id: MeasureId
  title: string
  /** 所, 人, 班次 … */
  unit: string
  /** The sentence that defines it, shown to people. */
  about: string
  measure: Measurement
  /** The same for every unit: its records belong to none. */
  everywhere?: true
  dimensions: Readonly<Record<string, Dimension>>
  /**
   * The records: columns `unit_id` (where the record belongs; null only in the region as a whole), a column `by_<dimension>`
   * for each dimension, `person_id` where people are counted, `amount` (and `slots`) where amounts are summed; and
   * whatever `columns` lists. `activity_id` and `programme_id` name what a row opens to.
   */
  records: (scope: Scope) => RawBuilder<unknown>
  columns: readonly RecordColumn[]
  /** What a row opens to: its records have the columns person_id, activity_id, programme_id for these. */
  opens: readonly Opening[]
}

export type Opening = 'person' | 'activity' | 'programme'

/** Names that a list can show beside its records. */
export const NAMES = {
  person: { title: '姓名', from: 'person.name' },
  unit: { title: '单位', from: 'unit_now.name' },
  activity: { title: '活动', from: 'activity.title' },
  programme: { title: '项目', from: 'programme.title' },
} as const satisfies Record<string, RecordColumn>

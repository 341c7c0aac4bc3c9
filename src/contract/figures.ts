import * as z from 'zod'

/** The figures of a unit and a year, by the ids and in the order of the command line's answer. */
export const figureIds = [
  'schools',
  'teachers',
  'activities',
  'participations',
  'participants',
  'hours',
  'credits',
  'meeting',
  'works',
  'awards',
  'titles',
  'mentoring',
  'exchanges',
  'qualification-applied',
  'qualification-certified',
  'qualification-failed',
  'readers',
  'funds-in',
  'funds-out',
] as const

/**
 * One figure of a unit (with all below it) and a year.
 * `value` and the parts in `by` are exact to two decimals; `unit` is the Chinese word they are counted in.
 * `by` maps a dimension to its keys; keys with zero are left out, a blank key is 未填.
 */
export const figureSchema = z.object({
  id: z.enum(figureIds),
  title: z.string(),
  unit: z.string(),
  value: z.number(),
  by: z.record(z.string(), z.record(z.string(), z.number())),
})

export type FigureId = (typeof figureIds)[number]
export type Figure = z.infer<typeof figureSchema>

/** Measures that documents need beside the figures; each opens to records too. */
export const supportIds = [
  'assessed',
  'short',
  'short-only',
  'enrolled',
  'programmes',
  'planned',
  'budget',
  'required',
  'titles-named',
  'handbook-checks',
  'handbook-records',
  'questionnaires',
  'workshop-members',
  'workshop-hours',
  'workshop-works',
  'workshop-idle',
] as const
export type SupportId = (typeof supportIds)[number]
export type MeasureId = FigureId | SupportId

/** Where a number comes from: a measure of a unit and a year, narrowed to one key of a dimension or not. */
export const figureRefSchema = z.object({
  figure: z.enum([...figureIds, ...supportIds]),
  unit: z.string(),
  year: z.int(),
  dimension: z.string().optional(),
  key: z.string().optional(),
})

export type FigureRef = z.infer<typeof figureRefSchema>

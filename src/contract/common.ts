import * as z from 'zod'

/** What went wrong, in the user's words; `field` where one can be named. */
export const problem = z.object({
  code: z.string(),
  because: z.string(),
  basis: z.string().optional(),
  field: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** Something that can be done with what is shown; a disabled one says why. */
export const action = z.object({ id: z.string(), enabled: z.boolean(), whyNot: z.string().optional() })
export type Action = z.infer<typeof action>

export const id = z.uuid()
/** YYYY-MM-DD */
export const day = z.iso.date()
/** An instant, ISO 8601 with zone. */
export const instant = z.iso.datetime({ offset: true })
/** A year as the workbook takes it; in an address. */
export const year = z.coerce.number().int().min(1900).max(2100)
/** The same in a body. */
export const bodyYear = z.int().min(1900).max(2100)

export const idParams = z.object({ id })
export const codeParams = z.object({ code: z.string().min(1).max(64) })
export const yearQuery = z.object({ year })
export const yearUnitQuery = z.object({ year, unit: z.string().max(64).optional() })

/** A page of a long list: `offset` from 0. */
export const paging = {
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(10000).default(100),
}

/** A unit, named. */
export const unitRef = z.object({ code: z.string(), name: z.string() })
export type UnitRef = z.infer<typeof unitRef>

/** A changing request's key: a retry with the same one has one effect. */
export const requestKey = z.uuid()
export const done = z.object({ done: z.literal(true) })

/** Words that have to be there, at most so many characters. */
export const words = (most: number): z.ZodString => z.string().trim().min(1).max(most)

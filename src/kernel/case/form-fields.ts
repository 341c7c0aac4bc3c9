import * as z from 'zod'
import type { FormCell, FormField } from '#contract/case-form.ts'

/** Texts that may be longer than this many characters are written on several lines. */
const ONE_LINE = 80

/** What a JSON schema says of one field; the many words that a form has no use for are left out. */
type Described = {
  type?: unknown
  format?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Described[]
  description?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  /** Lines of the same columns. */
  items?: Described
  minItems?: number
  maxItems?: number
  properties?: Record<string, unknown>
  required?: readonly string[]
  /** The records that it is chosen from. */
  records?: string
}

/** The questions of a form, in the order in which its schema states them. @throws TypeError for a kind that has no field. */
export function questionsOf(form: z.ZodObject): FormField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(form, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) =>
    fieldOf(name, schema as Described, required.includes(name)),
  )
}

function fieldOf(name: string, schema: Described, required: boolean): FormField {
  const { items, minItems, maxItems } = schema
  if (items?.properties !== undefined) {
    const bounds = { kind: 'lines' as const, choices: [], least: minItems ?? null, most: maxItems ?? null }
    return { name, title: schema.description ?? name, ...bounds, required, columns: columnsOf(items) }
  }
  const cell = cellOf(name, schema, required)
  return schema.records === undefined
    ? { ...cell, columns: [] }
    : { ...cell, kind: 'record', least: null, most: null, columns: [] }
}

function columnsOf({ properties = {}, required = [] }: Described): FormCell[] {
  return Object.entries(properties).map(([name, schema]) =>
    cellOf(name, schema as Described, required.includes(name)),
  )
}

function cellOf(name: string, schema: Described, required: boolean): FormCell {
  const said = schema.anyOf?.find((one) => one.type !== 'null') ?? schema
  const mayBeNull = schema.anyOf?.some((one) => one.type === 'null') === true
  const kind = kindOf(name, said)
  return {
    name,
    title: schema.description ?? said.description ?? name,
    kind,
    choices: said.enum?.map(String) ?? [],
    required: required && !mayBeNull,
    ...boundsOf(kind, said),
  }
}

function kindOf(name: string, { type, format, enum: choices, maxLength }: Described): FormCell['kind'] {
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'number' || type === 'integer') return 'number'
  if (type !== 'string') throw new TypeError(`a form has no field for ${name}`)
  if (format === 'date') return 'day'
  return maxLength !== undefined && maxLength > ONE_LINE ? 'long' : 'text'
}

/** Bounds of numbers and of the length of texts; those of the number format itself are none. */
function boundsOf(kind: FormCell['kind'], said: Described): Pick<FormCell, 'least' | 'most'> {
  if (kind === 'text' || kind === 'long')
    return { least: said.minLength ?? null, most: said.maxLength ?? null }
  if (kind !== 'number') return { least: null, most: null }
  const own = (bound: number | undefined): number | null =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? null : bound
  return { least: own(said.minimum), most: own(said.maximum) }
}

import * as z from 'zod'
import type { FormField } from '#contract/case-manifest.ts'

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
}

/** The questions of a form, in the order in which its schema states them. @throws TypeError for a kind that has no field. */
export function questionsOf(form: z.ZodObject): FormField[] {
  const { properties = {}, required = [] } = z.toJSONSchema(form, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) =>
    fieldOf(name, schema as Described, required.includes(name)),
  )
}

function fieldOf(name: string, schema: Described, required: boolean): FormField {
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

function kindOf(name: string, { type, format, enum: choices, maxLength }: Described): FormField['kind'] {
  if (choices !== undefined) return 'choice'
  if (type === 'boolean') return 'yes-no'
  if (type === 'number' || type === 'integer') return 'number'
  if (type !== 'string') throw new TypeError(`a form has no field for ${name}`)
  if (format === 'date') return 'day'
  return maxLength !== undefined && maxLength > ONE_LINE ? 'long' : 'text'
}

/** Bounds of numbers and of the length of texts; those of the number format itself are none. */
function boundsOf(kind: FormField['kind'], said: Described): Pick<FormField, 'least' | 'most'> {
  if (kind === 'text' || kind === 'long')
    return { least: said.minLength ?? null, most: said.maxLength ?? null }
  if (kind !== 'number') return { least: null, most: null }
  const own = (bound: number | undefined): number | null =>
    bound === undefined || Math.abs(bound) === Number.MAX_SAFE_INTEGER ? null : bound
  return { least: own(said.minimum), most: own(said.maximum) }
}

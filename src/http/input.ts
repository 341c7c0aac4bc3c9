import * as z from 'zod'
import type { Route } from '#contract/route.ts'
import { Refused } from '#lib/refusal.ts'
import { inputWords } from './input-words.ts'
import { strict } from './strict.ts'

/** What a request brings, before it is checked. */
export type RawInput = { params: unknown; query: unknown; body: unknown }

/** Checks a request's input against its route and gives the parsed values; where there is no schema, nothing may come. */
export type InputCheck = (raw: RawInput) => RawInput

/**
 * The check of a route's input, made once.
 * @param takesFile leaves the body, a stream with a file, to others.
 * @throws Refused 400 from the check, naming the input in Chinese.
 */
export function inputCheck(route: Route, takesFile: boolean): InputCheck {
  const params = part(route.params)
  const query = part(route.query)
  const body = takesFile ? () => undefined : part(route.body)
  return (raw) => ({ params: params(raw.params), query: query(raw.query), body: body(raw.body) })
}

function part(schema: z.core.$ZodType | undefined): (value: unknown) => unknown {
  const checked = strict(schema ?? NOTHING)
  return (value) => {
    const result = z.safeParse(checked, value === null ? undefined : value, { error: inputWords })
    if (result.success) return result.data
    throw refused(result.error.issues)
  }
}

const NOTHING = z.object({}).optional()

function refused(issues: readonly z.core.$ZodIssue[]): Refused {
  const [first] = issues
  const field = first?.path.join('.')
  return new Refused(400, {
    code: 'input',
    because: first?.message ?? '内容的格式不对。',
    ...(field ? { field } : {}),
  })
}

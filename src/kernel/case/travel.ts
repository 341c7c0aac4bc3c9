import * as z from 'zod'
import type { FormChoice } from '#contract/case-form.ts'
import type { Work } from '#kernel/call.ts'
import { journeyChoices, travelOf } from '#kernel/money/read.ts'
import type { CaseDefinition, CostLine } from './define.ts'
import { questionsOf } from './form-fields.ts'
import type { Facts } from './steps.ts'

/** The journey whose costs a case claims, and the lines of it. */
export type TravelClaim = { activity: string; lines: CostLine[] }

const journey = z.uuid()
const line = z.object({ item: z.string(), amount: z.number().positive() })

/** What a form claims; lines of a draft that say nothing yet are left out. Null where it names no journey. */
export function travelClaim(
  definition: CaseDefinition,
  form: Readonly<Record<string, unknown>>,
): TravelClaim | null {
  const said = definition.travel?.(form) ?? null
  if (said === null || !journey.safeParse(said.activity).success) return null
  const lines: readonly unknown[] = Array.isArray(said.lines) ? said.lines : []
  return { activity: said.activity, lines: lines.flatMap((one) => line.safeParse(one).data ?? []) }
}

/** What money says of the journey that a form names; null where the person has no such journey. */
export async function travelFacts(
  work: Work,
  definition: CaseDefinition,
  person: string | null,
  form: Readonly<Record<string, unknown>>,
): Promise<Facts['travel']> {
  const claim = travelClaim(definition, form)
  if (claim === null || person === null) return null
  return travelOf(work, { activity: claim.activity, person }, claim.lines)
}

/** What can be chosen for each field that names one of a person's own records. */
export async function choicesOf(
  work: Work,
  definition: CaseDefinition,
  person: string | null,
): Promise<Record<string, FormChoice[]>> {
  const asked = questionsOf(definition.form).filter(({ kind }) => kind === 'record')
  if (asked.length === 0 || person === null) return {}
  const choices = await journeyChoices(work, person)
  return Object.fromEntries(asked.map(({ name }) => [name, choices]))
}

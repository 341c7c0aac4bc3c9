import * as z from 'zod'
import type { FormField } from '#contract/case-manifest.ts'
import type { CaseDefinition } from './define.ts'
import { questionsOf } from './form-fields.ts'

/** A form as it may be filled in, for descriptions. */
export function exampleForm(definition: CaseDefinition): Record<string, string | number | boolean> {
  return Object.fromEntries(
    questionsOf(definition.form).map((field) => {
      const fits = (value: unknown): boolean => z.safeParse(definition.form.shape[field.name], value).success
      return [field.name, examplesOf(field).find(fits) ?? '']
    }),
  )
}

/** Answers of which one should fit; texts of a fixed form are mostly phone numbers and years. */
function examplesOf({
  kind,
  title,
  choices,
  least,
  most,
}: FormField): readonly (string | number | boolean)[] {
  if (kind === 'choice') return choices
  if (kind === 'yes-no') return [true]
  if (kind === 'number') return [least ?? Math.min(1, most ?? 1)]
  if (kind === 'day') return ['2026-09-01']
  const words = title.padEnd(least ?? 0, '……')
  return [most === null ? words : words.slice(0, most), '13800000000', '2026']
}

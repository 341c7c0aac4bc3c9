import type { FormField } from '#contract/case.ts'
import type { CaseDefinition } from './define.ts'
import { questionsOf } from './form-fields.ts'

/** A form as it may be filled in, for descriptions. */
export function exampleForm(definition: CaseDefinition): Record<string, string | number | boolean> {
  return Object.fromEntries(questionsOf(definition.form).map((field) => [field.name, exampleOf(field)]))
}

function exampleOf({ kind, title, choices, least, most }: FormField): string | number | boolean {
  if (kind === 'choice') return choices[0] ?? ''
  if (kind === 'yes-no') return true
  if (kind === 'number') return least ?? Math.min(1, most ?? 1)
  if (kind === 'day') return '2026-09-01'
  const words = title.padEnd(least ?? 0, '……')
  return most === null ? words : words.slice(0, most)
}

import * as z from 'zod'
import type { FormCell, FormField, FormValues } from '#contract/case-form.ts'
import type { CaseDefinition } from './define.ts'
import { questionsOf } from './form-fields.ts'

/** A form as it may be filled in, for descriptions. */
export function exampleForm(definition: CaseDefinition): FormValues {
  return Object.fromEntries(
    questionsOf(definition.form).map((field) => {
      const fits = (value: unknown): boolean => z.safeParse(definition.form.shape[field.name], value).success
      return [field.name, examplesOf(field).find(fits) ?? '']
    }),
  )
}

const RECORD = '01890000-0000-7000-8000-000000000000'

function examplesOf({ columns, ...field }: FormField): readonly FormValues[string][] {
  const { kind } = field
  if (kind === 'record') return [RECORD]
  if (kind !== 'lines') return cellExamples({ ...field, kind })
  const [one, other] = [0, 1].map((at) => lineOf(columns, at))
  return [[one!], [one!, other!]]
}

/** A line of the examples at a place, each cell's last where it has fewer. */
function lineOf(columns: readonly FormCell[], at: number) {
  return Object.fromEntries(
    columns.map((column) => {
      const examples = cellExamples(column)
      return [column.name, examples[Math.min(at, examples.length - 1)] ?? null]
    }),
  )
}

/** Answers of which one should fit; texts of a fixed form are mostly phone numbers and years. */
function cellExamples({
  kind,
  title,
  choices,
  least,
  most,
}: FormCell): readonly (string | number | boolean)[] {
  if (kind === 'choice') return choices
  if (kind === 'yes-no') return [true]
  if (kind === 'number') return [least ?? Math.min(1, most ?? 1)]
  if (kind === 'day') return ['2026-09-01']
  const words = title.padEnd(least ?? 0, '……')
  return [most === null ? words : words.slice(0, most), '13800000000', '2026']
}

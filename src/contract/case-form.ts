import * as z from 'zod'

const cellKinds = ['text', 'long', 'number', 'day', 'choice', 'yes-no'] as const

/** One question with one answer. */
export const formCell = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(cellKinds),
  choices: z.array(z.string()),
  required: z.boolean(),
  /** Bounds as people type them: at least, at most; characters of a text. */
  least: z.number().nullable(),
  most: z.number().nullable(),
})
export type FormCell = z.infer<typeof formCell>

/**
 * One question of a form, drawn from the definition's schema: a cell, a record chosen from those that the case's page
 * offers, or lines of the same columns, `least` to `most` of them.
 */
export const formField = formCell.extend({
  kind: z.enum([...cellKinds, 'record', 'lines']),
  columns: z.array(formCell),
})
export type FormField = z.infer<typeof formField>

const cellValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()])
const formValue = z.union([cellValue, z.array(z.record(z.string().max(40), cellValue)).max(100)])
/** A form by the names of its fields; a draft may hold anything of it. */
export const formValues = z.record(z.string().max(40), formValue)
export type FormValues = z.infer<typeof formValues>

/** What may be chosen for a field that names a record. */
export const formChoice = z.object({ value: z.string(), title: z.string() })
export type FormChoice = z.infer<typeof formChoice>

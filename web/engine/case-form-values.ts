import type { FormField } from '#contract/case-manifest.ts'
import { t } from '../lib/t.ts'

/** A form as it is typed: every answer as text. */
export type Typed = Readonly<Record<string, string>>
/** A form as the server takes it. */
export type Values = Record<string, string | number | boolean | null>

const YES = 'yes'
const NO = 'no'
/** How yes and no are chosen. */
export const YES_NO = { yes: YES, no: NO } as const

/** What the server keeps, as it is typed. */
export function toTyped(values: Values): Typed {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typedValue(value)]))
}

function typedValue(value: Values[string]): string {
  if (typeof value === 'boolean') return value ? YES : NO
  return value === null ? '' : String(value)
}

/** What is typed, as the server keeps it; empty answers are null, numbers that are none stay text to be refused there. */
export function toValues(fields: readonly FormField[], typed: Typed): Values {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, typed[field.name] ?? '')]))
}

function valueOf({ kind }: FormField, text: string): Values[string] {
  const plain = text.trim()
  if (plain === '') return null
  if (kind === 'yes-no') return plain === YES
  return kind === 'number' && Number.isFinite(Number(plain)) ? Number(plain) : plain
}

/** What is told at a field after leaving it; undefined while it is fine or empty. The server decides in the end. */
export function fieldError({ kind, least, most }: FormField, text: string): string | undefined {
  const plain = text.trim()
  if (plain === '') return undefined
  if (kind === 'number') return numberError(plain, least, most)
  if (kind !== 'text' && kind !== 'long') return undefined
  const length = [...plain].length
  if (least !== null && length < least) return t('至少 {n} 个字，现有 {length} 个', { n: least, length })
  if (most !== null && length > most) return t('至多 {n} 个字，现有 {length} 个', { n: most, length })
  return undefined
}

function numberError(plain: string, least: number | null, most: number | null): string | undefined {
  const value = Number(plain)
  if (!Number.isFinite(value)) return t('应填数字')
  if (least !== null && value < least) return t('不小于 {n}', { n: least })
  return most !== null && value > most ? t('不大于 {n}', { n: most }) : undefined
}

/** An answer as it is read. */
export function shownValue({ kind }: FormField, value: Values[string] | undefined): string {
  if (value === null || value === undefined) return ''
  if (kind === 'yes-no') return value === true ? t('是') : t('否')
  return String(value)
}

import type { FormCell, FormField, FormValues } from '#contract/case-form.ts'
import { t } from '../lib/t.ts'

/** A line of a table as it is typed. */
export type TypedLine = Readonly<Record<string, string>>
/** A form as it is typed: every answer as text, that of lines as the JSON of them. */
export type Typed = Readonly<Record<string, string>>
type Value = FormValues[string]
type CellValue = Exclude<Value, readonly unknown[]>

const YES = 'yes'
const NO = 'no'
/** How yes and no are chosen. */
export const YES_NO = { yes: YES, no: NO } as const

/** What the server keeps, as it is typed. */
export function toTyped(values: FormValues): Typed {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typedValue(value)]))
}

function typedValue(value: Value): string {
  return Array.isArray(value) ? lines.toText(value.map(toTyped)) : typedCell(value)
}

function typedCell(value: CellValue): string {
  if (typeof value === 'boolean') return value ? YES : NO
  return value === null ? '' : String(value)
}

/** Lines of a table in one text, and out of it; what is no table has no lines. */
export const lines = {
  toText: (typed: readonly TypedLine[]): string => JSON.stringify(typed),
  ofText: (text: string): TypedLine[] => {
    if (!text.startsWith('[')) return []
    return (JSON.parse(text) as TypedLine[]).map((line) => ({ ...line }))
  },
}

/** What is typed, as the server keeps it; empty answers are null, numbers that are none stay text to be refused there. */
export function toValues(fields: readonly FormField[], typed: Typed): FormValues {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, typed[field.name] ?? '')]))
}

function valueOf(field: FormField, text: string): Value {
  const { kind, columns } = field
  if (kind !== 'lines') return cellValue(kind, text)
  const filled = lines
    .ofText(text)
    .filter((line) => columns.some(({ name }) => (line[name] ?? '').trim() !== ''))
  if (filled.length === 0) return null
  return filled.map((line) =>
    Object.fromEntries(
      columns.map((column) => [column.name, cellValue(column.kind, line[column.name] ?? '')]),
    ),
  )
}

function cellValue(kind: FormField['kind'], text: string): CellValue {
  const plain = text.trim()
  if (plain === '') return null
  if (kind === 'yes-no') return plain === YES
  return kind === 'number' && Number.isFinite(Number(plain)) ? Number(plain) : plain
}

/** What is told at a field after leaving it; undefined while it is fine or empty. The server decides in the end. */
export function fieldError(
  { kind, least, most }: Pick<FormField, 'kind' | 'least' | 'most'>,
  text: string,
): string | undefined {
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

/** An answer in one cell as it is read. */
export function shownCell({ kind }: Pick<FormCell, 'kind'>, value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (kind === 'yes-no') return value === true ? t('是') : t('否')
  return String(value)
}

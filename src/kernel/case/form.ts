import * as z from 'zod'
import { boundsWords } from '#lib/bounds.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { CaseDefinition } from './define.ts'
import { stageOf } from './steps.ts'

/** A form as it is filled in: what is empty is missing. */
export type Form = Readonly<Record<string, unknown>>

/** How people call a field. */
export function fieldTitle(definition: CaseDefinition, name: string): string {
  return definition.form.shape[name]?.description ?? name
}

/** The fields that a stage asks for. */
export function fieldsOf(definition: CaseDefinition, stage: string): string[] {
  const at = stageOf(definition, stage)
  if (at.kind !== 'submit') return []
  return [...(at.fields ?? Object.keys(definition.form.shape))]
}

/**
 * Keeps what a stage asks for as it was typed, and null for what is empty; what was handed in at other stages is not
 * changed here. @throws nothing: a draft may be anything.
 */
export function draftOf(definition: CaseDefinition, stage: string, said: Form): Form {
  const asked = fieldsOf(definition, stage).filter((name) => name in said)
  return Object.fromEntries(asked.map((name) => [name, isEmpty(said[name]) ? null : said[name]]))
}

/** Whether a field says nothing. */
export function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** A form checked against the fields of a stage: its values, or what does not fit field by field. */
export function checkForm(
  definition: CaseDefinition,
  stage: string,
  said: Form,
): { values: Form; faults: Refusal[] } {
  const values: Record<string, unknown> = {}
  const faults: Refusal[] = []
  for (const name of fieldsOf(definition, stage)) {
    const schema = definition.form.shape[name]
    const result = z.safeParse(
      schema ?? z.never(),
      typeof said[name] === 'string' ? said[name].trim() : said[name],
    )
    if (!result.success) faults.push(faultOf(definition, name, said[name]))
    else if (!isEmpty(result.data)) values[name] = result.data
  }
  return { values, faults }
}

function faultOf(definition: CaseDefinition, name: string, value: unknown): Refusal {
  const title = fieldTitle(definition, name)
  const schema = definition.form.shape[name]
  if (schema === undefined) return { code: 'value', because: `“${title}”不在表单里。`, field: name }
  const said = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) as Said
  if (isEmpty(value)) {
    const because = said.records === undefined ? `请填写“${title}”。` : `请选择“${title}”。`
    return { code: 'missing', because, field: name }
  }
  const because =
    said.type === 'array' ? linesFault(title, said, schema, value) : `“${title}”${expected(said)}`
  return { code: 'value', because, field: name }
}

type Said = z.core.JSONSchema.BaseSchema & { records?: string }

/** What does not fit in lines: how many there are, or the first cell that is wrong. */
function linesFault(title: string, said: Said, schema: z.core.$ZodType, value: unknown): string {
  const found = z.safeParse(schema, value).error?.issues.find(({ path }) => path.length >= 2)
  const [row, name] = [Number(found?.path[0]), String(found?.path[1])]
  const column = columnOf(said, name)
  if (found === undefined || column === undefined)
    return `“${title}”应有 ${said.minItems ?? 0} 到 ${said.maxItems ?? 100} 行。`
  const cell: unknown = Array.isArray(value) ? (value[row] as Form | undefined)?.[name] : undefined
  const called = column.description ?? name
  return isEmpty(cell)
    ? `请填写“${title}”第 ${row + 1} 行的“${called}”。`
    : `“${title}”第 ${row + 1} 行的“${called}”${expected(column)}`
}

function columnOf({ items }: Said, name: string): Said | undefined {
  const line = Array.isArray(items) ? undefined : items
  const column = typeof line === 'object' ? line.properties?.[name] : undefined
  return typeof column === 'object' ? column : undefined
}

/** What a field takes, in words. */
function expected(said: Said): string {
  if (Array.isArray(said.enum)) return `应为${said.enum.join('、')}之一。`
  if (said.format === 'date') return '应为日期，写作 2026-09-01。'
  if (said.type === 'integer' || said.type === 'number')
    return `应为${[said.type === 'integer' ? '整数' : '数', ...decimals(said), ...boundsWords(said)].join('，')}。`
  return `应为 ${said.minLength ?? 1} 到 ${said.maxLength ?? 5000} 个字。`
}

/** How fine a number may be, where that is limited. */
function decimals({ type, multipleOf }: Said): string[] {
  if (type === 'integer' || multipleOf === undefined || multipleOf >= 1) return []
  return [`最多 ${Math.round(-Math.log10(multipleOf))} 位小数`]
}

/** A value as it is kept. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A kept value as the form has it: the schema of the field tells text from numbers and yes or no. */
export function readValue(definition: CaseDefinition, name: string, text: string): unknown {
  const schema = definition.form.shape[name]
  if (schema === undefined || z.safeParse(schema, text).success) return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

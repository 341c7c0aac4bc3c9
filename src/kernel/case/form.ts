import * as z from 'zod'
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
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
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
  if (isEmpty(value)) return { code: 'missing', because: `请填写“${title}”。`, field: name }
  return { code: 'value', because: `“${title}”${expected(definition, name)}`, field: name }
}

/** What a field takes, in words. */
function expected(definition: CaseDefinition, name: string): string {
  const schema = definition.form.shape[name]
  if (schema === undefined) return '不在表单里。'
  const said = z.toJSONSchema(schema, { unrepresentable: 'any' })
  if (Array.isArray(said.enum)) return `应为${said.enum.join('、')}之一。`
  if (said.format === 'date') return '应为日期，写作 2026-09-01。'
  if (said.type === 'integer' || said.type === 'number')
    return `应为${said.type === 'integer' ? '整数' : '数'}${bounds(said)}。`
  return `应为 ${said.minLength ?? 1} 到 ${said.maxLength ?? 5000} 个字。`
}

function bounds({ minimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? `，不小于 ${minimum}` : ''
  const most = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `，不大于 ${maximum}` : ''
  return least + most
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

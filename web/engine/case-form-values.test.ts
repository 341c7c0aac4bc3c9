import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormField } from '#contract/case-form.ts'
import { lines, toTyped, toValues } from './case-form-values.ts'

const field = (name: string, kind: FormField['kind']): FormField => ({
  name,
  title: name,
  kind,
  choices: [],
  required: true,
  least: null,
  most: null,
  columns: [],
})
const FIELDS = [field('a', 'number'), field('b', 'yes-no'), field('c', 'text'), field('d', 'day')]

test('every kind of answer survives being typed', () => {
  const values = { a: 3.5, b: false, c: '甲', d: '2026-09-01' }
  assert.deepEqual(toValues(FIELDS, toTyped(values)), values)
})

test('lines survive being typed, without those that say nothing', () => {
  const { columns: _none, ...cell } = field('amount', 'number')
  const table: FormField = { ...field('lines', 'lines'), columns: [{ ...cell, kind: 'number' }] }
  const values = { lines: [{ amount: 12.5 }, { amount: 3 }] }
  assert.deepEqual(toValues([table], toTyped(values)), values)
  const typed = { lines: lines.toText([{ amount: '12.5' }, { amount: ' ' }, {}]) }
  assert.deepEqual(toValues([table], typed), { lines: [{ amount: 12.5 }] })
  assert.deepEqual(toValues([table], { lines: lines.toText([{}]) }), { lines: null })
})

test('an empty answer is none, and what is no number is left for the server to refuse', () => {
  assert.deepEqual(toValues(FIELDS, { a: '三', b: '', c: ' ' }), { a: '三', b: null, c: null, d: null })
})

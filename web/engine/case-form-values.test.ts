import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormField } from '#contract/case-manifest.ts'
import { toTyped, toValues } from './case-form-values.ts'

const field = (name: string, kind: FormField['kind']): FormField => ({
  name,
  title: name,
  kind,
  choices: [],
  required: true,
  least: null,
  most: null,
})
const FIELDS = [field('a', 'number'), field('b', 'yes-no'), field('c', 'text'), field('d', 'day')]

test('every kind of answer survives being typed', () => {
  const values = { a: 3.5, b: false, c: '甲', d: '2026-09-01' }
  assert.deepEqual(toValues(FIELDS, toTyped(values)), values)
})

test('an empty answer is none, and what is no number is left for the server to refuse', () => {
  assert.deepEqual(toValues(FIELDS, { a: '三', b: '', c: ' ' }), { a: '三', b: null, c: null, d: null })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlacedQuestion } from '#contract/questionnaire.ts'
import { chosen, isAnswered, written } from './draft.ts'

const ask = (kind: PlacedQuestion['kind']): PlacedQuestion => ({
  position: 1,
  kind,
  says: '问',
  required: true,
  options: ['甲', '乙'],
  most: 5,
  lines: kind === 'matrix' ? ['一', '二'] : [],
})

test('a choice replaces the one before, line by line; a multiple choice is switched', () => {
  const single = chosen(chosen([], ask('single'), 1), ask('single'), 2)
  assert.deepEqual(single, [{ position: 1, choice: 2 }])
  const matrix = chosen(chosen(chosen([], ask('matrix'), 1, 1), ask('matrix'), 2, 2), ask('matrix'), 5, 1)
  assert.deepEqual(matrix, [
    { position: 1, line: 2, choice: 2 },
    { position: 1, line: 1, choice: 5 },
  ])
  const two = chosen(chosen([], ask('multiple'), 1), ask('multiple'), 2)
  assert.equal(two.length, 2)
  assert.deepEqual(chosen(two, ask('multiple'), 1), [{ position: 1, choice: 2 }])
})

test('words that were taken back are no answer', () => {
  assert.deepEqual(written(written([], ask('text'), ' 好 '), ask('text'), '  '), [])
})

test('a matrix is answered when each of its lines is', () => {
  const half = chosen([], ask('matrix'), 3, 1)
  assert.equal(isAnswered(half, ask('matrix')), false)
  assert.equal(isAnswered(chosen(half, ask('matrix'), 3, 2), ask('matrix')), true)
  assert.equal(isAnswered([], { ...ask('single'), required: false }), true)
})

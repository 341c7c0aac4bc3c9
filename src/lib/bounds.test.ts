import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsWords } from './bounds.ts'

test('bounds are said as far as there are any', () => {
  assert.deepEqual(boundsWords({ minimum: 1, maximum: 500 }), ['不小于 1', '不大于 500'])
  assert.deepEqual(boundsWords({ exclusiveMinimum: 0 }), ['大于 0'])
  assert.deepEqual(boundsWords({ minimum: 0, maximum: 0 }), ['不小于 0', '不大于 0'])
  assert.deepEqual(boundsWords({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }), [])
  assert.deepEqual(boundsWords({}), [])
})

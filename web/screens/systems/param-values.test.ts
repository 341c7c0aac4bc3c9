import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromTyped, toTyped } from './param-values.ts'

test('every kind of value survives being typed', () => {
  for (const value of [4, 0.8, true, false, '县级', [1, 2, 3]])
    assert.deepEqual(fromTyped(toTyped(value), value), value)
})

test('what is no number is refused, not read as zero', () => {
  assert.equal(fromTyped('', 4), undefined)
  assert.equal(fromTyped('四', 4), undefined)
})

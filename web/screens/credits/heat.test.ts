import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heatOf } from './heat.ts'

test('the bounds belong to the lighter shade', () => {
  assert.deepEqual(
    [0, 1, 10, 11, 30, 31, 60, 61, 100].map((short) => heatOf(short, 100)),
    [0, 1, 1, 2, 2, 3, 3, 4, 4],
  )
})

test('a school without people has no shade', () => {
  assert.equal(heatOf(0, 0), 0)
})

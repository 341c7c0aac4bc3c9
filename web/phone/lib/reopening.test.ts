import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitUntil } from './reopening.ts'

test('it waits for the opening, at most an hour at once, and never hammers', () => {
  assert.equal(waitUntil(60_000, 0), 60_000)
  assert.equal(waitUntil(5 * 3_600_000, 0), 3_600_000)
  assert.ok(waitUntil(0, 1) >= 10_000, 'the opening has passed and the server still says no')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from './ids.ts'

test('ids carry their time, version and variant, and sort by time', () => {
  const early = newId(1_700_000_000_000)
  const late = newId(1_700_000_000_001)
  assert.match(early, /^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.ok(early < late)
  assert.notEqual(newId(1), newId(1))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentOf } from './moment.ts'

test('a time without a zone is Beijing time', () => {
  assert.equal(momentOf('2025-03-08 08:30')?.toISOString(), '2025-03-08T00:30:00.000Z')
  assert.equal(momentOf('2025-03-08T08:30:15')?.toISOString(), '2025-03-08T00:30:15.000Z')
})

test('a day alone is its last second, so that nothing of that day is lost', () => {
  assert.equal(momentOf('2025-03-08')?.toISOString(), '2025-03-08T15:59:59.000Z')
  assert.equal(momentOf('2030-01-01')?.toISOString(), '2030-01-01T15:59:59.000Z')
})

test('a time with a zone is taken as it stands', () => {
  assert.equal(momentOf('2025-03-08T08:30:00Z')?.toISOString(), '2025-03-08T08:30:00.000Z')
})

test('anything else is no time', () => {
  for (const typed of [
    '',
    '2025-13-08 08:30',
    'gestern',
    '2025',
    '2025-02-30',
    '2025-02-30 08:30',
    '2025-3-8',
    '2025-03-08 25:00',
  ])
    assert.equal(momentOf(typed), null, typed)
})

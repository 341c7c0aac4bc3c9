import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countdown, isFresh, PACE, pauseAfter } from './pace.ts'
import { pathOf, placeOf } from './place.ts'

test('it asks again when the code changes, and slows down while nobody answers', () => {
  assert.equal(pauseAfter(0, 5), PACE)
  assert.equal(pauseAfter(0, 1), 1050)
  assert.equal(pauseAfter(0, 0), PACE)
  assert.deepEqual(
    [1, 2, 3, 9].map((failures) => pauseAfter(failures, 1)),
    [1500, 3000, 6000, 10_000],
  )
})

test('a code is shown as long as the server would take it', () => {
  assert.ok(isFresh(3, 7))
  assert.equal(isFresh(3, 8), false)
})

test('a countdown in minutes and seconds, within the hour', () => {
  assert.deepEqual(countdown(200), { minutes: 3, seconds: 20 })
  assert.deepEqual(countdown(-1), { minutes: 0, seconds: 0 })
  assert.equal(countdown(3600), null)
})

test('the address names activity and slot', () => {
  const place = { id: '01a1ffed-4454-7eb3-84e5-91a7301edbfb', slot: 2 }
  assert.deepEqual(placeOf(pathOf(place)), place)
  assert.deepEqual(['/screen', '/screen/x/0', '/screen/x/1/y', '/screen/a b/1'].map(placeOf), [
    null,
    null,
    null,
    null,
  ])
})

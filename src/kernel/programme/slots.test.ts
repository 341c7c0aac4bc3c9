import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, localTimeOf } from '#lib/dates.ts'
import { countDays, defaultSlotTimes, slotState } from './slots.ts'
import type { Timed } from './slots.ts'

const PARAMS = { opensBefore: 30, lateAfter: 10 }

const timed = (from: string, until: string, slots: number): Timed => ({
  startsAt: instantOf(`${from}:00`),
  endsAt: instantOf(`${until}:00`),
  slots,
})

/** Each slot as "opens late closes" by the local clock. */
function spread(activity: Timed): string[] {
  return Array.from({ length: activity.slots }, (_, index) => {
    const times = defaultSlotTimes(activity, index + 1, PARAMS)
    return [times.opensAt, times.lateAfter, times.closesAt]
      .map((at) => localTimeOf(at).slice(5, 16))
      .join(' ')
  })
}

test('two slots of a day halve its hours', () => {
  assert.deepEqual(spread(timed('2025-03-08 08:30', '2025-03-08 16:30', 2)), [
    '03-08 08:00 03-08 08:40 03-08 12:30',
    '03-08 12:00 03-08 12:40 03-08 16:30',
  ])
})

test('four slots of three days fall on all three', () => {
  const days = spread(timed('2025-03-08 08:30', '2025-03-10 16:30', 4)).map((words) => words.slice(0, 11))
  assert.deepEqual(days, ['03-08 08:00', '03-08 12:00', '03-09 08:00', '03-10 08:00'])
})

test('one slot of many days is on the first of them', () => {
  assert.deepEqual(spread(timed('2025-03-08 09:00', '2025-03-10 17:00', 1)), [
    '03-08 08:30 03-08 09:10 03-08 17:00',
  ])
})

test('an activity without length can still be checked in to', () => {
  assert.deepEqual(spread(timed('2025-03-08 09:00', '2025-03-08 09:00', 1)), [
    '03-08 08:30 03-08 09:10 03-08 09:10',
  ])
})

test('through the night, each day lasts until midnight', () => {
  assert.deepEqual(spread(timed('2025-03-08 19:00', '2025-03-09 07:00', 2)), [
    '03-08 18:30 03-08 19:10 03-09 00:00',
    '03-09 18:30 03-09 19:10 03-10 00:00',
  ])
  assert.equal(countDays(timed('2025-03-08 23:59', '2025-03-09 00:01', 1)), 2)
})

test('every slot of every shape opens before it is late and is late before it closes', () => {
  for (let slots = 1; slots <= 60; slots += 1) {
    for (const until of ['2025-03-08 08:30', '2025-03-08 17:30', '2025-03-11 12:00', '2025-07-01 18:00']) {
      const activity = timed('2025-03-08 08:30', until, slots)
      let last = 0
      for (let slot = 1; slot <= slots; slot += 1) {
        const times = defaultSlotTimes(activity, slot, PARAMS)
        assert.ok(times.opensAt < times.lateAfter && times.lateAfter <= times.closesAt)
        assert.ok(times.opensAt.getTime() >= last)
        last = times.opensAt.getTime()
      }
    }
  }
})

test('a slot opens at its opening and has closed at its closing', () => {
  const times = defaultSlotTimes(timed('2025-03-08 08:30', '2025-03-08 16:30', 1), 1, PARAMS)
  const at = (clock: string): string => slotState(times, instantOf(`2025-03-08 ${clock}`))
  assert.deepEqual(['07:59:59', '08:00:00', '16:29:59', '16:30:00'].map(at), [
    'waiting',
    'open',
    'open',
    'closed',
  ])
})

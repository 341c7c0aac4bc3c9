import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  dayAt,
  dayOf,
  instantOf,
  isRealDay,
  localTimeOf,
  localTimeOfSerial,
  toExclusive,
  toLastDay,
  yearOf,
  yearRange,
} from './dates.ts'

test('only days that the calendar has are real', () => {
  assert.ok(isRealDay('2024-02-29'))
  for (const day of ['2025-02-29', '1900-02-29', '2025-04-31', '2025-13-01', '2025-00-10', '2025-1-1', ''])
    assert.ok(!isRealDay(day), day)
  assert.equal(dayOf(2000, 2, 29), '2000-02-29')
})

test('the last day that counts and the exclusive end are one day apart', () => {
  assert.equal(toExclusive('2024-12-31'), '2025-01-01')
  assert.equal(toLastDay('2024-03-01'), '2024-02-29')
  assert.equal(toExclusive(null), null)
  assert.equal(toLastDay(null), null)
  assert.equal(addDays('2025-03-08', -8), '2025-02-28')
  assert.equal(toExclusive('9999-12-31'), '10000-01-01')
})

test('years are half-open', () => {
  assert.deepEqual(yearRange(2025), { from: '2025-01-01', to: '2026-01-01' })
  assert.equal(yearOf('2024-12-31 23:59:59'), 2024)
})

test('Excel serials count days from 1900 or 1904, times are fractions', () => {
  assert.equal(localTimeOfSerial(45658), '2025-01-01 00:00:00')
  assert.equal(localTimeOfSerial(45658.354166666664), '2025-01-01 08:30:00')
  assert.equal(localTimeOfSerial(45658 - 1462, true), '2025-01-01 00:00:00')
  assert.equal(localTimeOfSerial(0), null)
  assert.equal(localTimeOfSerial(3e6), null)
})

test('local time is Shanghai, eight hours before UTC', () => {
  assert.equal(localTimeOf(new Date('2025-12-31T16:00:00Z')), '2026-01-01 00:00:00')
  assert.equal(dayAt(new Date('2025-12-31T15:59:59Z')), '2025-12-31')
  assert.equal(instantOf('2026-01-01 00:00:00').toISOString(), '2025-12-31T16:00:00.000Z')
})

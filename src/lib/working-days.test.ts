import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWorkingDay, lastWorkingDay, workCalendar, workingDaysBetween } from './working-days.ts'

/** 2026 年国庆: 1–7 October off, 20 September and 10 October worked. */
const national = workCalendar([
  ...[1, 2, 3, 4, 5, 6, 7].map((d) => ({ day: `2026-10-0${d}`, kind: 'off' as const })),
  { day: '2026-09-20', kind: 'work' },
  { day: '2026-10-10', kind: 'work' },
])

test('a week without holidays has five working days', () => {
  assert.equal(lastWorkingDay('2026-11-16', 5, workCalendar([])), '2026-11-23')
  assert.equal(workingDaysBetween('2026-11-16', '2026-11-23', workCalendar([])), 5)
})

test('a period over the holiday week skips it and counts the Saturday that is worked instead', () => {
  assert.equal(lastWorkingDay('2026-09-29', 5, national), '2026-10-12')
  assert.deepEqual(
    ['2026-09-20', '2026-10-01', '2026-10-10', '2026-10-11'].map((day) => isWorkingDay(day, national)),
    [true, false, true, false],
  )
})

test('no days end on the day itself', () => {
  assert.equal(lastWorkingDay('2026-10-03', 0, national), '2026-10-03')
  assert.equal(workingDaysBetween('2026-10-09', '2026-10-01', national), 0)
})

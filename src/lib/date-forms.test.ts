import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { localTimeOfNumber, parseDay, parseLocalTime } from './date-forms.ts'

test('every form in which people type a day is the same day', () => {
  const forms = [
    '2025-03-08',
    '2025-3-8',
    '2025/3/8',
    '2025.3.8',
    '2025年3月8日',
    '2025 年 3 月 8 日',
    '20250308',
    '45724',
    '2025-03-08 00:00:00',
  ]
  for (const form of forms) assert.equal(parseDay(form), '2025-03-08', form)
})

test('a time follows any of the days; a day alone is midnight', () => {
  const forms = [
    '2025-03-08 8:30',
    '2025/3/8 08:30:00',
    '2025年3月8日8:30',
    '2025年3月8日 08:30',
    '20250308 8:30',
    '2025-03-08T08:30:00',
    '45724.3541666667',
  ]
  for (const form of forms) assert.equal(parseLocalTime(form), '2025-03-08 08:30:00', form)
  assert.equal(parseLocalTime('2025.3.8'), '2025-03-08 00:00:00')
  assert.equal(parseLocalTime('2025-03-08 23:59:59'), '2025-03-08 23:59:59')
})

test('what is no day, or none that exists, is null', () => {
  const wrong = [
    '去年夏天',
    '2001-02-30',
    '2025-13-01',
    '25-3-8',
    '2025-3/8',
    '2025年3月',
    '20250230',
    '19999',
    '60001',
    '0202-03-08',
    '2025-03-08-01',
    '',
  ]
  for (const form of wrong) assert.equal(parseDay(form), null, form)
  for (const clock of ['24:00', '8:60', '8', '8:3', '上午8:30', '8:30:61'])
    assert.equal(parseLocalTime(`2025-03-08 ${clock}`), null, clock)
})

test('numbers are serials from 20000 to 60000, or year, month and day in a row', () => {
  assert.equal(localTimeOfNumber(45724.5, false), '2025-03-08 12:00:00')
  assert.equal(localTimeOfNumber(20250308, false), '2025-03-08 00:00:00')
  assert.equal(localTimeOfNumber(45724 - 1462, true), '2025-03-08 00:00:00')
  for (const value of [19_999, 60_001, 20250230, 2025, 20250308.5, -1])
    assert.equal(localTimeOfNumber(value, false), null, String(value))
})

test('every day from 1955 to 2063 comes back from each form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20_200, max: 59_900 }), (serial) => {
      const day = parseDay(String(serial)) ?? ''
      const [year, month, date] = day.split('-').map(Number)
      for (const form of [
        day,
        `${year}/${month}/${date}`,
        `${year}.${month}.${date}`,
        `${year}年${month}月${date}日`,
        day.replaceAll('-', ''),
      ]) {
        assert.equal(parseDay(form), day)
      }
    }),
  )
})

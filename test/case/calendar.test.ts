import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { NATIONAL } from '#kernel/case/national-holidays.ts'
import { isWorkingDay, workCalendar } from '#lib/working-days.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { garden, key, type Garden } from './garden.ts'

test('the national arrangements have as many days off and worked as the notices say', () => {
  const counts = [...NATIONAL].map(([year, { days }]) => [
    year,
    days.filter(({ kind }) => kind === 'off').length,
    days.filter(({ kind }) => kind === 'work').length,
  ])
  assert.deepEqual(counts, [
    [2025, 28, 5],
    [2026, 33, 6],
  ])
  for (const [year, { days }] of NATIONAL) {
    assert.equal(new Set(days.map(({ day }) => day)).size, days.length, String(year))
    const weekend = workCalendar([])
    // a day that is worked instead is one of a weekend
    assert.ok(
      days.every(({ day, kind }) => kind === 'off' || !isWorkingDay(day, weekend)),
      String(year),
    )
  }
})

suite('the working calendar', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => (g = await garden(ending)))

  const set = (days: object[], more: object = {}, login = 'officer'): ReturnType<Garden['ask']> =>
    g.ask(login, 'PUT', '/api/holidays', {
      key: key(),
      year: 2027,
      document: '甲政办〔2026〕20号',
      days,
      ...more,
    })
  const days = async (login: string): Promise<unknown> =>
    (await g.ask(login, 'GET', '/api/holidays?year=2027')).body['days']

  test('a year is set as a whole: a second time replaces the first, and leaves other years alone', async () => {
    const newYear = { day: '2027-01-01', kind: 'off', name: '元旦' }
    assert.equal((await set([newYear, { day: '2027-05-01', kind: 'off', name: '劳动节' }])).status, 200)
    await set([{ day: '2026-12-31', kind: 'off', name: '雪灾' }], { year: 2026 })
    assert.equal((await set([newYear])).status, 200)
    assert.deepEqual(await days('甲一'), [newYear])
    const { rows } = await g.db.admin.query(`select from holiday where day = '2026-12-31'`)
    assert.equal(rows.length, 1)
    const { rows: log } = await g.db.admin.query(`select from audit_log where action = 'case.holidays'`)
    assert.equal(log.length, 3)
  })

  test('days of another year, days named twice, and others than officers are refused', async () => {
    assert.match(
      (await set([{ day: '2028-01-01', kind: 'off', name: '元旦' }])).body.because ?? '',
      /2028-01-01 不在 2027 年/,
    )
    const twice = { day: '2027-01-02', kind: 'off', name: '元旦' }
    assert.match((await set([twice, { ...twice, kind: 'work' }])).body.because ?? '', /2027-01-02 写了两次/)
    assert.equal((await set([], {}, 'school-a')).status, 403)
    assert.deepEqual(await days('officer'), [{ day: '2027-01-01', kind: 'off', name: '元旦' }])
  })
})

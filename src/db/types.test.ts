import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '#test/harness/database.ts'
import { safeInteger } from './types.ts'

test('days, exact numbers and instants arrive as what they are', async (t) => {
  const db = await testDatabase(t)
  const found = await db.app.query(`
    select date '2025-03-08' as day, array[date '2025-03-08', null] as days, 1.10::numeric as exact,
      9007199254740991::bigint as big, array[1, 2]::bigint[] as bigs, null::date as nothing,
      timestamptz '2025-03-08 08:30+08' as instant, current_setting('TimeZone') as zone`)
  assert.deepEqual(found.rows[0], {
    day: '2025-03-08',
    days: ['2025-03-08', null],
    exact: '1.10',
    big: 9007199254740991,
    bigs: [1, 2],
    nothing: null,
    instant: new Date('2025-03-08T00:30:00Z'),
    zone: 'Asia/Shanghai',
  })
})

test('a bigint that a number cannot hold is an error, not another number', async (t) => {
  assert.throws(() => safeInteger('9007199254740993'), RangeError)
  const db = await testDatabase(t)
  await assert.rejects(db.app.query('select 9007199254740993::bigint'), RangeError)
})

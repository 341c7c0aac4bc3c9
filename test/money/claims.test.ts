import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql } from 'kysely'
import { claimable, claimRows, gradeCascade, payClaim } from '#kernel/money/claims.ts'
import { reverseFund } from '#kernel/money/entries.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { list, moneyCounty, refusedWith, SCHOOL_A, YEAR } from './county.ts'

suite('claims of who was sent out', () => {
  const db = suiteDatabase()
  const { county, made, trying } = moneyCounty(db)

  const journey = (name: string) => ({ activity: made.sentTo, person: county().people.get(name)! })
  const lines = [
    { item: '伙食补助费', amount: 360 },
    { item: '住宿费', amount: 900 },
  ]
  const payment = { unit: 'A', on: '2026-04-01', voucher: 'T-1', lines }

  test('a claim is released by the grade of what was passed on, and paid once', async () => {
    const owed = await county().as(SCHOOL_A, (work) => claimRows(work, { year: YEAR, offset: 0, limit: 10 }))
    assert.deepEqual([owed.counts['passed-on'], owed.counts.owes, owed.total], [1, 1, 2])
    assert.equal((await county().as(SCHOOL_A, (work) => claimable(work, journey('甲'), lines))).amount, 0)
    const grade = (name: string) =>
      county().as(SCHOOL_A, (work) =>
        gradeCascade(work, { ...journey(name), grade: 'pass', because: '听课记录和教案齐全' }),
      )
    const pay = (name: string, change: object = {}) =>
      county().as(SCHOOL_A, (work) => payClaim(work, { ...payment, ...journey(name), ...change }))
    await assert.rejects(grade('乙'), refusedWith(403, 'no-grade'))
    await assert.rejects(grade('丙'), refusedWith(404, 'not-found'))
    await assert.rejects(pay('甲'), refusedWith(409, 'not-released'))
    await grade('甲')
    const released = await county().as(SCHOOL_A, (work) => claimable(work, journey('甲'), lines))
    assert.deepEqual([released.amount, released.lines.map((line) => line.allowed)], [960, [300, 900]])
    const [one, other] = await Promise.allSettled([pay('甲'), pay('甲', { voucher: 'T-2' })])
    assert.deepEqual([one.status, other.status].toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(pay('甲', { voucher: 'T-3' }), refusedWith(409, 'paid-before'))
    await assert.rejects(grade('甲'), refusedWith(403, 'no-grade'))
    const rows = await county().as(SCHOOL_A, (work) => list(work, { item: '差旅费' }))
    assert.deepEqual([rows.total, rows.amount], [1, 960])
  })

  test('reversing the entry frees the voucher and the claim, and stays on record', async () => {
    await trying(SCHOOL_A, async (work) => {
      const [paid] = (await list(work, { item: '差旅费' })).rows
      await reverseFund(work, paid!.id, '重复报销')
      assert.equal((await list(work, { item: '差旅费' })).total, 0)
      assert.equal(
        (await payClaim(work, { ...payment, voucher: paid!.voucher!, ...journey('甲') })).paid,
        960,
      )
      const { rows } = await sql<{
        because: string
        amount: string
      }>`select because, amount from fund_reversal`.execute(work.tx)
      assert.deepEqual(rows, [{ because: '重复报销', amount: '960' }])
      const gone = sql`delete from fund_reversal`.execute(work.tx)
      await assert.rejects(gone, /permission denied/u)
    })
  })
})

import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { claimRows, gradeCascade, payClaim } from '#kernel/money/claims.ts'
import { reverseFund, reversePaid } from '#kernel/money/entries.ts'
import { travelOf } from '#kernel/money/read.ts'
import { newId } from '#lib/ids.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { makeAccount } from '#test/http/harness.ts'
import type { Who } from '#test/people/county.ts'
import { list, moneyCounty, OFFICER, refusedWith, SCHOOL_A, YEAR } from './county.ts'

suite('claims of who was sent out', () => {
  const db = suiteDatabase()
  const { county, made, trying } = moneyCounty(db)

  const journey = (name: string) => ({ activity: made.sentTo, person: county().people.get(name)! })
  const lines = [
    { item: '伙食补助费', amount: 360 },
    { item: '住宿费', amount: 900 },
  ]
  const payment = { unit: 'A', on: '2026-04-01', voucher: 'T-1', lines, files: [] }
  const PROGRAM: Who = { role: 'system' }
  const caseId = newId()
  before(async () => {
    const { region, people, units } = county()
    const officer = await makeAccount(db(), region, 'claims', 'officer')
    await db().admin.query(
      `insert into case_record (region_id, id, number, system, rev, year, person_id, unit_id, applicant_id, name, name_initials, params)
        values ($1, $2, '2026-0001', 'travel-claim', 1, 2026, $3, $4, $5, '甲', 'j', '{}')`,
      [region, caseId, people.get('甲'), units.get('A'), officer],
    )
  })
  const pay = (name: string, change: object = {}, who = PROGRAM) =>
    county().as(who, (work) => payClaim(work, { ...payment, caseId, ...journey(name), ...change }))

  test('a claim is released by the grade of what was passed on, and paid once', async () => {
    const owed = await county().as(SCHOOL_A, (work) => claimRows(work, { year: YEAR, offset: 0, limit: 10 }))
    assert.deepEqual([owed.counts['passed-on'], owed.counts.owes, owed.total], [1, 1, 2])
    const before = await county().as(SCHOOL_A, (work) => travelOf(work, journey('甲'), lines))
    assert.match(before!.owed!, /还没有考核等级/u)
    const grade = (name: string) =>
      county().as(SCHOOL_A, (work) =>
        gradeCascade(work, { ...journey(name), grade: 'pass', because: '听课记录和教案齐全' }),
      )
    await assert.rejects(grade('乙'), refusedWith(403, 'no-grade'))
    await assert.rejects(grade('丙'), refusedWith(404, 'not-found'))
    await assert.rejects(pay('甲'), refusedWith(409, 'not-released'))
    await grade('甲')
    const released = await county().as(SCHOOL_A, (work) => travelOf(work, journey('甲'), lines))
    assert.equal(released!.owed, null)
    assert.match(released!.says, /^申报 1,260\.00 元，报销 960\.00 元：.*伙食补助费按标准计 300\.00 元/u)
    const [one, other] = await Promise.allSettled([pay('甲'), pay('甲', { voucher: 'T-2' })])
    assert.deepEqual([one.status, other.status].toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(pay('甲', { voucher: 'T-3' }), refusedWith(409, 'paid-before'))
    await assert.rejects(grade('甲'), refusedWith(403, 'no-grade'))
    const rows = await county().as(SCHOOL_A, (work) => list(work, { item: '差旅费' }))
    assert.deepEqual([rows.total, rows.amount], [1, 960])
  })

  test('nobody pays past the decision of a case', async () => {
    const more = { lines: [{ item: '交通费', amount: 50 }], voucher: 'T-4' }
    await assert.rejects(pay('甲', more, SCHOOL_A), /row-level security/u)
    await assert.rejects(pay('甲', more, OFFICER), /row-level security/u)
    const [paid] = (await county().as(SCHOOL_A, (work) => list(work, { item: '差旅费' }))).rows
    const reversing = (who: Who) => county().as(who, (work) => reverseFund(work, paid!.id, '重复报销'))
    await assert.rejects(reversing(SCHOOL_A), refusedWith(409, 'paid-by-case'))
    await assert.rejects(reversing(OFFICER), refusedWith(409, 'paid-by-case'))
    await county().as(OFFICER, async ({ tx }) => {
      const { rows } = await sql<{
        gone: boolean
      }>`select reverse_fund_entry(${paid!.id}, '绕过') as gone`.execute(tx)
      assert.equal(rows[0]?.gone, false)
    })
  })

  test('reversing the entry frees the voucher and the claim, and stays on record', async () => {
    await trying(PROGRAM, async (work) => {
      const [paid] = (await list(work, { item: '差旅费' })).rows
      await reversePaid(work, paid!.id, '重复报销')
      assert.equal((await list(work, { item: '差旅费' })).total, 0)
      assert.equal(
        (await payClaim(work, { ...payment, caseId, voucher: paid!.voucher!, ...journey('甲') })).paid,
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

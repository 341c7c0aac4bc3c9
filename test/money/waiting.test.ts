import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { Work } from '#kernel/call.ts'
import { gradeCascade } from '#kernel/money/claims.ts'
import { enterFund } from '#kernel/money/entries.ts'
import { setBudget } from '#kernel/money/programmes.ts'
import { Cases } from '#kernel/case/registry.ts'
import { budgets, grades, journeys, vouchers } from '#kernel/message/todos/sources/money.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { entry, moneyCounty, OFFICER, SCHOOL_A, SCHOOL_B } from './county.ts'

const CASES = new Cases([])

suite('what money waits for', () => {
  const db = suiteDatabase()
  const { county, made, trying } = moneyCounty(db)
  const titles = async (work: Work, finder: typeof grades) =>
    (await finder.find(work, CASES)).items.map(({ title }) => title)

  test('a second-level training waits for its grade at the school, then its costs at the teacher', async () => {
    const own = (name: string) =>
      county().as({ role: 'teacher', person: name }, (work) => titles(work, journeys))
    assert.deepEqual(await own('乙'), ['上二级培训：《A2》'])
    assert.deepEqual(await own('甲'), [])
    assert.deepEqual(await county().as(SCHOOL_B, (work) => titles(work, grades)), [])
    assert.deepEqual(await county().as(SCHOOL_A, (work) => titles(work, grades)), [
      '给甲的二级培训定等级：《A3》',
    ])
    await county().as(SCHOOL_A, (work) =>
      gradeCascade(work, {
        activity: made.sentTo,
        person: county().people.get('甲')!,
        grade: 'good',
        because: '材料齐全',
      }),
    )
    assert.deepEqual(await county().as(SCHOOL_A, (work) => titles(work, grades)), [])
    assert.deepEqual(await own('甲'), ['报销差旅费：《A2》'])
  })

  test('spending without a scan waits for who keeps the books, nobody else', async () => {
    await trying(SCHOOL_A, async (work) => {
      await enterFund(work, entry({ voucher: 'W-1', amount: 88 }))
      await enterFund(work, entry({ direction: 'in', item: '公用经费' }))
      const found = await vouchers.find(work, CASES)
      assert.deepEqual(
        [found.total, found.items[0]?.title, found.items[0]?.detail],
        [1, '补传凭证扫描件：培训费 88.00 元', '凭证 W-1 · 2026-05-01'],
      )
    })
    await trying(OFFICER, async (work) => {
      await enterFund(work, entry({ voucher: 'W-1' }))
      assert.equal((await vouchers.find(work, CASES)).total, 0)
      await enterFund(work, entry({ unit: 'R', voucher: 'W-2' }))
      assert.equal((await vouchers.find(work, CASES)).total, 1)
    })
  })

  test('a programme over budget waits for who holds it, with what is over', async () => {
    await trying(SCHOOL_A, async (work) => {
      await setBudget(work, made.own, { item: '住宿费', amount: 300, document: null })
      assert.equal((await budgets.find(work, CASES)).total, 0)
      await enterFund(work, entry({ programme: made.own, item: '住宿费', amount: 301 }))
      const [item] = (await budgets.find(work, CASES)).items
      assert.match(item!.detail, /“住宿费”超预算 1\.00 元/u)
    })
  })
})

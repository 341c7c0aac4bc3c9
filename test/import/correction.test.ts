import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { verifyRegion } from '#kernel/verify.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { accept } from './oracle/accept.ts'
import { importBook } from './oracle/book.ts'
import type { Book } from './oracle/book.ts'
import { YearModel } from './oracle/model.ts'
import { ANNA, BELA, CARL, changed, credits, entries, regionId, SMALL, SMALL_REGION } from './small.ts'

/** What is corrected, and how the ledger follows: entries reversed and entries awarded anew. */
const CORRECTIONS: readonly { what: string; book: Book; reversed: number; awarded: number }[] = [
  {
    what: 'the attendance of one person',
    book: changed(SMALL, '签到', { 身份证件号: BELA, 场次: 3 }, { 状态: '迟到' }),
    reversed: 1,
    awarded: 1,
  },
  {
    what: 'attendance below the least rate',
    book: changed(SMALL, '签到', { 身份证件号: BELA, 场次: 2 }, { 状态: '缺勤' }),
    reversed: 1,
    awarded: 0,
  },
  {
    what: 'the least rate',
    book: changed(SMALL, '学分政策', { 学分类别: '集中' }, { 最低出勤率: '100%' }),
    reversed: 1,
    awarded: 0,
  },
  {
    what: 'the hours per credit',
    book: changed(SMALL, '学分政策', { 学分类别: '集中' }, { 学时每学分: '1.5' }),
    reversed: 3,
    awarded: 3,
  },
  {
    what: 'a cap put on one item',
    book: changed(SMALL, '学分政策', { 学分类别: '集中' }, { 单项上限: 4 }),
    reversed: 2,
    awarded: 2,
  },
  {
    what: 'the cap of online hours',
    book: changed(SMALL, '学分政策', { 学分类别: '网络' }, { 单项上限: '2.5' }),
    reversed: 1,
    awarded: 1,
  },
  {
    what: 'the category of the programme',
    book: changed(SMALL, '项目', { 项目编号: 'P1' }, { 学分类别: '校本' }),
    reversed: 3,
    awarded: 3,
  },
  {
    what: 'a programme that gives no credits after all',
    book: changed(SMALL, '项目', { 项目编号: 'P1' }, { 学分类别: null }),
    reversed: 3,
    awarded: 0,
  },
  {
    what: 'the hours of the activity',
    book: changed(SMALL, '活动', { 活动编号: 'A1' }, { 学时: '4.5' }),
    reversed: 3,
    awarded: 3,
  },
  {
    what: 'the number of slots',
    book: changed(SMALL, '活动', { 活动编号: 'A1' }, { 场次数: 4 }),
    reversed: 2,
    awarded: 1,
  },
  {
    what: 'the year in which the activity ends',
    book: changed(SMALL, '活动', { 活动编号: 'A1' }, { 结束时间: '2026-01-01 00:00' }),
    reversed: 3,
    awarded: 0,
  },
  {
    what: 'the hours of an online course',
    book: changed(SMALL, '网络学时', { 课程: '师德' }, { 学时: '0.5' }),
    reversed: 1,
    awarded: 1,
  },
  {
    what: 'the year of an online course',
    book: changed(SMALL, '网络学时', { 课程: '师德' }, { 完成日期: '2024-12-31' }),
    reversed: 1,
    awarded: 0,
  },
  {
    what: 'the requirement alone',
    book: changed(SMALL, '学分政策', { 学分类别: '校本' }, { 年度要求: 0 }),
    reversed: 0,
    awarded: 0,
  },
  {
    what: 'the school of a teacher alone',
    book: changed(SMALL, '教师', { 身份证件号: ANNA }, { 单位代码: 'S2' }),
    reversed: 0,
    awarded: 0,
  },
]

describe('a corrected workbook', () => {
  const database = suiteDatabase()

  before(async () => {
    await importBook(database(), SMALL, SMALL_REGION)
  })

  for (const { what, book, reversed, awarded } of CORRECTIONS) {
    test(`changes what it corrects, by reversals, and back again: ${what}`, async () => {
      const [first, original] = [await entries(database()), await credits(database())]
      await importBook(database(), book, SMALL_REGION)
      const then = await entries(database())
      assert.deepEqual(
        { reversed: then.reversals - first.reversals, awarded: then.awards - first.awards },
        { reversed, awarded },
      )
      assert.deepEqual(await credits(database()), rightCredits(book))
      await importBook(database(), SMALL, SMALL_REGION)
      assert.deepEqual(await credits(database()), original)
    })
  }

  test('imported twice changes nothing more', async () => {
    const [book] = CORRECTIONS.map((correction) => correction.book)
    await importBook(database(), book ?? SMALL, SMALL_REGION)
    const { entries: posted, report } = await importBook(database(), book ?? SMALL, SMALL_REGION)
    assert.equal(posted, 0)
    for (const count of Object.values(report.sheets)) assert.equal(count.imported, 0)
  })

  test('leaves alone what it does not mention', async () => {
    const earlier = await credits(database())
    const { report } = await importBook(
      database(),
      { 教师: [{ 身份证件号: CARL, 姓名: '丙丙', 单位代码: 'S2' }] },
      SMALL_REGION,
    )
    assert.deepEqual(report.sheets, { 教师: { rows: 1, imported: 1, unchanged: 0, refused: 0 } })
    assert.deepEqual(await credits(database()), earlier)
  })

  test('may bring a policy for one year and activities for another, in any order', async () => {
    const earlier = Array.from({ length: 20 }, (_, index) => `B${index}`)
    const [policy, activity, part] = [SMALL['学分政策'], SMALL['活动']?.[0], SMALL['参与']?.[2]]
    const book = {
      ...SMALL,
      学分政策: [...(policy ?? []), { ...policy?.[0], 年度: 2024 }],
      // ids are drawn: one of many is first of all in nearly every run
      活动: [
        ...earlier.map((number) => ({
          ...activity,
          活动编号: number,
          开始时间: '2024-05-01 08:00',
          结束时间: '2024-05-01 17:00',
        })),
        { ...activity, 活动编号: 'B' },
      ],
      参与: ['B', ...earlier].map((number) => ({ ...part, 活动编号: number })),
      签到: [],
    }
    await importBook(database(), book, SMALL_REGION)
    assert.equal((await credits(database()))[CARL]?.['集中'], 12)
  })

  test('leaves a ledger that is whole', async () => {
    const region = await regionId(database(), SMALL_REGION.code)
    assert.deepEqual((await verifyRegion({ db: database(), dataDir: '/nowhere' }, region)).doubts, [])
  })
})

/** What an import of the book alone would give, by the model. */
function rightCredits(book: Book): Record<string, Record<string, number | boolean>> {
  const { sheets } = accept(book, [])
  const lines = new YearModel(sheets, 2025).standing(null)
  return Object.fromEntries(
    lines.map(([person, , group, online, school, total, met]) => [
      String(person),
      {
        集中: Number(group),
        网络: Number(online),
        校本: Number(school),
        total: Number(total),
        meets: met === true,
      },
    ]),
  )
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CellError } from '#contract/import-report.ts'
import { testDatabase } from '#test/harness/database.ts'
import { importBook } from './oracle/book.ts'
import type { Book, Row } from './oracle/book.ts'
import { identityNumber } from './oracle/draw-people.ts'
import { ANNA, BELA, CARL, changed, credits, regionId, SMALL, SMALL_REGION } from './small.ts'

const told = (errors: readonly CellError[]): string[] =>
  errors.map(({ sheet, row, column, code }) => `${sheet}/${row}/${column}/${code}`)

/** One spoilt cell, and every entry that must follow from it, in the report's order. */
const CASCADES: readonly { what: string; book: Book; errors: string[] }[] = [
  {
    what: 'a unit takes its people, their rows and what hangs on them with it',
    book: changed(SMALL, '单位', { 单位代码: 'S1' }, { 类别: '学堂' }),
    errors: [
      '单位/3/类别/value',
      '教师/2/单位代码/reference',
      '教师/3/单位代码/reference',
      '参与/2/身份证件号/reference',
      '参与/3/身份证件号/reference',
      ...[2, 3, 4, 5, 6, 7].map((row) => `签到/${row}/身份证件号/reference`),
      '网络学时/2/身份证件号/reference',
    ],
  },
  {
    what: 'a programme takes its activities, their lists and check-ins with it',
    book: changed(SMALL, '项目', { 项目编号: 'P1' }, { 级别: '区级' }),
    errors: [
      '项目/2/级别/value',
      '活动/2/项目编号/reference',
      ...[2, 3, 4].map((row) => `参与/${row}/活动编号/reference`),
      ...[2, 3, 4, 5, 6, 7].map((row) => `签到/${row}/活动编号/reference`),
    ],
  },
  {
    what: 'a check-in without its participation names the person',
    book: changed(SMALL, '参与', { 身份证件号: BELA }, { 角色: '听众' }),
    errors: ['参与/3/角色/value', ...[5, 6, 7].map((row) => `签到/${row}/身份证件号/reference`)],
  },
  {
    what: 'each bad cell of a row is told, by columns, and the row counts once',
    book: changed(SMALL, '参与', { 身份证件号: ANNA }, { 活动编号: 'A9', 身份证件号: '123', 角色: '听众' }),
    errors: [
      '参与/2/活动编号/reference',
      '参与/2/身份证件号/id-number',
      '参与/2/角色/value',
      ...[2, 3, 4].map((row) => `签到/${row}/身份证件号/reference`),
    ],
  },
]

/** A cell, what is typed into it, and what it is told; each alone in an otherwise sound book. */
const CODES: readonly (readonly [sheet: string, which: Row, to: Row, error: string])[] = [
  ['教师', { 姓名: '丙' }, { 姓名: null }, '教师/4/姓名/required'],
  ['网络学时', {}, { 身份证件号: 110_101_199_003_070_000 }, '网络学时/2/身份证件号/id-number-precision'],
  ['网络学时', {}, { 身份证件号: ANNA.slice(0, 17) }, '网络学时/2/身份证件号/id-number'],
  ['网络学时', {}, { 身份证件号: identityNumber(900) }, '网络学时/2/身份证件号/reference'],
  ['网络学时', {}, { 完成日期: '2025-02-30' }, '网络学时/2/完成日期/date'],
  ['网络学时', {}, { 学时: -2 }, '网络学时/2/学时/number'],
  ['签到', { 身份证件号: BELA, 场次: 3 }, { 场次: 4 }, '签到/7/场次/value'],
  ['签到', { 身份证件号: BELA, 场次: 3 }, { 场次: 0 }, '签到/7/场次/value'],
  ['签到', { 身份证件号: BELA, 场次: 3 }, { 场次: 99_999_999_999 }, '签到/7/场次/value'],
  ['签到', { 身份证件号: BELA, 场次: 3 }, { 场次: 2 }, '签到/7/活动编号/duplicate'],
  ['学分政策', { 学分类别: '集中' }, { 学时每学分: '1e-40' }, '学分政策/2/学时每学分/number'],
  ['活动', {}, { 学时: `1.${'1'.repeat(20_000)}` }, '活动/2/学时/number'],
  ['活动', {}, { 结束时间: '2025-03-08 08:29' }, '活动/2/结束时间/period'],
]

describe('refusals', () => {
  for (const { what, book, errors } of CASCADES) {
    test(what, async (t) => {
      const { report } = await importBook(await testDatabase(t), book, SMALL_REGION)
      assert.deepEqual(told(report.errors), errors)
      for (const [sheet, count] of Object.entries(report.sheets)) {
        assert.equal(
          count.refused,
          new Set(errors.filter((e) => e.startsWith(`${sheet}/`)).map((e) => e.split('/')[1])).size,
          sheet,
        )
      }
    })
  }

  test('every code, on the cell that it is about, in words that say what would be right', async (t) => {
    const db = await testDatabase(t)
    for (const [sheet, which, to, error] of CODES) {
      const { report } = await importBook(db, changed(SMALL, sheet, which, to), SMALL_REGION)
      assert.equal(told(report.errors)[0], error)
      assert.match(report.errors[0]?.message ?? '', /^\S.*[。；，].*$/)
    }
  })

  test('what depends on a duplicate belongs to the first', async (t) => {
    const db = await testDatabase(t)
    const again = { ...SMALL['活动']?.[0], 学时: 60, 场次数: 1 }
    const { report } = await importBook(
      db,
      { ...SMALL, 活动: [...(SMALL['活动'] ?? []), again] },
      SMALL_REGION,
    )
    assert.deepEqual(told(report.errors), ['活动/3/活动编号/duplicate'])
    assert.equal((await credits(db))[ANNA]?.['集中'], 6)
  })

  test('a refused row does not keep the key: the next that can stand does', async (t) => {
    const db = await testDatabase(t)
    const spoilt = { ...SMALL['教师']?.[0], 单位代码: 'S9' }
    const { report } = await importBook(
      db,
      { ...SMALL, 教师: [spoilt, ...(SMALL['教师'] ?? [])] },
      SMALL_REGION,
    )
    assert.deepEqual(told(report.errors), ['教师/2/单位代码/reference'])
    assert.equal(Object.keys(await credits(db)).length, 3)
  })

  test('sheets and rows may stand in any order', async (t) => {
    const db = await testDatabase(t)
    const reversed = Object.entries(SMALL)
      .toReversed()
      .map(([sheet, rows]): [string, readonly Row[]] => [sheet, rows.toReversed()])
    const { report } = await importBook(db, Object.fromEntries(reversed), SMALL_REGION)
    assert.deepEqual(report.errors, [])
    assert.deepEqual(
      Object.values(await credits(db))
        .map((held) => held['total'])
        .toSorted(),
      [10, 4, 6].toSorted(),
    )
  })

  test('a sheet goes on in 签到(2), whose rows and repetitions are told by its own name', async (t) => {
    const db = await testDatabase(t)
    const rows = SMALL['签到'] ?? []
    const { report } = await importBook(
      db,
      { ...SMALL, 签到: rows.slice(0, 3), '签到(2)': [...rows.slice(3), ...rows.slice(0, 1)] },
      SMALL_REGION,
    )
    assert.deepEqual(told(report.errors), ['签到(2)/5/活动编号/duplicate'])
    assert.deepEqual(report.sheets['签到'], { rows: 7, imported: 6, unchanged: 0, refused: 1 })
  })

  test('a refused row is refused again, and a corrected one is taken in with what depends on it', async (t) => {
    const db = await testDatabase(t)
    const spoilt = changed(SMALL, '教师', { 身份证件号: CARL }, { 单位代码: 'S9' })
    const first = await importBook(db, spoilt, SMALL_REGION)
    const second = await importBook(db, spoilt, SMALL_REGION)
    assert.deepEqual(told(second.report.errors), told(first.report.errors))
    await importBook(db, SMALL, SMALL_REGION)
    assert.equal((await credits(db))[CARL]?.['集中'], 6)
  })

  test("another region's file is refused as a whole, and the region keeps what it has", async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    const other = changed(SMALL, '单位', { 类别: '区域' }, { 单位代码: '990888' })
    await assert.rejects(importBook(db, other, SMALL_REGION), /990888.*990777.*换成本区域/)
    assert.equal(await regionId(db, '990888'), 0)
    assert.equal((await credits(db))[ANNA]?.['total'], 10)
  })
})

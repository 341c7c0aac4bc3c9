import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportReport } from '#contract/import-report.ts'
import { outcome } from './outcome.ts'

const counts = (imported: number, unchanged: number, refused: number) => ({
  rows: imported + unchanged + refused,
  imported,
  unchanged,
  refused,
})

const clean: ImportReport = {
  sheets: { 单位: counts(1, 2, 0), 教师: counts(1000, 640, 0) },
  errors: [],
  warnings: [],
}

const bad = (row: number) => ({
  sheet: '教师',
  row,
  column: '姓名',
  code: 'required' as const,
  message: '请填写姓名',
})

test('a dry run says first that nothing was written', () => {
  const said = outcome({ dryRun: true, report: clean })
  assert.match(said, /^试运行，没有写入任何数据。/)
  assert.match(said, /会新增或改动 1,001 行，642 行没有变化。没有退回的行。$/)
})

test('an import says what was written and counts returned rows apart from bad cells', () => {
  const report = {
    ...clean,
    sheets: { ...clean.sheets, 教师: counts(5, 0, 2) },
    errors: [bad(2), bad(3), bad(3)],
  }
  assert.match(
    outcome({ dryRun: false, report }),
    /^导入完成：新增或改动 6 行，2 行没有变化。退回 2 行（3 处错误），/,
  )
})

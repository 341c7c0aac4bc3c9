import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { readFileWhole, type WholeBook } from '#test/read-workbook.ts'
import { withFile } from '#test/workbook.ts'
import { exchangeTable, templateTables } from './exchange.ts'
import { SHEET_NAMES, type SheetName } from './sheets.ts'
import { writeWorkbook } from './write.ts'
import type { Table } from './write/table.ts'

const COUNTY = new URL('../../test/fixtures/county/clean.xlsx', import.meta.url).pathname

async function readBack(tables: Table[]): Promise<WholeBook> {
  return await withFile(Buffer.alloc(0), async (path) => {
    await writeFile(path, writeWorkbook(tables))
    return await readFileWhole(path)
  })
}

function tableOf(sheet: SheetName, book: WholeBook): Table {
  return exchangeTable(sheet, book.rows.get(sheet) ?? [])
}

test('a county that goes out comes in again the same, every sheet and every row', async () => {
  const county = await readFileWhole(COUNTY)
  const again = await readBack(SHEET_NAMES.map((sheet) => tableOf(sheet, county)))
  assert.deepEqual(again.errors, [])
  assert.deepEqual(again.report.warnings, [])
  assert.deepEqual(again.rows, county.rows)
})

test('the template has every sheet with its columns, and imports as nothing', async () => {
  const { report, errors } = await readBack(templateTables())
  assert.deepEqual(errors, [])
  assert.deepEqual(
    report.tabs.map((tab) => tab.sheet),
    SHEET_NAMES,
  )
  assert.ok(report.tabs.every((tab) => tab.rows === 0 && Object.keys(tab.columns).length > 0))
})

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import * as z from 'zod'
import { cellError } from '#contract/import-report.ts'
import { briefly, readFileWhole, type WholeBook } from '#test/read-workbook.ts'
import { SHEET_NAMES } from './sheets.ts'

const FOLDER = new URL('../../test/fixtures/county/', import.meta.url)
const expectation = z.object({
  rows: z.record(z.string(), z.int()),
  dirty_errors: z.array(cellError.omit({ message: true })),
})

const books = new Map<string, Promise<WholeBook>>()

/** Each sample is read once for all tests of this file. */
function read(name: string): Promise<WholeBook> {
  const book = books.get(name) ?? readFileWhole(new URL(name, FOLDER).pathname)
  books.set(name, book)
  return book
}

const expected = async (): Promise<z.infer<typeof expectation>> =>
  expectation.parse(JSON.parse(await readFile(new URL('expected.json', FOLDER), 'utf8')))

/** Rows without their numbers: titles above the header move them. */
function valuesOf(rows: readonly object[]): object[] {
  return rows.map((row) => ({ ...row, row: 0 }))
}

test('the orderly county: every row passes, none has a fault of form', async () => {
  const [clean, { rows }] = await Promise.all([read('clean.xlsx'), expected()])
  assert.deepEqual(clean.errors, [])
  assert.deepEqual(clean.report.warnings, [])
  assert.deepEqual(Object.fromEntries(clean.report.tabs.map((tab) => [tab.title, tab.rows])), rows)
})

test('the county as people type it: exactly the expected cells are refused for their form', async () => {
  const [dirty, { dirty_errors: all }] = await Promise.all([read('dirty.xlsx'), expected()])
  const ofForm = all.filter(
    ({ code, column }) => code !== 'reference' && code !== 'duplicate' && column !== '场次',
  )
  assert.deepEqual(
    briefly(dirty.errors).toSorted(),
    briefly(ofForm.map((error) => ({ ...error, message: '' }))).toSorted(),
  )
})

test('both say the same of every row that is not refused', async () => {
  const [clean, dirty, { dirty_errors: all }] = await Promise.all([
    read('clean.xlsx'),
    read('dirty.xlsx'),
    expected(),
  ])
  const refused = new Set(all.map(({ sheet, row }) => `${sheet} ${row}`))
  for (const sheet of SHEET_NAMES) {
    const kept = (dirty.rows.get(sheet) ?? []).filter((row) => !refused.has(`${sheet} ${row.row}`))
    assert.deepEqual(valuesOf(kept), valuesOf(clean.rows.get(sheet) ?? []), sheet)
  }
})

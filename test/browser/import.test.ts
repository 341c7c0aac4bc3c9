import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { settled, visitor } from './harness.ts'

const visiting = visitor()
const DIRTY = join(import.meta.dirname, '../fixtures/county/dirty.xlsx')

test('a workbook is checked without being written; the report is filtered, and comes back with the bad cells marked', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/import')
  await settled(page)
  await page.getByLabel('只检查，不写入').check()
  await page.locator('input[type=file]').setInputFiles(DIRTY)
  await page.waitForURL(/\/import\/[\w-]{36}/, { timeout: 60_000 })
  await page.getByRole('heading', { name: '退回的单元格' }).waitFor({ timeout: 120_000 })
  assert.match(await page.locator('.notice').innerText(), /试运行，没有写入任何数据。.*退回 \d+ 行/s)
  assert.deepEqual(await cutOff(page.locator('td.long .lines')), [])
  const sheets = page.getByRole('region', { name: '各表' })
  assert.ok(await sheets.evaluate((box) => box.scrollHeight <= box.clientHeight), 'the totals are in sight')
  const all = await page.getByLabel('退回的单元格', { exact: true }).locator('tfoot').innerText()
  await page.getByLabel('错误', { exact: true }).selectOption('date')
  await page.waitForURL(/code=date/)
  assert.notEqual(await page.getByLabel('退回的单元格', { exact: true }).locator('tfoot').innerText(), all)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载标出错处的工作簿' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.xlsx$/)
  assert.deepEqual(troubles(), [])
  await context.close()
})

/** The texts that do not fit where they stand. */
const cutOff = (cells: Locator) =>
  cells.evaluateAll((all) =>
    all
      .filter((one) => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
      .map((one) => one.textContent),
  )

test('a file that is no workbook is refused in words', async () => {
  const { page, context } = await visiting.visit('officer')
  const path = join(tmpdir(), `yanpei-not-a-workbook-${process.pid}.xlsx`)
  await writeFile(path, 'name,unit\n')
  await page.goto('/import')
  await settled(page)
  await page.locator('input[type=file]').setInputFiles(path)
  await page.locator('.notice.late').waitFor({ timeout: 20_000 })
  assert.match(await page.locator('.notice.late').innerText(), /[\u4e00-\u9fff]{6}/)
  await context.close()
})

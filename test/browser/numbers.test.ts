import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { settled, visitor } from './harness.ts'

const visiting = visitor()
const amount = async (page: Page, selector: string): Promise<number> =>
  Number((await page.locator(selector).first().innerText()).replaceAll(',', ''))

test('from the heat table to the people, to a person, to the entries and their source', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/credits?year=2025')
  await settled(page)
  const link = page.locator('.heat-cell a.num').first()
  const short = Number(await link.innerText())
  await link.click()
  await page.getByRole('heading', { level: 1, name: '达标名单' }).waitFor()
  await settled(page)
  assert.equal(await amount(page, '.page-figure .figure-value'), short)
  assert.equal(await page.locator('.table tbody .open-row').count(), short)
  await page.locator('.table tbody .open-row').first().click()
  await page.getByRole('dialog').locator('.standing-words a').click()
  await page.getByRole('region', { name: '学分记录' }).waitFor()
  await page.getByRole('region', { name: '学分记录' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: '签到场次' }).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('each number of the figures opens to just as many records beside the page', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  for (const figure of ['学校数', '获奖']) {
    await page.goto('/figures?year=2025')
    await settled(page)
    const card = page.locator('.card', { has: page.locator('.figure-title', { hasText: figure }) }).first()
    const value = Number((await card.locator('.figure-value').innerText()).replaceAll(',', ''))
    await card.locator('a.figure-open').click()
    const panel = page.getByRole('dialog')
    await panel.locator('.table tfoot').waitFor()
    assert.match(
      await panel.locator('.table tfoot').innerText(),
      new RegExp(`共 ${value.toLocaleString('zh-CN')} 条`),
    )
    assert.match(page.url(), /\/figures\?year=2025/)
  }
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('the year governs every page and stays in links', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/figures')
  await settled(page)
  await page.getByLabel('年度').selectOption('2024')
  await page.waitForURL(/year=2024/)
  await page.getByRole('link', { name: '学分', exact: true }).click()
  await page.waitForURL(/\/credits\?year=2024/)
  await page.getByText('2024 年各校教师').waitFor()
  await context.close()
})

test('a summary is drafted, its numbers open, the file is a docx, and an untouched copy has no findings', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/documents?year=2025')
  await settled(page)
  await page.getByRole('button', { name: '起草总结或计划' }).first().click()
  await page.getByLabel('单位', { exact: true }).last().selectOption('990123X01')
  await page.getByRole('button', { name: '起草', exact: true }).click()
  await page.locator('.official-document h1').waitFor({ timeout: 30_000 })
  await page.locator('.official-document a.claim').first().click()
  await page.getByRole('dialog').getByRole('link', { name: '打开完整名单' }).waitFor()
  await page.keyboard.press('Escape')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 docx' }).click(),
  ])
  assert.match(download.suggestedFilename(), /\.docx$/)
  await page.getByText('核对改过的稿子').click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'copy.docx',
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    buffer: await bytes(await download.createReadStream()),
  })
  await page.getByText(/都与记录一致/).waitFor({ timeout: 30_000 })
  assert.deepEqual(troubles(), [])
  await context.close()
})

async function bytes(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

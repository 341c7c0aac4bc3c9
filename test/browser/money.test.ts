import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled, visitor } from './harness.ts'

const visiting = visitor()

test('a voucher is entered once, opens from the number, takes a scan and can be reversed', async () => {
  const { page, context, troubles } = await visiting.visit('school')
  const voucher = `测-${Date.now()}`
  const enter = async (): Promise<void> => {
    await page.getByRole('button', { name: '登记一笔' }).click()
    await page.getByLabel('科目', { exact: true }).fill('资料费')
    await page.getByLabel('金额（元）').fill('123.45')
    await page.getByLabel('日期', { exact: true }).fill('2025-10-08')
    await page.getByLabel('凭证号').fill(voucher)
    await page.getByRole('button', { name: /^登\s?记$/u }).click()
  }
  await page.goto('/money?year=2025&part=entries')
  await settled(page)
  await enter()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: voucher }).waitFor()
  await enter()
  await page.getByText(`凭证 ${voucher}（123.45 元）已于 2025-10-08 记在“资料费”`).waitFor()
  await page.getByRole('button', { name: '关闭' }).click()

  await page.goto('/money?year=2025')
  await settled(page)
  await page
    .getByRole('table', { name: '支出科目' })
    .getByRole('row', { name: /^资料费/u })
    .getByRole('link')
    .click()
  await page.getByRole('cell', { name: voucher }).waitFor()
  await page
    .getByRole('row', { name: new RegExp(voucher, 'u') })
    .getByRole('button')
    .click()
  const scan = { name: '发票.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 test') }
  await page.getByLabel(/^上传凭证扫描件/u).setInputFiles(scan)
  await page.getByRole('link', { name: '发票.pdf' }).waitFor()

  await page.getByRole('button', { name: /^冲\s?销$/u }).click()
  await page.getByLabel('原因').fill('试用')
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: /^冲\s?销$/u })
    .click()
  await page.getByRole('cell', { name: voucher }).waitFor({ state: 'detached' })
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('what is over budget stands first, and opens to its items and vouchers', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/money?year=2025')
  await settled(page)
  const first = page.getByRole('region', { name: '各项目预算执行' }).locator('tbody tr').first()
  assert.match(await first.innerText(), /“住宿费”超预算 860\.00 元/u)
  await first.getByRole('link').first().click()
  await settled(page)
  await page.getByRole('region', { name: '按科目' }).getByText('超预算').waitFor()
  assert.equal(
    await page.getByRole('region', { name: '凭证明细' }).locator('tbody tr[aria-rowindex]').count(),
    3,
  )
  assert.deepEqual(troubles(), [])
  await context.close()
})

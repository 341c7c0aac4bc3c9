import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled, visitor } from './harness.ts'

const visiting = visitor()

test('numbers are tried on last year, set on a document, and their history stays', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/systems?year=2026')
  await settled(page)
  await page.getByRole('region', { name: '培训' }).getByRole('link', { name: '集中培训' }).click()
  await page.getByLabel('每个项目至少的主讲人数').fill('3')
  await page.getByRole('button', { name: '用 2025 年的记录试算' }).click()
  await page.getByText(/2025 年共 \d+ 个项目/).waitFor()
  const changed = page.getByRole('region', { name: '结论有变化的记录' })
  await changed.getByText('应至少 3 名').first().waitFor()
  const save = page.getByRole('button', { name: '保存年度参数' })
  assert.equal(await save.getAttribute('aria-disabled'), 'true')
  await page.getByLabel('文号', { exact: true }).fill('测教〔2026〕21号')
  await save.click()
  await page.getByText('已保存。').waitFor()
  const history = page.getByRole('region', { name: '历次改动' })
  await history.getByText('每个项目至少的主讲人数：1 → 3').waitFor()
  assert.equal(await history.getByText('测教〔2026〕21号').count(), 1)
  await page.goto('/systems?year=2026')
  await page.getByText('每个项目至少的主讲人数 3（默认 1）').waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('a credit policy is tried on last year’s teachers', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/credits/policy?year=2025')
  await settled(page)
  await page
    .getByRole('button', { name: /改|调整|修改/ })
    .first()
    .click()
  await page.getByRole('button', { name: /年的记录试算/ }).click()
  await page.getByText(/当年达标 [\d,]+ 人/).waitFor({ timeout: 30_000 })
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('the working calendar takes over the arrangement of the State Council', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/holidays?year=2026')
  await settled(page)
  const days = page.getByLabel('每行一天')
  await days.fill('2026-02-30 放假')
  await page.getByRole('alert').filter({ hasText: '读不懂' }).waitFor()
  await page.getByRole('button', { name: /^填入/ }).click()
  await page.getByRole('button', { name: /^保存 \d+ 天/ }).click()
  await page.getByText('已保存').waitFor()
  await page.getByRole('region', { name: '放假和调休' }).getByText('2026-10-01').waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

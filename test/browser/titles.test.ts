import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, settled, violations, visitor } from './harness.ts'

const visiting = visitor()
const year = new Date().getFullYear()

test('the pyramid opens to its people, and who failed is looked at for an exit', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto(`/people/titles?year=${year}`)
  await settled(page)
  const tip = page.getByRole('link', { name: /^塔尖：名师 \d+ 人$/u })
  const people = Number(/\d+/u.exec(await tip.innerText())?.[0])
  await tip.click()
  await page.getByRole('button', { name: '去掉筛选 层 塔尖：名师' }).waitFor()
  await settled(page)
  const rows = page.getByRole('table', { name: '称号名册' }).locator('tbody tr:not(.spacer)')
  assert.equal(await rows.filter({ hasText: '名师' }).count(), people)
  await page.goto(`/people/titles?year=${year}&state=doubtful`)
  await settled(page)
  assert.match(await rows.first().innerText(), new RegExp(`${year} 年考核不合格`, 'u'))
  await rows.first().getByRole('link', { name: '看退出事项' }).click()
  await page.getByRole('heading', { name: /称号退出$/u }).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('allowances that are due are chosen together and paid as one list', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto(`/people/titles?year=${year}&part=allowances&state=due`)
  await settled(page)
  await page.getByRole('button', { name: '勾选列出的应发' }).click()
  await page.getByRole('button', { name: /^发放所选 \d+ 人$/u }).click()
  await page.getByLabel('凭证号').fill(`津-试-${Date.now()}`)
  await page.getByRole('button', { name: /^发放 \d+ 人 [\d,]+ 元$/u }).click()
  await page.getByText(/^已发放 \d+ 人，共 [\d,]+ 元。/u).waitFor()
  await page.getByRole('button', { name: '关闭' }).last().click()
  await page.getByText('没有这样的人。').waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('the yearly appraisal of a title is opened for all its holders from the page', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto(`/people/titles?year=${year}&part=appraisal`)
  await settled(page)
  const row = page.getByRole('row', { name: /^学科带头人/u })
  await row.getByRole('button', { name: '开设考核' }).click()
  await page.getByLabel('依据文号').fill(`县教〔${year}〕30号`)
  for (const initial of ['z', 'l']) {
    await page.getByLabel('查找教师').fill(initial)
    await page.locator('.hits.picker button').first().click()
  }
  await page.getByLabel('每人由几位考核人评分').fill('1')
  await page.getByLabel('评分截止日').fill(`${year}-12-31`)
  await page.getByRole('button', { name: /^为 \d+ 位持有人开设考核$/u }).click()
  await page.waitForURL(/\/appraisals\//u)
  await page.getByRole('heading', { name: `${year} 年学科带头人年度考核` }).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('a holder sees on the phone what is still owed this year', async () => {
  const { page, context, troubles } = await visiting.visit('teacher', PHONE)
  await page.goto('/m/mine')
  await page.getByRole('link', { name: /^我的称号/u }).click()
  await page.getByRole('heading', { name: '教学能手' }).waitFor()
  await page.getByText(/^还差 2 节$/u).waitFor()
  assert.deepEqual(await violations(page), [])
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  assert.ok(over <= 0)
  assert.deepEqual(troubles(), [])
  await context.close()
})

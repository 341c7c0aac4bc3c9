import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phoneHall } from './phone-hall.ts'

const hall = phoneHall()
const FIRST = 'wo-de-mi-ma-2026'
const SECOND = 'huan-le-mi-ma-2026'

test('the slip of paper: code, password of one’s own, signed in; then a new password', async () => {
  const code = await hall.slipOfPaper('13800000000', '乙')
  const { page, context } = await hall.phone()
  await page.goto('/m')
  await page.getByRole('link', { name: '第一次用' }).click()
  await page.getByLabel('登录名').fill('13800000000')
  await page.getByLabel('激活码').fill('XXXX-XXXX')
  await page.getByLabel('新密码').fill(FIRST)
  await page.getByLabel('再输入一次').fill('bu-yi-yang-de-mima')
  const send = page.getByRole('button', { name: '设置密码并登录' })
  await send.click()
  await page.getByText('两次输入的密码不一样').waitFor()
  await page.getByLabel('再输入一次').fill(FIRST)
  await send.click()
  await page.getByText('激活码').and(page.locator('.notice *, .notice')).first().waitFor()
  assert.equal(await page.getByLabel('登录名').inputValue(), '13800000000', 'nothing typed is lost')
  await page.getByLabel('激活码').fill(code)
  await send.click()
  await page.getByRole('heading', { name: '今日' }).waitFor()

  await page.goto('/m/password')
  await page.getByLabel('现在的密码').fill('bu-shi-zhe-ge-mima')
  await page.getByLabel('新密码').fill(SECOND)
  await page.getByLabel('再输入一次').fill(SECOND)
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('现在的密码').fill(FIRST)
  await page.getByRole('button', { name: '修改' }).click()
  await page.getByText('密码已修改').waitFor()
  await page.goto('/m')
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()

  await context.clearCookies()
  await page.goto('/m')
  await page.getByLabel('登录名').fill('13800000000')
  await page.getByLabel('密码').fill(SECOND)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generate } from 'otplib'
import { PASSWORD } from './demo-county.ts'
import { settled, visitor } from './harness.ts'

const visiting = visitor()

test('signing in leads to the address that was asked for; a wrong password is answered in words', async () => {
  const { page, context, troubles } = await visiting.visit(null)
  await page.goto('/people?q=zs')
  await page.getByLabel('账号').fill('officer')
  await page.getByLabel('密码').fill('not the password')
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('alert').waitFor()
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { name: '教师队伍' }).waitFor()
  assert.match(page.url(), /q=zs/)
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('the button that cannot be pressed says why', async () => {
  const { page, context } = await visiting.visit(null)
  await page.goto('/')
  const button = page.getByRole('button', { name: '登录', exact: true })
  await button.waitFor()
  assert.equal(await button.getAttribute('aria-disabled'), 'true')
  const reason = await button.getAttribute('aria-describedby')
  assert.equal(await page.locator(`[id="${reason}"]`).innerText(), '请填写账号和密码')
  await context.close()
})

test('the home page takes at most eight requests', async () => {
  const { page, context } = await visiting.visit('officer')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('/')
  await settled(page)
  assert.ok(asked.length <= 8, asked.join('\n'))
  await context.close()
})

test('a leader reads but does not change, and is told so', async () => {
  const { page, context } = await visiting.visit('leader')
  await page.goto('/training')
  const button = page.getByRole('button', { name: '新建项目' })
  await button.waitFor()
  await page.locator('.table tbody tr').first().waitFor()
  assert.equal(await button.getAttribute('aria-disabled'), 'true')
  assert.equal(await page.getByRole('link', { name: '导入' }).count(), 0)
  await context.close()
})

test('a school sees its own teachers only', async () => {
  const { page, context } = await visiting.visit('school')
  await page.goto('/people')
  await settled(page)
  const total = Number((await page.locator('.page-figure .figure-value').innerText()).replace(',', ''))
  assert.ok(total > 0 && total < 100, `${total}`)
  await context.close()
})

test('a teacher is led to the phone pages', async () => {
  const { page, context } = await visiting.visit('teacher')
  await page.goto('/')
  await page.waitForURL(/\/m(\/|$)/)
  await context.close()
})

test('the second factor is set up by its code, asked for at the door, and taken off again', async () => {
  const { page, context } = await visiting.visit('cluster')
  await page.goto('/me')
  await page.getByRole('button', { name: '设置动态口令' }).click()
  const secret = await page.locator('code').innerText()
  await page.getByLabel(/输入它显示的/).fill(await generate({ secret }))
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await page.getByText('已启用').waitFor()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('账号').fill('cluster')
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('动态口令').waitFor()
  // A code is good once: the next step's is accepted too, one step early.
  await page
    .getByLabel('动态口令')
    .fill(await generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 }))
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page
    .getByRole('heading', { name: '我的账号' })
    .or(page.getByRole('heading', { name: '今日' }))
    .waitFor()
  await page.goto('/me')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '停用动态口令' }).click()
  await page.getByText('未启用').waitFor()
  await context.close()
})

test('a session that ended meanwhile opens the door, and signing in leads back', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/network?year=2025')
  await settled(page)
  await context.clearCookies()
  await page.getByRole('link', { name: '教师队伍' }).click()
  await page.getByLabel('账号').fill('officer')
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: '教师队伍' }).waitFor()
  assert.match(page.url(), /\/people/)
  await context.close()
})

test('the pages speak Traditional and English where it was chosen', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/me')
  await page.getByLabel('文字').selectOption('zh-Hant')
  await page
    .getByRole('heading', { level: 1, name: '我的賬號' })
    .or(page.getByRole('heading', { name: '我的帳號' }))
    .waitFor()
  await page.getByRole('link', { name: '學分' }).waitFor()
  await page.goto('/network/NOPE')
  await page.locator('.notice.late', { hasText: '沒有' }).waitFor()
  await page.goto('/?year=2025')
  await page.getByText('學分沒有達到年度要求的教師').first().waitFor()
  await page.goto('/me')
  await page.locator('select.input').last().selectOption('en')
  await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

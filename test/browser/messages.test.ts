import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, settled, violations, visitor, type Visit } from './harness.ts'

const visiting = visitor()

async function clean({ page, troubles }: Visit, path: string): Promise<void> {
  await page.goto(path)
  await settled(page)
  assert.deepEqual([...troubles(), ...(await violations(page))], [], path)
}

test('a notice goes from the centre to a school, is read there, and the centre sees who has not', async () => {
  const title = `报送研修简讯 ${Date.now()}`
  const officer = await visiting.visit('officer')
  await clean(officer, '/notices?box=sent')
  const { page } = officer
  await page.getByRole('button', { name: '发通知' }).click()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('内容').fill('请各校报送本月研修简讯一篇。')
  await page.getByLabel('学校管理员').check()
  await page.getByLabel('教师', { exact: true }).uncheck()
  await page.getByRole('button', { name: '发出', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByRole('heading', { name: /回执：0 \/ \d+ 人已读/ }).waitFor()

  const school = await visiting.visit('school', PHONE)
  await clean(school, '/todo')
  await school.page.getByRole('link', { name: title }).click()
  await school.page.getByText('请各校报送本月研修简讯一篇。').waitFor()
  await school.page.getByText(/已读/).first().waitFor()
  await clean(school, '/notices?unread=yes')
  assert.equal(await school.page.getByRole('link', { name: title }).count(), 0)

  await page.reload()
  await page.getByRole('heading', { name: /回执：1 \/ \d+ 人已读/ }).waitFor()
  await school.context.close()
  await officer.context.close()
})

test('a circular gets the next number, its numbers open, and who is not signed in reads it where it is public', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/circulars?year=2025')
  await settled(page)
  await page.getByRole('button', { name: '编发通报或简报' }).first().click()
  assert.equal(await page.getByLabel('机关代字').inputValue(), '示教训')
  await page.getByLabel('公开至').fill('2099-12-31')
  await page.getByRole('button', { name: '编发并取得文号' }).click()
  await page.getByRole('heading', { level: 1, name: /^示教训〔\d{4}〕\d+号$/ }).waitFor()
  await settled(page)
  const number = await page.locator('h1').first().innerText()
  await page.locator('a.claim').first().click()
  await page.getByRole('dialog').getByRole('table').first().waitFor()
  assert.deepEqual([...troubles(), ...(await violations(page))], [])
  await context.close()

  const outside = await visiting.visit(null, PHONE)
  await outside.page.goto('/notice')
  await outside.page.getByRole('link', { name: new RegExp(number.replaceAll(/[〔〕]/g, '.')) }).click()
  await outside.page.getByText('总体进度').waitFor()
  assert.deepEqual([...outside.troubles(), ...(await violations(outside.page))], [])
  assert.equal(await outside.page.locator('a.claim').count(), 0)
  await outside.context.close()
})

test('the other pages of messages are clean at both sizes', async () => {
  const visit = await visiting.visit('officer')
  for (const path of ['/todo', '/regulations', '/channels', '/people/certificates', '/me']) {
    await visit.page.setViewportSize({ width: 1440, height: 900 })
    await clean(visit, path)
    await visit.page.setViewportSize(PHONE)
    await clean(visit, path)
    const over = await visit.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    assert.ok(over <= 0, `${path} is ${over} px too wide`)
  }
  await visit.context.close()
})

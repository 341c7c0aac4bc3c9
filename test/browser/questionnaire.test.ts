import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'

/** The demonstration county's own year is this one. */
const YEAR = `year=${new Date().getFullYear()}`
const { visit, address } = visitor()

/** The code that a page of links shows first. */
async function codeOf(page: Page): Promise<string> {
  const code = page.locator('.codes code').first()
  await code.waitFor()
  return (await code.innerText()).trim()
}

test('a questionnaire is made at the desk, answered on a phone that was closed midway, and shows nothing below five', async () => {
  const desk = await visit('officer', DESK)
  const { page } = desk
  await page.goto(`/questionnaires?${YEAR}`)
  await page.getByRole('button', { name: '新建问卷' }).click()
  await page.getByLabel('问卷名称').fill('浏览器里的问卷')
  await page.getByLabel('题目', { exact: true }).first().fill('对这次活动满意吗')
  await page.getByLabel('题目', { exact: true }).nth(1).fill('还有什么建议')
  await page.getByRole('button', { name: '建立问卷' }).click()
  await page.getByRole('heading', { name: '浏览器里的问卷' }).waitFor()
  await page.getByRole('button', { name: '增加渠道' }).click()
  await page.getByLabel('发给').fill('一班家长')
  await page.getByRole('button', { name: '增加', exact: true }).click()
  await page.getByRole('link', { name: '看二维码' }).waitFor()
  await page.getByRole('button', { name: '开始收集' }).click()
  await page.getByText('收集中').first().waitFor()
  await page.getByRole('link', { name: '看二维码' }).click()
  const code = await codeOf(page)

  const phone = await visit(null, PHONE)
  await phone.page.goto(`/w/${code}`)
  await phone.page.locator('textarea').fill('多安排听课')
  await phone.page.close()
  const again = await phone.context.newPage()
  await again.goto(`/w/${code}`)
  assert.equal(await again.locator('textarea').inputValue(), '多安排听课')
  await again.getByRole('button', { name: '提交' }).click()
  await again.getByText('第 1 题还没有填。').waitFor()
  await again.locator('.steps label').nth(3).click()
  assert.deepEqual(await violations(again), [])
  await again.getByRole('button', { name: '提交' }).click()
  await again.getByText('已收到，谢谢').waitFor()
  await again.reload()
  await again.getByText('已经交过').waitFor()
  await phone.context.close()

  await page.goBack()
  await page.getByRole('button', { name: '截止并出结果' }).click()
  await page.getByRole('button', { name: '截止', exact: true }).click()
  await page.getByText('已截止').first().waitFor()
  await page.getByRole('link', { name: '结果' }).click()
  await page.getByText('收到 1 份，满 5 份才出结果。').waitFor()
  assert.deepEqual(desk.troubles(), [])
  await desk.context.close()
})

test('a sheet handed in without a network waits in the phone and goes out by itself', async () => {
  const desk = await visit('officer', DESK)
  const list = (await (await desk.context.request.get(`${address()}/api/questionnaires?${YEAR}`)).json()) as {
    rows: { id: string; state: string; title: string }[]
  }
  const open = list.rows.find(({ state, title }) => state === 'open' && title.includes('需求调研'))
  const { doors } = (await (
    await desk.context.request.get(`${address()}/api/questionnaires/${open?.id}`)
  ).json()) as {
    doors: { id: string; kind: string }[]
  }
  await desk.page.goto(`/questionnaires/${open?.id}/doors/${doors.find(({ kind }) => kind === 'shared')?.id}`)
  const code = await codeOf(desk.page)
  const { page, context } = await visit(null, PHONE)
  await page.goto(`/w/${code}`)
  await page.getByLabel('课堂提问').check()
  await page.locator('.steps label').nth(4).click()
  await context.setOffline(true)
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText('已存在手机里，有网时自动提交。').waitFor()
  await context.setOffline(false)
  await page.getByText('已收到，谢谢').waitFor()
  await context.close()
  await desk.context.close()
})

test('the results of a closed questionnaire stand as bars, and by group small cells are left out', async () => {
  const { page, context, troubles } = await visit('officer', DESK)
  await page.goto(`/questionnaires?${YEAR}`)
  await page.getByRole('link', { name: '教师研训日满意度问卷' }).click()
  await page.getByRole('link', { name: '结果' }).click()
  await page.getByRole('table', { name: '本次研训对您的教学有多大帮助（份）' }).waitFor()
  await page.getByLabel('按什么交叉').selectOption({ label: '您的教龄' })
  await page.getByText('略').first().waitFor()
  await settled(page)
  assert.deepEqual(troubles(), [])
  await context.close()
})

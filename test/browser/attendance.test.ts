import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { settled, visitor } from './harness.ts'

const visiting = visitor()

/** An activity of the demonstration county with several check-in slots. */
async function anActivity(context: BrowserContext): Promise<string> {
  const answer = await context.request.get(
    `${visiting.address()}/api/calendar?from=2025-10-01&until=2025-10-31&system=group-training`,
  )
  const { activities } = (await answer.json()) as { activities: { id: string; slots: number }[] }
  return activities.find((one) => one.slots >= 3)?.id ?? ''
}

/** What the browser does on Ctrl V with a block copied from Excel. */
const PASTE = `(() => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', '请假\\t迟到\\r\\n张三\\t旷课\\r\\n')
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
  document.querySelector('[role=grid]').dispatchEvent(event)
})()`

const cell = (page: Page, row: number, slot: number) => page.locator(`#cell-${row}-${slot}`)

test('the sheet is typed like a spreadsheet, survives a reload, and is saved at once', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  const activity = await anActivity(context)
  await page.goto(`/activities/${activity}`)
  await settled(page)
  const before = await cell(page, 0, 1).innerText()
  const typed = before === '缺' ? 'P' : 'A'
  await cell(page, 0, 1).click()
  await page.getByRole('grid').focus()
  await page.keyboard.press(typed)
  assert.notEqual(await cell(page, 0, 1).innerText(), before)
  assert.match((await page.getByRole('grid').getAttribute('aria-activedescendant')) ?? '', /cell-1-1/)
  await page.getByRole('button', { name: '保存 1 处改动' }).waitFor()

  await page.reload()
  await page.getByText('已存在本机').waitFor()
  assert.notEqual(await cell(page, 0, 1).innerText(), before)

  await page.getByRole('button', { name: '保存 1 处改动' }).click()
  await page.getByText(/已保存 1 处/).waitFor()
  await page.reload()
  await settled(page)
  assert.notEqual(await cell(page, 0, 1).innerText(), before)

  const back = { 到: '1', 迟: '2', 假: '3', 缺: '4' }[before] ?? 'Delete'
  await cell(page, 0, 1).click()
  await page.keyboard.press(back)
  await page.getByRole('button', { name: '保存 1 处改动' }).click()
  await page.getByText(/已保存 1 处/).waitFor()
  assert.equal(await cell(page, 0, 1).innerText(), before)
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('a block is pasted from Excel, taken back step by step, and left alone where it is no state', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto(`/activities/${await anActivity(context)}`)
  await settled(page)
  const texts = async () =>
    Promise.all([0, 1].flatMap((row) => [1, 2].map((slot) => cell(page, row, slot).innerText())))
  const before = await texts()
  await cell(page, 0, 1).click()
  await page.evaluate(PASTE)
  assert.deepEqual(await texts(), ['假', '迟', before[2], '缺'])
  await page.keyboard.press('Control+z')
  assert.deepEqual(await texts(), before)
  await page.keyboard.press('Control+y')
  assert.deepEqual(await texts(), ['假', '迟', before[2], '缺'])
  await page.keyboard.press('Control+z')
  await context.close()
})

test('a new programme with an activity takes people by pasted numbers and by search, and says who was refused', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/training')
  await settled(page)
  await page.getByRole('button', { name: '新建项目' }).click()
  await page.getByLabel('体系', { exact: true }).last().selectOption('group-training')
  await page.getByLabel('项目名称').fill('浏览器试办的培训')
  await page.getByRole('button', { name: '建立项目' }).click()
  await page.getByRole('heading', { level: 1, name: '浏览器试办的培训' }).waitFor()

  await page.getByRole('button', { name: '新建活动' }).click()
  await page.getByLabel('活动名称').fill('第一次集中')
  await page.getByLabel('开始时间').fill('2025-12-01T09:00')
  await page.getByLabel('结束时间').fill('2025-12-01T17:00')
  await page.getByLabel('学时', { exact: true }).fill('8')
  await page.getByLabel('签到场次').fill('2')
  await page.getByRole('button', { name: '建立活动' }).click()
  await page.getByRole('heading', { level: 1, name: '第一次集中' }).waitFor()

  await page.getByRole('button', { name: '加入名单' }).click()
  await page.getByLabel('粘贴身份证件号').fill('李菲雁\t990123199005106016\n没有的人\t990123190001010000\n')
  await page.getByLabel('查找教师').fill('郝强莉')
  await page.locator('.picker').getByRole('button', { name: '郝强莉' }).first().click()
  await page.getByRole('button', { name: '加入 3 人' }).click()
  await page.getByText('加入了 2 人。').waitFor()
  await page.getByText('1 人没有加入').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('grid').waitFor()
  assert.equal(await page.locator('.sheet tbody tr').count(), 2)

  await cell(page, 0, 1).click()
  await cell(page, 1, 2).click({ modifiers: ['Shift'] })
  const tools = page.getByRole('group', { name: '所选的人和场次' })
  await tools.getByText('所选 2 人，2 场').waitFor()
  await tools.getByRole('button', { name: '迟到' }).click()
  await page.getByRole('button', { name: '保存 4 处改动' }).waitFor()
  await tools.getByRole('button', { name: '清除' }).click()
  await page.getByText('没有未保存的改动').waitFor({ state: 'attached' })
  await tools.getByRole('button', { name: '移出这 2 人' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '移出 2 人' }).click()
  await page.getByText('名单里还没有学员').waitFor()

  await page.getByRole('button', { name: '取消活动' }).click()
  await page.getByLabel('原因').fill('试办结束')
  await page.getByRole('dialog').getByRole('button', { name: '取消活动' }).click()
  await page.locator('.notice', { hasText: '已取消：试办结束' }).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

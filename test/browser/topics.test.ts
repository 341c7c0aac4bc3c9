import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { APIRequestContext } from 'playwright-core'
import { PHONE, settled, visitor } from './harness.ts'

const visiting = visitor()
const YEAR = new Date().getFullYear()

/** The demonstration's round. */
async function roundOf(request: APIRequestContext): Promise<string> {
  const answer = await request.get(`${visiting.address()}/api/topics?year=${YEAR}`)
  const { rounds } = (await answer.json()) as { rounds: { id: string }[] }
  return rounds[0]?.id ?? ''
}

test('a teacher states a problem by phone; the school finds it beside one like it, and words a theme', async () => {
  const phone = await visiting.visit('teacher', PHONE)
  await phone.page.goto('/m/problems')
  await phone.page.getByLabel('学科').selectOption('语文')
  const words = `提问以后教室里很安静，没有人主动发言 ${Date.now()}`
  await phone.page.getByLabel('问题（10 至 500 字）').fill(words)
  await phone.page.getByRole('button', { name: '提交' }).click()
  await phone.page.getByText(words).waitFor()
  await phone.page.getByText('还没有归入主题').first().waitFor()

  const desk = await visiting.visit('school')
  const round = await roundOf(desk.context.request)
  const { page } = desk
  await page.goto(`/topics/${round}`)
  await page.getByRole('link', { name: '去提炼' }).click()
  await settled(page)
  await page.getByRole('button', { name: '教研组专题' }).click()
  await page.getByLabel('教研组', { exact: true }).selectOption('语文')
  const card = page.getByRole('article', { name: '课堂发言' })
  await card.getByText(words).waitFor()
  assert.ok((await card.locator('mark').count()) > 0)
  await card.getByRole('button', { name: '选这一组' }).click()
  await page.getByRole('button', { name: '提炼成主题' }).click()
  const title = `让安静的课堂有声音 ${Date.now() % 1000}`
  await page.getByLabel('主题表述').fill(title)
  await page
    .getByRole('button', { name: '确 定' })
    .or(page.getByRole('button', { name: '确定' }))
    .click()
  const theme = page.getByRole('article', { name: title })
  await theme.waitFor()

  await phone.page.reload()
  await phone.page.getByText(title).first().waitFor()

  await theme.getByRole('link', { name: '来龙去脉' }).click()
  const tree = page.getByRole('tree')
  await tree.waitFor()
  await page.getByRole('treeitem', { name: words }).waitFor()
  await page.getByRole('treeitem', { name: title }).focus()
  await page.keyboard.press('ArrowRight')
  assert.equal(await page.locator('[role=treeitem]:focus').getAttribute('class'), 'problem')

  // leaves the demonstration as it was
  await page.goBack()
  await theme.getByRole('button', { name: '查看和调整' }).click()
  await page.getByRole('button', { name: '撤销主题' }).click()
  await page.getByLabel('原因').fill('试用')
  await page
    .getByRole('dialog')
    .last()
    .getByRole('button', { name: /^撤\s?销$/u })
    .click()
  await theme.waitFor({ state: 'detached' })
  assert.deepEqual([...phone.troubles(), ...desk.troubles()], [])
  await phone.context.close()
  await desk.context.close()
})

test('who only looks at a level is told whose it is', async () => {
  const { page, context } = await visiting.visit('leader')
  const round = await roundOf(context.request)
  await page.goto(`/topics/${round}/board?level=region&unit=990123`)
  await settled(page)
  await page.getByText('区域核心主题由县级中心提炼。').first().waitFor()
  await context.close()
})

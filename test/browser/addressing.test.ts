import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PHONE, settled, violations, visitor, type Visit } from './harness.ts'

const visiting = visitor()
const FILE = { name: '研修计划表.txt', mimeType: 'text/plain', buffer: Buffer.from('school,plan\n') }

async function clean({ page, troubles }: Visit, what: string): Promise<void> {
  await settled(page)
  assert.deepEqual([...troubles(), ...(await violations(page))], [], what)
  const folder = process.env['YANPEI_LOOK']
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${what}.png`, fullPage: true })
}

/** The name and id of the demonstration's teacher. */
async function teacher(visit: Visit): Promise<string> {
  const answer = await visit.context.request.get(`${visiting.address()}/api/me`)
  return ((await answer.json()) as { name: string }).name
}

test('a pasted list says who is not found; a file goes along, and is opened on a phone', async () => {
  const title = `领取研修材料 ${Date.now()}`
  const reader = await visiting.visit('teacher', PHONE)
  const name = await teacher(reader)
  const officer = await visiting.visit('officer')
  const { page } = officer
  await page.goto('/notices?box=sent')
  await page.getByRole('button', { name: '发通知' }).click()
  await page.getByLabel('标题').fill(title)
  await page.getByLabel('内容').fill('请持身份证到中心领取研修材料。')
  await page.locator('input[type=file]').setInputFiles(FILE)
  await page.getByRole('button', { name: /去掉附件/ }).waitFor()
  await page.getByLabel('发给').selectOption('list')
  await page.getByLabel('名单', { exact: true }).fill(`${name}\n查无此人`)
  await page.getByRole('button', { name: '核对名单' }).click()
  await page.getByText('1 行没有找到').waitFor()
  await page.getByText('名册里没有这个姓名').waitFor()
  await page.getByLabel('办理期限').fill('2099-01-08')
  await page.getByLabel('到期前自动催阅').selectOption('2')
  await clean(officer, 'new-notice')
  await page.setViewportSize(PHONE)
  await clean(officer, 'new-notice-390')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: '发出', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  await page.getByText('到期前 2 个工作日').waitFor()
  await clean(officer, 'notice-sent')

  await reader.page.goto('/todo')
  await reader.page.getByRole('link', { name: title }).click()
  const file = reader.page.getByRole('link', { name: FILE.name })
  await file.waitFor()
  await clean(reader, 'notice-phone')
  const download = reader.page.waitForEvent('download')
  await file.click()
  assert.equal((await download).suggestedFilename(), FILE.name)
  await reader.context.close()
  await officer.context.close()
})

test('from a programme and an activity a notice goes to those on the roster', async () => {
  const officer = await visiting.visit('officer')
  const { page } = officer
  const answer = await officer.context.request.get(
    `${visiting.address()}/api/programmes?year=2025&system=rural-teaching-visit`,
  )
  const { rows } = (await answer.json()) as { rows: { id: string; title: string }[] }
  await page.goto(`/programmes/${rows[0]?.id}?year=2025`)
  await page.getByRole('button', { name: '通知这些人' }).click()
  await page.getByText(`《${rows[0]?.title}》各次活动名单上的人`).waitFor()
  assert.equal(await page.getByLabel('发给').count(), 0)
  await page.getByLabel('标题').fill(`集合时间 ${Date.now()}`)
  await page.getByLabel('内容').fill('周六早上七点在中心集合。')
  await clean(officer, 'notify-programme')
  await page.getByRole('button', { name: '发出', exact: true }).click()
  await page.getByRole('heading', { name: /回执：0 \/ \d+ 人已读/ }).waitFor()
  await officer.context.close()
})

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openPromise } from 'yauzl'
import { PHONE, settled, visitor } from './harness.ts'

const visiting = visitor()
const TITLE = '分数的意义教学设计'
const WORDS = '教学目标：学生结合分月饼的生活情境理解单位“一”和分数单位，会用分数表示除法的商。'
let folder = ''
before(async () => (folder = await mkdtemp(join(tmpdir(), 'yanpei-works-'))))
after(() => rm(folder, { recursive: true, force: true }))

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** A picture with enough behind its head to come in several pieces. */
const picture = (): Buffer =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(1_500_000, 7)])

async function saved(page: Page, name: string | RegExp, role: 'link' | 'button' = 'link'): Promise<string> {
  const waiting = page.waitForEvent('download')
  await page.getByRole(role, { name }).first().click()
  return (await waiting).path()
}

/** The school sends the work back with a reason. */
async function sendBack(because: string): Promise<void> {
  const { page, context } = await visiting.visit('school')
  await page.goto(`/resources?year=${new Date().getFullYear()}&mine=to-review`)
  await settled(page)
  await page.getByRole('link', { name: TITLE }).click()
  await page.getByLabel('意见').fill(because)
  await page.getByRole('button', { name: '退回修改' }).click()
  await page.getByText('已退回修改').waitFor()
  await context.close()
}

test('a teacher hands in a work by phone while the line breaks; it rises to the library and is found by its words', async () => {
  const phone = await visiting.visit('teacher', PHONE)
  await phone.page.goto('/m/works')
  await phone.page.getByLabel('题目').fill(TITLE)
  let broken = 0
  await phone.page.route('**/api/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH' || broken >= 2) return route.continue()
    broken += 1
    return route.abort('connectionreset')
  })
  await phone.page.getByLabel(/^文件/).setInputFiles(await fileOf('板书.png', picture()))
  await phone.page.getByLabel(/^正文/).fill(WORDS)
  await phone.page.getByRole('button', { name: '提交作品' }).click()
  await phone.page.getByText(TITLE).first().waitFor({ timeout: 60_000 })
  await phone.page.getByText('待学校审阅').first().waitFor()
  assert.equal(broken, 2)
  await sendBack('缺少板书设计，请补充。')
  await phone.page.reload()
  await phone.page.getByText('已退回修改').first().waitFor()
  await phone.page.getByRole('button', { name: '审阅意见和新的一稿' }).first().click()
  await phone.page.getByText('缺少板书设计，请补充。').waitFor()
  const next = phone.page.locator('article form').first()
  await next.getByLabel(/^文件/).setInputFiles(await fileOf('板书.png', picture()))
  await next.getByLabel(/^正文/).fill(`${WORDS}板书：分数单位。`)
  await next.getByRole('button', { name: '提交新的一稿' }).click()
  // of this very work: another one of the teacher's may wait for its school all along
  const own = phone.page.locator('article').filter({ hasText: TITLE }).first()
  await own.getByText('待学校审阅').waitFor({ timeout: 60_000 })
  assert.deepEqual(phone.troubles(), [])
  await phone.context.close()

  for (const [login, button] of [
    ['school', '推荐到上级'],
    ['cluster', '推荐到上级'],
    ['officer', '推荐入资源库'],
  ] as const) {
    const { page, context, troubles } = await visiting.visit(login)
    await page.goto(`/resources?year=${new Date().getFullYear()}&mine=to-review`)
    await settled(page)
    await page.getByRole('link', { name: TITLE }).click()
    await page.getByRole('button', { name: button }).click()
    await page
      .locator('.said li.recommend')
      .last()
      .getByText(login === 'officer' ? '中心推荐' : login === 'cluster' ? '学区推荐' : '学校推荐')
      .waitFor()
    assert.deepEqual(troubles(), [])
    await context.close()
  }

  const { page, context, troubles } = await visiting.visit('leader')
  await page.goto('/resources/library?q=月饼 分数单位')
  await settled(page)
  await page.getByRole('link', { name: TITLE }).click()
  const file = await saved(page, /板书\.png/)
  assert.ok((await readFile(file)).equals(picture()))
  await page.getByRole('link', { name: '相似检查' }).click()
  await page.getByText(/没有相似/).waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('an archive takes a file by hand, is sealed with its gaps explained, and leaves as a ZIP', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/resources/archives?year=2025&q=语文送教')
  await settled(page)
  await page.locator('.open-row, td a').first().click()
  await page.locator('section', { hasText: '通知' }).getByRole('button', { name: '放入文件' }).first().click()
  const panel = page.getByRole('dialog')
  await panel
    .locator('input[type=file]')
    .setInputFiles(await fileOf('关于送教下乡的通知.pdf', '%PDF-1.4 通知'))
  await panel.getByText(/^已上传/).waitFor()
  await panel.getByRole('button', { name: '放入', exact: true }).click()
  await panel.waitFor({ state: 'detached' })
  await page.getByText('关于送教下乡的通知.pdf').first().waitFor()
  await page.getByRole('button', { name: '封存' }).click()
  await page.getByLabel('带缺项封存的原因').fill('经费凭证原件存财务室')
  await page.getByRole('dialog').getByRole('button', { name: '封存' }).click()
  await page.getByText('与最近一次封存完全一致。').waitFor()
  const zip = await openPromise(await saved(page, '导出整份档案'))
  const names: string[] = []
  for await (const entry of zip.eachEntry()) names.push(entry.fileName)
  for (const wanted of ['index.html', '目录.xlsx']) assert.ok(names.includes(wanted), names.join())
  assert.ok(
    names.some((name) => name.endsWith('关于送教下乡的通知.pdf')),
    names.join(),
  )
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('a volume is made from picked works and typeset', async () => {
  const year = new Date().getFullYear()
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto(`/resources/volumes?year=${year}`)
  await settled(page)
  await page.getByRole('button', { name: '新编一本' }).click()
  await page.getByRole('dialog').getByLabel('书名').fill('试编成果集')
  await page.getByRole('dialog').getByRole('button', { name: '建立' }).click()
  await page.getByRole('heading', { name: '试编成果集' }).waitFor()
  await page.getByLabel('查找作品').fill('口语交际')
  await page.getByRole('button', { name: '加入' }).first().click()
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '排印' }).click()
  await page.getByText('第 1 次').first().waitFor({ timeout: 60_000 })
  const pdf = await readFile(await saved(page, 'PDF'))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.deepEqual(troubles(), [])
  await context.close()
})

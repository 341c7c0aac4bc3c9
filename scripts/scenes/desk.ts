import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { join } from 'node:path'
import type { APIRequestContext, Page } from 'playwright-core'
import { settled } from '#test/browser/harness.ts'
import type { Scene, Take } from './scene.ts'

const FAULTY = join(import.meta.dirname, '../../test/fixtures/county/dirty.xlsx')
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Listed = { rows: { id: string }[] }

/** A scene of the demonstration's officer, who begins at a page. */
function atDesk(
  name: string,
  path: string | ((request: APIRequestContext) => Promise<string>),
  go: (page: Page, take: Take) => Promise<void>,
): Scene {
  return {
    name,
    play: async ({ enter }, take) => {
      const context = await enter('officer', 'desk')
      const page = await context.newPage()
      await page.goto(typeof path === 'string' ? path : await path(context.request))
      await settled(page)
      await go(page, take)
      await context.close()
    },
  }
}

const door: Scene = {
  name: 'activate',
  play: async ({ enter }, take) => {
    const context = await enter(null, 'desk')
    const page = await context.newPage()
    await page.goto('/')
    await page.getByRole('button', { name: '首次使用，凭激活码设置密码' }).click()
    await page.getByLabel('激活码').waitFor()
    await take(page)
    await context.close()
  },
}

const search = atDesk('search', '/?year=2025', async (page, take) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找' }).fill('zs')
  await page.locator('#search-hits li').first().waitFor()
  await take(page)
})

/** The workbook with errors is looked through without being written, up to its report. */
const faults = atDesk('import-faults', '/import?year=2025', async (page, take) => {
  await page.getByLabel('只检查，不写入').check()
  await page.locator('input[type=file]').setInputFiles(FAULTY)
  const cells = page.getByRole('heading', { name: '退回的单元格' })
  await cells.waitFor({ timeout: 120_000 })
  await settled(page)
  await take(page)
  // Beside the tables, which have a scroll of their own.
  await page.mouse.move(60, 600)
  await page.mouse.wheel(0, 720)
  await take(page, '-cells')
})

/** A class of the demonstration county with several check-in slots. */
async function aClass(request: APIRequestContext): Promise<string> {
  const answer = await request.get('/api/calendar?from=2025-10-01&until=2025-10-31&system=group-training')
  const { activities } = (await answer.json()) as { activities: { id: string; slots: number }[] }
  return `/activities/${activities.find((one) => one.slots >= 3)?.id ?? ''}?year=2025`
}

const sheet = atDesk('attendance', aClass, async (page, take) => {
  await page.locator('#cell-3-2').click()
  await page.keyboard.press('L')
  await page.keyboard.press('V')
  await page.getByRole('button', { name: /保存 \d+ 处改动/ }).scrollIntoViewIfNeeded()
  await take(page)
})

const roster = atDesk('roster', aClass, async (page, take) => {
  await page.getByRole('button', { name: '加入名单' }).click()
  await page.getByLabel('查找教师').fill('zs')
  await page.locator('.picker').getByRole('button').first().waitFor()
  await take(page)
})

async function aSummary(request: APIRequestContext): Promise<string> {
  const { rows } = (await (await request.get('/api/documents?year=2025')).json()) as Listed
  return `/documents/${rows[0]?.id ?? ''}?year=2025`
}

/** A copy of the summary in which somebody has changed two numbers. */
const changed = atDesk('document-check', aSummary, async (page, take) => {
  const id = /documents\/([^?]+)/.exec(page.url())?.[1] ?? ''
  const original = await page.context().request.get(`/api/documents/${id}/docx`)
  const parts = unzipSync(await original.body())
  const name = 'word/document.xml'
  const text = strFromU8(parts[name] ?? new Uint8Array())
  const edited = text.replace('>10086<', '>10186<').replace('>84231.93<', '>84231.39<')
  const buffer = Buffer.from(zipSync({ ...parts, [name]: strToU8(edited) }))
  await page.getByText('核对改过的稿子').click()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: '工作总结（改）.docx', mimeType: DOCX, buffer })
  await page.getByText(/核对了 .* 个数字/).waitFor({ timeout: 60_000 })
  await take(page)
})

const newDocument = atDesk('document-new', '/documents?year=2025', async (page, take) => {
  await page.getByRole('button', { name: '起草总结或计划' }).click()
  await take(page)
})

const codes = atDesk('activation-codes', '/accounts?year=2025', async (page, take) => {
  await page.getByRole('button', { name: '教师激活码' }).click()
  await take(page)
})

const factor = atDesk('second-factor', '/me?year=2025', async (page, take) => {
  await page.getByRole('button', { name: '设置动态口令' }).click()
  await page.locator('img.qr').waitFor()
  await take(page)
})

const RECORDS = `/figures/awards/records?year=2025&dimension=level&key=${encodeURIComponent('省级')}`
const records = atDesk('records', RECORDS, (page, take) => take(page))

/** What an officer does at the desk. */
export const deskScenes: readonly Scene[] = [
  door,
  search,
  faults,
  roster,
  sheet,
  records,
  newDocument,
  changed,
  codes,
  factor,
]

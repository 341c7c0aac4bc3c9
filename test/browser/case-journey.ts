import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Ending } from '#test/harness/database.ts'
import { PASSWORD } from '#test/http/harness.ts'
import { play, type Played } from '#test/systems/county.ts'
import { launchChromium } from './chromium.ts'
import { DESK, PHONE, settled, violations, watch } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** Everybody else waits for a page that does not come. */
const MOST_WAIT_MS = 15_000
/** As long may it take to deal with ninety together. */
const MANY_MS = 60_000
type Size = typeof DESK
type Visit = { page: Page; troubles: () => string[] }
export type Fill = Record<string, string>

/** A county in which people work in their own browsers, each signed in as themself. */
export type Journey = {
  played: Played
  /** Somebody's browser, the same one every time; null has not signed in. */
  as: (who: string | null, size?: Size) => Promise<Page>
  /** Moves the county's and everybody's clock. */
  moveTo: (moment: string) => Promise<void>
  /** The page as it stands is fit for axe, its width and its console, at the desk and on the phone. */
  looked: (page: Page, name: string) => Promise<void>
  /** What has gone wrong in any of the browsers. */
  troubles: () => string[]
}

/**
 * Begins a journey of `name` in a county with teachers by school, as `play` builds it.
 * The browsers show the county's time, not the machine's.
 */
export async function journey(
  ending: Ending,
  name: string,
  teachers: Readonly<Record<string, readonly string[]>>,
  signIn: readonly string[],
): Promise<Journey> {
  const played = await play(ending, teachers, signIn, { webRoot: WEB })
  await played.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = played.app.server.address() as AddressInfo
  const chromium = await launchChromium()
  ending.after(() => chromium.close())
  const visits = new Map<string, Promise<Visit>>()
  const begin = { chromium, origin: `http://127.0.0.1:${port}`, played }
  const as: Journey['as'] = async (who, size = DESK) => {
    const held = visits.get(who ?? '') ?? enter(begin, who, size)
    visits.set(who ?? '', held)
    return (await held).page
  }
  const opened = () => Promise.all(visits.values())
  const found: string[] = []
  const gather = async (): Promise<void> => {
    for (const { troubles } of await opened()) found.push(...troubles())
  }
  return {
    played,
    as,
    moveTo: async (moment) => {
      played.clock.now = new Date(moment)
      for (const { page } of await opened()) await page.clock.setFixedTime(played.clock.now)
    },
    looked: async (page, at) => {
      await lookAt(page, `${name}-${at}`)
      await gather()
      assert.deepEqual(found, [], at)
    },
    troubles: () => found,
  }
}

/** Tests that build on one another: after one that fails the others are left out. */
export function steps(): (name: string, run: () => Promise<void>) => void {
  let broken = false
  return (name, run) =>
    void test(name, async (t) => {
      if (broken) return t.skip('an earlier step failed')
      broken = true
      await run()
      broken = false
    })
}

type Begin = { chromium: Browser; origin: string; played: Played }

async function enter({ chromium, origin, played }: Begin, who: string | null, size: Size): Promise<Visit> {
  const context = await chromium.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: size,
  })
  if (who !== null) {
    const data = { login: who, password: PASSWORD }
    const answer = await context.request.post('/api/sign-in', { data, headers: { origin } })
    assert.equal(answer.status(), 200, await answer.text())
  }
  context.setDefaultTimeout(MOST_WAIT_MS)
  const page = await context.newPage()
  await page.clock.setFixedTime(played.clock.now)
  return { page, troubles: watch(page) }
}

async function lookAt(page: Page, name: string): Promise<void> {
  const own = page.viewportSize() ?? DESK
  await settled(page)
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size)
    assert.deepEqual(await violations(page), [], `${name} at ${size.width}`)
    // the scroll bar of a long page takes from the width that there is
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.ok(over <= 0, `${name} at ${size.width} is ${over} px too wide`)
    await picture(page, `${name}-${size.width}`)
  }
  await page.setViewportSize(own)
}

/** Keeps a picture of the whole page where YANPEI_LOOK names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['YANPEI_LOOK']
  if (folder === undefined) return
  const size = page.viewportSize() ?? DESK
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.setViewportSize(size)
}

/** Says yes in the dialog of a deed, filled in as by `fill`, and waits until it is done. */
export async function confirm(page: Page, word: string, fill: Fill = {}): Promise<void> {
  const dialog = page.getByRole('dialog', { name: word })
  for (const [label, text] of Object.entries(fill)) await dialog.getByLabel(label).fill(text)
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await dialog.waitFor({ state: 'detached', timeout: MANY_MS })
  await settled(page)
}

/** Does what the page of a case offers. */
export async function deed(page: Page, word: string, fill: Fill = {}): Promise<void> {
  await page.locator('.page-actions').getByRole('button', { name: word, exact: true }).click()
  await confirm(page, word, fill)
}

/** Opens the list of a system, narrowed to what `filters` say. */
export async function listed(page: Page, system: string, filters: Fill = {}): Promise<void> {
  await page.goto(`/cases?${new URLSearchParams({ system, ...filters }).toString()}`)
  await settled(page)
}

/** Chooses some of a list by searching for each of them. */
export async function choose(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await page.getByLabel('查找事项').fill(name)
    await page.getByLabel(`选择${name}`, { exact: true }).check()
  }
  await page.getByText(`选了 ${names.length} 件`).waitFor()
}

/** Chooses everything that the list holds. */
export async function chooseAll(page: Page, count: number): Promise<void> {
  await page.locator('input.choose').first().check()
  await page.getByRole('button', { name: '选中列表里的全部' }).click()
  await page.getByText(`选了 ${count} 件`).waitFor()
}

/** Does something with what is chosen, all together. */
export async function together(page: Page, word: string, fill: Fill = {}): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: word, exact: true }).click()
  await confirm(page, word, fill)
}

/** Enters one line for each chosen case, pasted as a column from Excel. */
export async function paste(page: Page, lines: readonly string[]): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: '逐件录入' }).click()
  await page.locator('.entry-sheet input').first().waitFor()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', ${JSON.stringify(lines.join('\n'))})
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('.entry-sheet input').dispatchEvent(event)
  })()`)
  await page.getByRole('button', { name: `录入 ${lines.length} 件` }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: MANY_MS })
  await settled(page)
}

/** Names judges for what is chosen. */
export async function nameJudges(page: Page, judges: readonly string[]): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: '指定评委' }).click()
  for (const name of judges) {
    await page.getByLabel('查找教师').fill(name)
    await page.locator('.picker').getByRole('button', { name }).click()
  }
  await page.getByRole('button', { name: `指定 ${judges.length} 名评委` }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: MANY_MS })
  await settled(page)
}

/** Opens a round of a system at its page; `fill` by label. */
export async function openRound(page: Page, system: string, fill: Fill): Promise<void> {
  await page.goto(`/rounds?system=${system}`)
  await page.getByRole('button', { name: '开设批次' }).click()
  const sheet = page.getByRole('dialog')
  for (const [label, text] of Object.entries(fill)) await sheet.getByLabel(label).fill(text)
  await sheet.getByRole('button', { name: '开设批次' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByText('正在受理').waitFor()
}

/** Answers the questions of the form of a case, by their labels; waits until the draft is kept. */
export async function fillIn(page: Page, answers: Fill): Promise<void> {
  const form = page.locator('.form')
  for (const [label, text] of Object.entries(answers)) {
    const field = form.getByLabel(label, { exact: true })
    await field.waitFor()
    if ((await form.locator('select').and(field).count()) > 0) await field.selectOption({ label: text })
    else await field.fill(text)
  }
  await form.getByText('草稿已保存').waitFor()
}

/** Puts a file with each of the papers that the page of a draft names. */
async function attach(page: Page, papers: readonly string[]): Promise<void> {
  for (const paper of papers) {
    const item = page.locator('.materials > li').filter({ hasText: paper })
    const file = { name: `${paper}.pdf`, mimeType: 'application/pdf', buffer: PDF }
    await item.locator('input[type=file]').setInputFiles(file)
    await item.getByRole('link', { name: `${paper}.pdf` }).waitFor()
  }
}

/** Attaches what is asked for and hands a case in; gives its id. */
export async function handIn(page: Page, papers: readonly string[]): Promise<string> {
  await attach(page, papers)
  await page.getByText('提交之前还差').waitFor({ state: 'detached' })
  await deed(page, '提交')
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Scores the first sheet that waits on a judge's phone, of so many. */
export async function scoreFirst(page: Page, many: number, points: Record<string, number>): Promise<void> {
  await page.goto('/judgings')
  await page.getByText(`还有 ${many} 份没有评`).waitFor()
  const send = page.getByRole('button', { name: '提交评分' })
  const sheet = page.locator('section').filter({ has: send }).first()
  for (const [label, n] of Object.entries(points)) await sheet.getByLabel(label).fill(String(n))
  await sheet.getByRole('button', { name: '提交评分' }).click()
  await page.getByText(`还有 ${many - 1} 份没有评`).waitFor()
}

/** Does the same for each, four at a time, as four clerks at a counter would. */
export async function fourAtOnce<T>(each: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
  const left = [...each]
  const clerk = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await run(next)
  }
  await Promise.all([clerk(), clerk(), clerk(), clerk()])
}

/** Drafts the year's summary at its page; gives its text. */
export async function summary(page: Page): Promise<string> {
  await page.goto('/documents?year=2026')
  await page.getByRole('button', { name: '起草总结或计划' }).first().click()
  await page.getByRole('button', { name: '起草', exact: true }).click()
  await page.waitForURL(/\/documents\/[\w-]+/)
  const text = page.locator('.official-document')
  await text.waitFor()
  return text.innerText()
}

/** Saves what a link or button leads to; gives the file. */
export async function saved(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name }).first().click()
  return readFile(await (await waiting).path())
}

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { settled } from './harness.ts'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
/** As long may it take to deal with ninety together. */
const MANY_MS = 60_000
/** What is typed, by the labels of the fields. */
export type Fill = Record<string, string>

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
async function chooseAll(page: Page, count: number): Promise<void> {
  await page.locator('input.choose').first().check()
  await page.getByRole('button', { name: '选中列表里的全部' }).click()
  await page.getByText(`选了 ${count} 件`).waitFor()
}

/** Opens a list and chooses all of it, so many. */
export async function chosenAll(page: Page, system: string, filters: Fill, count: number): Promise<void> {
  await listed(page, system, filters)
  await chooseAll(page, count)
}

/** Does something with what is chosen, all together; nothing is said of what was refused before. */
export async function together(page: Page, word: string, fill: Fill = {}): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: word })
  await dialog.waitFor()
  assert.equal(await dialog.locator('.notice.late').count(), 0)
  await confirm(page, word, fill)
}

/** Is told in the dialog why what is chosen cannot be done together, and lets it be. */
export async function refusedTogether(page: Page, word: string, because: RegExp): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: word, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: word })
  await dialog.getByRole('button', { name: word, exact: true }).click()
  await dialog.getByText(because).waitFor({ timeout: MANY_MS })
  await dialog.getByRole('button', { name: '先不办' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Takes one out of what is chosen. */
export async function leaveOut(page: Page, name: string): Promise<void> {
  await page.getByLabel('查找事项').fill(name)
  await page.getByLabel(`选择${name}`, { exact: true }).uncheck()
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

/** Issues a letter, or gives out the certificates, from the documents of the page of a round or case. */
export async function issue(page: Page, paper: string): Promise<void> {
  await page.getByRole('link', { name: paper, exact: true }).click()
  await page.waitForURL(/\/case-documents\//)
  await page.getByRole('button', { name: /^(印发|制发证书)$/ }).click()
  const sheet = page.getByRole('dialog')
  const yes = sheet.getByRole('button', { name: /^(印发并取得文号|制发 \d+ 本)$/ })
  await yes.waitFor()
  const series = sheet.getByLabel('机关代字')
  if ((await series.count()) > 0) await series.fill('甲教')
  await yes.click()
  await sheet.waitFor({ state: 'detached', timeout: MANY_MS })
  await settled(page)
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

import type { Page } from 'playwright-core'
import { MEMBERS } from '#test/systems/qualification-round.ts'
import { choose, chosenAll, listed } from './case-acts.ts'
import { settled } from './harness.ts'

const MANY_MS = 60_000
const VOTE = '登记表决'

/**
 * Records at the page of a round of qualifications that its committee sat: 委员庚 had taken leave, 委员戊 presided.
 * `look` is called when it is recorded.
 */
export async function sit(page: Page, look: () => Promise<void>): Promise<void> {
  await page.goto('/rounds?system=qualification')
  await page.getByRole('link', { name: '专家审查', exact: true }).click()
  await page.getByText('还没有登记评审会').waitFor()
  await page.getByRole('button', { name: '登记评审会' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('会议日期').fill('2026-03-02')
  await sheet.getByLabel('会议地点').fill('县教师发展中心三楼会议室')
  for (const name of MEMBERS) {
    await sheet.getByLabel('查找教师').fill(name)
    await sheet.locator('.picker').getByRole('button', { name }).click()
  }
  await sheet.locator('fieldset').getByLabel('委员庚', { exact: true }).check()
  await sheet.getByLabel('主任委员').selectOption({ label: '委员戊' })
  await sheet.getByRole('button', { name: '登记评审会' }).click()
  await sheet.waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: '主任委员' }).waitFor()
  await look()
}

/** Enters a vote on what is chosen: so many against, with the opinion. */
async function vote(page: Page, against: number, opinion: string): Promise<void> {
  await page.locator('.selection-bar').getByRole('button', { name: VOTE }).click()
  const dialog = page.getByRole('dialog', { name: VOTE })
  await dialog.getByText('出席 5 人').waitFor()
  await dialog.getByLabel('不同意票').fill(String(against))
  await dialog.getByLabel('审查意见').fill(opinion)
  await dialog.getByRole('button', { name: VOTE }).click()
  await dialog.waitFor({ state: 'detached', timeout: MANY_MS })
  await settled(page)
}

/** Has the committee vote on those who came through the tests: some are turned down by three of five, the others pass. */
export async function votes(page: Page, turnedDown: readonly string[], others: number): Promise<void> {
  const [system, stage] = ['qualification', 'committee']
  await listed(page, system, { stage })
  await choose(page, turnedDown)
  await vote(page, 3, '授课经历与所申请学科不符')
  await chosenAll(page, system, { stage }, others)
  await vote(page, 0, '')
}

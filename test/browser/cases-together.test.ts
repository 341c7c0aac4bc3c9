import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { act, garden, key, type Garden } from '#test/case/garden.ts'
import { choir } from '#test/fixtures/case/choir.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { PASSWORD } from '#test/http/harness.ts'
import { launchChromium, STILL } from './chromium.ts'
import { DESK, settled, violations } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')
const SINGERS = ['甲一', '甲二', '甲三'] as const

suite('many cases at once', () => {
  const ending = suiteEnding()
  let g: Garden
  let chromium: Browser

  before(async () => {
    const systems = { programmes: [], cases: [choir] }
    g = await garden(ending, { webRoot: WEB, systems })
    g.clock.now = new Date()
    for (const name of SINGERS) await apply(g, name)
    await g.app.listen({ port: 0, host: '127.0.0.1' })
    chromium = await launchChromium()
    ending.after(() => chromium.close())
  })

  /** The list of the system, in somebody's browser. */
  const listOf = async (login: string): Promise<Page> => {
    const { port } = g.app.server.address() as AddressInfo
    const origin = `http://127.0.0.1:${port}`
    const context = await chromium.newContext({ ...STILL, baseURL: origin, locale: 'zh-CN', viewport: DESK })
    await context.request.post('/api/sign-in', { data: { login, password: PASSWORD }, headers: { origin } })
    const page = await context.newPage()
    await page.goto('/cases?system=choir')
    await settled(page)
    return page
  }

  test('a school passes all of the list together, each with a decision of its own', async () => {
    const page = await listOf('school-a')
    await page.getByLabel('选择甲一').check()
    await page.getByRole('button', { name: '选中列表里的全部' }).click()
    await page.getByText('选了 3 件').waitFor()
    assert.deepEqual(await violations(page), [])
    await page.locator('.selection-bar').getByRole('button', { name: '通过', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '通过' })
    await dialog.getByText('甲一、甲二、甲三共 3 件，一起办理').waitFor()
    await dialog.getByRole('button', { name: '通过', exact: true }).click()
    await page.locator('.stage-strip').getByRole('button', { name: '3 演唱' }).waitFor()
    assert.equal(await eventsOf(g, 'school'), 3)
    await page.context().close()
  })

  test('one that has moved on meanwhile stops them all, and the others are as they were', async () => {
    for (const name of ['乙一', '乙二']) await apply(g, name)
    const page = await listOf('school-b')
    await page.getByLabel('选择乙一').check()
    await page.getByLabel('选择乙二').check()
    const { rows } = await g.db.admin.query<{ id: string }>(`select id from case_record where name = '乙二'`)
    await act(g, '乙二', rows[0]?.id ?? '', { do: 'withdraw', because: '不去了' })
    await page.locator('.selection-bar').getByRole('button', { name: '通过', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '通过' })
    await dialog.getByRole('button', { name: '通过', exact: true }).click()
    await dialog.getByRole('alert').filter({ hasText: '乙二' }).waitFor()
    assert.equal(await eventsOf(g, 'school'), 3)
    await page.context().close()
  })

  test('marks pasted from Excel are entered one by one; who does not reach the mark falls out', async () => {
    const page = await listOf('officer')
    const bar = page.locator('.selection-bar')
    for (const name of SINGERS) await page.getByLabel(`选择${name}`).check()
    assert.equal(await bar.getByRole('button', { name: '录入得分' }).getAttribute('aria-disabled'), 'true')
    await bar.getByRole('button', { name: '逐件录入' }).click()
    await paste(page, '甲一的得分', '81\n59\n92.5')
    assert.equal(await page.getByLabel('甲三的得分').inputValue(), '92.5')
    assert.deepEqual(await violations(page), [])
    await page.getByRole('button', { name: '录入 3 件' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await settled(page)
    const row = page.getByRole('row').filter({ hasText: '甲二' })
    await row.getByText('未过级').waitFor()
    await page.context().close()
  })

  test('a number that is taken is refused in its row, the others stand', async () => {
    const page = await listOf('officer')
    for (const name of ['甲一', '甲三']) await page.getByLabel(`选择${name}`).check()
    await page.locator('.selection-bar').getByRole('button', { name: '逐件录入' }).click()
    await paste(page, '甲一的级别编号', '2026-7\n2026-7')
    await page.getByRole('button', { name: '录入 2 件' }).click()
    const sheet = page.locator('.entry-sheet')
    await sheet.getByRole('row').filter({ hasText: '甲一' }).getByText('已录入').waitFor()
    await sheet.getByRole('row').filter({ hasText: '甲三' }).locator('.status.late').waitFor()
    await page.getByLabel('甲三的级别编号').fill('2026-8')
    await page.getByRole('button', { name: '录入 1 件' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const { rows } = await g.db.admin.query(
      'select issued from case_record where issued is not null order by 1',
    )
    assert.deepEqual(rows, [{ issued: '2026-7' }, { issued: '2026-8' }])
    await page.context().close()
  })
})

async function apply(g: Garden, name: string): Promise<void> {
  const { body } = await g.ask(name, 'POST', '/api/cases', { key: key(), system: 'choir', round: null })
  await g.ask(name, 'PUT', `/api/cases/${body.id}/form`, { form: { voice: '高音' } })
  await act(g, name, body.id ?? '', { do: 'submit' })
}

/** How many events of passing a stage have. */
async function eventsOf(g: Garden, stage: string): Promise<number> {
  const { rows } = await g.db.admin.query(`select from case_event where kind = 'passed' and stage = $1`, [
    stage,
  ])
  return rows.length
}

/** Pastes into a cell as from Excel. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label).waitFor()
  await page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', ${JSON.stringify(text)})
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('[aria-label=${JSON.stringify(label)}]').dispatchEvent(event)
  })()`)
}

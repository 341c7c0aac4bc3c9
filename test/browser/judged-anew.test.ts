import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { act, assign, garden, key, openGardenRound, scoreAll, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { PASSWORD, sendPdf } from '#test/http/harness.ts'
import { launchChromium, STILL } from './chromium.ts'
import { DESK, PHONE, settled, violations } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')

suite('a case that is judged anew, and a complaint about its round', () => {
  const ending = suiteEnding()
  const troubles: string[] = []
  let g: Garden
  let chromium: Browser
  let round: string
  let id: string

  before(async () => {
    g = await garden(ending, { webRoot: WEB })
    round = await openGardenRound(g)
    id =
      (await g.ask('甲一', 'POST', '/api/cases', { key: key(), system: 'garden-prize', round })).body.id ?? ''
    await fill('在园子里种了三年月季')
    await sendPdf(await g.who('甲一'), `/api/cases/${id}/materials/photo`, 'A学校甲一的园子.pdf')
    await act(g, '甲一', id, { do: 'submit' })
    await act(g, 'school-a', id, { do: 'pass' })
    await assign(g, id, ['丙一', '丙二'])
    for (const judge of ['丙一', '丙二']) await scoreAll(g, judge, { 长势: 50, 布局: 30 })
    await act(g, 'officer', id, { do: 'pass' })
    await act(g, 'officer', id, { do: 'publish' })
    g.clock.now = new Date('2026-03-10T02:00:00Z')
    await act(g, 'officer', id, { do: 'pass' })
    await act(g, 'leader', id, { do: 'return', because: '年数不实' })
    await fill('只种了一年月季')
    await act(g, '甲一', id, { do: 'submit' })
    await g.ask(null, 'POST', `/api/public/rounds/${round}/complaints`, {
      key: key(),
      name: '王群众',
      contact: '13812345678',
      text: '有人用了别人的园子来申报，请核实。',
    })
    g.clock.now = new Date()
    await g.app.listen({ port: 0, host: '127.0.0.1' })
    chromium = await launchChromium()
    ending.after(() => chromium.close())
  })

  const fill = (story: string) =>
    g.ask('甲一', 'PUT', `/api/cases/${id}/form`, { form: { kind: '花圃', story, size: 12.5 } })

  const openAs = async (login: string, path: string): Promise<Page> => {
    const { port } = g.app.server.address() as AddressInfo
    const origin = `http://127.0.0.1:${port}`
    const context = await chromium.newContext({ ...STILL, baseURL: origin, locale: 'zh-CN', viewport: DESK })
    await context.request.post('/api/sign-in', { data: { login, password: PASSWORD }, headers: { origin } })
    const page = await context.newPage()
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error') troubles.push(said.text())
    })
    await page.goto(path)
    await settled(page)
    return page
  }

  /** The page as it stands fits the screen and is clean for axe, at both sizes. */
  const looksRight = async (page: Page, name: string): Promise<void> => {
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size)
      assert.deepEqual(await violations(page), [], name)
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
      assert.ok(over <= 0, `${name} at ${size.width}`)
      const folder = process.env['YANPEI_LOOK']
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true })
    }
  }

  test('a judge is told to score again, and opens the papers by number', async () => {
    const page = await openAs('丙一', '/judgings')
    await page.getByText('此前的打分不再计入').waitFor()
    await looksRight(page, 'judging-anew')
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: '园圃照片 1' }).click()
    const file = await coming
    assert.equal(file.suggestedFilename(), '材料1.pdf')
    assert.match(await readFile(await file.path(), 'utf8'), /^%PDF/)
    await page.getByLabel('长势').fill('20')
    await page.getByLabel('布局').fill('10')
    await page.getByRole('button', { name: '提交评分' }).click()
    await page.getByText('都评完了').waitFor()
    assert.equal(await page.getByText('此前的打分不再计入').count(), 0)
  })

  test('the case says who has to score again, and once taken back where it stopped', async () => {
    const officer = await openAs('officer', `/cases/${id}`)
    await officer.getByText('须重新评审').first().waitFor()
    await act(g, '甲一', id, { do: 'withdraw', because: '不再申报' })
    await officer.reload()
    await settled(officer)
    const stopped = officer.locator('.stages li.stopped')
    assert.match(await stopped.innerText(), /专家评审[\s\S]*×[\s\S]*止于此/)
    await looksRight(officer, 'case-stopped')
  })

  test('an officer finds the complaint among what is to be done, and answers it', async () => {
    const page = await openAs('officer', '/todo')
    await page
      .getByRole('link', { name: /投诉举报/ })
      .first()
      .click()
    await page.getByText('王群众').waitFor()
    await looksRight(page, 'complaints')
    await page.getByRole('button', { name: '答复', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: '答复投诉' })
    await dialog.getByLabel('核实情况和处理结果').fill('经核实，园子为本人所有。')
    await dialog.getByRole('button', { name: '答复', exact: true }).click()
    await page.getByText('答复：经核实，园子为本人所有。').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await looksRight(page, 'complaint-answered')
    assert.deepEqual(troubles, [])
  })
})

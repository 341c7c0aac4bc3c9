import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { act, garden, openGardenRound, toNotice, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { launchChromium, STILL } from './chromium.ts'
import { DESK, PHONE, violations } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')

suite('what people without an account see', () => {
  const ending = suiteEnding()
  const troubles: string[] = []
  let g: Garden
  let chromium: Browser
  let page: Page
  let id: string
  before(async () => {
    g = await garden(ending, { webRoot: WEB })
    const round = await openGardenRound(g)
    id = await toNotice(g, '甲一', round)
    const other = await toNotice(g, '乙二', round)
    g.clock.now = new Date()
    for (const one of [id, other]) await act(g, 'officer', one, { do: 'publish' })
    await g.app.listen({ port: 0, host: '127.0.0.1' })
    chromium = await launchChromium()
    ending.after(() => chromium.close())
    const { port } = g.app.server.address() as AddressInfo
    const context = await chromium.newContext({
      ...STILL,
      baseURL: `http://127.0.0.1:${port}`,
      locale: 'zh-CN',
      viewport: PHONE,
    })
    page = await context.newPage()
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (said) => {
      if (said.type() === 'error' && !said.text().startsWith('Failed to load')) troubles.push(said.text())
    })
  })

  /** The page as it stands fits the screen and is clean for axe, at both sizes. */
  const looksRight = async (name: string): Promise<void> => {
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      assert.deepEqual(await violations(page), [], name)
      assert.ok(
        (await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')) <= 0,
        name,
      )
      const folder = process.env['YANPEI_LOOK']
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true })
    }
  }

  test('a notice is found, read and objected to', async () => {
    await page.goto('/notice')
    await page.getByText('正在公示').first().waitFor()
    await looksRight('notices')
    await page.getByRole('link').filter({ hasText: '园圃评比公示' }).last().click()
    await page.getByText('乙二').or(page.getByText('甲一')).first().waitFor()
    await looksRight('notice')
    await page.getByLabel('异议的事实').fill('太短')
    await page.getByLabel('您的姓名').fill('群众甲')
    await page.getByLabel('联系方式').fill('0571-8888')
    await page.getByRole('button', { name: '提交异议' }).click()
    await page.getByRole('alert').filter({ hasText: '至少 10 个字' }).waitFor()
    await looksRight('objection-refused')
    assert.equal(await page.getByLabel('异议的事实').getAttribute('aria-invalid'), 'true')
    await page.getByLabel('异议的事实').fill('这块园圃是去年别人种下的，有照片。')
    await page.getByRole('button', { name: '提交异议' }).click()
    await page.getByText('异议已收到').waitFor()
    const { rows } = await g.db.admin.query<{ name: string }>('select name from case_objection')
    assert.deepEqual(rows, [{ name: '群众甲' }])
    assert.equal(await page.evaluate<string>('JSON.stringify(localStorage)'), '{}')
  })

  test('a round that runs is complained about, outside of any public notice', async () => {
    await page.goto('/notice')
    await page.getByRole('heading', { name: '投诉举报' }).waitFor()
    await page.getByRole('link').filter({ hasText: '批次' }).click()
    await looksRight('complaint')
    await page.getByLabel('投诉的事实').fill('有人用了别人的园子来申报，请核实。')
    await page.getByLabel('您的姓名').fill('群众乙')
    await page.getByLabel('联系方式').fill('0571-9999')
    await page.getByRole('button', { name: '提交投诉' }).click()
    await page.getByText('投诉已收到').waitFor()
    const { rows } = await g.db.admin.query<{ name: string }>('select name from case_complaint')
    assert.deepEqual(rows, [{ name: '群众乙' }])
    assert.equal(await page.evaluate<string>('JSON.stringify(localStorage)'), '{}')
  })

  test('somebody who is not on file registers to apply', async () => {
    await page.goto('/apply/register')
    await page.getByLabel('姓名').fill('外来人')
    await page.getByLabel('身份证件号').fill('110105194912310021')
    await page.getByLabel('手机号').fill('13800009999')
    await page.getByLabel('新密码').fill('wo-yao-shen-qing')
    await page.getByLabel('再输入一次').fill('wo-yao-shen-qing')
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.getByRole('alert').filter({ hasText: '逐位核对' }).waitFor()
    await looksRight('register-refused')
    await page.getByLabel('身份证件号').fill('11010519491231002X')
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.getByRole('link', { name: '去登录并申请' }).waitFor()
    await looksRight('registered')
    assert.deepEqual(troubles, [])
  })
})

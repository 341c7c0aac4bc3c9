import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { systemPages } from '../../scripts/diagrams/pages.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { makeAccount, stage, type Stage } from '#test/http/harness.ts'
import { countyFromBook, type PlayedUnit } from '#test/systems/books.ts'
import { inspectorAppointment } from '#test/systems/made-up.ts'
import { launchChromium } from './chromium.ts'
import { ownBrowsers } from './own-browsers.ts'
import { settled } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')
const FILE = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const JUDGES = ['丙一', '丙二', '丙三'] as const
const EXPERIENCE = '从教二十年，任教研组长八年，连续三年参加片区教学视导，撰写督导报告十二篇。'

suite('a fourth system, from one file and its place in the list', () => {
  const ending = suiteEnding()
  let county: Stage
  let chromium: Browser

  before(async () => {
    county = await stage(ending, {
      webRoot: WEB,
      systems: { programmes: programmeSystems, cases: [...caseSystems, inspectorAppointment] },
    })
    await settle(county)
    await county.app.listen({ port: 0, host: '127.0.0.1' })
    chromium = await launchChromium()
    ending.after(() => chromium.close())
  })

  const { as, isClean, troubles, ...browsers } = ownBrowsers(
    'fourth',
    () => ({ county, chromium }),
    (login) => /^[甲丙]/.test(login),
  )
  let address = ''
  /** Does what is offered on the one case's page. */
  const act = (login: string, word: string, fill: Record<string, string> = {}): Promise<Page> =>
    browsers.act(login, address, word, fill)

  test('its world appears in the menu, and its round is opened there', async () => {
    const page = await as('officer')
    await page.goto('/')
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '督导' }).click()
    await page.locator('.world-systems').getByRole('link', { name: '兼职督学聘任' }).click()
    await page.getByText('先开设批次').waitFor()
    await isClean(page, 'empty')
    await page.locator('.page-actions').getByRole('link', { name: '批次' }).click()
    await page.getByRole('button', { name: '开设批次' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('批次名称').fill('首批兼职督学')
    await sheet.getByLabel('开始受理').fill(day(county, -1))
    await sheet.getByLabel('最后一天').fill(day(county, 60))
    await sheet.getByLabel('文号').fill('测教〔2026〕3号')
    await sheet.getByLabel('责任督学的名额').fill('2')
    await sheet.getByRole('button', { name: '开设批次' }).click()
    await page.getByText('正在受理').waitFor()
    await isClean(page, 'rounds')
  })

  test('a teacher applies by phone; what is filled in stays, what is missing is told', async () => {
    const page = await as('甲一')
    await page.goto('/apply')
    const offer = page.locator('.offers li').filter({ hasText: '兼职督学聘任' })
    await offer.getByRole('button', { name: '申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.getByLabel('申报类别').selectOption('责任督学')
    await page.getByLabel('近三年听课节数').fill('60')
    await page.getByText('草稿已保存').waitFor()
    await page.reload()
    await settled(page)
    assert.equal(await page.getByLabel('近三年听课节数').inputValue(), '60')
    await page.getByText('缺少材料：教师资格证书').first().waitFor()
    await isClean(page, 'draft')
    await page.getByLabel('教育教学与管理经历').fill(EXPERIENCE)
    await page.getByLabel('任现职日期').fill('2015-09-01')
    await page
      .locator('.materials input[type=file]')
      .first()
      .setInputFiles({ name: '证书.pdf', mimeType: 'application/pdf', buffer: FILE })
    await page.getByRole('link', { name: '证书.pdf' }).waitFor()
    await page.getByText('提交之前还差').waitFor({ state: 'detached' })
    address = new URL(page.url()).pathname
    await act('甲一', '提交')
    await isClean(page, 'submitted')
  })

  test('school, judges, centre and bureau take it through every stage to its number', async () => {
    await act('school-a', '通过')
    const officer = await as('officer')
    await officer.goto(address)
    await officer.getByRole('button', { name: '指定评委' }).click()
    for (const name of JUDGES) {
      await officer.getByLabel('查找教师').fill(name)
      await officer.locator('.picker').getByRole('button', { name }).click()
    }
    await officer.getByRole('button', { name: '指定 3 名评委' }).click()
    await officer.getByText('未评').first().waitFor()
    await isClean(officer, 'judges')
    for (const [at, name] of JUDGES.entries()) await score(await as(name), at)
    await act('officer', '汇总评分')
    await act('officer', '发布公示')
    county.clock.now = new Date(county.clock.now.getTime() + 20 * 86_400_000)
    await act('officer', '公示期满办结')
    await act('leader', '同意')
    await act('officer', '发放', { 聘书编号: '2026-01' })
    await officer.getByText('已聘任').first().waitFor()
    await isClean(officer, 'granted')
  })

  const score = async (page: Page, at: number): Promise<void> => {
    await page.goto('/judgings')
    await page.getByLabel('政策水平（40 分）').fill(String(30 + at))
    await page.getByLabel('督导能力（60 分）').fill('50')
    if (at === 0) await isClean(page, 'score')
    await page.getByText(EXPERIENCE).waitFor()
    assert.equal(await page.getByText('甲一').count(), 0)
    await page.getByRole('button', { name: '提交评分' }).click()
    await page.getByText('都评完了').waitFor()
  }

  test('its figures open to the list, and the list goes to Excel', async () => {
    const page = await as('officer')
    await page.goto('/cases?system=inspector-appointment')
    await page.locator('.page-actions').getByRole('link', { name: '数字' }).click()
    await page.locator('.figures').getByRole('link', { name: '通过 1 件' }).click()
    await page.getByRole('region', { name: '事项' }).getByText('2026-01', { exact: true }).waitFor()
    await isClean(page, 'list')
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: '导出 Excel' }).click()
    assert.equal((await saved).suggestedFilename(), '兼职督学聘任清单.xlsx')
    assert.deepEqual(troubles, [])
  })

  test('its round has an archive, filled by the work, which names what is missing', async () => {
    const page = await as('officer')
    await page.goto('/resources/archives?kind=case&year=2026')
    await page.getByRole('link', { name: '首批兼职督学' }).click()
    const states = page.locator('.section').filter({ hasText: '齐全' }).locator('h2')
    await states.first().waitFor()
    assert.deepEqual(await states.allInnerTexts(), ['申请名册', '评分表', '公示'])
    await page.locator('.section').filter({ hasText: '聘任文件' }).getByText('还没有放入文件').waitFor()
    await isClean(page, 'archive')
  })

  test('its numbers stand on their page, its form in the description of the interface', async () => {
    const page = await as('officer')
    await page.goto('/systems')
    await page.getByRole('link', { name: '兼职督学聘任' }).last().click()
    await page.getByText('教龄不少于 10 年。').waitFor()
    const api = await county.app.inject('/api/openapi.json')
    assert.ok(
      'inspector-appointment-form' in api.json<{ components: { schemas: object } }>().components.schemas,
    )
  })

  test('it is drawn for the docs', () => {
    const page = systemPages([], [inspectorAppointment]).get('inspector-appointment.md') ?? ''
    assert.match(page, /apply --> recommend/)
    assert.match(page, /- 聘任文件/)
  })

  test('all of it is one file of fewer than 80 lines', () => {
    const lines = readFileSync(join(import.meta.dirname, '../systems/made-up.ts'), 'utf8')
      .trimEnd()
      .split('\n')
    assert.ok(lines.length < 80, `${lines.length} lines`)
  })
})

/** A county of two schools in a cluster, with an account for each who has a part. */
async function settle({ db, clock }: Stage): Promise<void> {
  clock.now = new Date()
  const units: PlayedUnit[] = [
    { code: 'X', name: 'X', category: '学区' },
    { code: 'A', name: 'A', category: '学校', parent: 'X' },
    { code: 'C', name: 'C', category: '学校', parent: 'X' },
  ]
  const county = await countyFromBook(db, units, { A: ['甲一'], C: JUDGES }, '2001-09-01')
  await makeAccount(db, county.region, 'officer', 'officer')
  await makeAccount(db, county.region, 'leader', 'leader')
  await makeAccount(db, county.region, 'school-a', 'school', { unit: 'A' })
  for (const [name, personId] of county.people)
    await makeAccount(db, county.region, name, 'teacher', { personId })
}

/** The day so many days from now. */
function day({ clock }: Stage, from: number): string {
  return new Date(clock.now.getTime() + from * 86_400_000).toISOString().slice(0, 10)
}

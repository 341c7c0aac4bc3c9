import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { handlersOf, ourSystems } from '#http/handlers.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { makeAccount, stage, type Stage } from '#test/http/harness.ts'
import { sendOut } from '#test/money/sent-out.ts'
import { countyFromBook } from '#test/systems/books.ts'
import { launchChromium } from './chromium.ts'
import { ownBrowsers } from './own-browsers.ts'
import { settled } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')
const FILE = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

suite('travel costs are claimed by phone and decided at the desk', () => {
  const ending = suiteEnding()
  let county: Stage
  let chromium: Browser
  let address = ''

  before(async () => {
    county = await stage(ending, { webRoot: WEB, handlers: handlersOf(ourSystems) })
    await settle(county)
    await county.app.listen({ port: 0, host: '127.0.0.1' })
    chromium = await launchChromium()
    ending.after(() => chromium.close())
  })

  const { as, isClean, troubles, ...browsers } = ownBrowsers(
    'claim',
    () => ({ county, chromium }),
    (login) => login === '甲一',
  )
  /** Does what is offered on the one case's page. */
  const act = (login: string, word: string, fill: Record<string, string> = {}): Promise<Page> =>
    browsers.act(login, address, word, fill)

  test('a teacher chooses the journey, adds the lines and a picture of the vouchers', async () => {
    const page = await as('甲一')
    await page.goto('/apply')
    const offer = page.locator('.offers li').filter({ hasText: '差旅费报销' })
    await offer.getByRole('button', { name: '申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.getByLabel('外出学习').selectOption({ index: 1 })
    await page.getByLabel('前往地').selectOption('省内')
    const line = (n: number) => page.getByRole('group', { name: `第 ${n} 行` })
    await line(1).getByLabel('科目').selectOption('伙食补助费')
    await line(1).getByLabel('金额（元）').fill('360')
    await page.getByRole('button', { name: '加一行' }).click()
    await line(2).getByLabel('科目').selectOption('住宿费')
    await line(2).getByLabel('金额（元）').fill('900')
    await page.getByRole('button', { name: '加一行' }).click()
    await page.getByRole('button', { name: '移去第 3 行' }).click()
    await page.getByText('草稿已保存').waitFor()
    await page.reload()
    await settled(page)
    assert.equal(await line(2).getByLabel('金额（元）').inputValue(), '900')
    await page
      .locator('.materials input[type=file]')
      .setInputFiles({ name: '车票.pdf', mimeType: 'application/pdf', buffer: FILE })
    await page.getByRole('link', { name: '车票.pdf' }).waitFor()
    await page.getByText('提交之前还差').waitFor({ state: 'detached' })
    await page.getByText('二级培训还没有考核等级').waitFor()
    await isClean(page, 'draft')
    address = new URL(page.url()).pathname
    await act('甲一', '提交')
    await isClean(page, 'submitted')
  })

  test('the centre cannot approve before the grade, and reads why; the school gives it', async () => {
    const school = await act('school-a', '通过')
    const officer = await as('officer')
    await officer.goto(address)
    const approve = officer.getByRole('button', { name: '同意' })
    assert.equal(await approve.getAttribute('aria-disabled'), 'true')
    await isClean(officer, 'blocked')
    await school.goto('/todo')
    await school.getByRole('link', { name: /给甲一的二级培训定等级/u }).click()
    await school
      .getByRole('table', { name: '差旅报销' })
      .getByRole('row', { name: /甲一/u })
      .getByRole('button')
      .click()
    await school.getByRole('link', { name: /报销 2026-0001 正在办理/u }).waitFor()
    await school.getByLabel('等级').selectOption('合格')
    await school.getByLabel('根据').fill('教案、签到和听课记录齐全')
    await isClean(school, 'grade')
    await school.getByRole('button', { name: '定等级', exact: true }).click()
    await school.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('it is approved and paid, and everybody reads what was paid and why not more', async () => {
    const officer = await act('officer', '同意')
    await isClean(officer, 'approved')
    const school = await act('school-a', '发放', { 凭证号: '记-03-07' })
    await school.getByText('支付差旅费 960.00 元').waitFor()
    await isClean(school, 'paid')
    const teacher = await as('甲一')
    await teacher.goto(address)
    await teacher.getByText(/报销 80%；伙食补助费按标准计 300\.00 元/u).waitFor()
    await isClean(teacher, 'told')
    await school.goto('/money?year=2026&part=entries')
    await school.getByRole('cell', { name: '记-03-07' }).waitFor()
    await isClean(school, 'entry')
  })

  test('the books do not reverse it past the claim; taking it back does', async () => {
    const school = await as('school-a')
    await school
      .getByRole('row', { name: /记-03-07/u })
      .getByRole('button')
      .click()
    await school.getByRole('button', { name: /^冲\s?销$/u }).click()
    await school.getByLabel('原因').fill('试用')
    await school
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: /^冲\s?销$/u })
      .click()
    await school.getByText(/请由中心在报销 2026-0001 里撤销/u).waitFor()
    const officer = await act('officer', '撤销', { 理由: '票据作废', 文号: '甲财〔2026〕9号' })
    await officer.getByText('（已撤销）').first().waitFor()
    await school.goto('/money?year=2026&part=entries')
    await settled(school)
    assert.equal(await school.getByRole('cell', { name: '记-03-07' }).count(), 0)
    assert.deepEqual(troubles, [])
  })
})

/** A county with one school, a teacher who was sent out and passed it on, and an account for each who has a part. */
async function settle({ db, clock }: Stage): Promise<void> {
  clock.now = new Date('2026-03-02T02:00:00Z')
  const school = { code: 'A', name: 'A', category: '学校' as const }
  const county = await countyFromBook(db, [school], { A: ['甲一'] }, '2008-09-01')
  await sendOut(db, county, { sent: ['甲一'], passedOn: ['甲一'] })
  await makeAccount(db, county.region, 'officer', 'officer')
  await makeAccount(db, county.region, 'school-a', 'school', { unit: 'A' })
  await makeAccount(db, county.region, '甲一', 'teacher', { personId: county.people.get('甲一')! })
}

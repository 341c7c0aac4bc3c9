import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, settled, visitor } from './harness.ts'
import type { Login } from './demo-county.ts'

const visiting = visitor()
const year = new Date().getFullYear()

/** Pages, who looks at them, and links that would only be refused to them. */
const REFUSED: readonly (readonly [Login, string, string])[] = [
  ['school', `/people/titles?year=${year}&part=appraisal`, 'main a[href^="/appraisals/"]'],
  ['school', '/rounds?system=qualification', 'main a[href^="/resources/archives/"]'],
  ['leader', '/', 'main a[href^="/import"]'],
  ['leader', '/research?year=1990', 'main a[href^="/import"]'],
]

test('no page leads where who looks at it may not go', async () => {
  for (const [login, path, links] of REFUSED) {
    const { page, context } = await visiting.visit(login)
    await page.goto(path)
    await settled(page)
    assert.ok(await page.getByRole('heading', { level: 1 }).isVisible(), path)
    assert.equal(await page.locator(links).count(), 0, `${login} ${path}`)
    await context.close()
  }
})

test('pages beside the menu say where they stand in it', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/standards')
  await settled(page)
  assert.equal(await page.locator('.menu-items > li > a[aria-current]').first().innerText(), '评估')
  await context.close()
})

test('a table with actions that are blocked does not push the page wide, and empty amounts say so', async () => {
  for (const size of [DESK, PHONE]) {
    const { page, context } = await visiting.visit('school', size)
    await page.goto(`/money?year=${year}&part=standards`)
    await settled(page)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    assert.ok(over <= 0, `${size.width}: ${over}`)
    await page.goto(`/money?year=1990`)
    await page.getByText('这一年还没有收入。').waitFor()
    await context.close()
  }
})

test('a code that no certificate has is told so, whatever was typed', async () => {
  const { page, context } = await visiting.visit(null, PHONE)
  for (const typed of ['坏码', '100%', 'x'.repeat(90), 'ABCDEFGH2345']) {
    await page.goto('/c')
    await page.getByLabel(/^查验码/u).fill(typed)
    await page.getByRole('button', { name: '查验', exact: true }).click()
    await page.getByText('没有找到这个查验码的证书').waitFor()
    assert.ok(await page.getByRole('heading', { name: '证书查验' }).isVisible(), typed)
  }
  await context.close()
})

test('a row of choices breaks between them on a phone, not within their words', async () => {
  const { page, context } = await visiting.visit('officer', PHONE)
  await page.goto(`/money?year=${year}&part=claims`)
  await settled(page)
  const heights = await page
    .locator('.segments button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
  assert.ok(heights.length > 0 && heights.every((height) => height < 50), heights.join(' '))
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  assert.ok(over <= 0)
  await context.close()
})

test('who has an application under way in the only open round is led to it, and offered no second', async () => {
  const { page, context } = await visiting.visit('teacher', PHONE)
  await page.goto('/apply')
  const offer = (title: string) => page.locator('.offers li').filter({ hasText: title })
  await offer('骨干教师与名师评选').getByRole('link', { name: '打开在办的申请' }).waitFor()
  const again = (title: string) => offer(title).getByRole('button', { name: '申请', exact: true }).count()
  assert.equal(await again('骨干教师与名师评选'), 0)
  assert.equal(await again('差旅费报销'), 1)
  await context.close()
})

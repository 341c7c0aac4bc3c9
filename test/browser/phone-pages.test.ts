import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { PASSWORD } from './demo-county.ts'
import { PHONE, violations, visitor } from './harness.ts'
import { keptInPhone, until } from './phone-hall.ts'

const { visit } = visitor()
const NARROW = { width: 320, height: 640 }
const PAGES = [
  '/m',
  '/m/credits',
  '/m/mine',
  '/m/problems',
  '/m/handbook',
  '/m/titles',
  '/m/works',
  '/m/library',
  '/m/scan',
  '/m/code',
  '/m/password',
  '/m/activate',
]

/** How far the page is wider than the screen, and what of it a thumb would miss; 24 px is a switch in its line. */
const MEASURES = `(() => {
  const targets = [...document.querySelectorAll('a, button, select, label.wide, label.switch, input:not([type=file]):not([role=switch])')]
  const small = targets.filter((one) => { const at = one.getBoundingClientRect(); return at.width > 0 && (at.height < 44 || at.width < 44) })
  return { tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth, small: small.map((one) => one.outerHTML) }
})()`

async function measured(page: Page): Promise<unknown> {
  return page.evaluate(MEASURES)
}

async function drawn(page: Page): Promise<void> {
  await page.locator('h1').waitFor()
  await until(page, "document.querySelector('.skeleton') === null")
}

for (const size of [PHONE, NARROW]) {
  test(`every page fits ${size.width} px, also in large type, and axe finds nothing`, async () => {
    const { page, troubles } = await visit('teacher', size)
    for (const large of [false, true]) {
      for (const path of PAGES) {
        await page.goto(path)
        await page.evaluate(`localStorage.setItem('yanpei.large', '${large}')`)
        await page.reload()
        await drawn(page)
        const where = `${path} ${large ? 'large' : ''}`
        assert.deepEqual(await measured(page), { tooWide: 0, small: [] }, where)
        assert.deepEqual(await violations(page), [], where)
      }
    }
    assert.deepEqual(troubles(), [])
  })
}

test('the sign-in page offers the demonstration’s teacher, says what is wrong, and lasts', async () => {
  const { page, context } = await visit(null, PHONE)
  await page.goto('/m/credits')
  await page.getByLabel('登录名').fill('teacher')
  await page.getByLabel('密码').fill('cuo-wu-de-mima')
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('alert').waitFor()
  assert.deepEqual(await measured(page), { tooWide: 0, small: [] })
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('heading', { name: '学分', exact: true }).waitFor()
  const days = Math.max(
    ...(await context.cookies()).map((cookie) => (cookie.expires - Date.now() / 1000) / 86_400),
  )
  assert.ok(days > 30, `signed in for ${days} days`)
})

test('credits: have, need and gap by category, and each entry with its source', async () => {
  const { page, context } = await visit('teacher', PHONE)
  const me: { personId: string } = await (await context.request.get('/api/me')).json()
  await page.goto('/m/credits')
  await page.getByLabel('年度').selectOption('2025')
  await page.locator('.category').first().waitFor()
  const answer = await context.request.get(`/api/people/${me.personId}/credits?year=2025`)
  const {
    standing,
    entries,
  }: {
    standing: { total: number; categories: { category: string; have: number; need: number }[] }
    entries: { source: string; seq: number }[]
  } = await answer.json()
  const lines = await page.locator('.category .row').allInnerTexts()
  const expected = standing.categories.map(({ category, have, need }) => `${category} ${have} / ${need}`)
  assert.deepEqual(
    lines.map((line) => line.replaceAll(/\s+/g, ' ')),
    expected,
  )
  await page.getByText(`共 ${standing.total} 学分`).waitFor()
  const shown = await page.locator('main li.card').count()
  assert.equal(shown, Math.min(20, entries.length))
  const newest = entries.toSorted((a, b) => b.seq - a.seq)[0]
  assert.equal(await page.locator('main li.card strong').first().innerText(), newest?.source)
})

test('large type and Traditional stay', async () => {
  const { page } = await visit('teacher', PHONE)
  const size = (): Promise<string> => page.evaluate('getComputedStyle(document.documentElement).fontSize')
  await page.goto('/m/mine')
  assert.equal(await size(), '16px')
  await page.getByRole('switch', { name: '大字' }).check()
  assert.equal(await size(), '20px')
  await page.getByRole('button', { name: '繁體' }).click()
  await page.getByRole('heading', { name: '我的活動' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: '我的活動' }).waitFor()
  assert.equal(await size(), '20px')
})

test('without a network the last visit stays readable, and says that it is one', async () => {
  const { page, context } = await visit('teacher', PHONE)
  await page.goto('/m')
  await drawn(page)
  await keptInPhone(page)
  await context.setOffline(true)
  await page.goto('/m')
  await page.getByText('下面是上次打开时的内容').waitFor()
  await page.getByRole('heading', { name: /年学分/ }).waitFor()
})

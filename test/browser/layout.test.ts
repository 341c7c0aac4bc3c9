import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { DESK, PHONE, settled, visitor } from './harness.ts'

const visiting = visitor()

/** How far the last number of each strip ends before the strip does, in pixels. */
const gaps = (page: Page) =>
  page
    .locator('.figures')
    .evaluateAll((strips) =>
      strips.map((strip) =>
        Math.round(
          strip.getBoundingClientRect().right -
            (strip.lastElementChild?.getBoundingClientRect().right ?? 0) -
            1,
        ),
      ),
    )

test('a strip of numbers has no empty place at its end', async () => {
  const { page, context } = await visiting.visit('officer')
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size)
    for (const path of ['/', '/credits', '/network/990123S001']) {
      await page.goto(path)
      await settled(page)
      assert.deepEqual(new Set(await gaps(page)), new Set([0]), `${path} at ${size.width}`)
    }
  }
  await context.close()
})

test('the policies stand from the newest year down, whole on a small screen', async () => {
  const { page, context } = await visiting.visit('officer', PHONE)
  await page.goto('/credits/policy?year=2025')
  await settled(page)
  const years = await page.locator('.section h2').allInnerTexts()
  assert.ok(years.length > 2)
  assert.deepEqual(years, years.toSorted().toReversed())
  const over = await page
    .locator('.table-box')
    .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth))
  assert.deepEqual(new Set(over), new Set([0]))
  await context.close()
})

test('a unit’s history does not fold its names on a small screen', async () => {
  const { page, context } = await visiting.visit('officer', PHONE)
  await page.goto('/network/990123S001')
  await settled(page)
  const row = page.getByRole('region', { name: '沿革' }).locator('tbody tr').first()
  assert.ok((await row.evaluate((line) => line.getBoundingClientRect().height)) <= 41)
  await context.close()
})

test('the menu says where a page lies whose address does not', async () => {
  const { page, context } = await visiting.visit('officer')
  const { rows } = (await (
    await context.request.get('/api/programmes?year=2025&system=school-based-project')
  ).json()) as {
    rows: { id: string }[]
  }
  const programme = rows[0]?.id ?? ''
  const { activities } = (await (await context.request.get(`/api/programmes/${programme}`)).json()) as {
    activities: { id: string }[]
  }
  const here = page.getByRole('navigation', { name: '主菜单' }).locator('[aria-current]')
  for (const [path, entry] of [
    [`/programmes/${programme}`, '校本研修'],
    [`/activities/${activities[0]?.id ?? ''}`, '校本研修'],
    ['/systems/rural-teaching-visit', '培训'],
    ['/network/990123S001', '研修网络'],
    ['/people', '教师队伍'],
  ] as const) {
    await page.goto(path)
    await here.filter({ hasText: entry }).waitFor()
    assert.deepEqual(await here.allInnerTexts(), [entry], path)
  }
  await page.getByRole('link', { name: '今日' }).click()
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  assert.deepEqual(await here.allInnerTexts(), ['今日'])
  await context.close()
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled, visitor } from './harness.ts'

const visiting = visitor()

test('teachers are found by initials; the filter stands in the address and survives a look at a page', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/people')
  await page.getByLabel('查找教师').fill('zs')
  await page.waitForURL(/q=zs/)
  await page.getByRole('button', { name: '取消 查找 zs' }).waitFor()
  await settled(page)
  const names = await page.locator('.table tbody .open-row').allInnerTexts()
  assert.ok(
    names.length > 0 && names.length < 100 && names.every((name) => name.length >= 2),
    names.join(' '),
  )
  await page.locator('.table tbody .open-row').first().click()
  await page.getByRole('link', { name: '打开教师档案' }).click()
  await page.getByRole('heading', { level: 1, name: names[0] ?? '' }).waitFor()
  await page.goBack()
  await page.waitForURL(/q=zs/)
  assert.deepEqual(await page.locator('.table tbody .open-row').allInnerTexts(), names)
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('the whole list scrolls by pages and keeps its totals in sight', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/people')
  await settled(page)
  const box = page.locator('.table-box')
  await box.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  const last = page.locator('.table tbody tr[aria-rowindex="1641"] .open-row')
  await last.waitFor()
  assert.ok((await page.locator('.table tbody tr').count()) < 120)
  assert.match(await page.locator('.table tfoot').innerText(), /1,640 人/)
  await context.close()
})

test('hidden columns stay hidden in this browser; for paper every row is drawn', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/people?unit=990123S001')
  await settled(page)
  await page.getByText('选择列').click()
  await page.getByLabel('职称').uncheck()
  assert.equal(await page.getByRole('columnheader', { name: '职称' }).count(), 0)
  await page.reload()
  await settled(page)
  assert.equal(await page.getByRole('columnheader', { name: '职称' }).count(), 0)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.locator('.menu').isVisible(), false)
  assert.equal(await page.locator('.filters').isVisible(), false)
  await context.close()
})

test('printing a long list reads what was not in sight yet and draws every row', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.addInitScript(
    "window.print = () => { window.printed = document.querySelectorAll('.table .open-row').length }",
  )
  await page.goto('/people?year=2025')
  await settled(page)
  await page.keyboard.press('Control+p')
  await page.locator('.table tr[aria-rowindex="1641"] .open-row').waitFor()
  await page.waitForTimeout(500)
  assert.equal(await page.evaluate('window.printed'), 1640)
  assert.deepEqual(troubles(), [])
  await context.close()
})

test('search everything opens with Ctrl K and is led by the keyboard', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/network')
  await settled(page)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '查找' }).fill('白塔001')
  await page
    .getByRole('option', { name: /白塔001幼儿园/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForURL(/\/network\/990123S001|\/programmes\//)
  await context.close()
})

test('rare characters in names are drawn, not boxes, and stay whole', async () => {
  const { page, context } = await visiting.visit('officer')
  await page.goto('/network')
  const drawn = await page.evaluate<Record<string, boolean>>(DRAW)
  assert.deepEqual(drawn, { 张: true, 𠮷: true, 䶮: true, 㛃: true })
  await context.close()
})

/** Which characters look otherwise than the box for a character that no font has. */
const DRAW = `(() => {
  const ink = (text) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 60 })
    const context = canvas.getContext('2d')
    context.font = '40px ' + getComputedStyle(document.documentElement).fontFamily
    context.fillText(text, 4, 46)
    return canvas.toDataURL()
  }
  const box = ink(String.fromCodePoint(0x10ffff))
  return Object.fromEntries(['张', '𠮷', '䶮', '㛃'].map((one) => [one, ink(one) !== box]))
})()`

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'

/** The demonstration county's own year is this one. */
const YEAR = `year=${new Date().getFullYear()}`
const { visit } = visitor()
const SECOND = /示范校评估（第二批）/

/** The first judge whose sheets are not all handed in, by the columns 分到 and 已提交. */
const OPEN_SHEET = `[...document.querySelectorAll('.table tbody tr:not(.spacer)')].findIndex((row) => {
  const cells = [...row.querySelectorAll('td, th')].map((cell) => cell.textContent)
  return cells[3] !== cells[4]
})`

test('a judge scores blind on the phone; the rest is typed at the desk, and the results are published', async () => {
  const phone = await visit('teacher', PHONE)
  await phone.page.goto('/w')
  await phone.page.getByText(SECOND).click()
  const lines = phone.page.locator('button.line')
  await lines.first().waitFor()
  const all = await lines.count()
  for (let at = 0; at < all; at += 1) {
    const line = phone.page.locator('button.line', { hasText: '已打' }).first()
    assert.match(await line.innerText(), /^\d+ 号/)
    await line.click()
    const points = phone.page.getByRole('textbox')
    for (let field = 0; field < (await points.count()); field += 1) await points.nth(field).fill('8')
    if (at === 0) assert.deepEqual(await violations(phone.page), [])
    await phone.page.getByRole('button', { name: '提交', exact: true }).click()
    await phone.page.getByText('已提交').nth(at).waitFor()
  }
  assert.deepEqual(phone.troubles(), [])
  await phone.context.close()

  const desk = await visit('officer', DESK)
  const { page } = desk
  await page.goto(`/appraisals?${YEAR}`)
  await page.getByRole('link', { name: SECOND }).first().click()
  await page.getByRole('link', { name: /^评委 / }).click()
  for (let left = 8; left > 0; left -= 1) {
    await page.getByRole('table').waitFor()
    await settled(page)
    const next = await page.evaluate<number>(OPEN_SHEET)
    if (next < 0) break
    await page.getByRole('link', { name: '评分表', exact: true }).nth(next).click()
    await page.getByRole('button', { name: /提交填完整/ }).waitFor()
    const cells = page.locator('input.score-cell:not([readonly])')
    for (let at = 0; at < (await cells.count()); at += 1) {
      const veto = (await cells.nth(at).getAttribute('aria-label'))?.includes('弄虚作假') === true
      await cells.nth(at).fill(veto ? '0' : '9')
    }
    await page.getByRole('button', { name: /提交填完整的 [1-9]/ }).click()
    await page.getByText('已提交，退回').first().waitFor()
    await page.goBack()
  }
  await page.getByRole('link', { name: '结果', exact: true }).click()
  await page.getByText('按现有评分计算，尚未公布').waitFor()
  await page.getByRole('button', { name: '公布结果' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '公布', exact: true }).click()
  await page.getByText('已公布的结果').waitFor()
  assert.deepEqual(desk.troubles(), [])
  await desk.context.close()
})

test('a school sees its result, appeals, and reports what it has put right', async () => {
  const { page, context, troubles } = await visit('school', DESK)
  await page.goto(`/appraisals?${YEAR}`)
  await page.getByRole('link', { name: /示范校评估（第一批）/ }).click()
  await page.getByText('现在的结果').waitFor()
  await page.getByRole('link', { name: /^申诉/ }).click()
  await page.getByRole('button', { name: '提出申诉' }).click()
  await page.getByLabel('对哪一项有异议，依据是什么').fill('听课记录在学校存档，没有计入。')
  await page.getByRole('button', { name: '提交申诉' }).click()
  await page.getByText('待答复').waitFor()
  assert.deepEqual(troubles(), [])
  await context.close()
})

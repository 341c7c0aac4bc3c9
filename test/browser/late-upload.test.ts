import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptInPhone, phoneHall } from './phone-hall.ts'

const hall = phoneHall()
/** Longer than a code is taken as scanned just now. */
const TOO_OLD_MS = 11_000

test('who scanned without a network is marked on the desk’s sheet, with what it means', async () => {
  const activity = await hall.activity(5)
  const { page, context } = await hall.phone()
  await page.goto('/m')
  await hall.signIn(page, 'jia')
  await keptInPhone(page)
  const { path } = await hall.shown(activity)
  await context.setOffline(true)
  await page.goto(path)
  await page.getByText('已存在手机里').first().waitFor()
  await page.waitForTimeout(TOO_OLD_MS)
  await context.setOffline(false)
  while ((await hall.recorded(activity)).length === 0) await page.waitForTimeout(200)

  const desk = await hall.officerPage()
  await desk.goto(`/activities/${activity}`)
  const sheet = desk.getByRole('grid')
  await sheet.waitFor()
  const late = sheet.locator('tr', { hasText: '甲' })
  assert.match(await late.innerText(), /补传/)
  assert.match((await late.locator('.doubt').getAttribute('title')) ?? '', /按扫码的时间计，请核实/)
  assert.doesNotMatch(await sheet.locator('tr', { hasText: '乙' }).innerText(), /补传/)
})

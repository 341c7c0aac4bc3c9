import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { phoneHall } from './phone-hall.ts'

const hall = phoneHall()
const says = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor()
const path = (page: Page): string => new URL(page.url()).pathname

test('a link opened by any camera lands right: it asks who one is once, then checks in by itself', async () => {
  const activity = await hall.activity(5)
  const { page, context } = await hall.phone()
  await page.goto((await hall.shown(activity)).path)
  await says(page, '登录后自动签到')
  await hall.signIn(page, 'jia')
  await says(page, '签到成功')
  // Whoever types a password longer than the code lasts is recorded by the code's own time.
  assert.match((await hall.recorded(activity)).join('|'), /^甲 present code( late upload)?$/)
  assert.equal(path(page), '/m', 'loading the page anew must not send the code again')
  const next = await hall.activity(5)
  const again = await context.newPage()
  await again.goto((await hall.shown(next)).path)
  await says(again, '签到成功')
  assert.deepEqual(await hall.recorded(next), ['甲 present code'], 'the sign-in lasts')
})

test('a second scan says that all is well', async () => {
  const activity = await hall.activity(5)
  const { page } = await hall.phone()
  await page.goto((await hall.shown(activity)).path)
  await hall.signIn(page, 'jia')
  await says(page, '签到成功')
  assert.equal(await page.getByText('签到成功').count(), 1, 'it is said once')
  await page.goto((await hall.shown(activity)).path)
  await says(page, '已经签过到了')
  assert.equal((await hall.recorded(activity)).length, 1)
})

test('six digits typed from the screen check in; wrong ones say what to do and let one try again', async () => {
  const activity = await hall.activity(5)
  const { page } = await hall.phone()
  await page.goto('/m')
  await hall.signIn(page, 'jia')
  await page.getByRole('link', { name: '签到', exact: true }).click()
  await page.getByRole('link', { name: '输入短码' }).click()
  const { shortCode } = await hall.shown(activity)
  const wrong = shortCode.startsWith('0') ? `1${shortCode.slice(1)}` : `0${shortCode.slice(1)}`
  const field = page.getByLabel('大屏二维码下面的 6 位数字')
  await field.fill(wrong.slice(0, 5))
  assert.ok(await page.getByRole('button', { name: '签到' }).isDisabled())
  await field.fill(wrong)
  await page.getByRole('button', { name: '签到' }).click()
  await says(page, '短码不对')
  await page.getByRole('link', { name: '输入短码' }).click()
  await field.fill(`${shortCode.slice(0, 3)} ${shortCode.slice(3)}`)
  await page.getByRole('button', { name: '签到' }).click()
  await says(page, '签到成功')
  assert.deepEqual(await hall.recorded(activity), ['甲 present short-code'])
})

test('whoever is on another list is told so, and nothing is recorded', async () => {
  const activity = await hall.activity(5)
  const { page } = await hall.phone()
  await page.goto((await hall.shown(activity)).path)
  await hall.signIn(page, 'bing')
  await says(page, '没有签上')
  await says(page, '名单上没有您')
  assert.deepEqual(await hall.recorded(activity), [])
  await page.reload()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
  assert.equal(await page.getByText('已存在手机里').count(), 0, 'a refusal that was read does not wait')
})

test('a screenshot sent to a friend is refused once the code has changed', async () => {
  const activity = await hall.activity(5)
  const { path: link } = await hall.shown(activity)
  const { page } = await hall.phone()
  await page.goto('/m')
  await hall.signIn(page, 'jia')
  await page.waitForTimeout(11_000)
  await page.goto(link)
  await says(page, '请扫大屏上最新的码')
  assert.deepEqual(await hall.recorded(activity), [])
})

test('two accounts on one phone are both recorded, and the second is told that it shows', async () => {
  const activity = await hall.activity(5)
  const { page } = await hall.phone()
  await page.goto((await hall.shown(activity)).path)
  await hall.signIn(page, 'jia')
  await says(page, '签到成功')
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByLabel('登录名').waitFor()
  await page.goto((await hall.shown(activity)).path)
  await hall.signIn(page, 'yi')
  await says(page, '签到成功')
  await says(page, '这部手机也为别人签过到')
  const rows = await hall.recorded(activity)
  assert.deepEqual(
    rows.map((row) => row.replace(' late upload', '')),
    ['乙 present code', '甲 present code'],
  )
})

test('a photo of the hall’s screen checks in where the camera does not run', async () => {
  const activity = await hall.activity(5)
  const { page } = await hall.phone()
  await page.goto('/m')
  await hall.signIn(page, 'jia')
  await page.getByRole('link', { name: '签到', exact: true }).click()
  const screen = await hall.officerPage()
  await screen.goto(`/screen/${activity}/1`)
  await screen.locator('#qr').waitFor()
  const photo = { name: 'photo.png', mimeType: 'image/png', buffer: await screen.screenshot() }
  await page.getByLabel('拍照识别').setInputFiles(photo)
  await says(page, '签到成功')
  assert.deepEqual(await hall.recorded(activity), ['甲 present code'])
})

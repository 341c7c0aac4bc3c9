import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { keptInPhone, phoneHall, until } from './phone-hall.ts'

const hall = phoneHall()
const says = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor()

/** A phone that somebody has used before: signed in, its pages kept in it. */
async function usedPhone(): Promise<{ page: Page; context: BrowserContext }> {
  const phone = await hall.phone()
  await phone.page.goto('/m')
  await hall.signIn(phone.page, 'jia')
  await keptInPhone(phone.page)
  return phone
}

async function uploaded(page: Page): Promise<void> {
  await until(page, "Object.keys(localStorage).every((name) => !name.startsWith('yanpei.waiting.'))")
}

test('a code scanned without a network waits in the phone, survives reloads, and goes up by itself, once', async () => {
  const activity = await hall.activity(5)
  const { page, context } = await usedPhone()
  const { path: link } = await hall.shown(activity)
  await context.setOffline(true)
  await page.goto(link)
  await says(page, '已存在手机里')
  await page.reload()
  await says(page, '已存在手机里')
  await page.goto('/m')
  await says(page, '1 条签到已存在手机里')
  await says(page, '下面是上次打开时的内容')
  assert.deepEqual(await hall.recorded(activity), [])
  await page.waitForTimeout(11_000)
  await context.setOffline(false)
  await uploaded(page)
  await page.getByText('已存在手机里').waitFor({ state: 'detached' })
  assert.deepEqual(await hall.recorded(activity), ['甲 present code late upload'])
})

test('a lost answer leaves one row', async () => {
  const activity = await hall.activity(5)
  const { page } = await usedPhone()
  let lost = 0
  await page.route('**/api/check-in', async (route) => {
    if (lost === 1) return route.continue()
    lost += 1
    await route.fetch()
    return route.abort('connectionreset')
  })
  await page.goto((await hall.shown(activity)).path)
  await says(page, /签到成功|已经签过到了/)
  assert.equal(lost, 1, 'it was sent again by itself')
  assert.deepEqual(await hall.recorded(activity), ['甲 present code'])
})

test('what one person scanned does not go up under the name of the next', async () => {
  const activity = await hall.activity(5)
  const { page, context } = await usedPhone()
  const { path: link } = await hall.shown(activity)
  await context.setOffline(true)
  await page.goto(link)
  await says(page, '已存在手机里')
  await context.clearCookies()
  await context.setOffline(false)
  await page.goto('/m')
  await hall.signIn(page, 'yi')
  await says(page, '本机还存有另一个账号的 1 条签到')
  assert.deepEqual(await hall.recorded(activity), [])
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await hall.signIn(page, 'jia')
  await uploaded(page)
  assert.match((await hall.recorded(activity)).join(), /^甲 present code/)
})

test('signing out with something unsent asks first', async () => {
  const activity = await hall.activity(5)
  const { page, context } = await usedPhone()
  const { path: link } = await hall.shown(activity)
  await context.setOffline(true)
  await page.goto(link)
  await says(page, '已存在手机里')
  await page.getByRole('link', { name: '我的' }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await says(page, '还有 1 条签到没有上传')
  assert.ok(await page.getByRole('button', { name: '仍然退出' }).isVisible())
})

test('a refusal that came while nobody looked is kept until it was read', async () => {
  const { page, context } = await usedPhone()
  await context.setOffline(true)
  await page.goto('/q/AAAAAAAAAAAAAAAAAAAAAA.1.5xrvpo.AAAAAAAAAAAA')
  await says(page, '已存在手机里')
  await page.goto('/m')
  await says(page, '1 条签到已存在手机里')
  await context.setOffline(false)
  await says(page, '扫的码没有记上')
  await page.reload()
  await says(page, '扫的码没有记上')
  await page.getByRole('button', { name: '知道了' }).click()
  await page.reload()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
  assert.equal(await page.getByText('扫的码没有记上').count(), 0)
})

test('too early: it says when, and checks in by itself at that time', async () => {
  const activity = await hall.activity(5)
  const { page } = await usedPhone()
  const { path: link } = await hall.freshlyShown(activity)
  await hall.opensIn(activity, 4)
  await page.goto(link)
  await says(page, '还没有开放')
  await says(page, /\d{1,2}:\d{2} 开放/)
  assert.deepEqual(await hall.recorded(activity), [])
  await says(page, '签到成功')
  assert.deepEqual(await hall.recorded(activity), ['甲 present code'])
})

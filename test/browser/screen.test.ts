import assert from 'node:assert/strict'
import { test } from 'node:test'
import { violations } from './harness.ts'
import { phoneHall, until } from './phone-hall.ts'

const hall = phoneHall()

test('the hall sees code, short code, count and names; it goes on after the network was away', async () => {
  const activity = await hall.activity(5)
  const screen = await hall.officerPage()
  await screen.goto(`/screen/${activity}/1`)
  await screen.locator('#qr').waitFor()
  assert.match(await screen.locator('#short').innerText(), /^\d{3} \d{3}$/)
  assert.equal(await screen.locator('#count').innerText(), '0 / 2')
  const first = await screen.locator('#qr').getAttribute('src')
  const { page } = await hall.phone()
  await page.goto((await hall.shown(activity)).path)
  await hall.signIn(page, 'jia')
  await screen.getByText('1 / 2').waitFor()
  assert.deepEqual(await screen.locator('#names li').allInnerTexts(), ['甲'])
  await until(screen, `document.querySelector('#qr').src !== ${JSON.stringify(first)}`)
  await screen.context().setOffline(true)
  await screen.getByText('连不上服务器').waitFor()
  await screen.context().setOffline(false)
  await screen.getByText('连不上服务器').waitFor({ state: 'hidden' })
  assert.deepEqual(await violations(screen), [])
})

test('before the opening there is no code, but when it will be there', async () => {
  const activity = await hall.activity(-40)
  const screen = await hall.officerPage()
  await screen.goto(`/screen/${activity}/1`)
  await screen.getByText(/分 \d+ 秒后开放/).waitFor()
  assert.ok(await screen.locator('#qr').isHidden())
})

test('the sheet of paper lists who is expected', async () => {
  const activity = await hall.activity(5)
  const screen = await hall.officerPage()
  await screen.addInitScript('window.print = () => undefined')
  await screen.goto(`/screen/${activity}/1`)
  await screen.getByRole('button', { name: '打印签到表' }).click()
  await screen.locator('#sheet td').first().waitFor({ state: 'attached' })
  await screen.emulateMedia({ media: 'print' })
  const lines = await screen.locator('#sheet tbody tr').allInnerTexts()
  assert.ok(
    lines.some((line) => line.includes('甲')) && lines.some((line) => line.includes('第一小学')),
    lines.join('|'),
  )
  assert.ok(await screen.locator('#screen').isHidden())
})

test('a screen whose sign-in has ended says so and goes on after signing in elsewhere', async () => {
  const activity = await hall.activity(5)
  const screen = await hall.officerPage()
  const cookies = await screen.context().cookies()
  await screen.context().clearCookies()
  await screen.goto(`/screen/${activity}/1`)
  await screen.getByText('登录已失效').waitFor()
  await screen.context().addCookies(cookies)
  await screen.locator('#qr').waitFor()
})

test('the screen speaks Traditional where the desk does', async () => {
  const activity = await hall.activity(5)
  const screen = await hall.officerPage()
  await screen.addInitScript("localStorage.setItem('yanpei.tongue', 'zh-Hant')")
  await screen.goto(`/screen/${activity}/1`)
  await screen.getByText('或輸入短碼').waitFor()
  await screen.getByText(/二維碼 \d 秒後更換/).waitFor()
})

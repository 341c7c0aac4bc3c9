import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium, STILL } from './chromium.ts'
import { violations } from './harness.ts'
import { emptyInstance } from './demo-county.ts'
import type { Instance } from './demo-county.ts'

let browser: Browser
let instance: Instance
before(async () => {
  ;[browser, instance] = await Promise.all([launchChromium(), emptyInstance()])
})
after(async () => {
  await browser.close()
  instance.stop()
})

test('an empty instance makes its first officer, and every empty list says how to start', async () => {
  const context = await browser.newContext({
    ...STILL,
    baseURL: instance.address,
    viewport: { width: 1440, height: 900 },
  })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByRole('heading', { name: '首次启用' }).waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByLabel('区域代码').fill('990200')
  await page.getByLabel('区域名称').fill('试用县')
  await page.getByLabel('您的姓名').fill('龚𠮷䶮')
  await page.getByLabel('账号').fill('gong')
  await page.getByLabel('密码', { exact: true }).fill('long-enough-password')
  await page.getByLabel('再输一次密码').fill('long-enough-password')
  await page.getByRole('button', { name: '建立并进入' }).click()
  await page.getByRole('heading', { level: 1, name: '今日' }).waitFor()
  assert.equal(await page.locator('.top a[href="/me"]').innerText(), '龚𠮷䶮')
  for (const [path, words] of [
    ['/people', '名册还是空的'],
    ['/training', '这一年还没有项目'],
    ['/credits', '还没有学分政策'],
    ['/documents', '这一年还没有起草公文'],
    ['/import', '还没有导入过'],
  ] as const) {
    await page.goto(path)
    await page.getByText(words).first().waitFor()
  }
  await context.close()
})

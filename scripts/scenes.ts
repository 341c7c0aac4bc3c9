/**
 * Draws the pictures of the users' manual that need something to be going on: a first start, a workbook with errors, an
 * edited document, a check-in. What stands still is drawn by pictures.ts.
 * `node scripts/scenes.ts [address of a running demonstration [name …]]`
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '#test/browser/chromium.ts'
import { demoCounty, PASSWORD } from '#test/browser/demo-county.ts'
import type { Login } from '#test/browser/demo-county.ts'
import { DESK, PHONE } from '#test/browser/harness.ts'
import { deskScenes } from './scenes/desk.ts'
import { firstRun } from './scenes/first-run.ts'
import { hallScenes } from './scenes/hall.ts'
import { pageScenes } from './scenes/pages.ts'
import { publicScenes } from './scenes/public.ts'
import type { Scene, Size, Studio } from './scenes/scene.ts'

const FOLDER = join(import.meta.dirname, '../docs/guide/pictures')
const SIZES = { desk: DESK, phone: PHONE }
/** Sheets slide in; a picture is taken when they stand. */
const STANDING_MS = 600

const county = process.argv[2] ?? (await demoCounty())
const browser = await launchChromium()
await mkdir(FOLDER, { recursive: true })
const studio: Studio = { county, browser, enter }
const scenes: readonly Scene[] = [firstRun, ...deskScenes, ...hallScenes, ...publicScenes, ...pageScenes]
const only = new Set(process.argv.slice(3))
for (const scene of scenes)
  if (only.size === 0 || only.has(scene.name))
    await scene.play(studio, (page, part = '') => take(page, scene.name + part))
await browser.close()

/** A browser of its own for somebody, signed in where a login is given. */
async function enter(login: Login | null, size: Size): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: county,
    isMobile: size === 'phone',
    hasTouch: size === 'phone',
  })
  const data = { login, password: PASSWORD }
  if (login !== null) await context.request.post('/api/sign-in', { data, headers: { origin: county } })
  return context
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(STANDING_MS)
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' })
  console.log(`${name}.png`)
}

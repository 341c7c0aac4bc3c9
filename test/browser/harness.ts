import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { after, before } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium, STILL } from './chromium.ts'
import { demoCounty, PASSWORD } from './demo-county.ts'
import type { Login } from './demo-county.ts'

const require = createRequire(import.meta.url)

/** The sizes that every page is looked at. */
export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

export type Visit = {
  page: Page
  context: BrowserContext
  /** Console errors, page errors and answers of 500 and above since the last look. */
  troubles: () => string[]
}

export type Visitor = {
  /** The county's address, without a slash at the end. */
  address: () => string
  /** A fresh browser context, signed in as one of the demonstration's logins, or not at all. */
  visit: (login: Login | null, size?: { width: number; height: number }) => Promise<Visit>
}

let chromium: Promise<Browser> | undefined

/** A browser and a demonstration county for the tests of a file; all files of a run share them. */
export function visitor(): Visitor {
  let county = ''
  let browser: Browser | undefined
  before(async () => {
    chromium ??= launchChromium()
    ;[browser, county] = await Promise.all([chromium, demoCounty()])
  })
  after(async () => browser?.close())
  return {
    address: () => county,
    visit: async (login, size = DESK) => {
      assert.ok(browser !== undefined)
      const context = await browser.newContext({
        ...STILL,
        viewport: size,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        baseURL: county,
      })
      if (login !== null) await signIn(context, county, login)
      const page = await context.newPage()
      return { page, context, troubles: watch(page) }
    },
  }
}

/** Signs the context in through the interface that the pages use. */
async function signIn(context: BrowserContext, county: string, login: Login): Promise<void> {
  const data = { login, password: PASSWORD }
  const answer = await context.request.post(`${county}/api/sign-in`, { data, headers: { origin: county } })
  assert.equal(answer.status(), 200, await answer.text())
}

/** How many requests of each page wait for an answer. */
const asking = new WeakMap<Page, number>()

function count(page: Page): void {
  const add = (by: number) => asking.set(page, (asking.get(page) ?? 0) + by)
  page.on('request', () => add(1))
  page.on('requestfinished', () => add(-1))
  page.on('requestfailed', () => add(-1))
}

/** Watches a page from now on; tells what has gone wrong in it since it was last asked. */
export function watch(page: Page): () => string[] {
  let found: string[] = []
  count(page)
  page.on('pageerror', (error) => found.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    // A refused request is logged by the browser itself; the page answers it in words.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) found.push(`${response.status()} ${response.url()}`)
  })
  return () => {
    const now = found
    found = []
    return now
  }
}

/** How long nothing may be asked before a page counts as settled. */
const QUIET_MS = 80

/** Waits until nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  for (let quiet = 0; quiet < QUIET_MS; quiet += 20) {
    if ((asking.get(page) ?? 0) > 0) quiet = 0
    await page.waitForTimeout(20)
  }
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

/** What axe finds against WCAG 2.2 AA, one line a rule and place. */
export async function violations(page: Page): Promise<string[]> {
  const there = await page.evaluate<boolean>("'axe' in window")
  if (!there) await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'))
  return page.evaluate<string[]>(LOOK)
}

/** What fades in or out is half as dark as it will be: colours are looked at when nothing moves but what never ends. */
const LOOK = `(async () => {
  const moving = () => document.getAnimations().filter(
    (one) => one.playState === 'running' && one.effect.getComputedTiming().endTime !== Infinity)
  for (let still = 0; still < 3; still += 1) {
    await new Promise((then) => requestAnimationFrame(then))
    if (moving().length > 0) still = 0
    await Promise.allSettled(moving().map((one) => one.finished))
  }
  const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values } })
  return violations.flatMap((one) => one.nodes.map((node) => [one.id, node.target.join(' '), node.failureSummary].join(' | ')))
})()`

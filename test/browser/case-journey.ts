import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { Ending } from '#test/harness/database.ts'
import { PASSWORD } from '#test/http/harness.ts'
import { play, type Played } from '#test/systems/county.ts'
import { launchChromium, STILL } from './chromium.ts'
import { DESK, PHONE, settled, violations, watch } from './harness.ts'

const WEB = process.env['YANPEI_WEB'] ?? join(import.meta.dirname, '../../web/dist')

/** Everybody else waits for a page that does not come. */
const MOST_WAIT_MS = 15_000
type Size = typeof DESK
type Visit = { page: Page; troubles: () => string[] }

/** A county in which people work in their own browsers, each signed in as themself. */
export type Journey = {
  played: Played
  /** Somebody's browser, the same one every time; null has not signed in. */
  as: (who: string | null, size?: Size) => Promise<Page>
  /** Moves the county's and everybody's clock. */
  moveTo: (moment: string) => Promise<void>
  /** The page as it stands is fit for axe, its width and its console, at the desk and on the phone. */
  looked: (page: Page, name: string) => Promise<void>
  /** What has gone wrong in any of the browsers. */
  troubles: () => string[]
}

/**
 * Begins a journey of `name` in a county with teachers by school, as `play` builds it.
 * The browsers show the county's time, not the machine's.
 */
export async function journey(
  ending: Ending,
  name: string,
  teachers: Readonly<Record<string, readonly string[]>>,
  signIn: readonly string[],
): Promise<Journey> {
  const played = await play(ending, teachers, signIn, { webRoot: WEB })
  await played.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = played.app.server.address() as AddressInfo
  const chromium = await launchChromium()
  ending.after(() => chromium.close())
  const visits = new Map<string, Promise<Visit>>()
  const begin = { chromium, origin: `http://127.0.0.1:${port}`, played }
  const as: Journey['as'] = async (who, size = DESK) => {
    const held = visits.get(who ?? '') ?? enter(begin, who, size)
    visits.set(who ?? '', held)
    return (await held).page
  }
  const opened = () => Promise.all(visits.values())
  const found: string[] = []
  const gather = async (): Promise<void> => {
    for (const { troubles } of await opened()) found.push(...troubles())
  }
  return {
    played,
    as,
    moveTo: async (moment) => {
      played.clock.now = new Date(moment)
      for (const { page } of await opened()) await page.clock.setFixedTime(played.clock.now)
    },
    looked: async (page, at) => {
      await lookAt(page, `${name}-${at}`)
      await gather()
      assert.deepEqual(found, [], at)
    },
    troubles: () => found,
  }
}

/** Tests that build on one another: after one that fails the others are left out. */
export function steps(): (name: string, run: () => Promise<void>) => void {
  let broken = false
  return (name, run) =>
    void test(name, async (t) => {
      if (broken) return t.skip('an earlier step failed')
      broken = true
      await run()
      broken = false
    })
}

type Begin = { chromium: Browser; origin: string; played: Played }

async function enter({ chromium, origin, played }: Begin, who: string | null, size: Size): Promise<Visit> {
  const context = await chromium.newContext({
    ...STILL,
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: size,
  })
  if (who !== null) {
    const data = { login: who, password: PASSWORD }
    const answer = await context.request.post('/api/sign-in', { data, headers: { origin } })
    assert.equal(answer.status(), 200, await answer.text())
  }
  context.setDefaultTimeout(MOST_WAIT_MS)
  const page = await context.newPage()
  await page.clock.setFixedTime(played.clock.now)
  return { page, troubles: watch(page) }
}

async function lookAt(page: Page, name: string): Promise<void> {
  const own = page.viewportSize() ?? DESK
  await settled(page)
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size)
    // what a bar that stays in sight covers of a page scrolled on can be scrolled free
    await page.evaluate('scrollTo(0, 0)')
    assert.deepEqual(await violations(page), [], `${name} at ${size.width}`)
    // the scroll bar of a long page takes from the width that there is
    const over = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    assert.ok(over <= 0, `${name} at ${size.width} is ${over} px too wide`)
    await picture(page, `${name}-${size.width}`)
  }
  await page.setViewportSize(own)
}

/** Keeps a picture of the whole page where YANPEI_LOOK names a folder. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['YANPEI_LOOK']
  if (folder === undefined) return
  const size = page.viewportSize() ?? DESK
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.setViewportSize(size)
}

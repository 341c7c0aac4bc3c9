import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { PASSWORD, type Stage } from '#test/http/harness.ts'
import { STILL } from './chromium.ts'
import { DESK, PHONE, settled, violations } from './harness.ts'

/** Browsers of a county, one for each who signs in, and what is done and looked at in them. */
export type OwnBrowsers = {
  /** Somebody's browser, signed in once. */
  as: (login: string) => Promise<Page>
  /** The page as it stands is fit for axe and as wide as its window; YANPEI_LOOK names a folder for a picture of it. */
  isClean: (page: Page, name: string) => Promise<void>
  /** Opens an address as somebody and does what is offered there; `fill` is done in the dialog before. */
  act: (login: string, address: string, word: string, fill?: Record<string, string>) => Promise<Page>
  /** What went wrong in any of them. */
  troubles: readonly string[]
}

/** `begun` gives the county and the browser once they are there; `onPhone` says who has a phone; pictures bear `name`. */
export function ownBrowsers(
  name: string,
  begun: () => { county: Stage; chromium: Browser },
  onPhone: (login: string) => boolean,
): OwnBrowsers {
  const troubles: string[] = []
  const pages = new Map<string, Page>()

  const as = async (login: string): Promise<Page> => {
    const held = pages.get(login)
    if (held !== undefined) return held
    const { county, chromium } = begun()
    const { port } = county.app.server.address() as AddressInfo
    const origin = `http://127.0.0.1:${port}`
    const viewport = onPhone(login) ? PHONE : DESK
    const context = await chromium.newContext({ ...STILL, baseURL: origin, locale: 'zh-CN', viewport })
    const data = { login, password: PASSWORD }
    const answer = await context.request.post('/api/sign-in', { data, headers: { origin } })
    assert.equal(answer.status(), 200, await answer.text())
    const page = await context.newPage()
    page.on('pageerror', (error) => troubles.push(`${login}: ${error.message}`))
    page.on('console', (said) => {
      if (said.type() === 'error' && !said.text().startsWith('Failed to load'))
        troubles.push(`${login}: ${said.text()}`)
    })
    pages.set(login, page)
    return page
  }

  const isClean = async (page: Page, at: string): Promise<void> => {
    await settled(page)
    assert.deepEqual(await violations(page), [], at)
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    assert.ok(over <= 0, `${at} is ${over} px too wide`)
    const folder = process.env['YANPEI_LOOK']
    if (folder !== undefined)
      await page.screenshot({ path: join(folder, `${name}-${at}.png`), fullPage: true })
  }

  const act: OwnBrowsers['act'] = async (login, address, word, fill = {}) => {
    const page = await as(login)
    await page.goto(address)
    await page.locator('.page-actions').getByRole('button', { name: word, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: word })
    for (const [label, text] of Object.entries(fill)) await dialog.getByLabel(label).fill(text)
    await dialog.getByRole('button', { name: word, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await settled(page)
    return page
  }
  return { as, isClean, act, troubles }
}

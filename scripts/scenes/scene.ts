import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Login } from '#test/browser/demo-county.ts'

export type Size = 'desk' | 'phone'

/** Where pictures are taken: a running county, and browsers for its people. */
export type Studio = {
  county: string
  browser: Browser
  enter: (login: Login | null, size: Size) => Promise<BrowserContext>
}

/** Takes a picture; `part` is added to the scene's name. */
export type Take = (page: Page, part?: string) => Promise<void>

/** Something that goes on, and the pictures of it. */
export type Scene = { name: string; play: (studio: Studio, take: Take) => Promise<void> }

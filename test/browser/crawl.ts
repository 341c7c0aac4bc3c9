import type { Page } from 'playwright-core'
import { settled, type Visit } from './harness.ts'

/** An address with the page that links to it. */
type Way = { to: string; from: string }

/** What a page asks the server for, to ask the same for others of its kind without drawing them. */
type Seen = { path: string; asked: readonly string[] }

/** So many links from a page to pages of one kind are followed. */
const OF_A_KIND = 40
/** Parts of a page that have links of their own; other questions of an address show the same page. */
const PARTS: readonly string[] = ['part', 'view', 'box', 'kind', 'mine']

/**
 * Follows every link from some addresses on, as who is signed in. A kind of page is drawn once; of others of the kind only
 * what the page asked for is asked again, with their ids.
 * @returns what led nowhere, one line each: refused or unknown to the server, sent elsewhere, or without a title.
 */
export async function crawl(
  { page, context }: Visit,
  starts: readonly string[],
  most: number,
): Promise<string[]> {
  const origin = new URL(page.url() === 'about:blank' ? await home(page) : page.url()).origin
  const wrong = new Set<string>()
  const kinds = new Map<string, Seen>()
  const asked = new Set<string>()
  const queue: Way[] = starts.map((to) => ({ to, from: 'the menu' }))

  const look = async ({ to, from }: Way): Promise<Drawn> => {
    const found = await draw(page, to)
    for (const one of found.wrong) wrong.add(`${from} leads to ${to}: ${one}`)
    return found
  }
  const ask = async (way: Way, url: string): Promise<void> => {
    if (asked.has(url)) return
    asked.add(url)
    const status = (await context.request.get(url)).status()
    if (status < 400) return
    if (way.to === url) wrong.add(`${way.from} leads to ${url}: ${status}`)
    else await look(way) // a page may ask for less where there is less
  }

  let drawn = 0
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    const kind = kindOf(way.to)
    const known = kinds.get(kind)
    if (known !== undefined) {
      for (const url of sameFor(known, way.to)) await ask(way, url)
    } else if (way.to.startsWith('/api/')) {
      kinds.set(kind, { path: way.to, asked: [way.to] })
      await ask(way, way.to)
    } else if (drawn < most) {
      drawn += 1
      const found = await look(way)
      kinds.set(kind, { path: way.to, asked: found.asked })
      queue.push(...fewOfAKind(found.links, origin).map((to) => ({ to, from: way.to })))
    }
  }
  return [...wrong]
}

async function home(page: Page): Promise<string> {
  await page.goto('/')
  await settled(page)
  return page.url()
}

type Drawn = { links: string[]; asked: string[]; wrong: string[] }

/** Shows a page and says what it asked for, where it links to, and what is wrong with it. */
async function draw(page: Page, path: string): Promise<Drawn> {
  const asked: string[] = []
  const wrong: string[] = []
  const hear = (response: { url(): string; status(): number; request(): { method(): string } }): void => {
    const { pathname, search } = new URL(response.url())
    if (!pathname.startsWith('/api/')) return
    if (response.request().method() === 'GET') asked.push(pathname + search)
    if (response.status() >= 400) wrong.push(`${response.status()} of ${pathname}`)
  }
  page.on('response', hear)
  await show(page, path)
  page.off('response', hear)
  const there = new URL(page.url()).pathname
  const wanted = new URL(path, page.url()).pathname
  if (there !== wanted) wrong.push(`sent on to ${there}`)
  if ((await page.locator('.lost').count()) > 0) wrong.push('there is no such page')
  const links = await page.evaluate<string[]>(LINKS)
  return { links, asked, wrong }
}

const LINKS = `[...document.querySelectorAll('a[href]')].filter((one) => one.checkVisibility()).map((one) => one.href)`

/** Pages of the desk change without loading it anew; those apart (phone, answers, the hall's screen) are loaded. */
async function show(page: Page, path: string): Promise<void> {
  const apart = /^\/(m|w|n|screen)(\/|$)/
  const here = new URL(page.url()).pathname
  if (apart.test(path) || apart.test(here)) await page.goto(path)
  else {
    await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`)
    await page.evaluate('new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))')
  }
  await settled(page)
}

/** The addresses within the county, of each kind the first ones. */
function fewOfAKind(links: readonly string[], origin: string): string[] {
  const counts = new Map<string, number>()
  return [...new Set(links)].flatMap((href) => {
    const url = new URL(href)
    const to = url.pathname + url.search
    const count = (counts.get(kindOf(to)) ?? 0) + 1
    counts.set(kindOf(to), count)
    return url.origin !== origin || count > OF_A_KIND ? [] : [to]
  })
}

/** Which page an address shows, whichever record it shows it of. */
function kindOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://county')
  const named = pathname.replace(/^\/((?:api\/)?figures)\/[^/]+/, '/$1/:')
  const parts = PARTS.flatMap((part) => searchParams.get(part) ?? [])
  return [
    named
      .split('/')
      .map((step) => (isId(step) ? ':' : step))
      .join('/'),
    ...parts,
  ].join('?')
}

/** What a page of the same kind would ask for, for the record of another address. */
function sameFor({ path, asked }: Seen, other: string): string[] {
  const [own, others] = [idsOf(path), idsOf(other)]
  return asked
    .filter((url) => own.some((id) => url.includes(id)))
    .map((url) => own.reduce((text, id, at) => text.replaceAll(id, others[at] ?? id), url))
}

function idsOf(path: string): string[] {
  return new URL(path, 'http://county').pathname.split('/').filter(isId)
}

/** Ids, numbers and codes hold a digit; words of addresses do not. */
function isId(step: string): boolean {
  return /\d/.test(step)
}

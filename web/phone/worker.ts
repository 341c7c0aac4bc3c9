/// <reference lib="webworker" />
// The phone's service worker: keeps the pages of /m and /q/ in the phone. It never keeps an answer of the
// server about people: those are not its business, and a stale one would mislead.
/** What it tells the open pages: a newer version of them has been fetched. */
export type Renewed = 'renewed'
declare const self: ServiceWorkerGlobalScope

/** A new number throws away whatever an older worker kept. */
const CACHE = 'yanpei-phone-1'
const SHELL = '/m'
/** What only our page has. */
const MARK = 'phone.webmanifest'

const isPhonePage = (path: string): boolean =>
  path === '/m' || path.startsWith('/m/') || path.startsWith('/q/')
const isFile = (path: string): boolean => path.startsWith('/assets/')

const isHtml = (answer: Response): boolean =>
  answer.headers.get('content-type')?.startsWith('text/html') === true

/** A file as it is; not the sign-in page that a hotel's network gives for everything. @throws */
async function fetchFile(request: RequestInfo): Promise<Response> {
  const fresh = await fetch(request)
  if (!fresh.ok || isHtml(fresh)) throw new Error(`no such file: ${fresh.status}`)
  return fresh
}

/** The files that a page names: scripts, styles, icons, the manifest. */
function namedFiles(html: string): string[] {
  const found = html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg|png|webmanifest))"/g)
  return [...new Set(Array.from(found, (match) => match[1] ?? ''))]
}

/**
 * Fetches the page anew. Only when all of its files are here does it take the old one's place, so that a
 * network that breaks off half-way leaves a whole version. Says whether it was another one.
 */
async function renew(): Promise<boolean> {
  const cache = await caches.open(CACHE)
  const [fresh, kept] = await Promise.all([
    fetch(SHELL, { cache: 'no-cache' }),
    cache.match(SHELL, { ignoreVary: true }),
  ])
  const html = await fresh.clone().text()
  if (!fresh.ok || !html.includes(MARK)) throw new Error(`not the phone's page: ${fresh.status}`)
  if (html === (await kept?.text())) return false
  const files = namedFiles(html)
  const contents = await Promise.all(files.map(fetchFile))
  await Promise.all(contents.map((content, index) => cache.put(files[index] ?? '', content)))
  await cache.put(SHELL, fresh)
  await forgetFilesBut(cache, files)
  return kept !== undefined
}

async function forgetFilesBut(cache: Cache, files: string[]): Promise<void> {
  const old = (await cache.keys()).map((request) => new URL(request.url).pathname)
  await Promise.all(
    old.filter((path) => path !== SHELL && !files.includes(path)).map((path) => cache.delete(path)),
  )
}

async function renewAndTell(): Promise<void> {
  if (!(await renew())) return
  const news: Renewed = 'renewed'
  for (const client of await self.clients.matchAll()) client.postMessage(news, [])
}

async function page(event: FetchEvent): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(SHELL, { ignoreVary: true })
  if (kept === undefined) return fetch(event.request)
  // Without a network there is nothing newer to be had; the kept page goes on.
  event.waitUntil(renewAndTell().catch(() => undefined))
  return kept
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request, { ignoreVary: true })
  if (kept !== undefined) return kept
  const fresh = await fetchFile(request)
  await cache.put(request, fresh.clone())
  return fresh
}

async function forgetOlderCaches(): Promise<void> {
  const names = await caches.keys()
  const older = names.filter((name) => name.startsWith('yanpei-phone-') && name !== CACHE)
  await Promise.all(older.map((name) => caches.delete(name)))
  await self.clients.claim()
}

self.addEventListener('install', (event) => event.waitUntil(renew().then(() => self.skipWaiting())))
self.addEventListener('activate', (event) => event.waitUntil(forgetOlderCaches()))
self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin) return
  if (event.request.mode === 'navigate' && isPhonePage(pathname)) event.respondWith(page(event))
  else if (isFile(pathname)) event.respondWith(file(event.request))
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const DIST = join(import.meta.dirname, '../../web/dist')
const read = (path: string): Buffer => readFileSync(join(DIST, path))
const packed = (content: Buffer): number => gzipSync(content, { level: 9 }).length

/** All script that a page loads before it is asked for anything: what it names, and what that imports at once. */
function entryScripts(html: string): string[] {
  const found = new Set<string>()
  const follow = (path: string): void => {
    if (found.has(path)) return
    found.add(path)
    const imports = read(path)
      .toString()
      .matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g)
    for (const [, name] of imports) follow(join('assets', name ?? ''))
  }
  for (const [, path] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)) follow(path ?? '')
  return [...found]
}

test('the phone loads one page and one script of at most 15 kB', () => {
  const page = read('phone.html')
  const scripts = entryScripts(page.toString())
  assert.equal(scripts.length, 1, scripts.join())
  const size = scripts.reduce((sum, path) => sum + packed(read(path)), 0)
  assert.ok(size <= 15_000, `${size} bytes of script`)
  assert.ok(packed(page) <= 5_000, `${packed(page)} bytes of page`)
  assert.doesNotMatch(
    page.toString(),
    /rel="stylesheet"/,
    'the style stands in the page: the shell is one request',
  )
})

test('the hall’s screen is light too', () => {
  const scripts = entryScripts(read('screen.html').toString())
  assert.ok(scripts.reduce((sum, path) => sum + packed(read(path)), 0) <= 10_000)
})

test('the service worker keeps only pages and files, never an answer about people', () => {
  const worker = read('phone-worker.js').toString()
  assert.doesNotMatch(worker, /\/api\//)
  assert.doesNotMatch(worker, /\b(import|export)\b/, 'it is loaded as a classic script')
})

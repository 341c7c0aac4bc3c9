import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const DIST = join(import.meta.dirname, '../../web/dist')
const SHELL_KB = 250
const PAGE_KB = 30
const DICTIONARY_KB = 50
const DICTIONARY = /^(_virtual_traditional-|words\.en)/

async function sizes(): Promise<Map<string, { bytes: number; imports: string[] }>> {
  const names = (await readdir(join(DIST, 'assets'))).filter((name) => /\.(js|css)$/.test(name))
  const read = names.map(async (name) => {
    const text = await readFile(join(DIST, 'assets', name), 'utf8')
    const imports = [...text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+)"/g)].map((match) => match[1] ?? '')
    return [name, { bytes: gzipSync(text).length, imports }] as const
  })
  return new Map(await Promise.all(read))
}

async function shell(): Promise<Set<string>> {
  const html = await readFile(join(DIST, 'index.html'), 'utf8')
  return new Set([...html.matchAll(/\/assets\/([\w.-]+)/g)].map((match) => match[1] ?? ''))
}

test(`what every page of the desk needs weighs at most ${SHELL_KB} kB gzipped`, async () => {
  const all = await sizes()
  const total = [...(await shell())].reduce((sum, name) => sum + (all.get(name)?.bytes ?? 0), 0)
  assert.ok(total > 0 && total <= SHELL_KB * 1024, `${total} bytes`)
})

test(`a dictionary, loaded once by who chose another script or language, weighs at most ${DICTIONARY_KB} kB gzipped`, async () => {
  const all = await sizes()
  const heavy = [...all].filter(([name, { bytes }]) => DICTIONARY.test(name) && bytes > DICTIONARY_KB * 1024)
  assert.deepEqual(heavy, [])
})

test(`each page after that weighs at most ${PAGE_KB} kB gzipped with all it imports`, async () => {
  const [all, loaded] = [await sizes(), await shell()]
  const weight = (name: string, seen: Set<string>): number => {
    const file = all.get(name)
    if (file === undefined || loaded.has(name) || seen.has(name)) return 0
    seen.add(name)
    return file.bytes + file.imports.reduce((sum, one) => sum + weight(one, seen), 0)
  }
  const desk = [...all.keys()].filter(
    (name) => !/^(phone|screen|decode|jsQR)/.test(name) && !DICTIONARY.test(name),
  )
  const heavy = desk
    .map((name) => [name, weight(name, new Set())] as const)
    .filter(([, bytes]) => bytes > PAGE_KB * 1024)
  assert.deepEqual(heavy, [])
})

import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import type { Plugin } from 'vite'

const NAME = 'virtual:traditional-words'
const ROOT = resolve(import.meta.dirname, '../..')
/** Where words that people see are written: the pages, the contract's vocabulary, the systems' definitions. */
const SOURCES = ['web/lib', 'web/ui', 'web/engine', 'web/screens', 'web/phone', 'src/contract', 'src/systems']
const LITERAL = /'((?:[^'\\\n]|\\.)*\p{Script=Han}(?:[^'\\\n]|\\.)*)'/gu

/**
 * Gives `virtual:traditional-words`: Simplified text → Traditional text for every literal of the pages,
 * converted when building, so that no converter is sent to the browser.
 */
export function traditionalWords(sources: readonly string[] = SOURCES): Plugin {
  return {
    name: 'traditional-words',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    async load(id) {
      if (id !== `\0${NAME}`) return null
      return `export default ${JSON.stringify(await convertAll(sources))}`
    },
  }
}

async function convertAll(sources: readonly string[]): Promise<Record<string, string>> {
  const convert = Converter({ from: 'cn', to: 'tw' })
  const words = new Set<string>()
  for (const folder of sources) for (const text of await literals(join(ROOT, folder))) words.add(text)
  const pairs = [...words].map((word) => [word, convert(word)] as const)
  return Object.fromEntries(pairs.filter(([word, converted]) => word !== converted))
}

async function literals(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !e.name.endsWith('.test.ts'))
  const texts = await Promise.all(files.map((e) => readFile(join(e.parentPath, e.name), 'utf8')))
  return texts.flatMap((text) => [...text.matchAll(LITERAL)].map((match) => match[1] ?? ''))
}

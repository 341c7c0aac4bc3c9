import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import type { Plugin } from 'vite'
import { packed } from './packed.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Where words that people see are written: the pages, the contract's vocabulary, the systems' definitions. */
const SOURCES = ['web/lib', 'web/ui', 'web/engine', 'web/screens', 'web/phone', 'src/contract', 'src/systems']
/** Where the server's sentences are written: refusals, reasons, findings, rules. */
const SENTENCES = [
  'src/kernel',
  'src/http',
  'src/jobs',
  'src/workbook',
  'src/systems',
  'src/lib',
  'src/contract',
]
const LITERAL = /'((?:[^'\\\n]|\\.)*\p{Script=Han}(?:[^'\\\n]|\\.)*)'/gu
const TEMPLATE = /`((?:[^`\\]|\\.)*\p{Script=Han}(?:[^`\\]|\\.)*)`/gu
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm
const HAN = /\p{Script=Han}/gu
/** Lists of words, patterns and statements are not said to anybody. */
const NO_SENTENCE = /[\n\\|]|(\S{1,6} ){4}/
/** Shorter ones could stand in somebody's name. */
const LEAST_PIECE = 2

/**
 * Gives `virtual:traditional-words`: Simplified text → Traditional text for every literal of the pages, and
 * `virtual:traditional-pieces`: the pieces of the server's sentences between what is filled in. Both are converted
 * when building, so that no converter is sent to the browser.
 */
export function traditionalWords(
  sources: readonly string[] = SOURCES,
  sentences: readonly string[] = SENTENCES,
): Plugin {
  const content: Record<string, () => Promise<object>> = {
    'virtual:traditional-words': async () => packed(converted(await texts(sources, literalsOf))),
    'virtual:traditional-pieces': async () => packed(converted(await texts(sentences, piecesOf))),
  }
  return {
    name: 'traditional-words',
    resolveId: (id) => (id in content ? `\0${id}` : null),
    async load(id) {
      const make = content[id.slice(1)]
      return make === undefined ? undefined : `export default ${JSON.stringify(await make())}`
    },
  }
}

function converted(words: ReadonlySet<string>): Record<string, string> {
  const convert = Converter({ from: 'cn', to: 'tw' })
  const pairs = [...words].map((word) => [word, convert(word)] as const)
  return Object.fromEntries(pairs.filter(([word, other]) => word !== other))
}

async function texts(
  folders: readonly string[],
  of: (source: string) => string[],
): Promise<ReadonlySet<string>> {
  const sources = await Promise.all(folders.map((folder) => sourcesIn(join(ROOT, folder))))
  return new Set(sources.flat().flatMap(of))
}

async function sourcesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((e) => e.isFile() && /\.tsx?$/.test(e.name) && !e.name.endsWith('.test.ts'))
  return Promise.all(files.map((e) => readFile(join(e.parentPath, e.name), 'utf8')))
}

function literalsOf(source: string): string[] {
  return [...source.matchAll(LITERAL)].map((match) => match[1] ?? '')
}

/** What stands fixed in the sentences of a source: whole literals, and templates cut where something is filled in. */
export function piecesOf(source: string): string[] {
  const code = source.replace(COMMENT, '')
  const templates = [...code.matchAll(TEMPLATE)].flatMap((match) => (match[1] ?? '').split(/\$\{[^}]*\}/))
  return [...literalsOf(code), ...templates]
    .map((piece) => piece.trim())
    .filter((piece) => !NO_SENTENCE.test(piece) && (piece.match(HAN) ?? []).length >= LEAST_PIECE)
}

import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import words from '../../web/lib/words.en.ts'

const WEB = join(import.meta.dirname, '../../web')
const SAID = /\bt\(\s*'((?:[^'\\\n]|\\.)*\p{Script=Han}(?:[^'\\\n]|\\.)*)'/gu
const screen = (name: string) => `screens/${name}`
/** The pages that have their English; a few new sentences may wait for theirs. */
const TRANSLATED = [
  'shell',
  'engine',
  'lib',
  'notice',
  ...['accounts', 'activity', 'apply', 'appraisals', 'audit', 'calendar', 'cases', 'committees'].map(screen),
  ...['credits', 'documents', 'exams', 'figures', 'gate', 'home', 'import', 'judgings', 'me'].map(screen),
  ...['messages', 'needs', 'network', 'people', 'programmes', 'questionnaires', 'rounds'].map(screen),
  ...['school-based', 'supervision', 'systems', 'titles'].map(screen),
]
const LEAST_SHARE = 0.8

/** What the pages in a folder say, by the Simplified text. */
async function saidIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(WEB, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name))
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))
  return [...new Set(texts.flatMap((text) => [...text.matchAll(SAID)].map((match) => match[1] ?? '')))]
}

test('the pages that have their English say everything in it', async () => {
  for (const folder of TRANSLATED) {
    const said = await saidIn(folder)
    const missing = said.filter((text) => !(text in words))
    assert.ok(1 - missing.length / said.length >= LEAST_SHARE, `${folder}: ${missing.join('\n')}`)
  }
})

test('what is filled in has its place in the English, too', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()
  for (const [text, english] of Object.entries(words))
    if (text !== '{year} 年') assert.deepEqual(places(english), places(text), text)
})

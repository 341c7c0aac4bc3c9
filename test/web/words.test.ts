import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

const WEB = join(import.meta.dirname, '../../web')
const FOLDERS = ['lib', 'ui', 'engine', 'screens', 'shell']

async function sources(): Promise<[string, string][]> {
  const entries = await Promise.all(
    FOLDERS.map((folder) => readdir(join(WEB, folder), { recursive: true, withFileTypes: true })),
  )
  const files = entries
    .flat()
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.ts$|words\.en/.test(entry.name),
    )
  return Promise.all(
    files.map(async (file): Promise<[string, string]> => {
      const path = join(file.parentPath, file.name)
      return [path.slice(WEB.length + 1), await readFile(path, 'utf8')]
    }),
  )
}

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

test('no page writes Chinese outside of a literal, where it could not be translated', async () => {
  for (const [path, text] of await sources()) {
    const bare = withoutComments(text)
      .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"[^"\n]*"/g, '')
      .replace(/^\s+[\p{Script=Han}\w]+: '/gmu, '')
    const found = /^.*\p{Script=Han}.*$/mu.exec(bare.replace(/^\s*\p{Script=Han}+: .*$/gmu, ''))
    assert.ok(found === null, `${path}: ${found?.[0]}`)
  }
})

test('Chinese sentences have full-width punctuation, no exclamation and no emoji', async () => {
  for (const [path, text] of await sources()) {
    for (const [, literal = ''] of withoutComments(text).matchAll(
      /'((?:[^'\\\n]|\\.)*\p{Script=Han}(?:[^'\\\n]|\\.)*)'/gu,
    )) {
      assert.doesNotMatch(
        literal,
        /\p{Script=Han}[,;:!?]|[!\uff01]|\p{Extended_Pictographic}/u,
        `${path}: ${literal}`,
      )
    }
  }
})

test('colours stand in the theme only', async () => {
  for (const [path, text] of await sources()) {
    assert.doesNotMatch(withoutComments(text), /#[0-9a-f]{3,8}\b(?!\/)|rgba?\(|hsl\(/i, path)
  }
})

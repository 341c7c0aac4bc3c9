import assert from 'node:assert/strict'
import { access, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const HOME = join(import.meta.dirname, '../..')
const GUIDE = join(HOME, 'docs/guide')
const TARGET = /\]\(([^)\s]+)\)|src="([^"]+)"/g

/** The pages of the manual and what is read before it, by path. */
async function pages(): Promise<string[]> {
  const guide = (await readdir(GUIDE)).filter((name) => name.endsWith('.md')).map((name) => join(GUIDE, name))
  return [...guide, join(HOME, 'README.md'), join(HOME, 'README.zh-CN.md')]
}

async function targets(page: string): Promise<string[]> {
  const text = await readFile(page, 'utf8')
  const all = [...text.matchAll(TARGET)].map(([, link, source]) => link ?? source ?? '')
  return all
    .filter((one) => !/^(https?|mailto):|^#/.test(one))
    .map((one) => join(dirname(page), one.split('#')[0] ?? ''))
}

test('what the manual links to and shows is there', async () => {
  for (const page of await pages())
    for (const target of await targets(page)) await assert.doesNotReject(access(target), `${page}: ${target}`)
})

test('every picture is shown on some page, and every page is in the table of contents', async () => {
  const shown = new Set((await Promise.all((await pages()).map(targets))).flat())
  const drawn = (await readdir(join(GUIDE, 'pictures'))).map((name) => join(GUIDE, 'pictures', name))
  assert.deepEqual(
    drawn.filter((path) => !shown.has(path)),
    [],
  )
  const listed = new Set(await targets(join(GUIDE, 'README.md')))
  const written = (await readdir(GUIDE)).filter((name) => /^\d.*\.md$/.test(name))
  assert.deepEqual(
    written.filter((name) => !listed.has(join(GUIDE, name))),
    [],
  )
})

test('every address of the desk and of the phone has its row in the list of pages', async () => {
  const rows = await readFile(join(GUIDE, '13-pages.md'), 'utf8')
  const told = new Set([...rows.matchAll(/`(\/[^`?]*)[^`]*`/g)].map(([, path = '']) => parts(path)))
  const desk = await readFile(join(HOME, 'web/router.tsx'), 'utf8')
  const phone = await readFile(join(HOME, 'web/phone/app.tsx'), 'utf8')
  const known = [...`${desk}\n${phone}`.matchAll(/^ {2}'(\/[^']*)': /gm)].map(([, path = '']) => parts(path))
  assert.ok(known.length > 80)
  assert.deepEqual(
    known.filter((path) => !told.has(path)),
    [],
  )
})

/** An address whose changing parts are all the same: `$id` in the program, 编号 and the like in the manual. */
function parts(path: string): string {
  return path.replaceAll(/\$\w+|\p{Script=Han}+/gu, '*')
}

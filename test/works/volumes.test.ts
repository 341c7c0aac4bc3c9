import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { newWork } from '#contract/works.ts'
import { findFile, readStored } from '#kernel/files.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { handIn } from '#kernel/works/hand-in.ts'
import { typesetVolume } from '#kernel/works/volumes/edition.ts'
import { makeVolumeOf, writeVolume } from '#kernel/works/volumes/service.ts'
import { editionsOf } from '#kernel/works/volumes/store.ts'
import { typesetDocx } from '#kernel/works/volumes/typeset/docx.ts'
import { typesetPdf } from '#kernel/works/volumes/typeset/pdf.ts'
import type { Book } from '#kernel/works/volumes/book.ts'
import { Refused } from '#lib/refusal.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'
import { openSessionOf } from './session.ts'

const chapter = (title: string, lines: number) => ({
  title,
  authors: '李静',
  unit: '东台小学',
  paragraphs: Array.from(
    { length: lines },
    (_, n) => `第${n + 1}段：学生经历把三角形转化为平行四边形的过程。`,
  ),
})
const book: Book = {
  title: '成果集',
  subtitle: '小学卷',
  editors: '主编　王芳',
  unit: '白水台县教师发展中心',
  year: 2026,
  preface: ['本书收入一年的成果。'],
  parts: [
    { title: '第一辑', chapters: [chapter('短文', 3), chapter('长文', 90)] },
    { title: '第二辑', chapters: [chapter('末篇', 2)] },
  ],
}

test('a PDF knows the page of every work, and carries its fonts', async () => {
  const { bytes, pages, numbers } = await typesetPdf(book)
  assert.deepEqual(numbers, [1, 2, 3, 4, 7, 8])
  const text = bytes.toString('latin1')
  assert.equal(text.match(/\/Type \/Page\n/g)?.length, pages)
  assert.equal(pages, 2 + 8)
  assert.equal(text.match(/\/FontFile2/g)?.length, 2)
})

test('contents of more lines than a page holds take more pages, before the first that is numbered', async () => {
  const many = {
    ...book,
    parts: [{ title: null, chapters: Array.from({ length: 60 }, (_, n) => chapter(`第${n}篇`, 1)) }],
  }
  const { pages, numbers } = await typesetPdf(many)
  assert.deepEqual([numbers[1], numbers.at(-1), pages], [2, 61, 1 + 3 + 61])
})

test('the Word file has a field for the page of every work, showing the number of the PDF until Word counts', async () => {
  const numbers = [1, 2, 3, 4, 7, 8]
  const parts = unzipSync(await typesetDocx(book, numbers))
  const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
  for (const [at, number] of numbers.entries()) {
    assert.match(document, new RegExp(`PAGEREF item${at} [^>]*>.*?>${number}<`))
    assert.match(document, new RegExp(`w:bookmarkStart w:name="item${at}"`))
  }
  assert.match(strFromU8(parts['word/settings.xml'] ?? new Uint8Array()), /updateFields/)
})

suite('volumes', () => {
  const database = suiteDatabase()
  let county: County
  let dataDir = ''
  const officer: Who = { role: 'officer' }
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'yanpei-volume-'))
    county = await makeCounty(database(), 'R', [
      { code: 'R', name: '白水台县', category: 'region' },
      { code: 'S1', name: '东台小学', category: 'school', parent: 'R' },
      { code: 'S2', name: '西台小学', category: 'school', parent: 'R' },
    ])
    await addPeople(database(), county, 'S1', ['李静'])
  })
  after(() => rm(dataDir, { recursive: true, force: true }))

  const runtime = () => ({ db: database(), dataDir, now: () => new Date() })
  const words = { title: '成果集', subtitle: '', editors: '', preface: '' }
  const make = (who: Who) =>
    county.as(who, (work) => makeVolumeOf(work, { ...words, year: 2026, unit: null }).then(({ id }) => id))
  const handed = (title: string) =>
    county.as(officer, (work) =>
      handIn(
        work,
        { runtime: runtime(), systems: new Systems([]) },
        newWork.omit({ key: true }).parse({
          title,
          kind: '案例',
          author: county.people.get('李静'),
          on: '2026-03-01',
          text: `${title}的全文`,
        }),
      ).then(({ id }) => id),
    )
  const status = (doing: Promise<unknown>): Promise<number> =>
    doing.then(
      () => 200,
      (error: unknown) => (error instanceof Refused ? error.status : 500),
    )

  test('are picked, ordered, typeset, and kept edition by edition', async () => {
    const id = await make(officer)
    const session = await openSessionOf(database(), county, officer)
    assert.equal(await status(typesetVolume(runtime(), session, id)), 422)
    const works = [await handed('第二篇'), await handed('第一篇')].toReversed()
    await county.as(officer, (work) =>
      writeVolume(work, id, {
        ...words,
        works: works.map((one, at) => ({ id: one, part: at === 0 ? '第一辑' : null })),
      }),
    )
    assert.deepEqual(await typesetVolume(runtime(), session, id), { edition: 1, pages: 5 })
    assert.equal((await typesetVolume(runtime(), session, id)).edition, 2)
    const docx = await county.as(officer, async (work) => {
      const [newest] = await editionsOf(work, id)
      return readStored(await findFile(work, runtime(), newest?.docxId ?? ''))
    })
    const text = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array())
    assert.ok(text.lastIndexOf('第一篇的全文') < text.lastIndexOf('第二篇的全文'))
  })

  test("are not seen or changed by another school, and take no work that the editor can't see", async () => {
    const id = await make({ role: 'school', unit: 'S1' })
    const other: Who = { role: 'school', unit: 'S2' }
    const write = (who: Who, works: string[]) =>
      county.as(who, (work) =>
        writeVolume(work, id, { ...words, works: works.map((one) => ({ id: one, part: null })) }),
      )
    assert.equal(await status(write(other, [])), 404)
    const theirs = await make(other)
    const hidden = await handed('别校看不到')
    const stolen = county.as(other, (work) =>
      writeVolume(work, theirs, { ...words, works: [{ id: hidden, part: null }] }),
    )
    assert.equal(await status(stolen), 422)
    assert.equal(await status(write({ role: 'leader' }, [])), 403)
  })
})

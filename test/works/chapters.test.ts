import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { garden, key } from '#test/case/garden.ts'

const SHELF = [
  ['数学', '小学', '五年级上册 第十单元'],
  ['数学', '小学', '五年级上册 第二单元'],
  ['数学', '小学', '五年级上册 第二单元'],
  ['数学', '初中', '七年级上册 第一章'],
  ['数学', null, '练习'],
  ['语文', '小学', '三年级上册 第一单元'],
  ['数学', '小学', null],
] as const

suite('chapters of the library', () => {
  test('those of the chosen subject and stage are offered in order, and filter', async (t) => {
    const g = await garden(t)
    const author = g.county.people.get('甲一')
    for (const [n, [subject, stage, chapter]] of SHELF.entries()) {
      const id = key()
      const run = (text: string, values: unknown[]) =>
        g.db.admin.query(text, [g.county.region, id, ...values])
      await run(
        `insert into work (region_id, id, code, author_id, kind, title, dated_on) values ($1, $2, $3, $4, '教学设计', '教案', '2026-01-05')`,
        [`Z${n}`, author],
      )
      await run(
        `insert into work_version (region_id, work_id, version, text, made_by) values ($1, $2, 1, '内容', 't')`,
        [],
      )
      await run(
        `insert into library_entry (region_id, work_id, version, title, kind, stage, subject, chapter, authors, unit_name, shelved_by, words)
          values ($1, $2, 1, '教案', '教学设计', $3, $4, $5, '甲一', 'A', 't', to_tsvector('simple', 'jiaoan'))`,
        [stage, subject, chapter],
      )
    }
    const ask = async (query: Record<string, string>) => {
      const { body } = await g.ask('甲一', 'GET', `/api/library?${new URLSearchParams(query)}`)
      return body as unknown as { total: number; chapters: string[] }
    }
    assert.deepEqual((await ask({})).chapters, [])
    assert.deepEqual((await ask({ subject: '数学', stage: '小学' })).chapters, [
      '五年级上册 第二单元',
      '五年级上册 第十单元',
    ])
    assert.equal((await ask({ subject: '数学' })).chapters.length, 4)
    assert.equal((await ask({ subject: '数学', chapter: '五年级上册 第二单元' })).total, 2)
  })
})

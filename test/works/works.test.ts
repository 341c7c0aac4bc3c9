import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { library } from '#contract/library.ts'
import { newWork, worksQuery } from '#contract/works.ts'
import type { Work } from '#kernel/call.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { alikeTo, differenceFor } from '#kernel/works/compare.ts'
import { addVersion, handIn } from '#kernel/works/hand-in.ts'
import { findInLibrary, noteDownload, rate } from '#kernel/works/library.ts'
import { worksList } from '#kernel/works/list.ts'
import { workPageOf } from '#kernel/works/page.ts'
import { review, withdraw } from '#kernel/works/review.ts'
import { Refused } from '#lib/refusal.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'

const UNITS = [
  { code: 'R', name: '白水台县', category: 'region' },
  { code: 'C1', name: '东片区', category: 'cluster', parent: 'R' },
  { code: 'C2', name: '西片区', category: 'cluster', parent: 'R' },
  { code: 'S1', name: '东台小学', category: 'school', parent: 'C1' },
  { code: 'S2', name: '西台小学', category: 'school', parent: 'C2' },
]
const officer: Who = { role: 'officer' }
const cluster: Who = { role: 'cluster', unit: 'C1' }
const school: Who = { role: 'school', unit: 'S1' }
const other: Who = { role: 'school', unit: 'S2' }
const li: Who = { role: 'teacher', person: '李静' }
const ding: Who = { role: 'teacher', person: '丁强' }

const PLAN =
  '教学目标：学生能够正确计算三角形的面积，经历把三角形转化为平行四边形的过程，体会转化的思想。教学重点是推导三角形面积的计算公式，难点是理解底和高与所拼图形的关系。教学准备：每组两个完全一样的三角形纸片、剪刀、直尺。'

suite('works', () => {
  const database = suiteDatabase()
  let county: County
  before(async () => {
    county = await makeCounty(database(), 'R', UNITS)
    await addPeople(database(), county, 'S1', ['李静', '王芳'])
    await addPeople(database(), county, 'S2', ['丁强'])
  })

  const place = {
    runtime: { db: undefined as never, dataDir: '/nowhere', now: () => new Date() },
    systems: new Systems([]),
  }
  const plan = (more: object = {}) =>
    newWork.omit({ key: true }).parse({
      title: '三角形的面积',
      kind: '教学设计',
      on: '2026-11-01',
      subject: '数学',
      stage: '小学',
      text: PLAN,
      ...more,
    })
  const handed = (who: Who, more: object = {}) =>
    county.as(who, (work) => handIn(work, place, plan(more)).then(({ id }) => id))
  const version = (who: Who, id: string, text: string) =>
    county.as(who, (work) => addVersion(work, place.runtime, id, { upload: null, text, note: null }))
  const say = (who: Who, id: string, kind: 'comment' | 'recommend' | 'return', words = '', of = 1) =>
    county.as(who, (work) => review(work, id, { kind, words, version: of }))
  const page = (who: Who, id: string) => county.as(who, (work) => workPageOf(work, id))
  const find = (who: Who, query: object) =>
    county.as(who, (work) => findInLibrary(work, library.query!.parse(query)))
  const refusal = async (doing: Promise<unknown>): Promise<[number, string]> => {
    const error = await doing.then(
      () => null,
      (caught: unknown) => caught,
    )
    assert.ok(error instanceof Refused, String(error))
    return [error.status, error.refusal.because]
  }
  const shelved = async (who: Who, more: object = {}): Promise<string> => {
    const id = await handed(who, more)
    await say(officer, id, 'recommend', '优秀作品')
    return id
  }

  test('a teacher hands in; the school sends back with a reason; the next version rises to the library', async () => {
    const id = await handed(li)
    assert.equal((await refusal(say(school, id, 'return')))[0], 422)
    await say(school, id, 'return', '缺少板书设计')
    assert.equal((await page(li, id)).work.standing, 'returned')
    await version(li, id, `${PLAN}板书设计：三角形面积＝底×高÷2。`)
    assert.equal((await refusal(say(school, id, 'recommend', '', 1)))[0], 409)
    for (const who of [school, cluster, officer]) await say(who, id, 'recommend', '', 2)
    const { work, events, library } = await page(ding, id)
    assert.deepEqual([work.standing, work.shelved, library?.version], ['region', true, 2])
    assert.deepEqual(
      events.map(({ kind, level }) => `${kind} ${level}`),
      ['return school', 'recommend school', 'recommend cluster', 'recommend region'],
    )
  })

  test('before it is in the library, other schools and their teachers do not see it; a desk sees what waits for it', async () => {
    const id = await handed(li, { title: '平行四边形的面积' })
    for (const who of [other, ding, { role: 'cluster', unit: 'C2' } as const])
      assert.equal((await refusal(page(who, id)))[0], 404)
    const waiting = async (who: Who) =>
      (
        await county.as(who, (work) => worksList(work, worksQuery.parse({ year: 2026, mine: 'to-review' })))
      ).rows.map((row) => row.id)
    assert.ok((await waiting(school)).includes(id))
    assert.ok(!(await waiting(cluster)).includes(id))
    await say(school, id, 'recommend')
    assert.ok((await waiting(cluster)).includes(id))
    assert.equal((await refusal(say(other, id, 'comment', '很好')))[0], 404)
  })

  test('several authors stand in their order, and each of them sees and adds to the work', async () => {
    const people = (name: string) => county.people.get(name) ?? ''
    const id = await handed(officer, { author: people('李静'), coauthors: [people('丁强'), people('王芳')] })
    assert.deepEqual(
      (await page(ding, id)).work.authors.map(({ name }) => name),
      ['李静', '丁强', '王芳'],
    )
    assert.equal((await version(ding, id, '第二稿的全文')).version, 2)
    assert.match((await refusal(say({ ...school, person: '丁强' }, id, 'recommend', '', 2)))[1], /自己的作品/)
  })

  test('derivation stays visible both ways, word by word', async () => {
    const common = await shelved(officer, { author: county.people.get('丁强'), title: '通案：三角形的面积' })
    const own = await handed(li, {
      parent: common,
      derivedAs: 'own',
      text: PLAN.replace('剪刀、直尺', '剪刀、直尺、钉子板'),
    })
    const { parents } = await page(li, own)
    assert.deepEqual(
      parents.map(({ id }) => id),
      [common],
    )
    assert.deepEqual(
      (await page(officer, common)).children.map(({ id, derivedAs }) => [id, derivedAs]),
      [[own, 'own']],
    )
    const difference = await county.as(li, (work) => differenceFor(work, own, {}))
    assert.deepEqual(
      difference.stretches.filter(({ kind }) => kind !== 'same').map(({ text }) => text),
      ['、钉子板'],
    )
  })

  test('a copy of a work of the library is named with its percentage and the passage', async () => {
    const first = await shelved(officer, {
      author: county.people.get('丁强'),
      title: '原作',
      text: `${PLAN}这是原作。`,
    })
    const copy = await handed(li, { title: '抄来的', text: `${PLAN}课后收集生活中的三角形。` })
    const { rows } = await county.as(school, (work) => alikeTo(work, copy))
    const found = rows.find(({ id }) => id === first)
    assert.ok(found !== undefined && found.percent >= 80, JSON.stringify(rows))
    assert.match(found.passages[0] ?? '', /教学目标：学生能够正确计算三角形的面积/)
    const fresh = await handed(li, {
      title: '自己写的',
      text: '本课通过朗读感受春天的美，学习按时间顺序描写景物的方法并仿写。',
    })
    assert.deepEqual((await county.as(school, (work) => alikeTo(work, fresh))).rows, [])
  })

  test('the library is searched by words of the text and by filters; it counts downloads and ratings', async () => {
    const id = await shelved(officer, {
      author: county.people.get('李静'),
      title: '春天的图画',
      subject: '语文',
      text: '引导学生朗读古诗《村居》，想象放风筝的画面。',
    })
    for (const q of ['村居 古诗', '风筝', '春天', '李静 图画'])
      assert.deepEqual(
        (await find(ding, { q })).rows.map((row) => row.id),
        [id],
        q,
      )
    assert.equal((await find(ding, { q: '村居', subject: '数学' })).total, 0)
    assert.equal((await find(ding, { q: '！' })).total, 0)
    await county.as(ding, (work) => noteDownload(work, id))
    const rated = (stars: number) =>
      county.as({ ...ding, account: true } as Who, (work) => withAccount(work, () => rate(work, id, stars)))
    await rated(3)
    await rated(5)
    const [row] = (await find(ding, { q: '村居' })).rows
    assert.deepEqual([row?.downloads, row?.stars, row?.raters], [1, 5, 1])
    assert.equal((await refusal(county.as(school, (work) => withdraw(work, id, '版权不清'))))[0], 403)
    await county.as(officer, (work) => withdraw(work, id, '版权不清'))
    assert.equal((await find(ding, { q: '村居' })).total, 0)
    assert.equal((await refusal(page(ding, id)))[0], 404)
    assert.equal((await page(li, id)).work.standing, 'withdrawn')
  })

  /** The session of a made-up county has no account: it is given one for ratings. */
  async function withAccount(work: Work, run: () => Promise<void>): Promise<void> {
    const account = '01890000-0000-7000-8000-0000000000aa'
    await database().admin.query(
      `insert into account (region_id, id, login, display_name, created_by) values ($1, $2, 'ding', 'ding', 'test') on conflict do nothing`,
      [county.region, account],
    )
    const { rows } = await sql<{
      session: string
    }>`select current_setting('yanpei.session') as session`.execute(work.tx)
    await database().admin.query(`update session set account_id = $1 where token_hash = decode($2, 'hex')`, [
      account,
      rows[0]?.session,
    ])
    await run()
  }

  test('nobody adds to the work of somebody else, in the library or not, not even by SQL', async () => {
    const id = await shelved(officer, { author: county.people.get('李静') })
    assert.equal((await refusal(version(ding, id, '改')))[0], 403)
    for (const text of [
      `insert into work_version (work_id, version, text) values ('${id}', 9, 'x')`,
      `insert into work_event (id, work_id, version, kind, level, words) values (gen_random_uuid(), '${id}', 1, 'comment', 'author', 'x')`,
      `insert into work (region_id, id, code, author_id, kind, title, dated_on) select region_id, gen_random_uuid(), 'X', author_id, kind, title, dated_on from work where id = '${id}'`,
      `update work set shelved_at = now()`,
      `update library_entry set downloads = 999`,
      `update work_version set text = 'x'`,
      `delete from work_event`,
    ])
      await assert.rejects(
        county.as(ding, (work) => sql.raw(text).execute(work.tx)),
        /policy|denied/,
        text,
      )
  })
})

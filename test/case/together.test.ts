import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import * as z from 'zod'
import { buildServer } from '#http/server.ts'
import { defineCase } from '#kernel/case/define.ts'
import { caseHandlers } from '#kernel/case/routes.ts'
import { gardenPrize } from '#test/fixtures/case/garden-prize.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { signedIn, type Browser } from '#test/http/harness.ts'
import { garden, key, versionOf, type Garden } from './garden.ts'

/** Given out with a number and a title: two things that the registers take once only. */
const ribbon = defineCase({
  id: 'ribbon',
  title: '园丁绶带',
  rev: 1,
  menu: 'people',
  about: '发放绶带。',
  basis: 'docs/policy/none.md',
  params: z.object({}),
  subject: 'teacher',
  form: z.object({ colour: z.string().min(1).max(10).describe('颜色') }),
  materials: {},
  category: { title: '种类', of: () => null, words: [] },
  rounds: null,
  stages: {
    apply: { title: '申请', kind: 'submit' },
    check: { title: '核对', kind: 'check', by: 'centre' },
    give: {
      title: '发放',
      kind: 'issue',
      by: 'centre',
      number: '绶带编号',
      effects: ({ day }) => [{ kind: 'title', title: '园丁', level: 'county', from: day, until: null }],
    },
  },
  endings: { granted: '发放', refused: '不发', withdrawn: '撤回', lapsed: '终止' },
  archive: [],
})

suite('many cases at once', () => {
  const ending = suiteEnding()
  let g: Garden
  let officer: Browser
  const ids: string[] = []
  const TEACHERS = ['甲一', '甲二', '甲三']

  const together = async (action: object, of: readonly string[] = ids) => {
    const cases = await Promise.all(of.map(async (id) => ({ id, version: await versionOf(g, id) })))
    const answer = await officer.send('POST', '/api/cases/act', { key: key(), cases, action })
    return { status: answer.statusCode, because: answer.json<{ because?: string }>().because ?? '' }
  }
  const list = async (query: string) =>
    (await officer.send('GET', `/api/cases?system=ribbon${query}`)).json<{
      total: number
      rows: { id: string; statusWord: string; issued: string | null }[]
    }>()

  const programSessions = async (): Promise<number> => {
    const { rows } = await g.db.admin.query(`select from session where actor like '系统：事项生效%'`)
    return rows.length
  }

  before(async () => {
    g = await garden(ending)
    const app = buildServer({
      runtime: g.runtime,
      webRoot: g.dataDir,
      handlers: caseHandlers([gardenPrize, ribbon], []),
    })
    ending.after(() => app.close())
    await app.ready()
    officer = await signedIn(app, 'officer')
    for (const name of TEACHERS) {
      const teacher = await signedIn(app, name)
      const opened = await teacher.send('POST', '/api/cases', { key: key(), system: 'ribbon', round: null })
      const { id } = opened.json<{ id: string }>()
      await teacher.send('PUT', `/api/cases/${id}/form`, { form: { colour: '红' } })
      await teacher.send('POST', `/api/cases/${id}/act`, { key: key(), version: 0, action: { do: 'submit' } })
      ids.push(id)
    }
  })

  test('a number that is typed where none is given out is not kept', async () => {
    assert.equal((await together({ do: 'pass', number: '绶-1' })).status, 200)
    assert.deepEqual(
      (await list('')).rows.map(({ issued }) => issued),
      [null, null, null],
    )
  })

  test('who acts on what somebody else has dealt with since is told who, though the step that came could be done as well', async () => {
    const [id] = ids
    const answer = await officer.send('POST', `/api/cases/${id}/act`, {
      key: key(),
      version: (await versionOf(g, id!)) - 1,
      action: { do: 'pass', number: '绶-1' },
    })
    assert.equal(answer.statusCode, 409)
    assert.match(answer.json<{ because: string }>().because, /刚才已由officer.*办理/)
    assert.deepEqual(
      (await list('')).rows.map(({ issued }) => issued),
      [null, null, null],
    )
  })

  test('what the registers refuse of some is said of each, and nothing is done', async () => {
    for (const name of TEACHERS.slice(0, 2)) {
      await g.db.admin.query(
        `insert into title_grant (region_id, id, person_id, title, level, named_on) values ($1, gen_random_uuid(), $2, '园丁', 'county', '2026-03-02')`,
        [g.county.region, g.county.people.get(name)],
      )
    }
    const known = await together({ do: 'pass', number: '绶-{001}' })
    assert.equal(known.status, 409)
    assert.match(known.because, /3 件中有 2 件不能这样办理，因此一件也没有办。甲一：.*甲二：登记册里已有/)
    await g.db.admin.query('delete from title_grant')
    const same = await together({ do: 'pass', number: '绶-7' })
    assert.equal(same.status, 409)
    assert.match(same.because, /3 件中有 2 件不能这样办理.*绶-7已发给别人.*绶-7已发给别人/)
    assert.equal((await list('&ending=granted')).total, 0)
  })

  test('numbers are counted up in the order named; one taken back is in no list of the granted', async () => {
    const before = await programSessions()
    assert.deepEqual(await together({ do: 'pass', number: '绶-{009}' }), { status: 200, because: '' })
    assert.equal(
      (await programSessions()) - before,
      1,
      'the program does what all of them bring about in one session',
    )
    const { rows } = await list('&ending=granted')
    const issued = new Map(rows.map(({ id, issued: number }) => [id, number]))
    assert.deepEqual(
      ids.map((id) => issued.get(id)),
      ['绶-009', '绶-010', '绶-011'],
    )
    const annulled = await officer.send('POST', `/api/cases/${ids[0]}/act`, {
      key: key(),
      version: await versionOf(g, ids[0]!),
      action: { do: 'annul', because: '发错了人', document: '甲教〔2026〕9号' },
    })
    assert.equal(annulled.statusCode, 200)
    assert.equal((await list('&ending=granted')).total, 2)
    const words = (await list('')).rows.map(({ statusWord }) => statusWord).toSorted()
    assert.deepEqual(words, ['发放', '发放', '发放（已撤销）'])
  })
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Answer, NewDoor, NewQuestionnaire } from '#contract/questionnaire.ts'
import { handIn, handInMine, myForms, openForm } from '#kernel/appraisal/questionnaires/answering.ts'
import {
  comparisonOf,
  crossOf,
  questionnairePageOf,
  questionnaireScore,
  resultsOf,
  textsOf,
} from '#kernel/appraisal/questionnaires/read.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import type { Runtime } from '#kernel/call.ts'
import type { Refused } from '#lib/refusal.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, NOW, type County, type Who } from '#test/people/county.ts'

const OFFICER: Who = { role: 'officer' }
const SCHOOL_A: Who = { role: 'school', unit: 'A' }
const SCHOOL_B: Who = { role: 'school', unit: 'B' }
const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code

const plain = { required: true, options: [], lines: [], most: null }
const given = (more: Partial<NewQuestionnaire> = {}): NewQuestionnaire => ({
  key: randomUUID(),
  title: '家长满意度问卷',
  intro: '请如实填写。',
  unit: 'A',
  year: 2026,
  anonymous: true,
  least: 5,
  opensOn: '2026-11-01',
  closesOn: '2026-11-30',
  subjectKind: null,
  subjectId: null,
  moment: null,
  questions: [
    { ...plain, kind: 'single', says: '孩子在几年级', options: ['一年级', '二年级'] },
    { ...plain, kind: 'scale', says: '对老师满意吗', most: 5 },
    { ...plain, kind: 'text', says: '还有什么话', required: false },
  ],
  ...more,
})
const door = (more: Partial<NewDoor> = {}): NewDoor => ({
  key: randomUUID(),
  kind: 'codes',
  title: '一（1）班家长',
  source: 'parents',
  count: 12,
  programme: null,
  ...more,
})
const sheet = (grade: number, mark: number, words = ''): Answer[] => [
  { position: 1, choice: grade },
  { position: 2, choice: mark },
  { position: 3, words },
]

suite('questionnaires', () => {
  const db = suiteDatabase()
  let county: County
  let runtime: Runtime

  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'A', category: 'school', parent: 'R' },
      { code: 'B', category: 'school', parent: 'R' },
    ])
    await addPeople(db(), county, 'A', ['甲', '乙', '丙'])
    runtime = { db: db(), dataDir: await mkdtemp(join(tmpdir(), 'yanpei-questionnaire-')), now: () => NOW }
  })
  after(() => rm(runtime.dataDir, { recursive: true, force: true }))

  const make = (more: Partial<NewQuestionnaire> = {}, who = SCHOOL_A): Promise<{ id: string }> =>
    county.as(who, (work) => createQuestionnaire(work, given(more)))
  const letIn = (id: string, more: Partial<NewDoor> = {}) =>
    county.as(SCHOOL_A, (work) => addDoor(work, runtime, id, door(more)))
  const step = (id: string, what: 'opened' | 'closed', who = SCHOOL_A) =>
    county.as(who, (work) => stepQuestionnaire(work, id, { key: randomUUID(), step: what }))
  const tokens = async (id: string, doorId: string) =>
    (await county.as(SCHOOL_A, (work) => doorTokens(work, runtime, id, doorId))).tokens
  const results = (id: string, who = SCHOOL_A) => county.as(who, (work) => resultsOf(work, id))
  const answer = (token: string, answers: Answer[], id: string = randomUUID()) =>
    handIn(runtime, token, { sheet: id, answers })

  /** A questionnaire that is open, with its tokens. */
  async function opened(more: Partial<NewQuestionnaire> = {}, doors: Partial<NewDoor>[] = [{}]) {
    const { id } = await make(more)
    const lists: string[][] = []
    for (const one of doors) lists.push(await tokens(id, (await letIn(id, one)).id))
    await step(id, 'opened')
    return { id, lists, codes: lists[0] ?? [] }
  }

  test('a code answers once, in any writing, and a retry is no second sheet', async () => {
    const { id, codes } = await opened()
    const [first = '', second = ''] = codes
    assert.match(first, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    const own = randomUUID()
    assert.deepEqual(await answer(first.toLowerCase().replaceAll('-', ' '), sheet(1, 5), own), {
      state: 'received',
    })
    assert.deepEqual(await answer(first, sheet(1, 5), own), { state: 'already' })
    assert.deepEqual(await answer(first, sheet(2, 1)), { state: 'already' })
    assert.equal((await openForm(runtime, first)).state, 'used')
    assert.equal((await openForm(runtime, second)).state, 'open')
    await assert.rejects(answer('ZZZZ-ZZZZ-ZZZZ', sheet(1, 5)), refusedWith(404, 'not-found'))
    const { doors } = await county.as(SCHOOL_A, (work) => questionnairePageOf(work, id))
    assert.deepEqual([doors[0]?.issued, doors[0]?.received], [12, 1])
  })

  test('one code used from ten phones at once is one sheet', async () => {
    const { id, codes } = await opened()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => answer(codes[0] ?? '', sheet(1, 3))))
    assert.equal(outcomes.filter(({ state }) => state === 'received').length, 1)
    assert.equal((await results(id)).received, 1)
  })

  test('what does not answer the questions is refused, and the code is not spent', async () => {
    const { codes } = await opened()
    const [code = ''] = codes
    await assert.rejects(answer(code, sheet(3, 5)), refusedWith(422, 'answer'))
    await assert.rejects(answer(code, [{ position: 1, choice: 1 }]), refusedWith(422, 'answer'))
    await assert.rejects(answer(code, sheet(1, 5, '我的电话 13800138000')), refusedWith(422, 'answer'))
    assert.deepEqual(await answer(code, sheet(1, 5)), { state: 'received' })
  })

  test('a shared link takes one sheet from each phone, up to the size of the class', async () => {
    const { id, codes } = await opened({}, [{ kind: 'shared', count: 2 }])
    const [link = ''] = codes
    const phone = randomUUID()
    assert.deepEqual(await answer(link, sheet(1, 5), phone), { state: 'received' })
    assert.deepEqual(await answer(link, sheet(1, 5), phone), { state: 'already' })
    assert.deepEqual(await answer(link, sheet(1, 4)), { state: 'received' })
    await assert.rejects(answer(link, sheet(1, 4)), refusedWith(409, 'full'))
    assert.deepEqual(await answer(link, sheet(1, 5), phone), { state: 'already' })
    assert.equal((await results(id)).received, 2)
  })

  test('nothing is answered before it opens, nor after it closes', async () => {
    const { id } = await make()
    const [code = ''] = await tokens(id, (await letIn(id)).id)
    await assert.rejects(answer(code, sheet(1, 5)), refusedWith(409, 'draft'))
    await step(id, 'opened')
    await step(id, 'closed')
    await assert.rejects(answer(code, sheet(1, 5)), refusedWith(409, 'closed'))
    await assert.rejects(step(id, 'closed'), refusedWith(409, 'overtaken'))
    const past = await opened({ opensOn: '2026-10-01', closesOn: '2026-11-20' })
    await assert.rejects(answer(past.codes[0] ?? '', sheet(1, 5)), refusedWith(409, 'closed'))
    const next = await opened({ opensOn: '2026-11-25' })
    await assert.rejects(answer(next.codes[0] ?? '', sheet(1, 5)), refusedWith(409, 'waiting'))
  })

  test('results come out when it is closed and five have answered, and not before', async () => {
    const { id, codes } = await opened()
    for (const code of codes.slice(0, 4)) await answer(code, sheet(1, 4, '很好'))
    assert.match((await results(id)).because ?? '', /截止后/)
    const four = await opened()
    for (const code of four.codes.slice(0, 4)) await answer(code, sheet(1, 4))
    await step(four.id, 'closed')
    assert.match((await results(four.id)).because ?? '', /满 5 份/)
    assert.deepEqual((await results(four.id)).results, [])
    await answer(codes[4] ?? '', sheet(2, 2, '多听课'))
    await step(id, 'closed')
    const { because, results: counted } = await results(id)
    assert.equal(because, null)
    assert.deepEqual(
      counted[0]?.choices.map(({ sheets }) => sheets),
      [4, 1],
    )
    assert.equal(counted[1]?.mean, '3.60')
    assert.deepEqual(counted[2]?.texts.toSorted(), ['多听课', '很好', '很好', '很好', '很好'])
    const score = await county.as(SCHOOL_A, (work) => questionnaireScore(work, id, 2))
    assert.equal(score.score, '72.00')
  })

  test('a small cell, and what it would follow from, stay hidden', async () => {
    const { id, lists } = await opened({}, [
      { title: '一班', count: 20 },
      { title: '二班', count: 20 },
      { title: '三班', count: 20 },
    ])
    const hand = async (codes: string[] = [], marks: number[]) => {
      for (const [at, mark] of marks.entries()) await answer(codes[at] ?? '', sheet(1, mark))
    }
    await hand(lists[0], [5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4])
    await hand(lists[1], [5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 1])
    await hand(lists[2], [5, 5])
    await step(id, 'closed')
    const { rows } = await county.as(SCHOOL_A, (work) => crossOf(work, id, { position: 2, line: 0, by: 0 }))
    const byPart = new Map(rows.map(({ part, cells }) => [part, cells]))
    assert.deepEqual(byPart.get('三班'), [null, 0, 0, null, null])
    const cell = (part: string, mark: number) => byPart.get(part)?.[mark - 1]
    assert.equal(cell('二班', 1), null)
    // the total of each mark is known, so a hidden cell never stands alone in its column
    for (const mark of [1, 4, 5]) {
      const hidden = ['一班', '二班', '三班'].filter((part) => cell(part, mark) === null)
      assert.notEqual(hidden.length, 1, `mark ${mark}`)
    }
    const whole = (await results(id)).results[1]?.choices.map(({ sheets }) => sheets)
    assert.deepEqual(whole, [1, 0, 0, 13, 15])
  })

  test('another school finds nothing, and who only reads changes nothing', async () => {
    const { id } = await opened()
    await assert.rejects(results(id, SCHOOL_B), refusedWith(404, 'not-found'))
    await assert.rejects(step(id, 'closed', SCHOOL_B), refusedWith(404, 'not-found'))
    await assert.rejects(step(id, 'closed', { role: 'leader' }), refusedWith(403, 'role'))
    await assert.rejects(make({}, SCHOOL_B), refusedWith(404, 'not-found'))
    await assert.rejects(make({ least: 4 }), refusedWith(422, 'least'))
    assert.equal((await results(id, OFFICER)).received, 0)
  })

  test('with names: who is on the roster answers once, and nobody else', async () => {
    const programme = await rosterOf(county, ['甲', '乙'])
    const { id } = await opened(
      { anonymous: false, least: 1, subjectKind: 'programme', subjectId: programme },
      [{ kind: 'named', programme, count: null }],
    )
    const as = (person: string): Who => ({ role: 'teacher', person })
    const hand = (person: string) =>
      county.as(as(person), (work) => handInMine(work, id, { sheet: randomUUID(), answers: sheet(1, 4) }))
    assert.equal((await county.as(as('甲'), myForms)).length, 1)
    assert.deepEqual(await hand('甲'), { state: 'received' })
    assert.deepEqual(await hand('甲'), { state: 'already' })
    await assert.rejects(hand('丙'), refusedWith(404, 'not-found'))
    assert.equal((await county.as(as('甲'), myForms))[0]?.done, true)
    assert.equal((await results(id)).results[1]?.mean, '4.00')
  })

  test('before and after are compared question by question', async () => {
    const [first, second] = [
      await opened({ moment: 'before' }),
      await opened({ moment: 'after', opensOn: '2026-11-10' }),
    ]
    for (const at of [0, 1, 2, 3, 4]) {
      await answer(first.codes[at] ?? '', sheet(1, 2))
      await answer(second.codes[at] ?? '', sheet(1, at === 0 ? 5 : 4))
    }
    await step(first.id, 'closed')
    await step(second.id, 'closed')
    const { rows, because } = await county.as(SCHOOL_A, (work) => comparisonOf(work, second.id, first.id))
    assert.equal(because, null)
    assert.deepEqual(
      rows.find(({ says }) => says === '对老师满意吗'),
      { says: '对老师满意吗', before: '2.00', after: '4.20', change: '+2.20', unit: '分' },
    )
  })

  async function rosterOf(where: County, names: string[]): Promise<string> {
    const [programme, activity] = [randomUUID(), randomUUID()]
    await db().admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id)
       values ($1, $2, $3, '集中培训', 'group-training', 'county', 2026, $4)`,
      [where.region, programme, programme, where.units.get('A')],
    )
    await db().admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
       values ($1, $2, $3, $4, '第一天', '2026-11-01', '2026-11-02', 8, 1)`,
      [where.region, activity, programme, activity],
    )
    for (const name of names) {
      await db().admin.query(
        `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
        [where.region, activity, where.people.get(name)],
      )
    }
    return programme
  }

  test('texts come in another order each time, and never below the threshold', async () => {
    const { id, codes } = await opened()
    for (const [at, code] of codes.entries()) await answer(code, sheet(1, 3, `话${at}`))
    assert.deepEqual(await county.as(SCHOOL_A, (work) => textsOf(work, id, 3)), [])
    await step(id, 'closed')
    const orders = new Set<string>()
    for (let round = 0; round < 5; round += 1) {
      orders.add((await county.as(SCHOOL_A, (work) => textsOf(work, id, 3))).join())
    }
    assert.ok(orders.size > 1)
  })
})

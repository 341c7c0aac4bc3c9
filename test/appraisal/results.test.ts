import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { handIn } from '#kernel/appraisal/questionnaires/answering.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import { appraisalResult, openAppraisal } from '#kernel/appraisal/rounds/open.ts'
import {
  addJudges,
  addTargets,
  assignJudges,
  attachSurvey,
  createAppraisal,
  recuseJudge,
} from '#kernel/appraisal/rounds/service.ts'
import { returnSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import type { Refused } from '#lib/refusal.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NOW } from '#test/people/county.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { appraisalCounty, JUDGES, key, refusedWith, SCHOOLS } from './county.ts'
import { EXPERTS_ONLY, madeUpRound } from './round.ts'

suite('results of appraisals', () => {
  const db = suiteDatabase()
  const { county, officer, standard, judge, page, results, step, round, scoreAll, targetOf } =
    appraisalCounty(db)

  test('results leave out the extremes, show ties, and are published whole or not at all', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await assert.rejects(
      step(id, 'published'),
      (error: Refused) => error.status === 422 && /5 个对象/.test(error.refusal.because),
    )
    const base: Record<string, number> = { A: 90, B: 90, C: 90, D: 70, E: 50 }
    await scoreAll(id, (school, at) => (base[school] ?? 0) + (at === 0 ? -40 : at === 1 ? 10 : 0))
    const { rows, undecided } = await results(id)
    const row = (code: string) => rows.find(({ unit }) => unit.code === code)!
    assert.equal(row('A').result, '90.00')
    assert.deepEqual(
      row('A').parts[0]!.dropped.map(({ score }) => score),
      ['100', '50'].map((score) => `${score}.00`),
    )
    assert.equal(row('A').parts[0]!.used.length, 4)
    assert.deepEqual([row('A').rank, row('B').rank, row('D').rank], [1, 1, 4])
    assert.equal(row('A').tied.length, 2)
    // two of five may be excellent, three have 90.00
    assert.deepEqual(
      row('A').between.map(({ title }) => title),
      ['优秀', '合格'],
    )
    assert.deepEqual([row('D').band, row('E').band], ['合格', '不合格'])
    assert.deepEqual(undecided, [])
    await assert.rejects(step(id, 'published'), refusedWith(422, 'undecided'))
    const choices = ['A', 'B', 'C'].map((code) => ({
      target: row(code).target,
      band: code === 'C' ? 'good' : 'excellent',
      because: '复议投票',
    }))
    await step(id, 'published', choices)
    const after = await results(id)
    assert.deepEqual(
      ['A', 'B', 'C'].map((code) => after.rows.find(({ unit }) => unit.code === code)?.band),
      ['优秀', '优秀', '合格'],
    )
    await assert.rejects(
      scoreAll(id, () => 1),
      refusedWith(409, 'published'),
    )
  })

  test('who stepped back counts no more, and a veto overrides the score', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await scoreAll(id, () => 88)
    const target = await targetOf(id, 'A')
    const { judges } = await page(id)
    const [first, second] = judges
    await county().as(judge(first!.name), (work) =>
      recuseJudge(work, id, { key: key(), judge: first!.id, target, because: '曾在该校任教' }),
    )
    await officer((work) => returnSheetOf(work, id, second!.id, { key: key(), target, because: '补否决项' }))
    await officer((work) =>
      saveSheetOf(work, id, second!.id, {
        key: key(),
        changes: [{ target, indicator: 'V', score: '1' }],
        handIn: [target],
      }),
    )
    const row = (await results(id)).rows.find((one) => one.target === target)!
    assert.equal(row.parts[0]!.count, 5)
    assert.deepEqual([row.result, row.band, row.vetoes], ['88.00', '不合格', ['弄虚作假']])
    assert.equal(row.outcome, 'out')
  })

  test('another mechanism has its records appraised, and takes the results by their ids', async () => {
    const { id: of } = await standard(EXPERTS_ONLY)
    const { key: _key, ...round } = madeUpRound(of)
    const subjects = [randomUUID(), randomUUID()]
    const { id, short } = await officer((work) =>
      openAppraisal(work, {
        ...round,
        targets: subjects.map((subject, at) => ({
          kind: 'case',
          subject,
          unit: county().units.get(SCHOOLS[at] ?? 'A')!,
          title: `申报${at}`,
          group: null,
        })),
        judges: { source: 'experts', people: JUDGES.map((name) => county().people.get(name)!), each: 4 },
      }),
    )
    assert.deepEqual(short, [])
    await step(id, 'opened')
    await scoreAll(id, (school) => (school === 'A' ? 90 : 80))
    const { published, rows } = await officer((work) => appraisalResult(work, id))
    assert.equal(published, false)
    assert.deepEqual(
      rows.map(({ subject, result, rank }) => [subject, result, rank]),
      [
        [subjects[0], '90.00', 1],
        [subjects[1], '80.00', 2],
      ],
    )
  })

  test('parents count by questionnaire: from five sheets on, with their weight, and never before', async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'yanpei-appraisal-'))
    t.after(() => rm(dataDir, { recursive: true, force: true }))
    const runtime = { db: db(), dataDir, now: () => NOW }
    const { id: of } = await standard({ code: 'with-parents' })
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(of, { outside: false })))
    await officer((work) => addTargets(work, id, { key: key(), kind: 'unit', subjects: ['A'] }))
    const people = JUDGES.slice(0, 3).map((name) => county().people.get(name)!)
    await officer((work) => addJudges(work, id, { key: key(), source: 'experts', people }))
    await officer((work) => assignJudges(work, id, { key: key(), source: 'experts', each: 3 }))
    const { survey, codes } = await officer(async (work) => {
      const made = await createQuestionnaire(work, {
        key: key(),
        title: '家长测评',
        intro: '',
        unit: 'A',
        year: 2026,
        anonymous: true,
        least: 5,
        opensOn: '2026-11-01',
        closesOn: '2026-11-30',
        subjectKind: null,
        subjectId: null,
        moment: null,
        questions: [{ kind: 'scale', says: '满意吗', required: true, options: [], lines: [], most: 5 }],
      })
      const asked = { kind: 'codes', title: '家长', source: 'parents', count: 6, programme: null } as const
      const door = await addDoor(work, runtime, made.id, { key: key(), ...asked })
      await stepQuestionnaire(work, made.id, { key: key(), step: 'opened' })
      return { survey: made.id, codes: (await doorTokens(work, runtime, made.id, door.id)).tokens }
    })
    const target = await targetOf(id, 'A')
    const attach = (source: 'parents' | 'experts') =>
      officer((work) => attachSurvey(work, id, { key: key(), target, source, questionnaire: survey }))
    await assert.rejects(attach('experts'), refusedWith(422, 'source'))
    await attach('parents')
    await assert.rejects(attach('parents'), refusedWith(409, 'overtaken'))
    await step(id, 'opened')
    await scoreAll(id, () => 90)
    const row = async () => (await results(id)).rows[0]!
    for (const code of codes) {
      await handIn(runtime, code, { sheet: randomUUID(), answers: [{ position: 1, choice: 4 }] })
    }
    assert.match((await row()).missing.join(), /家长：匿名问卷截止后才出结果/)
    await officer((work) => stepQuestionnaire(work, survey, { key: key(), step: 'closed' }))
    // 0.7 × 90 + 0.3 × 80
    assert.deepEqual([(await row()).result, (await row()).missing], ['87.00', []])
  })
})

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import type { NewAppraisal } from '#contract/appraisal.ts'
import type { TargetAct } from '#contract/appraisal-target.ts'
import type { NewStandard } from '#contract/standard.ts'
import { actOn } from '#kernel/appraisal/rounds/acts.ts'
import { handIn } from '#kernel/appraisal/questionnaires/answering.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import { appraisalResult, openAppraisal } from '#kernel/appraisal/rounds/open.ts'
import { stepAppraisalTo } from '#kernel/appraisal/rounds/publish.ts'
import { appraisalPageOf, listAppraisals } from '#kernel/appraisal/rounds/read.ts'
import { resultsOf } from '#kernel/appraisal/rounds/results.ts'
import {
  addJudges,
  addTargets,
  assignJudges,
  attachSurvey,
  createAppraisal,
  recuseJudge,
} from '#kernel/appraisal/rounds/service.ts'
import { judgeSheetOf, mySheetsOf, returnSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import { evidenceChoicesOf, targetPageOf } from '#kernel/appraisal/rounds/target.ts'
import { standardPageOf } from '#kernel/appraisal/standards/read.ts'
import { saveStandard } from '#kernel/appraisal/standards/service.ts'
import type { Refused } from '#lib/refusal.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, NOW, type County, type Who } from '#test/people/county.ts'
import { EXPERTS_ONLY, madeUpRound, madeUpStandard } from './round.ts'

const OFFICER: Who = { role: 'officer' }
const SCHOOL_A: Who = { role: 'school', unit: 'A' }
const SCHOOL_B: Who = { role: 'school', unit: 'B' }
const SCHOOLS = ['A', 'B', 'C', 'D', 'E']
const JUDGES = ['评甲', '评乙', '评丙', '评丁', '评戊', '评己']
const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code
const key = () => randomUUID()

suite('appraisal', () => {
  const db = suiteDatabase()
  let county: County

  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'X', category: 'cluster', parent: 'R' },
      ...SCHOOLS.map((code) => ({ code, name: `${code}校`, category: 'school', parent: 'X' })),
    ])
    for (const [at, name] of JUDGES.entries()) await addPeople(db(), county, SCHOOLS[at % 5] ?? 'A', [name])
  })

  const officer = <T>(
    work: Parameters<County['as']>[1] extends (w: infer W) => unknown ? (w: W) => Promise<T> : never,
  ) => county.as(OFFICER, work)
  const standard = (more: Partial<NewStandard> = {}) =>
    officer((work) => saveStandard(work, madeUpStandard(more)))
  const judge = (name: string): Who => ({ role: 'teacher', person: name })
  const page = (id: string) => officer((work) => appraisalPageOf(work, id))
  const results = (id: string) => officer((work) => resultsOf(work, id))
  const step = (
    id: string,
    what: 'opened' | 'published',
    choices: { target: string; band: string; because: string }[] = [],
  ) => officer((work) => stepAppraisalTo(work, id, { key: key(), step: what, choices }))
  const act = (who: Who, target: string, asked: TargetAct) =>
    county.as(who, (work) => actOn(work, target, asked))

  /** A round in which every judge of the county may score every school. */
  async function round(more: Partial<NewAppraisal> = {}, names = JUDGES, each = 3): Promise<string> {
    const { id: of } = await standard(EXPERTS_ONLY)
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(of, more)))
    await officer((work) => addTargets(work, id, { key: key(), kind: 'unit', subjects: SCHOOLS }))
    const people = names.map((name) => county.people.get(name)!)
    await officer((work) => addJudges(work, id, { key: key(), source: 'experts', people }))
    await officer((work) => assignJudges(work, id, { key: key(), source: 'experts', each }))
    return id
  }

  /** Every judge gives every school that is his the same: so many points of 100 by school. */
  async function scoreAll(id: string, marks: (school: string, judge: number) => number): Promise<void> {
    const { targets, judges } = await page(id)
    const codes = new Map(targets.map((target) => [target.id, target.unit.code]))
    for (const [at, { id: judgeId }] of judges.entries()) {
      const { lines } = await officer((work) => judgeSheetOf(work, id, judgeId))
      const changes = lines.flatMap(({ target }) => {
        const points = marks(codes.get(target) ?? '', at)
        return [
          { target, indicator: 'A1', score: String((points * 3) / 10) },
          { target, indicator: 'A2', score: String((points * 3) / 10) },
          { target, indicator: 'B', score: String((points * 4) / 10) },
        ]
      })
      const handIn = lines.map(({ target }) => target)
      await officer((work) => saveSheetOf(work, id, judgeId, { key: key(), changes, handIn }))
    }
  }
  const targetOf = async (id: string, code: string) =>
    (await page(id)).targets.find(({ unit }) => unit.code === code)!.id

  test('a standard has versions, and a round keeps its own', async () => {
    const first = await standard({ code: 'kept' })
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(first.id)))
    const second = await standard({ code: 'kept', document: '试教〔2026〕2号', decimals: 1 })
    assert.deepEqual([second.id, second.version], [first.id, 2])
    assert.equal((await page(id)).appraisal.standard.version, 1)
    const old = await officer((work) => standardPageOf(work, first.id, 1))
    assert.deepEqual([old.standard.decimals, old.versions.length, old.standard.points], [2, 2, '100'])
    assert.deepEqual(old.standard.indicators, madeUpStandard().indicators)
  })

  test('a standard that does not add up is refused, and only the centre makes one', async () => {
    const [branch, ...rest] = madeUpStandard().indicators
    await assert.rejects(
      standard({ indicators: [{ ...branch!, points: '50' }, ...rest] }),
      (error: Refused) => error.status === 422 && /下级指标合计 60/.test(error.refusal.because),
    )
    await assert.rejects(
      county.as(SCHOOL_A, (work) => saveStandard(work, madeUpStandard())),
      refusedWith(403, 'role'),
    )
  })

  test('judges are spread evenly and never score their own school', async () => {
    const id = await round()
    const { judges, targets } = await page(id)
    assert.deepEqual(
      targets.map((target) => target.judges),
      [3, 3, 3, 3, 3],
    )
    assert.ok(
      judges.every((one) => one.targets >= 2 && one.targets <= 3),
      JSON.stringify(judges.map((one) => one.targets)),
    )
    const home = new Map(judges.map((one) => [one.id, one.unit?.code]))
    for (const { id: judgeId } of judges) {
      const { lines } = await officer((work) => judgeSheetOf(work, id, judgeId))
      assert.ok(lines.every(({ name }) => name !== `${home.get(judgeId)}校`))
    }
    await assert.rejects(
      officer(({ tx }) =>
        sql`insert into appraisal_assignment (region_id, target_id, judge_id)
          select ${county.region}, t.id, j.id from appraisal_target t join appraisal_judge j on j.appraisal_id = t.appraisal_id and j.unit_id = t.unit_id
          where t.appraisal_id = ${id} limit 1`.execute(tx),
      ),
      /other units/,
    )
  })

  test('too few judges without a conflict are named, and nobody is forced', async () => {
    const id = await round({}, ['评甲', '评己'], 2)
    assert.equal((await page(id)).targets.find(({ unit }) => unit.code === 'A')?.judges, 0)
    await assert.rejects(step(id, 'opened'), (error: Refused) =>
      /1 个对象没有分配评委/.test(error.refusal.because),
    )
  })

  test('a judge of a blind round sees numbers, in SQL too, and writes only on his own sheets', async () => {
    const id = await round()
    assert.deepEqual(await county.as(judge('评甲'), mySheetsOf), [])
    await step(id, 'opened')
    const mine = (await county.as(judge('评甲'), mySheetsOf)).find((one) => one.appraisal === id)
    assert.ok(mine !== undefined && mine.lines.length > 0)
    assert.ok(mine.lines.every(({ name }) => name === null))
    assert.doesNotMatch(JSON.stringify(mine), /[A-E]校/)
    const seen = await county.as(
      judge('评甲'),
      async ({ tx }) =>
        (await sql`select * from appraisal_target where appraisal_id = ${id}`.execute(tx)).rows,
    )
    assert.deepEqual(seen, [])
    const target = mine.lines[0]!.target
    const write = (who: Who, judgeId: string, score: string) =>
      county.as(who, (work) =>
        saveSheetOf(work, id, judgeId, {
          key: key(),
          changes: [{ target, indicator: 'B', score }],
          handIn: [],
        }),
      )
    assert.deepEqual(await write(judge('评甲'), mine.judge, '40'), { saved: 1, handedIn: 0 })
    await assert.rejects(write(judge('评甲'), mine.judge, '40.5'), refusedWith(422, 'points'))
    await assert.rejects(write(judge('评乙'), mine.judge, '30'), refusedWith(404, 'not-found'))
    await assert.rejects(write(SCHOOL_B, mine.judge, '30'), refusedWith(404, 'not-found'))
    const other = (await page(id)).judges.find((one) => one.name === '评乙')!
    const read = await county.as(
      judge('评甲'),
      async ({ tx }) =>
        (await sql`select * from appraisal_score where judge_id = ${other.id}`.execute(tx)).rows,
    )
    assert.deepEqual(read, [])
  })

  test('a sheet is handed in whole, and changed only after it was returned', async () => {
    const id = await round()
    await step(id, 'opened')
    const { judge: own, lines } = (await county.as(judge('评乙'), mySheetsOf)).find(
      (one) => one.appraisal === id,
    )!
    const target = lines[0]!.target
    const save = (changes: { target: string; indicator: string; score: string | null }[], handIn: string[]) =>
      county.as(judge('评乙'), (work) => saveSheetOf(work, id, own, { key: key(), changes, handIn }))
    await assert.rejects(save([{ target, indicator: 'A1', score: '20' }], [target]), (error: Refused) =>
      /2 项没有打分/.test(error.refusal.because),
    )
    const whole = ['A1', 'A2', 'B'].map((indicator) => ({ target, indicator, score: '20' }))
    await save(whole, [target])
    await assert.rejects(save([{ target, indicator: 'B', score: '1' }], []), refusedWith(409, 'handed-in'))
    const raw = county.as(
      judge('评乙'),
      async ({ tx }) =>
        (await sql`update appraisal_score set score = 1 where judge_id = ${own} returning 1`.execute(tx))
          .rows,
    )
    assert.deepEqual(await raw, [])
    await officer((work) => returnSheetOf(work, id, own, { key: key(), target, because: '请核对成效' }))
    assert.deepEqual(await save([{ target, indicator: 'B', score: '25' }], [target]), {
      saved: 1,
      handedIn: 1,
    })
  })

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
    await county.as(judge(first!.name), (work) =>
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

  test('a school evaluates itself with evidence from its records, and sees nobody else', async () => {
    const { id: of } = await standard()
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(of)))
    await officer((work) => addTargets(work, id, { key: key(), kind: 'unit', subjects: ['A', 'B'] }))
    await db().admin.query(
      `insert into appraisal_step (region_id, appraisal_id, step, by) values ($1, $2, 'opened', 'x')`,
      [county.region, id],
    )
    const [programme, activity] = [randomUUID(), randomUUID()]
    await db().admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $3, '校本', 'school-based-project', 'school', 2026, $4)`,
      [county.region, programme, programme, county.units.get('A')],
    )
    await db().admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots) values ($1, $2, $3, $4, '集体备课', '2026-03-01', '2026-03-01', 2, 1)`,
      [county.region, activity, programme, activity],
    )
    const target = await targetOf(id, 'A')
    await assert.rejects(
      county.as(SCHOOL_B, (work) => targetPageOf(work, target)),
      refusedWith(404, 'not-found'),
    )
    assert.deepEqual(
      (await county.as(SCHOOL_A, (work) => listAppraisals(work, 2026))).mine
        .map(({ title }) => title)
        .includes('A校'),
      true,
    )
    const mine = await county.as(SCHOOL_A, (work) => targetPageOf(work, target))
    const { rows } = await county.as(SCHOOL_A, (work) => evidenceChoicesOf(work, target, 'A2'))
    assert.deepEqual(
      rows.map(({ title }) => title),
      ['集体备课'],
    )
    await act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'A2', records: [activity] })
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'B', records: [activity] }),
      refusedWith(422, 'indicator'),
    )
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'A2', records: [programme] }),
      refusedWith(404, 'not-found'),
    )
    const scores = ['A1', 'A2', 'B'].map((indicator) => ({ target, indicator, score: '28' }))
    await county.as(SCHOOL_A, (work) =>
      saveSheetOf(work, id, mine.self!.judge, { key: key(), changes: scores, handIn: [target] }),
    )
    const other = await targetOf(id, 'B')
    await assert.rejects(
      county.as(SCHOOL_A, (work) =>
        saveSheetOf(work, id, mine.self!.judge, {
          key: key(),
          changes: [{ target: other, indicator: 'B', score: '1' }],
          handIn: [],
        }),
      ),
      refusedWith(404, 'not-found'),
    )
    const row = (await results(id)).rows.find((one) => one.target === target)!
    assert.deepEqual([row.self, row.result], ['84.00', null])
    assert.deepEqual(row.missing, ['专家评委：没有分配评委', '家长：还没有指定问卷'])
  })

  test('a result is appealed in time, answered once, and corrected by a further row', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await scoreAll(id, (school) => 95 - 10 * SCHOOLS.indexOf(school))
    await step(id, 'published')
    const target = await targetOf(id, 'D')
    const view = () => county.as({ role: 'school', unit: 'D' }, (work) => targetPageOf(work, target))
    assert.deepEqual([(await view()).results[0]?.result, (await view()).results[0]?.band], ['65.00', '合格'])
    const owner: Who = { role: 'school', unit: 'D' }
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'appeal', key: key(), says: '不服' }),
      refusedWith(404, 'not-found'),
    )
    await act(owner, target, { act: 'appeal', key: key(), says: '佐证没有计入' })
    await assert.rejects(
      act(owner, target, { act: 'appeal', key: key(), says: '再申诉' }),
      refusedWith(409, 'open-appeal'),
    )
    const appeal = (await view()).appeals[0]!.id
    const answer = {
      act: 'answer',
      appeal,
      upheld: true,
      because: '漏计一项',
      result: '72.00',
      band: null,
    } as const
    await assert.rejects(act(owner, target, { ...answer, key: key() }), refusedWith(403, 'runs'))
    await act(OFFICER, target, { ...answer, key: key() })
    await assert.rejects(act(OFFICER, target, { ...answer, key: key() }), refusedWith(409, 'overtaken'))
    const { results: rows, appeals } = await view()
    assert.deepEqual(
      rows.map((row) => row.result),
      ['72.00', '65.00'],
    )
    assert.equal(appeals[0]?.answer?.upheld, true)
    await db().admin.query('alter table appraisal_step disable trigger append_only')
    await db().admin.query(
      `update appraisal_step set at = '2026-11-01' where appraisal_id = $1 and step = 'published'`,
      [id],
    )
    await db().admin.query('alter table appraisal_step enable trigger append_only')
    await assert.rejects(
      act(owner, target, { act: 'appeal', key: key(), says: '太迟' }),
      refusedWith(409, 'appeal-over'),
    )
  })

  test('rectification has a day, a report and an acceptance', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await scoreAll(id, (school) => 95 - 10 * SCHOOLS.indexOf(school))
    await step(id, 'published')
    const target = await targetOf(id, 'E')
    const owner: Who = { role: 'school', unit: 'E' }
    const says = '补齐活动记录'
    await assert.rejects(
      act(owner, target, { act: 'demand', key: key(), says, dueOn: '2026-12-20' }),
      refusedWith(403, 'runs'),
    )
    await act(OFFICER, target, { act: 'demand', key: key(), says, dueOn: '2026-12-20' })
    const demands = async () => (await county.as(owner, (work) => targetPageOf(work, target))).demands
    const [{ id: demand } = { id: '' }] = await demands()
    const report = (who: Who, what: 'reported' | 'accepted' | 'refused') =>
      act(who, target, { act: 'report', key: key(), demand, what, says: '已办' })
    await assert.rejects(report(OFFICER, 'accepted'), refusedWith(409, 'early'))
    await report(owner, 'reported')
    await assert.rejects(report(owner, 'accepted'), refusedWith(403, 'runs'))
    await report(OFFICER, 'refused')
    assert.equal((await demands())[0]?.state, 'refused')
    await report(owner, 'reported')
    await report(OFFICER, 'accepted')
    assert.equal((await demands())[0]?.state, 'accepted')
    await assert.rejects(report(owner, 'reported'), refusedWith(409, 'overtaken'))
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
          unit: county.units.get(SCHOOLS[at] ?? 'A')!,
          title: `申报${at}`,
          group: null,
        })),
        judges: { source: 'experts', people: JUDGES.map((name) => county.people.get(name)!), each: 4 },
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
    const people = JUDGES.slice(0, 3).map((name) => county.people.get(name)!)
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

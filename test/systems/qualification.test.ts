import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type * as z from 'zod'
import type { publicResult, roundCertificates } from '#contract/exam-result.ts'
import type { Exam } from '#contract/exam.ts'
import type { NeedList } from '#contract/need.ts'
import { act, apply, judge, key, play, tryToAct, type Played } from './county.ts'
import { applicants, CERTIFIED, FALL, identityNumber, type Applicant, type Step } from './applicants.ts'
import { afterwards, documents } from './qualification-papers.ts'

const APPLIED = 82

type PublicResult = z.output<NonNullable<typeof publicResult.reply>>
type Certificates = z.output<NonNullable<typeof roundCertificates.reply>>

const JUDGES = ['评委甲', '评委乙', '评委丙']
type Figures = { figures: { id: string; value: number; by?: Record<string, Record<string, number>> }[] }

suite('教师资格认定', () => {
  let played: Played
  let round: string
  const people = applicants()
  const still = (...gone: Step[]): string[] =>
    people.filter(({ falls }) => falls === null || !gone.includes(falls)).map(({ id }) => id)
  const fallen = (step: Step): string[] => people.filter(({ falls }) => falls === step).map(({ id }) => id)
  const figure = async (id: string) =>
    (await played.get<Figures>('officer', '/api/figures?year=2026')).figures.find((one) => one.id === id)

  const endings: (() => Promise<void>)[] = []
  after(async () => {
    for (const done of endings.toReversed()) await done()
  })
  before(async () => {
    played = await play(
      { after: (done) => void endings.push(done) },
      { C: [...JUDGES, '评委丁'], A: ['张三'] },
      ['张三'],
    )
    await played.db.admin.query(`update person_state set rank = '二级教师' where person_id = $1`, [
      played.county.people.get('评委丁'),
    ])
    const { body } = await played.ask('officer', 'POST', '/api/rounds', {
      key: key(),
      system: 'qualification',
      title: '2026 年春季教师资格认定',
      year: 2026,
      opensOn: '2026-03-01',
      closesOn: '2026-04-30',
      document: '甲教〔2026〕12号',
      places: [],
    })
    round = body.id
  })

  const register = (one: Applicant, n: number, more: object = {}) =>
    apply(
      played,
      'officer',
      { system: 'qualification', round, outsider: { name: one.name, identityNumber: identityNumber(n) } },
      {
        form: {
          kind: one.kind,
          subject: '语文',
          degree: '本科',
          college: '省师范大学',
          putonghua: '二级甲等',
          teacherTraining: false,
          phone: '13800138000',
          ...more,
        },
        materials: ['identity', 'degree', 'putonghua'],
      },
    )

  test('82 apply; who has too little schooling is told what is asked', async () => {
    const left = [...people.entries()]
    const counter = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift())
        next[1].id = await register(next[1], next[0])
    }
    await Promise.all([counter(), counter(), counter(), counter()])
    assert.equal(people.length, APPLIED)
    assert.equal((await figure('qualification-applied'))?.value, APPLIED)
    await assert.rejects(
      register({ ...people[0]!, name: '学历不足', kind: '高中' }, 500, { degree: '大专' }),
      /申请高中教师资格应有本科以上学历/,
    )
    await assert.rejects(register({ ...people[0]!, name: people[0]!.name }, 0), /已有一件申请/)
  })

  const at = (url: string) => `/api/rounds/${round}${url}`
  const post = async <T>(url: string, body: object): Promise<T> => {
    const answer = await played.ask<T>('officer', 'POST', url, { key: key(), ...body })
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${answer.body.because}`)
    return answer.body
  }
  const exam = async (stage: string): Promise<Exam> => {
    const { exams } = await played.get<{ exams: Exam[] }>('officer', at('/exams'))
    return exams.find((one) => one.stage === stage)!
  }
  /** The list of marks of an exam, a line for each candidate. */
  const marks = ({ candidates }: Exam, markOf: (id: string) => string): string =>
    candidates.map((one) => [one.number, one.name, markOf(one.case)].join('\t')).join('\n')

  test('papers of the Putonghua test are brought together with the applications, or it is not closed', async () => {
    await act(played, 'officer', fallen('现场确认'), {
      do: 'refuse',
      because: '无犯罪记录证明不符',
      item: 'conduct',
    })
    await act(played, 'officer', still('现场确认'), { do: 'pass' })
    const url = at('/exams/putonghua')
    const first = await post<{ id: string }>(`${url}/rooms`, {
      place: '第一测试室',
      heldOn: '2026-03-02',
      seats: 40,
    })
    const second = await post<{ id: string; seated: number }>(`${url}/rooms`, {
      place: '第二测试室',
      heldOn: '2026-03-02',
      seats: null,
    })
    assert.equal(second.seated, APPLIED - FALL.现场确认 - 40)
    const byHand = await tryToAct(played, 'officer', fallen('普通话'), { do: 'refuse', because: '不合格' })
    assert.match(byHand.body.because ?? '', /考试核对/, 'a result does not pass by the papers')

    const weak = new Set(fallen('普通话'))
    const list = marks(await exam('putonghua'), (id) => (weak.has(id) ? '不合格' : '合格'))
    const [line = '', ...others] = list.split('\n')
    const taken = await post<{
      taken: number
      strange: number
      refused: { line: number; because: string }[]
    }>(`${url}/marks`, {
      text: [...others, '2026-9999\t查无此人\t合格', line.replace('合格', '优秀')].join('\n'),
    })
    assert.deepEqual([taken.taken, taken.strange], [others.length + 1, 1])
    assert.deepEqual(
      taken.refused.map((one) => one.line),
      [others.length + 2],
    )
    assert.match(taken.refused[0]?.because ?? '', /请填合格、不合格、空白或缺考/)

    const counts = { blank: 0, absent: 0 }
    await post(`/api/exam-rooms/${first.id}/counts`, { handedOut: 40, returned: 39, marked: 39, ...counts })
    await post(`/api/exam-rooms/${second.id}/counts`, { handedOut: 36, returned: 36, marked: 36, ...counts })
    const early = await played.ask('officer', 'POST', `${url}/close`, { key: key(), explained: null })
    assert.equal(early.status, 422)
    for (const words of [
      /发出 40 份，收回 39 份/,
      /1 名考生没有成绩（2026-/,
      /1 条成绩对不上考生（2026-9999 查无此人）/,
    ])
      assert.match(early.body.because ?? '', words)

    const [stray] = (await exam('putonghua')).strays
    await post(`${url}/marks`, { text: '2026-9999\t查无此人\t合格' })
    const again = (await exam('putonghua')).strays
    assert.deepEqual(
      again.map((one) => one.number),
      ['2026-9999'],
      'the same list once more brings no second line',
    )
    assert.notEqual(again[0]!.id, stray!.id)
    await post(`/api/exam-marks/${again[0]!.id}/strike`, { because: '邻县考生的成绩误发' })
    await post(`${url}/marks`, { text: line })
    await post(`/api/exam-rooms/${first.id}/counts`, { handedOut: 40, returned: 40, marked: 40, ...counts })
    assert.deepEqual((await exam('putonghua')).differences, [])
    assert.deepEqual(await post(`${url}/close`, { explained: null }), {
      passed: APPLIED - FALL.现场确认 - FALL.普通话,
      refused: FALL.普通话,
      left: 0,
    })
  })

  test('a difference that cannot be mended is explained, and the exam is closed with it', async () => {
    const url = at('/exams/theory')
    const room = await post<{ id: string; seated: number }>(`${url}/rooms`, {
      place: '阶梯教室',
      heldOn: '2026-03-02',
      seats: null,
    })
    const weak = new Set(fallen('教育学心理学'))
    const list = marks(await exam('theory'), (id) => (weak.has(id) ? '55' : '78'))
    await post(`${url}/marks`, { text: list })
    await post(`/api/exam-rooms/${room.id}/counts`, {
      handedOut: room.seated,
      returned: room.seated - 1,
      marked: room.seated - 1,
      blank: 0,
      absent: 0,
    })
    const explained = '一份试卷污损，按答题卡评阅，监考记录附后'
    const { passed, refused } = await post<{ passed: number; refused: number }>(`${url}/close`, { explained })
    assert.deepEqual([passed, refused], [room.seated - FALL.教育学心理学, FALL.教育学心理学])
    const { closed } = await exam('theory')
    assert.deepEqual([closed?.differences, closed?.explained], [2, explained])
    const again = await played.ask('officer', 'POST', `${url}/marks`, { key: key(), text: list })
    assert.equal(again.status, 409)
  })

  test('everybody may read the results by number, and nothing else of anybody', async () => {
    const { id, lines } = await post<{ id: string; lines: number }>(at('/exams/theory/results'), {
      shows: 'number',
      until: '2026-03-20',
    })
    assert.equal(lines, APPLIED - FALL.现场确认 - FALL.普通话)
    const { body } = await played.ask<PublicResult>(null, 'GET', `/api/public/results/${id}`)
    assert.deepEqual(Object.keys(body.lines[0] ?? {}).toSorted(), ['category', 'result', 'who'])
    assert.equal(body.lines.filter(({ result }) => result === '55 分（不合格）').length, FALL.教育学心理学)
    const said = JSON.stringify(body)
    for (const { name } of people) assert.ok(!said.includes(name), name)
    assert.doesNotMatch(said, /\d{17}/)
    const twice = await played.ask('officer', 'POST', at('/exams/theory/results'), {
      key: key(),
      shows: 'name',
      until: '2026-03-20',
    })
    assert.match(twice.body.because ?? '', /要更正请先撤下/)
    await post(`/api/exam-results/${id}/withdraw`, { because: '改按姓名公布' })
    assert.equal((await played.ask(null, 'GET', `/api/public/results/${id}`)).status, 404)
  })

  test('forty fall out, each at a step and for a reason', async () => {
    await act(played, 'officer', fallen('体检'), { do: 'refuse', because: '体检不合格' })
    const tested = still('现场确认', '普通话', '教育学心理学', '体检')
    await act(played, 'officer', tested, { do: 'pass' })
    const young = played.county.people.get('评委丁')
    const refused = await played.ask<{ refused: { who: string; because: string }[] }>(
      'officer',
      'PUT',
      `/api/cases/${tested[0]}/judges`,
      { key: key(), persons: [young] },
    )
    assert.match(refused.body.refused[0]?.because ?? '', /应有中级以上职称，档案中为二级教师/)
    const weak = new Set(fallen('能力测试'))
    await judge(played, JUDGES, tested, (id) =>
      weak.has(id)
        ? { 教学设计: 15, 课堂试讲: 25, 结构化面试: 10 }
        : { 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 },
    )
    await act(played, 'officer', tested, { do: 'pass' })
    await act(played, 'officer', fallen('专家审查'), { do: 'refuse', because: '授课经历与所申请学科不符' })
    await act(played, 'officer', still(...(Object.keys(FALL) as Step[])), { do: 'pass' })
    const failed = await figure('qualification-failed')
    assert.deepEqual(failed?.by?.['step'], { ...FALL })
    const { reasons } = await played.get<{
      reasons: { stageTitle: string; because: string; count: number }[]
    }>('officer', '/api/case-systems/qualification/figures?year=2026')
    assert.ok(
      reasons.some(
        ({ stageTitle, because, count }) =>
          stageTitle === '教育学心理学' && because.includes('未达到 60 分') && count === 10,
      ),
    )
  })

  test('who fell out for want of a course is on the register of needs', async () => {
    const { total } = await played.get<{ total: number }>(
      'officer',
      `/api/cases?system=qualification&refusedAt=putonghua`,
    )
    assert.equal(total, FALL.普通话)
    const needs = await played.get<NeedList>('officer', '/api/needs?course=%E6%99%AE%E9%80%9A%E8%AF%9D')
    assert.equal(needs.total, FALL.普通话)
    assert.deepEqual(
      needs.rows.map((row) => row.case).toSorted(),
      fallen('普通话').toSorted(),
      'each opens to the case it came from',
    )
    assert.equal(needs.courses.find(({ course }) => course === '教育学心理学')?.open, FALL.教育学心理学)
    assert.ok(
      needs.rows.every(({ reachable }) => !reachable),
      'who has no account is to be called',
    )
  })

  test('the county decides on primary and junior, the level above on the rest', async () => {
    const county = people
      .filter(({ falls, kind }) => falls === null && (kind === '小学' || kind === '初中'))
      .map(({ id }) => id)
    const above = people
      .filter(({ falls, kind }) => falls === null && (kind === '高中' || kind === '中职'))
      .map(({ id }) => id)
    assert.equal(
      (await tryToAct(played, 'leader', above, { do: 'pass' })).status,
      403,
      'the bureau has no say on 高中',
    )
    const undocumented = await tryToAct(played, 'officer', above, { do: 'pass' })
    assert.match(undocumented.body.because ?? '', /录入上级主管部门的决定，须写明文号/)
    await act(played, 'leader', county, { do: 'pass' })
    await act(played, 'officer', above, { do: 'pass', document: '州教〔2026〕8号' })
  })

  test('after the public notice each gets a certificate of its own number', async () => {
    const ids = people.filter(({ falls }) => falls === null).map(({ id }) => id)
    await act(played, 'officer', ids, { do: 'publish', document: '甲教〔2026〕30号' })
    assert.match(
      (await tryToAct(played, 'officer', ids, { do: 'pass' })).body.because ?? '',
      /公示到 2026-03-09 为止/,
    )
    played.clock.now = new Date('2026-03-10T02:00:00Z')
    await act(played, 'officer', ids, { do: 'pass' })
    await act(played, 'officer', ids, { do: 'pass', number: '202653012{0001}' })
    const certified = await figure('qualification-certified')
    assert.equal(certified?.value, 42)
    assert.deepEqual(certified?.by?.['kind'], { ...CERTIFIED })
    const { rows } = await played.db.admin.query<{ n: number }>(
      'select count(distinct certificate_number)::integer as n from certification where certificate_number is not null',
    )
    assert.equal(rows[0]?.n, 42)
  })

  test('who took a certificate, and when, is registered', async () => {
    const ids = people.filter(({ falls }) => falls === null).map(({ id }) => id)
    const [last = '', ...own] = ids
    await post(at('/certificates/taken'), { on: '2026-03-10', cases: own, proxy: null })
    await post(at('/certificates/taken'), { on: '2026-03-10', cases: [last], proxy: '申请人家属' })
    const taken = await played.get<Certificates>('officer', at('/certificates'))
    assert.deepEqual([taken.total, taken.handedOver], [42, 42])
    assert.deepEqual(taken.rows.find((row) => row.case === last)?.taken, {
      on: '2026-03-10',
      by: '申请人家属',
      proxy: true,
    })
    const early = await played.ask('officer', 'POST', at('/certificates/taken'), {
      key: key(),
      on: '2026-03-11',
      cases: own,
      proxy: null,
    })
    assert.match(early.body.because ?? '', /不能在今天以后/)
  })

  documents({ played: () => played, round: () => round })

  /** What the year's summary says of qualifications. */
  const sentence = async (): Promise<string> => {
    const asked = { kind: 'work-summary', unit: 'R', year: 2026, language: 'zh-Hans' }
    const { id } = await post<{ id: string }>('/api/documents', asked)
    const { html } = await played.get<{ html: string }>('officer', `/api/documents/${id}`)
    const words = html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, '')
    return /受理教师资格认定申请[^。]*。/.exec(words)?.[0] ?? ''
  }

  test('a certificate taken back leaves the figures and the summary, and the trace stays', async () => {
    assert.match(await sentence(), /申请82人，认定42人，其中小学12人、初中22人、中职5人、高中3人；未通过40人/)
    const one = people.find(({ falls, kind }) => falls === null && kind === '小学')!
    await act(played, 'officer', [one.id], {
      do: 'annul',
      because: '学历证书系伪造',
      document: '甲教〔2026〕41号',
    })
    assert.equal((await figure('qualification-certified'))?.by?.['kind']?.['小学'], CERTIFIED.小学 - 1)
    assert.equal((await figure('qualification-applied'))?.value, APPLIED)
    assert.match(await sentence(), /认定41人/)
    const page = await played.get<{
      events: { word: string; because: string | null }[]
      row: { statusWord: string }
    }>('officer', `/api/cases/${one.id}`)
    assert.deepEqual([page.events.at(-1)?.word, page.events.at(-1)?.because], ['撤销', '学历证书系伪造'])
  })

  afterwards({ played: () => played, round: () => round })

  test('a level of Putonghua below the county’s is not passed by a click', async () => {
    const before = (await figure('qualification-failed'))?.value ?? 0
    const id = await register({ ...people[0]!, name: '申请人普' }, 600, { putonghua: '三级甲等' })
    await act(played, 'officer', [id], { do: 'pass' })
    const refused = await tryToAct(played, 'officer', [id], { do: 'pass' })
    assert.match(refused.body.because ?? '', /普通话三级甲等，未达到二级乙等/)
    await act(played, 'officer', [id], { do: 'refuse', because: '普通话三级甲等，未达到二级乙等' })
    const again = await register({ ...people[0]!, name: '申请人普' }, 600, { putonghua: '三级甲等' })
    await act(played, 'officer', [again], { do: 'refuse', because: '材料未更新' })
    assert.equal((await figure('qualification-failed'))?.value, before + 2, 'two of one day are two')
  })

  test('a teacher who moved up is followed up until certified, and again when that is taken back', async () => {
    const teacher = played.county.people.get('张三')!
    await played.db.admin.query(
      `update person_state set stage = '初中', certificate = '小学' where person_id = $1`,
      [teacher],
    )
    const missing = async (): Promise<string[]> =>
      (await played.get<{ rows: { name: string }[] }>('officer', '/api/certificates/missing')).rows.map(
        ({ name }) => name,
      )
    assert.ok((await missing()).includes('张三'))
    const id = await apply(
      played,
      '张三',
      { system: 'qualification', round },
      {
        form: {
          kind: '初中',
          subject: '语文',
          degree: '本科',
          college: '省师范大学',
          putonghua: '二级甲等',
          teacherTraining: true,
          phone: '13800138000',
        },
        materials: ['identity', 'degree', 'putonghua'],
      },
    )
    for (let step = 0; step < 3; step += 1) await act(played, 'officer', [id], { do: 'pass' })
    await judge(played, JUDGES, [id], () => ({ 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 }))
    for (const who of ['officer', 'officer', 'leader']) await act(played, who, [id], { do: 'pass' })
    await act(played, 'officer', [id], { do: 'publish', document: '甲教〔2026〕50号' })
    played.clock.now = new Date('2026-03-24T02:00:00Z')
    await act(played, 'officer', [id], { do: 'pass' })
    await act(played, 'officer', [id], { do: 'pass', number: '2026530120099' })
    assert.ok(!(await missing()).includes('张三'), 'the file itself says so')
    await act(played, 'officer', [id], {
      do: 'annul',
      because: '学历证书系伪造',
      document: '甲教〔2026〕60号',
    })
    assert.ok((await missing()).includes('张三'))
  })
})

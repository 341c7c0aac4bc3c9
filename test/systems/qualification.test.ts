import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { checkCharacter } from '#lib/identity-number.ts'
import { act, apply, judge, key, play, tryToAct, type Played } from './county.ts'

/** How many of each kind apply, and how many come to the certificate: the figures of a county's round. */
const CERTIFIED = { 小学: 12, 初中: 22, 高中: 3, 中职: 5 } as const
/** Where the other forty fall out. */
const FALL = { 现场确认: 6, 普通话: 8, 教育学心理学: 10, 体检: 4, 能力测试: 9, 专家审查: 3 } as const
const APPLIED = 82

type Kind = keyof typeof CERTIFIED
type Step = keyof typeof FALL
type Applicant = { name: string; kind: Kind; falls: Step | null; id: string }

const number = (n: number): string => {
  const digits = `53012219950101${String(100 + n).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** 82 people, each named. */
function applicants(): Applicant[] {
  const fates: [Kind, Step | null][] = [
    ...Object.entries(CERTIFIED).flatMap(([kind, many]) =>
      Array.from({ length: many }, () => [kind, null] as [Kind, null]),
    ),
    ...Object.entries(FALL).flatMap(([step, many]) =>
      Array.from({ length: many }, (_, i) => [i % 2 ? '小学' : '初中', step] as [Kind, Step]),
    ),
  ]
  return fates.map(([kind, falls], n) => ({
    name: `申请人${'甲乙丙丁戊己庚辛壬癸'.charAt(n % 10)}${'一二三四五六七八九'.charAt(Math.floor(n / 10))}`,
    kind,
    falls,
    id: '',
  }))
}

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
    played = await play({ after: (done) => void endings.push(done) }, { C: JUDGES, A: ['张三'] })
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
      { system: 'qualification', round, outsider: { name: one.name, identityNumber: number(n) } },
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

  test('forty fall out, each at a step and for a reason', async () => {
    await act(played, 'officer', fallen('现场确认'), {
      do: 'refuse',
      because: '无犯罪记录证明不符',
      item: 'conduct',
    })
    await act(played, 'officer', still('现场确认'), { do: 'pass' })
    await act(played, 'officer', fallen('普通话'), {
      do: 'refuse',
      because: '普通话三级甲等，未达到二级乙等',
    })
    await act(played, 'officer', still('现场确认', '普通话'), { do: 'pass' })
    await act(played, 'officer', fallen('教育学心理学'), { do: 'pass', score: 55 })
    await act(played, 'officer', still('现场确认', '普通话', '教育学心理学'), { do: 'pass', score: 78 })
    await act(played, 'officer', fallen('体检'), { do: 'refuse', because: '体检不合格' })
    const tested = still('现场确认', '普通话', '教育学心理学', '体检')
    await act(played, 'officer', tested, { do: 'pass' })
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

  test('who needs a course is on the list of those to be told', async () => {
    const { total } = await played.get<{ total: number }>(
      'officer',
      `/api/cases?system=qualification&refusedAt=putonghua`,
    )
    assert.equal(total, FALL.普通话)
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

  test('a certificate taken back leaves the figures, and the trace stays', async () => {
    const one = people.find(({ falls, kind }) => falls === null && kind === '小学')!
    await act(played, 'officer', [one.id], {
      do: 'annul',
      because: '学历证书系伪造',
      document: '甲教〔2026〕41号',
    })
    assert.equal((await figure('qualification-certified'))?.by?.['kind']?.['小学'], CERTIFIED.小学 - 1)
    assert.equal((await figure('qualification-applied'))?.value, APPLIED)
    const page = await played.get<{
      events: { word: string; because: string | null }[]
      row: { statusWord: string }
    }>('officer', `/api/cases/${one.id}`)
    assert.deepEqual([page.events.at(-1)?.word, page.events.at(-1)?.because], ['撤销', '学历证书系伪造'])
  })

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
})

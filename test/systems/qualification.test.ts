import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { act, judge, key, tryToAct } from './county.ts'
import { CERTIFIED, FALL } from './applicants.ts'
import { followUp, needs, takings } from './qualification-after.ts'
import { committee } from './qualification-committee.ts'
import { exams } from './qualification-exams.ts'
import { afterwards, documents } from './qualification-papers.ts'
import { JUDGES, qualificationRound } from './qualification-round.ts'

const APPLIED = 82

suite('教师资格认定', () => {
  const r = qualificationRound()
  const { people, still, fallen, figure, register, post } = r
  const endings: (() => Promise<void>)[] = []
  after(async () => {
    for (const done of endings.toReversed()) await done()
  })
  before(() => r.begin({ after: (done) => void endings.push(done) }))

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

  exams(r, APPLIED)

  test('forty fall out, each at a step and for a reason', async () => {
    const played = r.played()
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
  })

  committee(r)

  test('who fell out, and why, is counted by step', async () => {
    const played = r.played()
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

  needs(r)

  test('the county decides on primary and junior, the level above on the rest', async () => {
    const played = r.played()
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
    const played = r.played()
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

  takings(r)
  documents(r)

  /** What the year's summary says of qualifications. */
  const sentence = async (): Promise<string> => {
    const asked = { kind: 'work-summary', unit: 'R', year: 2026, language: 'zh-Hans' }
    const { id } = await post<{ id: string }>('/api/documents', asked)
    const { html } = await r.played().get<{ html: string }>('officer', `/api/documents/${id}`)
    const words = html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s/g, '')
    return /受理教师资格认定申请[^。]*。/.exec(words)?.[0] ?? ''
  }

  test('a certificate taken back leaves the figures and the summary, and the trace stays', async () => {
    const played = r.played()
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

  afterwards(r)
  followUp(r)
})

import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { CaseAction } from '#contract/case.ts'
import { CASE_ARCHIVE } from '#systems/vocabulary.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, judge, key } from './county.ts'
import { papersOf } from './papers.ts'
import { JUDGES, MEMBERS, qualificationRound } from './qualification-round.ts'

type Page = {
  row: { stageTitle: string }
  track: { title: string; state: string; note: string | null }[]
  committee: { votes: unknown[] }
}
type Committees = { committees: { sittings: { votes: object }[] }[] }

suite('a committee’s votes in rare turns', () => {
  const r = qualificationRound()
  const ending = suiteEnding()
  before(() => r.begin(ending))
  const ids: string[] = []
  const person = (name: string): string => r.played().county.people.get(name)!
  const minutes = async (): Promise<string> => {
    const { html } = await r
      .played()
      .get<{ html: string }>('officer', `/api/case-documents/round/${r.round()}/minutes`)
    return html.replaceAll(/<[^>]*>/g, '')
  }
  const vote = { do: 'vote' } as Partial<CaseAction>

  test('who was passed when there was no committee leaves no gap in the archive', async () => {
    const played = r.played()
    const id = await r.register({ ...r.people[2]!, kind: '小学', falls: null }, 2, { teacherTraining: true })
    for (let step = 0; step < 3; step++) await act(played, 'officer', [id], { do: 'pass' })
    await judge(played, JUDGES, [id], () => ({ 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 }))
    const votes = async (): Promise<{ percent: number; gaps: { words: string }[] } | undefined> => {
      const url = `/api/archives/case/${r.round()}?year=2026`
      const { materials } = await played.get<{
        materials: { material: string; percent: number; gaps: { words: string }[] }[]
      }>('officer', url)
      return materials.find(({ material }) => material === CASE_ARCHIVE.votes)
    }
    assert.deepEqual(
      (await votes())?.gaps.map(({ words }) => words),
      ['还没有开评审会表决'],
    )
    await act(played, 'officer', [id], { do: 'pass' })
    assert.match((await votes())?.gaps[0]?.words ?? '', /还没有表决$/)
    const before = `insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, office, actor)
      select region_id, id, version + 1, now(), 'passed', 'committee', 'decision', 'centre', '中心' from case_record where id = $1`
    await played.db.admin.query(before, [id])
    const moved = `update case_record set stage = 'decision', office = 'bureau', version = version + 1 where id = $1`
    await played.db.admin.query(moved, [id])
    const now = await votes()
    assert.deepEqual([now?.percent, now?.gaps], [100, []])
  })

  test('two are voted on, and one of them is returned by the bureau and handed in otherwise', async () => {
    const played = r.played()
    for (const n of [0, 1])
      ids.push(await r.register({ ...r.people[n]!, kind: '小学', falls: null }, n, { teacherTraining: true }))
    for (let step = 0; step < 3; step++) await act(played, 'officer', ids, { do: 'pass' })
    await judge(played, JUDGES, ids, () => ({ 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 }))
    await act(played, 'officer', ids, { do: 'pass' })
    const { id: sitting } = await r.post<{ id: string }>(r.at('/committees/committee/sittings'), {
      key: key(),
      heldOn: '2026-03-02',
      place: '会议室',
      chair: person('委员戊'),
      members: MEMBERS.map((name) => ({ person: person(name), present: true })),
    })
    await act(played, 'officer', ids, { ...vote, sitting } as Partial<CaseAction>)
    assert.match(await minutes(), /审查通过3人/)
    for (const login of ['school-A', 'cluster', '张三']) {
      const { rows } = await papersOf(played, login, 'round', r.round())
      const { whyNot } = rows.find((one) => one.id === 'minutes') ?? {}
      assert.equal(whyNot, '由中心办理；中心和局领导可以查看。', login)
    }
    const [again = ''] = ids
    await act(played, 'leader', [again], { do: 'return', because: '种类有误，请改' })
    const form = {
      kind: '初中',
      subject: '语文',
      degree: '本科',
      college: '省师范大学',
      putonghua: '二级甲等',
    }
    const more = { teacherTraining: true, phone: '13800138000' }
    await played.ask('officer', 'PUT', `/api/cases/${again}/form`, { form: { ...form, ...more } })
    await act(played, 'officer', [again], { do: 'submit' })
  })

  test('its votes stay in its history, and stand neither in its track nor in lists, counts and minutes', async () => {
    const page = await r.played().get<Page>('officer', `/api/cases/${ids[0]}`)
    assert.equal(page.row.stageTitle, '现场确认')
    assert.equal(page.committee.votes.length, 1)
    const stop = page.track.find(({ title }) => title === '专家审查')
    assert.deepEqual([stop?.state, stop?.note], ['ahead', null])
    const said = await minutes()
    assert.match(said, /审查通过2人/)
    assert.doesNotMatch(said, /初中/)
    const { committees } = await r.played().get<Committees>('officer', r.at('/committees'))
    assert.deepEqual(committees[0]?.sittings[0]?.votes, { cases: 1, passed: 1, refused: 0 })
    const list = `/api/cases?system=qualification&round=${r.round()}&passed=`
    for (const [stage, count] of [
      ['committee', 2],
      ['register', 3],
    ] as const)
      assert.equal((await r.played().get<{ total: number }>('officer', list + stage)).total, count, stage)
  })
})

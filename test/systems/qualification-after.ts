import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import type { roundCertificates } from '#contract/exam-result.ts'
import type { NeedList } from '#contract/need.ts'
import { FALL } from './applicants.ts'
import { act, apply, judge, key, tryToAct } from './county.ts'
import { JUDGES, MEMBERS, type Round } from './qualification-round.ts'

type Certificates = z.output<NonNullable<typeof roundCertificates.reply>>

/** What follows for those who fell out for want of a course. */
export function needs(r: Round): void {
  test('who fell out for want of a course is on the register of needs', async () => {
    const played = r.played()
    const { total } = await played.get<{ total: number }>(
      'officer',
      `/api/cases?system=qualification&refusedAt=putonghua`,
    )
    assert.equal(total, FALL.普通话)
    const needs = await played.get<NeedList>('officer', '/api/needs?course=%E6%99%AE%E9%80%9A%E8%AF%9D')
    assert.equal(needs.total, FALL.普通话)
    assert.deepEqual(
      needs.rows.map((row) => row.case).toSorted(),
      r.fallen('普通话').toSorted(),
      'each opens to the case it came from',
    )
    assert.equal(needs.courses.find(({ course }) => course === '教育学心理学')?.open, FALL.教育学心理学)
    assert.ok(
      needs.rows.every(({ reachable }) => !reachable),
      'who has no account is to be called',
    )
  })
}

/** Who took a certificate of a round. */
export function takings(r: Round): void {
  test('who took a certificate, and when, is registered', async () => {
    const played = r.played()
    const ids = r.people.filter(({ falls }) => falls === null).map(({ id }) => id)
    const [last = '', ...own] = ids
    await r.post(r.at('/certificates/taken'), { on: '2026-03-10', cases: own, proxy: null })
    await r.post(r.at('/certificates/taken'), { on: '2026-03-10', cases: [last], proxy: '申请人家属' })
    const taken = await played.get<Certificates>('officer', r.at('/certificates'))
    assert.deepEqual([taken.total, taken.handedOver], [42, 42])
    assert.deepEqual(taken.rows.find((row) => row.case === last)?.taken, {
      on: '2026-03-10',
      by: '申请人家属',
      proxy: true,
    })
    const early = await played.ask('officer', 'POST', r.at('/certificates/taken'), {
      key: key(),
      on: '2026-03-11',
      cases: own,
      proxy: null,
    })
    assert.match(early.body.because ?? '', /不能在今天以后/)
  })
}

/** Of five present one is of the applicant's school, and one says that they taught the applicant: three vote. */
async function stepsAside(r: Round, id: string): Promise<void> {
  const played = r.played()
  const who = (name: string): string => played.county.people.get(name)!
  const { id: sitting } = await r.post<{ id: string }>(r.at('/committees/committee/sittings'), {
    heldOn: '2026-03-10',
    place: '县教师发展中心三楼会议室',
    chair: who('委员戊'),
    members: MEMBERS.map((name) => ({ person: who(name), present: name !== '委员庚' })),
  })
  const vote = { do: 'vote' as const, sitting }
  const full = await tryToAct(played, 'officer', [id], { ...vote, agree: 5 })
  assert.match(full.body.because ?? '', /出席 5 人，回避 1 人（委员戊）；参加表决 4 人/)
  const aside = [{ person: who('评委甲'), because: '曾是申请人的任课教师' }]
  await act(played, 'officer', [id], { ...vote, agree: 3, aside })
  const { committee } = await played.get<{
    committee: { votes: { agree: number; voters: number; aside: { name: string; because: string }[] }[] }
  }>('officer', `/api/cases/${id}`)
  assert.deepEqual(
    committee.votes.map(({ agree, voters, aside: named }) => [
      agree,
      voters,
      named.map(({ name }) => name).toSorted(),
    ]),
    [[3, 3, ['委员戊', '评委甲']]],
  )
}

/** Who is followed up when the round is over. */
export function followUp(r: Round): void {
  test('a level of Putonghua below the county’s is not passed by a click', async () => {
    const played = r.played()
    const before = (await r.figure('qualification-failed'))?.value ?? 0
    const id = await r.register({ ...r.people[0]!, name: '申请人普' }, 600, { putonghua: '三级甲等' })
    await act(played, 'officer', [id], { do: 'pass' })
    const refused = await tryToAct(played, 'officer', [id], { do: 'pass' })
    assert.match(refused.body.because ?? '', /普通话三级甲等，未达到二级乙等/)
    await act(played, 'officer', [id], { do: 'refuse', because: '普通话三级甲等，未达到二级乙等' })
    const again = await r.register({ ...r.people[0]!, name: '申请人普' }, 600, { putonghua: '三级甲等' })
    await act(played, 'officer', [again], { do: 'refuse', because: '材料未更新' })
    assert.equal((await r.figure('qualification-failed'))?.value, before + 2, 'two of one day are two')
  })

  test('a teacher who moved up is followed up until certified, and again when that is taken back', async () => {
    const played = r.played()
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
      { system: 'qualification', round: r.round() },
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
    await act(played, 'officer', [id], { do: 'pass' })
    await stepsAside(r, id)
    await act(played, 'leader', [id], { do: 'pass' })
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
}

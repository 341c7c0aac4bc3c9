import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sitting, roundCommittees } from '#contract/committee.ts'
import type * as z from 'zod'
import { act, key, tryToAct } from './county.ts'
import { CERTIFIED, FALL, type Step } from './applicants.ts'
import { MEMBERS, type Round } from './qualification-round.ts'

type Reply = z.output<NonNullable<typeof roundCommittees.reply>>
type Page = {
  committee: { sittings: Sitting[]; votes: { agree: number; passed: boolean; aside: { name: string }[] }[] }
  track: { stage: string; note: string | null }[]
  actions: { id: string; enabled: boolean; whyNot?: string }[]
}

/** The expert committee of a round: its sitting, and its votes on those who came through the tests. */
export function committee(r: Round): void {
  const at = '/committees/committee/sittings'
  const person = (name: string): string => r.played().county.people.get(name)!
  /** A sitting as it is recorded; 委员庚 had taken leave. */
  const sitting = (more: object = {}): object => ({
    key: key(),
    heldOn: '2026-03-02',
    place: '县教师发展中心三楼会议室',
    chair: person('委员戊'),
    members: MEMBERS.map((name) => ({ person: person(name), present: name !== '委员庚' })),
    ...more,
  })
  const refused = async (body: object): Promise<string> =>
    (await r.played().ask('officer', 'POST', r.at(at), body)).body.because ?? ''
  const page = (id: string): Promise<Page> => r.played().get<Page>('officer', `/api/cases/${id}`)
  const all = (): string[] => r.still(...(Object.keys(FALL) as Step[]))

  test('without a sitting nobody is passed or refused by the committee, and the page says why', async () => {
    const [one = ''] = all()
    const { actions } = await page(one)
    assert.match(
      actions.find(({ id }) => id === 'vote')?.whyNot ?? '',
      /还没有登记教师资格专家审查委员会的评审会/,
    )
    assert.equal(
      actions.find(({ id }) => id === 'pass'),
      undefined,
    )
    for (const action of [{ do: 'pass' as const }, { do: 'refuse' as const, because: '不符' }])
      assert.equal((await tryToAct(r.played(), 'officer', [one], action)).status, 409)
    const early = await tryToAct(r.played(), 'officer', [one], { do: 'vote', sitting: key() })
    assert.match(early.body.because ?? '', /请先在批次的“专家审查”里登记会议/)
  })

  test('a sitting has its day, enough ranked members present, and one of them presides', async () => {
    const members = MEMBERS.map((name) => ({ person: person(name), present: name !== '委员庚' }))
    assert.match(await refused(sitting({ heldOn: '2026-03-03' })), /日期不能在今天以后/)
    assert.match(await refused(sitting({ members: members.slice(1) })), /至少 5 人，现在只有 4 人/)
    assert.match(await refused(sitting({ chair: person('委员庚') })), /主任委员应是出席的委员之一/)
    const young = { person: person('评委丁'), present: true }
    assert.match(
      await refused(sitting({ members: [...members, young] })),
      /评委丁：专家应有中级以上职称，档案中为二级教师/,
    )
    const leader = await r.played().ask('leader', 'POST', r.at(at), sitting())
    assert.equal(leader.status, 403)
    await r.post(r.at(at), sitting())
    const { committees } = await r.played().get<Reply>('leader', r.at('/committees'))
    assert.deepEqual(
      committees.map(({ stage, least, majority, waiting }) => [stage, least, majority, waiting]),
      [['committee', 5, '过半数', 45]],
    )
    const [held] = committees[0]?.sittings ?? []
    assert.equal(held?.members.find(({ name }) => name === '委员戊')?.unit, '石岭小学')
  })

  test('the committee votes: three are refused with the reason, 42 pass, and every vote is kept', async () => {
    const played = r.played()
    const { id } = await r.sitting()
    const vote = { do: 'vote' as const, sitting: id }
    const silent = await tryToAct(played, 'officer', r.fallen('专家审查'), { ...vote, against: 3 })
    assert.match(silent.body.because ?? '', /同意 2 票、不同意 3 票、弃权 0 票，没有达到过半数.*请写明理由/)
    const miscounted = await tryToAct(played, 'officer', all().slice(0, 1), { ...vote, agree: 4 })
    assert.match(miscounted.body.because ?? '', /参加表决 5 人.*请核对票数/)
    const because = '授课经历与所申请学科不符'
    await act(played, 'officer', r.fallen('专家审查'), { ...vote, against: 3, because, item: 'degree' })
    await act(played, 'officer', all(), vote)
    const { committees } = await played.get<Reply>('officer', r.at('/committees'))
    assert.deepEqual(committees[0]?.sittings[0]?.votes, { cases: 45, passed: 42, refused: 3 })
    const passed = await page(all()[0]!)
    assert.deepEqual(
      passed.committee.votes.map(({ agree, passed: by }) => [agree, by]),
      [[5, true]],
    )
    assert.equal(
      passed.track.find(({ stage }) => stage === 'committee')?.note,
      '同意 5 票、不同意 0 票、弃权 0 票',
    )
    const total = Object.values(CERTIFIED).reduce((sum, n) => sum + n, 0)
    const { rows } = await played.db.admin.query<{ votes: number; audited: number }>(
      `select (select count(*)::integer from committee_vote) as votes,
        (select count(*)::integer from audit_log where action = 'case.vote') as audited`,
    )
    assert.deepEqual(rows[0], { votes: total + FALL.专家审查, audited: total + FALL.专家审查 })
  })

  test('the record of a sitting is put right with the reason; who was there stays once there were votes', async () => {
    const { id } = await r.sitting()
    const url = `/api/committee-sittings/${id}/corrections`
    const others = MEMBERS.map((name) => ({ person: person(name), present: name !== '评委甲' }))
    const because = '地点记错'
    const changed = await r.played().ask('officer', 'POST', url, sitting({ members: others, because }))
    assert.equal(changed.status, 409)
    assert.match(changed.body.because ?? '', /已有表决.*不能再改谁出席/)
    await r.post(url, sitting({ place: '县第一小学会议室', chair: person('委员己'), because }))
    const now = await r.sitting()
    assert.deepEqual([now.id, now.place, now.because], [id, '县第一小学会议室', because])
    const { rows } = await r
      .played()
      .db.admin.query<{ place: string }>('select place from committee_record order by n')
    assert.deepEqual(
      rows.map(({ place }) => place),
      ['县教师发展中心三楼会议室', '县第一小学会议室'],
    )
  })
}

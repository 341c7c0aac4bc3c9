import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { CommitteeVote } from '#contract/committee.ts'
import { lantern } from '#test/fixtures/case/lantern.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, key, tryToAct, versionOf, type Answer, type Garden } from './garden.ts'

type Page = { committee: { votes: CommitteeVote[]; sittings: unknown[] }; track: { note: string | null }[] }

suite('a committee of a made-up system', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  let sitting: string
  /** A case of school B on which nothing is voted at first. */
  let ofB: string
  /** Of four present one is of school A and one of school B, who step aside for theirs. */
  const MEMBERS = ['丙一', '丙二', '教研员', '乙三']

  const person = (name: string): string => g.county.people.get(name)!
  const openRound = async (title: string): Promise<string> => {
    const dates = { year: 2026, opensOn: '2026-03-01', closesOn: '2026-12-31', document: '甲教〔2026〕3号' }
    const asked = { key: key(), system: 'lantern', title, places: [], ...dates }
    return (await g.ask('officer', 'POST', '/api/rounds', asked)).body.id ?? ''
  }
  const sit = (of: string, present: readonly string[]): Promise<Answer> =>
    g.ask('officer', 'POST', `/api/rounds/${of}/committees/vote/sittings`, {
      key: key(),
      heldOn: '2026-03-02',
      place: `会议室（${present.length}人）`,
      chair: person(present[0]!),
      members: present.map((name) => ({ person: person(name), present: true })),
    })
  const handIn = async (teacher: string): Promise<string> => {
    const opened = await g.ask(teacher, 'POST', '/api/cases', { key: key(), system: 'lantern', round })
    const id = opened.body.id ?? ''
    await g.ask(teacher, 'PUT', `/api/cases/${id}/form`, { form: { colour: '红' } })
    await act(g, teacher, id, { do: 'submit' })
    return id
  }
  const vote = (more: object = {}) => ({ do: 'vote' as const, sitting, ...more })
  const pageOf = async (login: string, id: string): Promise<Page> =>
    (await g.ask(login, 'GET', `/api/cases/${id}`)).body as unknown as Page
  const refused = async (login: string, id: string, more: object): Promise<string> =>
    (await tryToAct(g, login, id, vote(more))).body.because ?? ''

  before(async () => {
    g = await garden(ending, { systems: { programmes: [], cases: [lantern] } })
    round = await openRound('元宵')
    sitting = (await sit(round, MEMBERS)).body.id ?? ''
  })

  test('passes with two thirds of those who vote; who steps aside is named, and the applicant reads none of it', async () => {
    const id = await handIn('乙一')
    assert.match(await refused('officer', id, { agree: 4 }), /出席 4 人，回避 1 人（乙三）；参加表决 3 人/)
    assert.match(await refused('officer', id, { against: 2 }), /同意 1 票、不同意 2 票.*没有达到三分之二以上/)
    assert.match(await refused('school-a', id, {}), /./)
    await act(g, 'officer', id, vote({ against: 1 }))
    const { committee, track } = await pageOf('leader', id)
    const [only] = committee.votes
    assert.deepEqual([only?.passed, only?.agree, only?.voters], [true, 2, 3])
    assert.deepEqual(
      only?.aside.map(({ name }) => name),
      ['乙三'],
    )
    assert.ok(track.some(({ note }) => note === '同意 2 票、不同意 1 票、弃权 0 票'))
    for (const login of ['乙一', 'school-b', 'cluster']) {
      const seen = await pageOf(login, id)
      assert.deepEqual(seen.committee, { sittings: [], votes: [] }, login)
      assert.ok(
        seen.track.every(({ note }) => note === null),
        login,
      )
    }
  })

  test('a vote goes by a sitting of its own round, at which more than half are left to vote', async () => {
    const id = await handIn('乙二')
    ofB = id
    const other = (await sit(await openRound('中秋'), MEMBERS)).body.id!
    assert.match(await refused('officer', id, { sitting: other }), /不是这个批次、这个环节的/)
    const own = (await sit(round, ['乙一', '乙三', '丙一'])).body.id!
    assert.match(
      await refused('officer', id, { sitting: own }),
      /出席 3 人，回避后只有 1 人参加表决，没有过半，请另开评审会/,
    )
    const stranger = { person: person('丙三'), because: '不在场' }
    assert.match(await refused('officer', id, { aside: [stranger] }), /不在出席的委员里/)
  })

  test('of two officers who vote at once one wins, and the vote stands once', async () => {
    const id = await handIn('甲一')
    const version = await versionOf(g, id)
    const send = (login: string): Promise<Answer> =>
      g.ask(login, 'POST', `/api/cases/${id}/act`, { key: key(), version, action: vote() })
    const both = await Promise.all([send('officer'), send('officer-2')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    assert.equal((await pageOf('officer', id)).committee.votes.length, 1)
  })

  test('many together: all of them, or none where one has a member less than was counted', async () => {
    const [one, other] = [await handIn('甲二'), ofB]
    const cases = await Promise.all([one, other].map(async (id) => ({ id, version: await versionOf(g, id) })))
    const together = (action: object): Promise<Answer> =>
      g.ask('officer', 'POST', '/api/cases/act', { key: key(), cases, action })
    const counted = await together(vote({ agree: 4 }))
    assert.equal(counted.status, 422)
    assert.match(counted.body.because ?? '', /2 件中有 1 件不能这样办理，因此一件也没有办。乙二：/)
    assert.equal((await pageOf('officer', one)).committee.votes.length, 0)
    assert.equal((await together(vote())).status, 200)
    assert.deepEqual(
      [await pageOf('officer', one), await pageOf('officer', other)].map(
        ({ committee }) => committee.votes[0]?.voters,
      ),
      [4, 3],
    )
  })

  test('it is returned with a reason, handed in again, and voted on then', async () => {
    const id = await handIn('甲三')
    await act(g, 'officer', id, { do: 'return', because: '颜色写得不清' })
    await act(g, '甲三', id, { do: 'submit' })
    const because = '图样与灯不符'
    await act(g, 'officer', id, vote({ against: 4, because, item: 'drawing' }))
    const { rows } = await g.db.admin.query<{ kind: string; because: string; item: string; seq: number }>(
      `select e.kind, e.because, e.item, e.seq from case_event e join committee_vote v using (region_id, case_id, seq)
        where e.case_id = $1`,
      [id],
    )
    assert.deepEqual(rows, [{ kind: 'refused', because, item: 'drawing', seq: 4 }])
  })

  test('who stands in for the officer enters a vote under both names', async () => {
    const id = await handIn('丙三')
    assert.match(await refused('leader', id, {}), /由中心办理/)
    const days = { startsOn: '2026-03-02', endsOn: '2026-03-06' }
    await g.ask('officer', 'POST', '/api/delegations', {
      key: key(),
      login: 'leader',
      ...days,
      because: '外出',
    })
    assert.match(await refused('leader', id, { agree: 4 }), /回避 2 人（丙一、丙二）/)
    const own = await handIn('教研员')
    await act(g, 'leader', own, vote())
    assert.match((await pageOf('officer-2', own)).committee.votes[0]?.by ?? '', /leader/)
  })
})

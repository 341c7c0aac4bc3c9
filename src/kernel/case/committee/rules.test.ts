import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countVotes, refuseEarly, refuseSitting, refuseTwiceAside, refuseVoters } from './rules.ts'

const none = { agree: null, against: 0, abstain: 0 }

describe('a vote of a committee', () => {
  test('passes with more than half of those who vote, not with half', () => {
    assert.deepEqual(countVotes({ ...none, against: 2 }, 5, '过半数'), {
      agree: 3,
      against: 2,
      abstain: 0,
      passes: true,
    })
    const half = countVotes({ agree: 3, against: 2, abstain: 1 }, 6, '过半数')
    assert.deepEqual(half, { agree: 3, against: 2, abstain: 1, passes: false })
  })

  test('counts who abstains among those who vote', () => {
    const said = countVotes({ agree: 2, against: 0, abstain: 3 }, 5, '过半数')
    assert.deepEqual(said, { agree: 2, against: 0, abstain: 3, passes: false })
  })

  test('passes with two thirds where the system asks for them', () => {
    for (const [agree, voters, passes] of [
      [4, 6, true],
      [3, 5, false],
      [4, 5, true],
    ] as const) {
      const votes = { agree, against: voters - agree, abstain: 0 }
      assert.deepEqual(countVotes(votes, voters, '三分之二以上'), { ...votes, passes })
    }
  })

  test('is refused when votes are missing or too many', () => {
    for (const ballot of [
      { agree: 4, against: 0, abstain: 0 },
      { agree: 4, against: 1, abstain: 1 },
      { agree: null, against: 4, abstain: 2 },
    ]) {
      const said = countVotes(ballot, 5, '过半数')
      assert.match('because' in said ? said.because : '', /参加表决 5 人.*请核对票数。$/)
    }
  })

  test('needs more than half of those present', () => {
    assert.equal(refuseVoters(5, 3), null)
    assert.match(refuseVoters(6, 3)?.because ?? '', /只有 3 人参加表决/)
  })

  test('is not of a sitting that was held before the case was handed in', () => {
    assert.equal(refuseEarly('2026-03-05', '2026-03-05'), null)
    assert.equal(refuseEarly('2026-03-04', '2026-03-05')?.field, 'sitting')
  })

  test('names nobody twice as stepping aside', () => {
    assert.equal(refuseTwiceAside(['a', 'b']), null)
    assert.equal(refuseTwiceAside(['a', 'b', 'a'])?.field, 'aside')
  })
})

describe('a sitting', () => {
  const members = ['a', 'b', 'c'].map((person) => ({ person, present: person !== 'c' }))
  const days = { opensOn: '2026-03-01', today: '2026-03-05' }
  const asked = { heldOn: '2026-03-05', chair: 'a', members }

  test('is recorded once it was held, with enough members present, one of whom presided', () => {
    assert.equal(refuseSitting(asked, days, 2), null)
    assert.match(refuseSitting(asked, { ...days, today: '2026-03-04' }, 2)?.because ?? '', /今天以后/)
    assert.equal(refuseSitting(asked, { ...days, opensOn: '2026-03-05' }, 2), null)
    assert.match(refuseSitting(asked, { ...days, opensOn: '2026-03-06' }, 2)?.because ?? '', /才开始/)
    assert.match(refuseSitting(asked, days, 3)?.because ?? '', /至少 3 人，现在只有 2 人/)
    assert.equal(refuseSitting({ ...asked, chair: 'c' }, days, 2)?.field, 'chair')
    assert.equal(refuseSitting({ ...asked, members: [...members, members[0]!] }, days, 2)?.code, 'twice')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countVotes, refuseSitting, refuseVoters } from './rules.ts'

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
    assert.equal('passes' in half && half.passes, false)
  })

  test('counts who abstains among those who vote', () => {
    const said = countVotes({ agree: 2, against: 0, abstain: 3 }, 5, '过半数')
    assert.equal('passes' in said && said.passes, false)
  })

  test('passes with two thirds where the system asks for them', () => {
    const passes = (agree: number, voters: number): boolean => {
      const said = countVotes({ agree, against: voters - agree, abstain: 0 }, voters, '三分之二以上')
      return 'passes' in said && said.passes
    }
    assert.deepEqual([passes(4, 6), passes(3, 5), passes(4, 5)], [true, false, true])
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
})

describe('a sitting', () => {
  const members = ['a', 'b', 'c'].map((person) => ({ person, present: person !== 'c' }))
  const asked = { heldOn: '2026-03-05', chair: 'a', members }

  test('is recorded once it was held, with enough members present, one of whom presided', () => {
    assert.equal(refuseSitting(asked, '2026-03-05', 2), null)
    assert.equal(refuseSitting(asked, '2026-03-04', 2)?.field, 'heldOn')
    assert.match(refuseSitting(asked, '2026-03-05', 3)?.because ?? '', /至少 3 人，现在只有 2 人/)
    assert.equal(refuseSitting({ ...asked, chair: 'c' }, '2026-03-05', 2)?.field, 'chair')
    assert.equal(
      refuseSitting({ ...asked, members: [...members, members[0]!] }, '2026-03-05', 2)?.code,
      'twice',
    )
  })
})

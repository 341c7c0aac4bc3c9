import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, type CaseEvent, type CaseState } from './fold.ts'

/** The state after events, each given by what tells it from the one before. */
function after(...given: Partial<CaseEvent>[]): CaseState {
  let stage = 'apply'
  const events = given.map((one, index): CaseEvent => {
    const event: CaseEvent = {
      seq: index + 1,
      at: new Date(Date.UTC(2026, 2, index + 1)),
      kind: 'passed',
      stage,
      next: stage,
      ending: null,
      office: null,
      actor: '中心',
      standsFor: null,
      because: null,
      score: null,
      number: null,
      document: null,
      from: null,
      until: null,
      item: null,
      settles: null,
      voids: null,
      ...one,
    }
    stage = event.next ?? stage
    return event
  })
  return fold(events)
}
const submitted: Partial<CaseEvent> = { kind: 'submitted', next: 'check' }
const published: Partial<CaseEvent> = { kind: 'published', from: '2026-03-03', until: '2026-03-10' }

test('without events it is a draft; what was returned remembers where to go on, until it is handed in again', () => {
  assert.deepEqual([after().status, after().stage], ['draft', null])
  const returned = after(submitted, { kind: 'returned', next: 'apply', because: '缺成绩单' })
  assert.deepEqual(
    [returned.status, returned.stage, returned.resumesAt, returned.because],
    ['returned', 'apply', 'check', '缺成绩单'],
  )
  const again = after(submitted, { kind: 'returned', next: 'apply' }, submitted)
  assert.deepEqual([again.status, again.resumesAt, again.submissions, again.because], ['open', null, 2, null])
  assert.deepEqual(again.passed, ['apply', 'apply'])
})

test('it stands at a stage since it came there, not since the last thing that happened', () => {
  const noticed = after(submitted, { next: 'show' }, published, { kind: 'objected' })
  assert.equal(noticed.since?.toISOString().slice(0, 10), '2026-03-02')
  assert.deepEqual(noticed.notice, { from: '2026-03-03', until: '2026-03-10' })
})

test('objections stay open until each is answered, also when another of them sends the case back', () => {
  const two = [submitted, { next: 'show' }, published, { kind: 'objected' }, { kind: 'objected' }] as const
  assert.deepEqual(after(...two).openObjections, [4, 5])
  const dismissed = after(...two, { kind: 'dismissed', settles: 4 })
  assert.deepEqual([dismissed.openObjections, dismissed.notice !== null], [[5], true])
  const upheld = after(...two, { kind: 'upheld', settles: 5, next: 'check', because: '属实' })
  assert.deepEqual([upheld.openObjections, upheld.notice, upheld.stage], [[4], null, 'check'])
})

test('a mark that was not reached is kept, and so is what was given out before it was taken back', () => {
  const failed = after(submitted, {
    kind: 'refused',
    next: null,
    ending: 'refused',
    score: 51,
    because: '不及格',
  })
  assert.deepEqual([failed.status, failed.ending, failed.score], ['ended', 'refused', 51])
  const issued = { next: null, ending: 'granted', number: '0001' } as const
  const annulled = after(submitted, issued, { kind: 'annulled', next: null, because: '材料不实' })
  assert.deepEqual(
    [annulled.status, annulled.ending, annulled.annulled, annulled.number],
    ['ended', 'granted', true, '0001'],
  )
})

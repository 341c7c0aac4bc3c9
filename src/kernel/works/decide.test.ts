import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseReview, standingOf, whyNotReview, type Facts } from './decide.ts'

const facts = (more: Partial<Facts> = {}): Facts => ({
  standing: 'handed-in',
  version: 1,
  shelved: false,
  authored: false,
  makes: true,
  ...more,
})
const recommend = { kind: 'recommend', version: 1, words: '' } as const

test('a work rises school, cluster, centre; what stands higher is not decided again below', () => {
  assert.equal(whyNotReview('school', facts(), 'recommend'), null)
  assert.match(whyNotReview('school', facts({ standing: 'school' }), 'recommend') ?? '', /已由学校推荐过/)
  assert.equal(whyNotReview('cluster', facts({ standing: 'school' }), 'recommend'), null)
  assert.match(whyNotReview('cluster', facts({ standing: 'region' }), 'return') ?? '', /不再退回/)
})

test('skipping a level needs a reason, and so does sending back', () => {
  assert.equal(refuseReview('officer', facts(), recommend)?.refusal.field, 'words')
  assert.equal(refuseReview('officer', facts(), { ...recommend, words: '省级获奖作品' }), null)
  assert.equal(refuseReview('officer', facts({ standing: 'cluster' }), recommend), null)
  assert.equal(refuseReview('school', facts(), { ...recommend, kind: 'return' })?.status, 422)
})

test('nobody reviews an own work, nor a version that is not the newest', () => {
  assert.equal(refuseReview('school', facts({ authored: true }), recommend)?.status, 403)
  assert.equal(refuseReview('school', facts({ version: 2 }), recommend)?.status, 409)
  assert.equal(refuseReview('teacher', facts(), recommend)?.status, 403)
  assert.equal(refuseReview('leader', facts(), recommend)?.status, 403)
})

test('a new version begins anew: its standing is told by what was decided about it alone', () => {
  assert.equal(standingOf(0, null), 'recorded')
  assert.equal(standingOf(2, null), 'handed-in')
  assert.equal(standingOf(2, { kind: 'return', level: 'school' }), 'returned')
  assert.equal(standingOf(2, { kind: 'recommend', level: 'region' }), 'region')
})

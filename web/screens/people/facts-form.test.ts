import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allFacts, changedFacts, typedFacts } from './facts-form.ts'

const now = {
  stage: '小学',
  subject: '语文',
  rank: null,
  degree: '本科',
  staffing: null,
  putonghua: null,
  certificate: null,
}

test('what is left as it was is not sent', () => {
  assert.deepEqual(changedFacts({ ...typedFacts(now), rank: ' 一级教师 ', degree: '' }, now), {
    rank: '一级教师',
    degree: null,
  })
  assert.deepEqual(changedFacts(typedFacts(now), now), {})
})

test('blank facts are null', () => {
  assert.equal(allFacts(typedFacts(null)).subject, null)
})

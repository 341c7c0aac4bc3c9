import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseJudge, type Candidate } from './judge-rules.ts'

const judge: Candidate = {
  id: 'j',
  name: '评委',
  identityNumber: '1',
  units: ['A'],
  paired: false,
  competes: false,
}
const subject = { id: 's', identityNumber: '2', units: ['B'] }

test('a judge of another unit who has nothing to do with the subject may judge', () => {
  assert.equal(refuseJudge(judge, subject), null)
  assert.equal(refuseJudge({ ...judge, units: [] }, { id: null, identityNumber: null, units: [] }), null)
})

test('oneself is barred, also where one applied under the identity number alone', () => {
  assert.equal(refuseJudge(judge, { ...subject, id: 'j' })?.code, 'oneself')
  assert.equal(refuseJudge(judge, { id: null, identityNumber: '1', units: [] })?.code, 'oneself')
})

test('the same unit and a pair of mentor and apprentice are barred', () => {
  assert.equal(refuseJudge(judge, { ...subject, units: ['B', 'A'] })?.code, 'same-unit')
  assert.equal(refuseJudge({ ...judge, paired: true }, subject)?.code, 'paired')
})

test('who applies in the same round does not judge the others', () => {
  assert.equal(refuseJudge({ ...judge, competes: true }, subject)?.code, 'competes')
})

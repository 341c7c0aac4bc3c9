import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asBody, asTyped, problem } from './policy-form.ts'

const saved = {
  year: 2025,
  category: '集中',
  required: 16,
  hoursPerCredit: 1.5,
  ceiling: null,
  leastRate: 0.856,
}

test('a saved row survives being typed', () => {
  const { year: _, ...body } = saved
  assert.deepEqual(asBody(asTyped(saved)), body)
})

test('each thing that does not fit has its words', () => {
  const row = asTyped(saved)
  assert.equal(problem([row], '文号'), undefined)
  assert.match(problem([row], '') ?? '', /依据/)
  assert.match(problem([row, row], '文号') ?? '', /同一类别/)
  assert.match(problem([{ ...row, hoursPerCredit: '0' }], '文号') ?? '', /大于 0/)
  assert.match(problem([{ ...row, leastRate: '120' }], '文号') ?? '', /0 到 100/)
})

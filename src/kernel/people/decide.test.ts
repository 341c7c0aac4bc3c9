import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NewPerson } from '#contract/people.ts'
import type { Caller } from '#kernel/call.ts'
import { mayKnowWhole, personActions, refuseAdding } from './decide.ts'

const caller = (role: Caller['role'], person: string | null = null): Caller => ({
  region: 1,
  account: null,
  person,
  role,
  unit: null,
  actor: role,
})

test('numbers are whole for the centre, the own school and the person', () => {
  const roles = ['officer', 'system', 'school', 'leader', 'cluster', 'teacher'] as const
  assert.deepEqual(
    roles.map((role) => mayKnowWhole(caller(role), 'p')),
    [true, true, true, false, false, false],
  )
  assert.equal(mayKnowWhole(caller('teacher', 'p'), 'p'), true)
})

test('a disabled action says why', () => {
  const of = (role: Caller['role']): boolean[] => personActions(caller(role)).map((one) => one.enabled)
  assert.deepEqual(of('officer'), [true, true, true])
  assert.deepEqual(of('school'), [false, true, true])
  assert.deepEqual(of('leader'), [false, false, false])
  const disabled = personActions(caller('teacher')).filter((one) => !one.enabled)
  assert.ok(disabled.every((one) => one.whyNot !== undefined))
})

test('the words for a wrong identity number do not repeat it', () => {
  const asked = { identityNumber: '330102198001010010' } as NewPerson
  const refusal = refuseAdding(asked, undefined)
  assert.equal(refusal?.code, 'id-number')
  assert.equal(refusal.because.includes('19800101'), false)
})

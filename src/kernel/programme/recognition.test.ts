import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roundHalfUp } from '#lib/fraction.ts'
import { recognise } from './recognition.ts'

const day = { role: 'trainee', slots: 3, hours: '8', leastRate: '0.6667' } as const

test('a trainee is recognised from the least rate on, compared exactly', () => {
  assert.equal(recognise({ ...day, attended: 2 }).recognised, false)
  assert.equal(recognise({ ...day, attended: 2, leastRate: '0.6666' }).recognised, true)
  assert.equal(recognise({ ...day, slots: 5, attended: 4, leastRate: '0.8' }).recognised, true)
})

test('recognised hours are hours times rate', () => {
  assert.equal(roundHalfUp(recognise({ ...day, attended: 2, leastRate: '0.5' }).hours, 2), '5.33')
})

test('lecturers, team and organisers need no check-in and have the full hours', () => {
  for (const role of ['lecturer', 'team', 'organiser'] as const) {
    assert.deepEqual(recognise({ ...day, role, attended: 0 }), {
      recognised: true,
      hours: { numerator: 8n, denominator: 1n },
    })
  }
})

test('a least rate of zero recognises who never came, for no hours', () => {
  assert.deepEqual(recognise({ ...day, attended: 0, leastRate: '0' }), {
    recognised: true,
    hours: { numerator: 0n, denominator: 1n },
  })
})

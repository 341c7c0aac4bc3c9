import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseFraction, fraction } from '#lib/fraction.ts'
import { changes, creditOf, standingOf, larger } from './decide.ts'
import type { Due, Live } from './decide.ts'
import type { PolicyRule } from './define.ts'

const rule: PolicyRule = {
  year: 2025,
  category: '集中',
  required: '16',
  hoursPerCredit: '3',
  ceiling: null,
  leastRate: null,
}
const due: Due = {
  person: 'p',
  sourceKind: 'participation',
  source: 'a',
  year: 2025,
  category: '集中',
  amount: '2.00',
}

test('credits are hours over rate, rounded half up', () => {
  assert.equal(creditOf(parseFraction('8'), rule), '2.67')
  assert.equal(creditOf(fraction(1, 200), { ...rule, hoursPerCredit: '1' }), '0.01')
  assert.equal(creditOf(fraction(1, 201), { ...rule, hoursPerCredit: '1' }), '0.00')
})

test('the ceiling is applied before rounding', () => {
  assert.equal(creditOf(parseFraction('60'), { ...rule, ceiling: '4.005' }), '4.01')
})

test('agreeing credits post nothing', () => {
  assert.deepEqual(changes([due], [{ ...due, seq: 3 }]), [])
})

test('a correction is a reversal and a new award', () => {
  const lines = changes([{ ...due, amount: '3.00' }], [{ ...due, seq: 3 }])
  assert.deepEqual(
    lines.map((l) => [l.kind, l.amount, l.reverses]),
    [
      ['reversal', '-2.00', 3],
      ['award', '3.00', null],
    ],
  )
})

test('what is no longer due is reversed; nothing is awarded for nothing', () => {
  const live: Live = { ...due, seq: 1 }
  assert.deepEqual(
    changes([{ ...due, amount: '0.00' }], [live]).map((l) => l.kind),
    ['reversal'],
  )
  assert.deepEqual(changes([{ ...due, amount: '0.00' }], []), [])
})

test('of several roles the larger counts', () => {
  assert.equal(larger('9.50', '10.00'), '10.00')
})

test('a year is met when every category reaches its requirement', () => {
  const policy = [rule, { ...rule, category: '校本', required: '24' }]
  assert.equal(
    standingOf(
      policy,
      new Map([
        ['集中', '16.00'],
        ['校本', '24.00'],
      ]),
    ).meets,
    true,
  )
  const short = standingOf(
    policy,
    new Map([
      ['集中', '99.00'],
      ['校本', '23.99'],
    ]),
  )
  assert.equal(short.meets, false)
  assert.deepEqual(short.categories[1], { category: '校本', have: 23.99, need: 24, gap: 0.01 })
  assert.equal(short.total, 122.99)
})

test('nobody meets a year without policy', () => {
  assert.equal(standingOf([], new Map([['集中', '50.00']])).meets, false)
})

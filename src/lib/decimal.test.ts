import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { decimalOfNumber, isWhole, parseDecimal, parseRate } from './decimal.ts'

test('numbers as people type them', () => {
  const cases = {
    '1,200': '1200',
    '1,234,567.50': '1234567.5',
    '007': '7',
    '.5': '0.5',
    '5.': '5',
    '+3': '3',
    '-8': '-8',
    '1e3': '1000',
    '1.5E-3': '0.0015',
    '0.00': '0',
    '-0': '0',
  }
  for (const [typed, decimal] of Object.entries(cases)) assert.equal(parseDecimal(typed), decimal, typed)
})

test('what is no number is null', () => {
  for (const typed of [
    '十小时',
    '',
    '1,20',
    '12,00',
    '1 200',
    '8学时',
    '0x10',
    '--1',
    '80%',
    'NaN',
    'Infinity',
    '1.2.3',
  ])
    assert.equal(parseDecimal(typed), null, typed)
})

test('rates may be typed in per cent', () => {
  assert.equal(parseRate('80%'), '0.8')
  assert.equal(parseRate('66.7 %'), '0.667')
  assert.equal(parseRate('0.75'), '0.75')
  assert.equal(parseRate('%'), null)
})

test('number cells are what Excel shows: fifteen digits, no binary noise', () => {
  assert.equal(decimalOfNumber(0.1 + 0.2), '0.3')
  assert.equal(decimalOfNumber(2.2999999999999998), '2.3')
  assert.equal(decimalOfNumber(13_862_401_989), '13862401989')
  assert.equal(decimalOfNumber(1e21), '1000000000000000000000')
  assert.equal(decimalOfNumber(1e-7), '0.0000001')
  assert.equal(decimalOfNumber(-0), '0')
  assert.equal(decimalOfNumber(Number.NaN), null)
})

test('a decimal is itself again, and keeps its value', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -12, max: 12 }), (digits, exponent) => {
      const decimal = parseDecimal(`${digits}e${exponent}`) ?? ''
      assert.equal(parseDecimal(decimal), decimal)
      assert.equal(Number(decimal), Number(`${digits}e${exponent}`) + 0)
      assert.equal(isWhole(decimal), Number.isInteger(Number(decimal)))
    }),
  )
})

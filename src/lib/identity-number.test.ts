import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  birthDate,
  checkCharacter,
  identityNumberFault,
  maskIdentityNumber,
  normaliseIdentityNumber,
  sex,
} from './identity-number.ts'

test('the example of GB 11643 passes, and tells birth date and sex', () => {
  assert.equal(identityNumberFault('11010519491231002X'), null)
  assert.equal(birthDate('11010519491231002X'), '1949-12-31')
  assert.equal(sex('11010519491231002X'), 'female')
  assert.equal(sex('440524188001010014'), 'male')
})

test('what people type is brought to one form', () => {
  for (const typed of [
    "'11010519491231002x",
    ' 110105 1949 1231 002X',
    '１１０１０５１９４９１２３１００２ｘ',
    '‘11010519491231002x',
  ]) {
    assert.equal(normaliseIdentityNumber(typed), '11010519491231002X')
  }
})

test('each fault has its name', () => {
  assert.equal(identityNumberFault('110105491231002'), 'length')
  assert.equal(identityNumberFault('1101051949123100AX'), 'letters')
  assert.equal(identityNumberFault('010105194912310021'), 'letters')
  assert.equal(identityNumberFault('990123199902314503'), 'birth-date')
  assert.equal(identityNumberFault('990123199005106011'), 'check-digit')
})

test('any single wrong digit is found', () => {
  const digit = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), digit, digit, (at, from, to) => {
      fc.pre(from !== to)
      const digits = Array.from('11010519491231002')
      digits[at] = String(from)
      const check = checkCharacter(digits.join(''))
      digits[at] = String(to)
      assert.notEqual(checkCharacter(digits.join('')), check)
    }),
  )
})

test('the birth date is hidden where numbers are shown', () => {
  assert.equal(maskIdentityNumber('11010519491231002X'), '110105********002X')
  assert.equal(maskIdentityNumber('123'), '123')
})

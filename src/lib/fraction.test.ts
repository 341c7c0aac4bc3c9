import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  add,
  compare,
  divide,
  fraction,
  minimum,
  multiply,
  parseFraction,
  roundHalfUp,
  ZERO,
} from './fraction.ts'

const decimal = (text: string): ReturnType<typeof parseFraction> => parseFraction(text)

test('halves round up, at any number of decimals', () => {
  assert.equal(roundHalfUp(decimal('1.005'), 2), '1.01')
  assert.equal(roundHalfUp(decimal('2.675'), 2), '2.68')
  assert.equal(roundHalfUp(fraction(2, 3), 2), '0.67')
  assert.equal(roundHalfUp(fraction(1, 2), 0), '1')
  assert.equal(roundHalfUp(ZERO, 2), '0.00')
  assert.equal(roundHalfUp(decimal('1234.5'), 2), '1234.50')
})

test('a rate of 4 in 5 is exactly 0.8, and 1/3 + 1/3 + 1/3 is one', () => {
  assert.equal(compare(fraction(4, 5), decimal('0.8')), 0)
  const third = fraction(1, 3)
  assert.deepEqual(add(add(third, third), third), fraction(1))
  assert.equal(compare(fraction(79, 100), decimal('0.8')), -1)
})

test('what is no fraction is refused', () => {
  assert.throws(() => fraction(1, 0), RangeError)
  assert.throws(() => fraction(-1), RangeError)
  assert.throws(() => divide(fraction(1), ZERO), RangeError)
  for (const text of ['-1', '1e3', '', '1.', '.5', '1,2'])
    assert.throws(() => parseFraction(text), RangeError)
})

test('it is a field of numbers: laws hold for any fractions', () => {
  const any = fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
    .map(([top, bottom]) => fraction(top, bottom))
  fc.assert(
    fc.property(any, any, any, (a, b, c) => {
      assert.deepEqual(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))
      if (compare(b, ZERO) > 0) assert.deepEqual(multiply(divide(a, b), b), a)
      assert.equal(compare(minimum(a, b), a) <= 0 && compare(minimum(a, b), b) <= 0, true)
      const error = Math.abs(Number(roundHalfUp(a, 3)) - Number(a.numerator) / Number(a.denominator))
      assert.ok(
        error <= 0.0005 + 1e-3 * Number.EPSILON + (Number(a.numerator) / Number(a.denominator)) * 1e-15,
      )
    }),
  )
})

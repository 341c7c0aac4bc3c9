import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percent, plain, quotient, sum, tenThousands } from './number.ts'

test('amounts are written exactly, without binary noise and without superfluous zeros', () => {
  assert.equal(sum([0.1, 0.2]), 0.3)
  assert.equal(plain(78130.67), '78130.67')
  assert.equal(plain(84231.9), '84231.9')
  assert.equal(tenThousands(2238400), '223.84')
  assert.equal(tenThousands(145200.5), '14.52005')
})

test('quotients are rounded half up', () => {
  assert.equal(quotient(1, 8, 2), '0.13')
  assert.equal(quotient(78130.67, 1640, 2), '47.64')
  assert.equal(quotient(5, 0, 2), '0')
})

test('a share that is not whole is never shown as nothing or all', () => {
  assert.equal(percent(296, 1640), '18%')
  assert.equal(percent(245, 1640), '14.9%')
  assert.equal(percent(1639, 1640), '99.9%')
  assert.equal(percent(9999, 10000), '99.99%')
  assert.equal(percent(1, 10000), '0.01%')
  assert.equal(percent(0, 10), '0%')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doubtOf, newCode, tidyCode } from './code.ts'

test('a code has no signs that are taken for others, and what looks alike is taken for what it stands for', () => {
  for (let n = 0; n < 50; n += 1) assert.match(newCode(), /^[0-9A-HJKMNP-TV-Z]{12}$/)
  assert.equal(tidyCode(' 7k3m-9qx2–wz4o '.replace('–', '-')), '7K3M9QX2WZ40')
  assert.equal(tidyCode('iloU'), '110V')
})

test('what may be wrong with a code is said by its looks', () => {
  assert.match(doubtOf('7K3M9QX2WZ4'), /是 12 位，这里是 11 位/)
  assert.match(doubtOf(tidyCode('坏码*')), /没有“坏”“码”“\*”/)
  assert.match(doubtOf('AAAABBBBCCCC'), /8 和 B/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filledDown } from './filled-down.ts'

test('a column pasted from Excel fills the cells from where it was pasted', () => {
  assert.deepEqual(filledDown(['甲', '', '', '丁'], 1, '81\r\n92.5\r\n'), ['甲', '81', '92.5', '丁'])
})

test('what is longer than the list is left out, and so are further columns', () => {
  assert.deepEqual(filledDown(['', ''], 0, '1\tx\n2\ty\n3\tz'), ['1', '2'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pastedNumbers } from './pasted-numbers.ts'

test('a column from Excel, with names beside and twice the same', () => {
  const text = "张三\t990123197902283 76x\r\n李四\t'99012319790228376X\n990123199005106016\n"
  assert.deepEqual(pastedNumbers(text), ['99012319790228376X', '990123199005106016'])
})

test('text without a number gives none', () => {
  assert.deepEqual(pastedNumbers('张三 13800138000'), [])
})

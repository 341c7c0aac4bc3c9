import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sortedChapters } from './chapters.ts'

test('chapters stand in the order of the textbook', () => {
  const inOrder = [
    '三年级上册 第二单元',
    '三年级上册 第十单元',
    '三年级上册 第十二单元',
    '三年级下册 第一单元',
    '五年级上册 第6单元',
    '五年级上册 第20单元',
  ]
  assert.deepEqual(sortedChapters(inOrder.toReversed()), inOrder)
})

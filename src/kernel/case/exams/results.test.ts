import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedName } from './results.ts'

test('names are published without what tells who it is', () => {
  assert.equal(maskedName('张三'), '张＊')
  assert.equal(maskedName('欧阳小明'), '欧＊＊明')
  assert.equal(maskedName('𠮷永安'), '𠮷＊安', 'a rare character is one')
  assert.equal(maskedName('李'), '李＊')
})

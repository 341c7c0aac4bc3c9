import assert from 'node:assert/strict'
import { test } from 'node:test'
import { privateDataIn } from './private-data.ts'

test('names identity and phone numbers, however they are typed', () => {
  assert.deepEqual(privateDataIn('张三 11010519491231002X'), ['身份证件号'])
  assert.deepEqual(privateDataIn('联系电话１３８ ００１３ ８０００'), ['手机号'])
  assert.deepEqual(privateDataIn('电话 138-0013-8000，邮箱 a.b@c.cn'), ['手机号', '电子邮箱'])
  assert.deepEqual(privateDataIn('证号 110105491231002'), ['身份证件号'])
})

test('lets numbers of documents, days and certificates stand', () => {
  for (const text of [
    '教发〔2026〕12 号',
    '2026-11-23 至 2026-11-27',
    '监督电话 0871-63212345',
    '得分 92.5，共 82 人',
  ])
    assert.deepEqual(privateDataIn(text), [], text)
})

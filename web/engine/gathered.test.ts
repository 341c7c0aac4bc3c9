import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gathered } from './gathered.ts'

test('empty fields and missing papers are named in one sentence each, before what else is missing', () => {
  assert.deepEqual(gathered(['请填写“学科”。', '缺少材料：研修方案。', '请填写“学历”。']), [
    '请填写学科、学历。',
    '缺少材料：研修方案。',
  ])
  assert.deepEqual(gathered(['缺少材料：身份证件。', '教龄不满五年。', '缺少材料：学历证书。']), [
    '缺少材料：身份证件、学历证书。',
    '教龄不满五年。',
  ])
  assert.deepEqual(gathered(['缺少材料：研修方案。']), ['缺少材料：研修方案。'])
})

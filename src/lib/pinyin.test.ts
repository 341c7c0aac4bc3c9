import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pinyinInitials } from './pinyin.ts'

test('people are found by initials, surnames read as surnames', () => {
  assert.equal(pinyinInitials('张三'), 'zs')
  assert.equal(pinyinInitials('单雄信'), 'sxx')
  assert.equal(pinyinInitials('上官璐薇'), 'sglw')
  assert.equal(pinyinInitials('阿依古丽·买买提'), 'ayglmmt')
  assert.equal(pinyinInitials('Tom李'), 'toml')
})

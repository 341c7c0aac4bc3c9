import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseChineseNumber } from './chinese-number.ts'
import { normal } from './normal.ts'
import { findNumbers } from './numbers.ts'

function read(text: string, names: string[] = []): [typed: string, value: number][] {
  return findNumbers(normal(text), names).map(({ typed, value }) => [typed, value])
}

test('Chinese numerals are read to ten thousands', () => {
  assert.equal(parseChineseNumber('一百八十三'), 183)
  assert.equal(parseChineseNumber('十二'), 12)
  assert.equal(parseChineseNumber('一万零八十六'), 10086)
  assert.equal(parseChineseNumber('两千'), 2000)
  assert.equal(parseChineseNumber('三万'), 30000)
  assert.equal(parseChineseNumber('研修'), null)
})

test('numbers are found in every form', () => {
  assert.deepEqual(read('１０，０８６人次，５人'), [
    ['10086', 10086],
    ['5', 5],
  ])
  assert.deepEqual(read('10,086人次、1.2万人次、28.5％、百分之八十、一百八十三项、14.52万元'), [
    ['10,086', 10086],
    ['1.2万', 12000],
    ['28.5%', 28.5],
    ['百分之八十', 80],
    ['一百八十三', 183],
    ['14.52', 14.52],
  ])
})

test('years, dates, ordinals, document numbers and names are no numbers', () => {
  assert.deepEqual(
    read('截至2025年12月31日，教师〔2016〕12号，第3批，表2，附件：1.名单，8:30，2024—2025学年'),
    [],
  )
  assert.deepEqual(read('白塔001幼儿园5人', ['白塔001幼儿园']), [['5', 5]])
  assert.deepEqual(read('“十四五”期间一是抓培训，二是抓考核'), [])
})

test('text is compared in Simplified, without spaces', () => {
  assert.equal(normal('教師 獲獎　９８ 項'), '教师获奖98项')
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutWords, searchWords } from './words.ts'

test('words joined are the text again, with every mark and space', () => {
  const text = '《三角形的面积》第 2 课时，小学语文阅读教学设计。\n𠮷老师'
  assert.equal(cutWords(text).join(''), text)
})

test('a long word is found by its parts too', () => {
  const words = searchWords('阅读教学，ABC')
  for (const word of ['阅读', '教学', '阅读教学', 'abc']) assert.ok(words.includes(word), word)
  assert.ok(!words.includes('，'))
})

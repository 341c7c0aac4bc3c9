import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queryOf, vectorOf } from './found-by.ts'

test('a vector holds each word with its places; those of the title weigh more', () => {
  const vector = vectorOf([
    { weight: 'A', text: '面积' },
    { weight: 'D', text: '三角形面积' },
  ])
  assert.match(vector, /'面积':1A,\d/)
  assert.match(vector, /'三角形':\d/)
})

test('a question asks for all its words, and cannot be more than words', () => {
  assert.equal(queryOf('面积', 'whole'), "'面积'")
  assert.equal(queryOf('面积', 'beginning'), "'面积':*")
  assert.equal(queryOf('！？ | & ()', 'whole'), '')
  assert.doesNotMatch(queryOf("a' | 'b", 'whole'), /\|/)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rankLevel } from './vocabulary.ts'

test('the level of a title as files write it', () => {
  const levels = {
    正高级教师: '正高级',
    高级教师: '副高级',
    副高级: '副高级',
    中学高级教师: '副高级',
    高级讲师: '副高级',
    小学高级教师: '中级',
    一级教师: '中级',
    中学一级教师: '中级',
    讲师: '中级',
    助理讲师: '初级',
    二级教师: '初级',
    三级教师: '初级',
    员级: '初级',
  }
  for (const [rank, level] of Object.entries(levels)) assert.equal(rankLevel(rank), level, rank)
  assert.equal(rankLevel(null), null)
  assert.equal(rankLevel(' '), null)
})

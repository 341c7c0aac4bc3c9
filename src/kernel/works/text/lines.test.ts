import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joinedLines } from './lines.ts'

test('a word cut by the edge of the page is whole again', () => {
  const print = '本节课从学生熟悉的生活情境引入平行四\n边形的面积公式。\n学生动手剪拼。'
  assert.equal(joinedLines(print), '本节课从学生熟悉的生活情境引入平行四边形的面积公式。\n学生动手剪拼。')
})

test('headings and short lines stay lines of their own', () => {
  const print = '教学设计\n平行四边形的面积\n教学目标包括知识技能和过程方法两个方面的内容\n一、导入'
  assert.equal(joinedLines(print), print)
})

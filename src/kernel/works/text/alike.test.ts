import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bandsOf, likenessOf } from './alike.ts'

const plan =
  '教学目标：学生能够正确计算三角形的面积，经历把三角形转化为平行四边形的过程，体会转化的思想。教学重点是推导三角形面积的计算公式，难点是理解底和高与所拼图形的关系。教学准备：每组两个完全一样的三角形纸片、剪刀、直尺。'
const copied = `${plan}课后请同学们收集生活中的三角形。`
const other =
  '本课通过朗读和想象，引导学生感受春天的美，学习作者按时间顺序描写景物的方法，并尝试仿写一段话，培养学生热爱大自然的感情和观察生活的习惯。'

test('a copy is told with its percentage and the passages it rests on', () => {
  const { percent, passages } = likenessOf(copied, plan)
  assert.ok(percent >= 80 && percent < 100, String(percent))
  assert.ok(passages[0]?.startsWith('教学目标：学生能够正确计算三角形的面积，'), passages[0])
})

test('texts of one field with nothing else in common are not alike', () => {
  assert.deepEqual(likenessOf(other, plan), { percent: 0, passages: [] })
})

test('alike texts share a band, others none', () => {
  const bands = new Set(bandsOf(plan))
  assert.ok(bandsOf(copied).some((band) => bands.has(band)))
  assert.ok(!bandsOf(other).some((band) => bands.has(band)))
  assert.deepEqual(bandsOf('好'), [])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schoolPlaces } from './round-form.ts'

const honour = { category: { title: '类别', words: ['骨干教师', '名师'] } }
const schools = [
  { code: 'A', name: '石岭小学' },
  { code: 'B', name: '中心小学' },
  { code: 'C', name: '中心小学' },
]
const said = (text: string) => schoolPlaces(text, honour, schools)

test('places of schools are read as they come from Excel, or typed with commas', () => {
  assert.deepEqual(said('石岭小学\t骨干教师\t3\n\nB，名师，1\n').places, [
    { unit: 'A', category: '骨干教师', places: 3 },
    { unit: 'B', category: '名师', places: 1 },
  ])
  assert.deepEqual(said('').places, [])
})

test('the first line that does not fit is named', () => {
  assert.equal(said('石岭小学 骨干教师 3\n河湾小学 名师 1').problem, '第 2 行：没有“河湾小学”这所学校')
  assert.equal(said('中心小学 名师 1').problem, '第 1 行：有几所“中心小学”，请写代码')
  assert.equal(said('A 校长 1').problem, '第 1 行：没有“校长”这个类别')
  assert.equal(said('A 名师 一').problem, '第 1 行：名额应是整数，一行写一个')
  assert.equal(said('A 名师 1 2').problem, '第 1 行：名额应是整数，一行写一个')
})

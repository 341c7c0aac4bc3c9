import assert from 'node:assert/strict'
import { test } from 'node:test'
import { combine, refusePoints } from './score.ts'

const rule = { least: 3, dropFrom: 5, passMark: null }
const given = (...totals: number[]) =>
  totals.map((total, n) => ({ judge: String(n), points: { 教学: total - 10, 师德: 10 } }))

test('the mean is exact to two decimals; from five judges on the extremes are left out', () => {
  assert.deepEqual(combine(given(80, 85, 90.01), rule), { score: 85, used: 3, dropped: [] })
  assert.deepEqual(combine(given(60, 80, 81, 82, 99), rule), { score: 81, used: 3, dropped: [60, 99] })
  assert.deepEqual(combine(given(0.1 + 10, 0.2 + 10, 0.2 + 10), rule), { score: 10.17, used: 3, dropped: [] })
})

test('too few judges are told how many there should be', () => {
  assert.deepEqual(combine(given(80, 90), rule), {
    code: 'judges',
    because: '已有 2 名评委打分，至少应有 3 名。',
  })
})

test('points fit their dimension', () => {
  const dimensions = { 教学: 40, 师德: 20 }
  assert.equal(refusePoints(dimensions, { 教学: 40, 师德: 0 }), null)
  assert.match(refusePoints(dimensions, { 教学: 41, 师德: 0 })?.because ?? '', /“教学”应为 0 到 40 分/)
  assert.match(refusePoints(dimensions, { 教学: 33.333, 师德: 0 })?.because ?? '', /最多两位小数/)
  assert.match(refusePoints(dimensions, { 教学: 33 })?.because ?? '', /“师德”还没有打分/)
  assert.match(refusePoints(dimensions, { 教学: 33, 师德: 1, 外语: 2 })?.because ?? '', /没有“外语”这一项/)
  assert.match(
    refusePoints(dimensions, { 教学: 33, 师德: 1, constructor: 2 })?.because ?? '',
    /没有“constructor”这一项/,
  )
})

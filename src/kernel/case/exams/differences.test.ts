import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesOf, type ExamFacts, type Sat } from './differences.ts'

const room: Sat = {
  place: '第一考场',
  seated: 4,
  count: { handedOut: 3, returned: 3, marked: 2, blank: 1, absent: 1 },
  outcomes: ['mark', 'mark', 'blank', 'absent'],
}
const whole: ExamFacts = { rooms: [room], unseated: [], unmarked: [], strays: [] }
const says = (facts: Partial<ExamFacts>): string[] =>
  differencesOf({ ...whole, ...facts }).map((one) => one.says)
const counted = (count: Partial<NonNullable<Sat['count']>>): string[] =>
  says({ rooms: [{ ...room, count: { ...room.count!, ...count } }] })

test('papers, candidates and marks that agree', () => {
  assert.deepEqual(says({}), [])
})

test('each count that is out is said with both numbers', () => {
  assert.deepEqual(counted({ returned: 2, marked: 1 }), [
    '第一考场：发出 3 份，收回 2 份',
    '第一考场：试卷评阅 1 份，成绩单评阅 2 条',
  ])
  assert.deepEqual(counted({ absent: 0 }), [
    '第一考场：应考 4 人，发出 3 份、缺考 0 人，合计 3',
    '第一考场：试卷缺考 0 份，成绩单缺考 1 条',
  ])
  assert.deepEqual(counted({ blank: 0 }), [
    '第一考场：收回 3 份，评阅 2 份、空白 0 份，合计 2',
    '第一考场：试卷空白 0 份，成绩单空白 1 条',
  ])
})

test('a room that nobody counted, and no room at all', () => {
  assert.deepEqual(says({ rooms: [{ ...room, count: null }] }), ['第一考场的试卷袋还没有清点'])
  assert.deepEqual(says({ rooms: [] }), ['还没有登记考场'])
})

test('who has no seat, who has no mark, and which mark is nobody’s are named', () => {
  assert.deepEqual(differencesOf({ ...whole, unseated: ['甲'], unmarked: ['乙', '丙'], strays: ['丁'] }), [
    { says: '1 名考生没有排考场', who: ['甲'] },
    { says: '2 名考生没有成绩', who: ['乙', '丙'] },
    { says: '1 条成绩对不上考生', who: ['丁'] },
  ])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockOf, faultOf, scoreOfText, stepOf } from './score-grid.ts'

test('full-width digits are read', () => {
  assert.equal(scoreOfText(' ８７．５ '), '87.5')
  assert.equal(scoreOfText('8。5'), '8.5')
})

test('a score beyond its points, or no number, is named', () => {
  const leaf = { points: '20', veto: false }
  assert.equal(faultOf('20', leaf), null)
  assert.equal(faultOf('', leaf), null)
  assert.match(faultOf('20.5', leaf) ?? '', /满分/)
  assert.match(faultOf('好', leaf) ?? '', /数字/)
  assert.match(faultOf('2', { points: '0', veto: true }) ?? '', /0（没有）/)
})

test('a block from Excel keeps its shape', () => {
  assert.deepEqual(blockOf('18\t9\r\n17\t\r\n'), [
    { row: 0, column: 0, score: '18' },
    { row: 0, column: 1, score: '9' },
    { row: 1, column: 0, score: '17' },
    { row: 1, column: 1, score: '' },
  ])
})

test('Enter goes down, letters stay', () => {
  assert.deepEqual([stepOf('Enter'), stepOf('ArrowUp'), stepOf('5')], [[1, 0], [-1, 0], null])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyEdits, markAt, markOfKey, markOfText, parseBlock } from './marks.ts'

test('letters and digits are typed, either case; Delete clears', () => {
  assert.equal(markOfKey('p'), 'present')
  assert.equal(markOfKey('2'), 'late')
  assert.equal(markOfKey('V'), 'leave')
  assert.equal(markOfKey('4'), 'absent')
  assert.equal(markOfKey('Delete'), null)
  assert.equal(markOfKey('x'), undefined)
})

test('words of the office are read, with spaces and full-width forms', () => {
  assert.equal(markOfText(' 出勤 '), 'present')
  assert.equal(markOfText('P'), 'present')
  assert.equal(markOfText('事假'), 'leave')
  assert.equal(markOfText('×'), 'absent')
  assert.equal(markOfText(''), undefined)
  assert.equal(markOfText('张三'), undefined)
})

test('a block from Excel keeps its shape; the last line break is no row', () => {
  assert.deepEqual(parseBlock('出勤\t迟到\r\n\t缺勤\r\n'), [
    ['present', 'late'],
    [undefined, 'absent'],
  ])
})

test('a row of letters is read by slot; beyond its end nothing is recorded', () => {
  assert.equal(markAt('PLVA-', 2), 'late')
  assert.equal(markAt('PLVA-', 5), null)
  assert.equal(markAt('P', 3), null)
})

test('an edit back to what is saved is no edit', () => {
  const saved = () => 'present' as const
  const once = applyEdits(new Map(), [{ p: 'a', slot: 1, status: 'absent' }], saved)
  assert.equal(once.size, 1)
  assert.equal(applyEdits(once, [{ p: 'a', slot: 1, status: 'present' }], saved).size, 0)
})

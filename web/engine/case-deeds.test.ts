import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asksOf, deedWord, NOTHING_SAID, stillMissing, toAction, type Asks } from './case-deeds.ts'

const asks: Asks = {
  because: null,
  score: false,
  amount: null,
  number: '命名文号',
  item: false,
  document: null,
}

test('a number may be left empty where a letter has one, and nowhere else', () => {
  const none = { number: null, mayBeEmpty: false, words: [] }
  assert.equal(stillMissing(asks, NOTHING_SAID), '请填写命名文号')
  assert.equal(stillMissing(asks, NOTHING_SAID, none), '请填写命名文号')
  assert.equal(stillMissing(asks, { ...NOTHING_SAID, number: '州教〔2026〕8号' }, none), undefined)
  assert.equal(stillMissing(asks, NOTHING_SAID, { ...none, mayBeEmpty: true }), undefined)
})

test('a draft is given up without a reason, a case that was handed in is taken back with one', () => {
  assert.deepEqual(
    [true, false].map((draft) => [
      deedWord('withdraw', undefined, draft),
      asksOf('withdraw', undefined, 'teacher', draft).because,
    ]),
    [
      ['放弃草稿', null],
      ['撤回', 'must'],
    ],
  )
  const given = toAction('withdraw', NOTHING_SAID, 0)
  assert.ok(given.do === 'withdraw' && given.because.length > 2, 'the history says what was done')
  const back = toAction('withdraw', { ...NOTHING_SAID, because: '不去了' }, 0)
  assert.ok(back.do === 'withdraw' && back.because === '不去了')
})

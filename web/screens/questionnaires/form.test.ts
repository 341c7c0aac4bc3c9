import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyForm, emptyQuestion, toBody, toQuestion } from './form.ts'

test('what belongs to another kind of question is not sent', () => {
  const typed = { ...emptyQuestion('single'), says: ' 年级 ', options: '一\n\n 二 ', lines: '甲' }
  assert.deepEqual(toQuestion(typed), {
    kind: 'single',
    says: '年级',
    required: true,
    options: ['一', '二'],
    lines: [],
    most: null,
  })
  assert.equal(toQuestion({ ...typed, kind: 'matrix' }).most, 5)
})

test('without names five sheets are the least, with names one', () => {
  const form = emptyForm('A', new Date('2026-11-21T00:00:00Z'))
  assert.deepEqual(
    [toBody(form, 2026, 'k').least, toBody({ ...form, anonymous: 'no' }, 2026, 'k').least],
    [5, 1],
  )
  assert.deepEqual([form.opensOn, form.closesOn], ['2026-11-21', '2026-12-05'])
})

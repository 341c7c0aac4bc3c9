import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orchard } from '#test/fixtures/case/orchard.ts'
import { checkForm, draftOf, fieldsOf, fieldTitle, isEmpty, readValue, valueText } from './form.ts'

const faults = (said: object): (string | undefined)[] =>
  checkForm(orchard, 'apply', said as Record<string, unknown>).faults.map(({ because }) => because)

test('a stage asks for its fields alone, and others for none', () => {
  assert.deepEqual(fieldsOf(orchard, 'apply'), ['kind', 'trees', 'story', 'since'])
  assert.deepEqual(fieldsOf(orchard, 'more'), ['proof'])
  assert.deepEqual(fieldsOf(orchard, 'decide'), [])
  assert.deepEqual([fieldTitle(orchard, 'trees'), fieldTitle(orchard, 'moon')], ['棵数', 'moon'])
})

test('a draft keeps what was typed, empty for what was cleared, and nothing of other stages', () => {
  const draft = draftOf(orchard, 'apply', { trees: 'viel', story: '  ', proof: 'x', moon: 1 })
  assert.deepEqual(draft, { trees: 'viel', story: null })
  assert.deepEqual(['', ' ', null, undefined, 0, false].map(isEmpty), [true, true, true, true, false, false])
})

test('what fits is taken, trimmed, without what is empty', () => {
  const { values, faults: none } = checkForm(orchard, 'apply', {
    kind: '苹果',
    story: ' 种了三年 ',
    trees: 3,
  })
  assert.deepEqual([values, none], [{ kind: '苹果', story: '种了三年', trees: 3 }, []])
})

test('what does not fit is said field by field, with what would', () => {
  assert.deepEqual(faults({}), ['请填写“树种”。', '请填写“经过”。'])
  assert.deepEqual(faults({ kind: '桃', story: '短', trees: 501, since: '昨天' }), [
    '“树种”应为苹果、梨之一。',
    '“棵数”应为整数，不小于 1，不大于 500。',
    '“经过”应为 2 到 50 个字。',
    '“始种日期”应为日期，写作 2026-09-01。',
  ])
})

test('a value is kept as text and read as what the field takes', () => {
  for (const [name, value] of [
    ['trees', 12],
    ['story', '12'],
    ['kind', '梨'],
  ] as const)
    assert.equal(readValue(orchard, name, valueText(value)), value, name)
  assert.equal(
    readValue(orchard, 'trees', '十二'),
    '十二',
    'what is no number any more is shown as it stands',
  )
  assert.equal(readValue(orchard, 'moon', '{}'), '{}', 'a field that the definition has not')
})

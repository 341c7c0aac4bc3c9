import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { lengthOf, normaliseCode, normaliseName, normaliseText, shorten, tidyProse } from './text.ts'

test('full-width forms and outer spaces go, inner spaces of texts stay', () => {
  assert.equal(normaliseText('\u3000２０２５　优质课 Ａ '), '2025 优质课 A')
  assert.equal(normaliseText('A\u0000B\u200b\ufeff'), 'AB')
  assert.equal(normaliseText('一\n二'), '一\n二')
})

test('codes lose every space', () => {
  assert.equal(normaliseCode(' ９９０１２３ Ｓ　０３４'), '990123S034')
})

test('names lose inner spaces unless they have Latin letters; the middle dot has one form', () => {
  assert.equal(normaliseName(' 张　三 '), '张三')
  assert.equal(normaliseName('John  Smith'), 'John  Smith')
  for (const dot of ['・', '•', '·', '･'])
    assert.equal(normaliseName(`阿依古丽${dot}买买提`), '阿依古丽·买买提')
})

test('rare characters count as one and are never cut in two', () => {
  assert.equal(lengthOf('𠮷田'), 2)
  assert.equal(shorten('𠮷𠮷𠮷', 2), '𠮷…')
  assert.equal(normaliseText('\ud842'), '\ufffd')
})

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
      for (const normalise of [normaliseText, normaliseCode, normaliseName])
        assert.equal(normalise(normalise(raw)), normalise(raw))
    }),
  )
})

test('prose keeps its full-width marks and loses what nobody sees', () => {
  assert.equal(
    tidyProse(' 一、导入（5 分钟）：\u200b看图，说话。\u0000 '),
    '一、导入（5 分钟）：看图，说话。',
  )
})

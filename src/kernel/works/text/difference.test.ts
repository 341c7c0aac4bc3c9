import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceOf, shareOfNew } from './difference.ts'

const before = '一、导入新课。教师出示三角形教具，学生观察并讨论它的面积。'
const after = '一、导入新课。教师出示平行四边形教具，学生动手操作并讨论它的面积。'

test('a change is shown by whole words, and both texts can be read out of it', () => {
  const stretches = differenceOf(before, after)
  assert.deepEqual(
    stretches.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`),
    ['gone 三角形', 'new 平行四边形', 'gone 观察', 'new 动手操作'],
  )
  const read = (without: string) =>
    stretches
      .filter(({ kind }) => kind !== without)
      .map(({ text }) => text)
      .join('')
  assert.deepEqual([read('new'), read('gone')], [before, after])
})

test('nothing changed is nothing new, and everything new is all of it', () => {
  assert.equal(shareOfNew(differenceOf(before, before)), 0)
  assert.equal(shareOfNew(differenceOf('', after)), 100)
  assert.equal(shareOfNew(differenceOf(before, '')), 0)
})

test('thousands of different words do not run into the halves of rare characters', () => {
  const many = Array.from({ length: 9000 }, (_, n) => `第${n}𠮷`).join('，')
  assert.deepEqual(differenceOf(many, many), [{ kind: 'same', text: many }])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from '../build/traditional-words.ts'
import { packed } from '../build/packed.ts'
import { byPieces, sorted, unpacked } from './by-pieces.ts'

test('the pieces of a sentence change, what was filled in stays', () => {
  const pieces = sorted({ 没有: '沒有', '”阶段；可选：': '”階段；可選：', 的账号: '的帳號' })
  assert.equal(byPieces('龚发没有“里程”阶段；可选：无。', pieces), '龚发沒有“里程”階段；可選：无。')
})

test('of two pieces that begin alike the longer one is taken', () => {
  const pieces = sorted({ 请写: '請寫', 请写明原因: '請寫明緣由' })
  assert.equal(byPieces('请写明原因，请写', pieces), '請寫明緣由，請寫')
})

test('pieces are whole literals, and templates between what is filled in', () => {
  const source =
    "/* 说明 `x` */ refuse('请写明原因'); say(`${title}没有“${phase}”阶段；可选：${all}。`); sql`select 1`; x('级')"
  assert.deepEqual(piecesOf(source), ['请写明原因', '没有“', '”阶段；可选：'])
})

test('spellings are packed without loss, also where a character becomes now this, now that', () => {
  const words = {
    发现: '發現',
    发生: '發生',
    理发: '理髮',
    名单: '名單',
    只有: '只有',
    皇后: '皇后',
    以后: '以後',
    之后: '之後',
  }
  const small = packed(words)
  assert.deepEqual(Object.keys(small.odd).toSorted(), ['皇后', '理发'].toSorted())
  assert.deepEqual(unpacked(small), words)
})

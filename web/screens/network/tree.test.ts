import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NetworkNode } from '#contract/network.ts'
import { arrange, parents } from './tree.ts'

const BLANK = {
  category: 'school',
  categoryWord: '学校',
  kindWord: null,
  urbanWord: null,
  town: null,
} as const
const node = (code: string, parent: string | null): NetworkNode => ({
  ...BLANK,
  code,
  name: code,
  parent,
  opened: null,
  closed: null,
  successor: null,
  schools: 0,
  teachers: 0,
})
const nodes = [node('R', null), node('C', 'R'), node('S1', 'C'), node('S2', 'C'), node('lost', 'gone')]

test('children follow their parent, one step deeper', () => {
  const rows = arrange(nodes, new Set()).map((row) => `${row.depth}${row.node.code}`)
  assert.deepEqual(rows, ['0R', '1C', '2S1', '2S2', '0lost'])
})

test('what lies below a closed unit is left out', () => {
  assert.deepEqual(
    arrange(nodes, new Set(['C'])).map((row) => row.node.code),
    ['R', 'C', 'lost'],
  )
})

test('a cycle below the top ends', () => {
  const circle = [node('R', null), node('A', 'R'), node('R', 'A')]
  assert.deepEqual(
    arrange(circle, new Set()).map((row) => row.node.code),
    ['R', 'A'],
  )
})

test('only units with others below them are parents', () => {
  assert.deepEqual(parents(nodes), ['R', 'C', 'gone'])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlesOf } from './circles.ts'

test('a tree has no circle', () => {
  assert.deepEqual(
    circlesOf(
      new Map([
        ['a', 'r'],
        ['b', 'a'],
        ['c', 'a'],
      ]),
    ),
    [],
  )
})

test('each circle is told once, wherever one comes upon it', () => {
  const links = new Map([
    ['x', 'c'],
    ['c', 'a'],
    ['a', 'b'],
    ['b', 'c'],
    ['s', 's'],
    ['y', 's'],
  ])
  assert.deepEqual(circlesOf(links), [['a', 'b', 'c'], ['s']])
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, bounds, move, stepOf } from './selection.ts'

const extent = { rows: 3, slots: 2 }

test('the cursor stops at the edges', () => {
  assert.deepEqual(move(at(2, 2), 1, 1, extent, false), at(2, 2))
  assert.deepEqual(move(at(0, 1), -5, -1, extent, false), at(0, 1))
})

test('with shift the selection grows from where it began', () => {
  const grown = move(at(1, 2), -1, -1, extent, true)
  assert.deepEqual(bounds(grown), { top: 0, bottom: 1, left: 1, right: 2 })
})

test('an empty grid has no row to go to', () => {
  assert.deepEqual(move(at(0, 1), 1, 0, { rows: 0, slots: 1 }, false), at(0, 1))
})

test('Enter goes down as in a spreadsheet', () => {
  assert.deepEqual(stepOf('Enter'), [1, 0])
  assert.equal(stepOf('a'), null)
})

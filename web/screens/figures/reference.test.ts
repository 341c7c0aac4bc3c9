import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordsLink, referenceOf } from './reference.ts'

test('a number and its address stand for each other', () => {
  const ref = {
    figure: 'exchanges',
    unit: '990123',
    year: 2025,
    dimension: 'direction',
    key: '城区→乡村',
  } as const
  assert.deepEqual(referenceOf(recordsLink(ref)), ref)
})

test('an unknown figure or another page is no number', () => {
  assert.equal(referenceOf('/figures/nothing/records?year=2025'), null)
  assert.equal(referenceOf('/people?year=2025'), null)
})

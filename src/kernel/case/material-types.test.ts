import assert from 'node:assert/strict'
import { test } from 'node:test'
import { typeOf } from './material-types.ts'

test('a file is taken by the ending of its name, in either case', () => {
  assert.equal(typeOf('地图.PDF'), 'application/pdf')
  assert.equal(typeOf('地图.exe'), undefined)
})

test('endings that every object of the language knows are none', () => {
  for (const ending of ['constructor', '__proto__', 'hasOwnProperty'])
    assert.equal(typeOf(`地图.${ending}`), undefined)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueOf, changesSince, digestOf, filed, percentOf, type Entry } from './filed.ts'

const sheet = (name: string, ...rows: string[][]): Entry => ({ kind: 'sheet', name, columns: ['姓名'], rows })
const found = (have: number, need: number, entries: Entry[] = []) => ({ have, need, gaps: [], entries })

test('an archive is complete only when each material is', () => {
  assert.equal(percentOf([filed('方案', found(1, 1)), filed('签到表', found(199, 200))]), 99)
  assert.equal(percentOf([filed('方案', found(3, 1)), filed('签到表', found(0, 0))]), 100)
})

test('a seal tells what was added, changed and taken away since', () => {
  const sealed = catalogueOf([filed('名单', found(1, 1, [sheet('名单', ['李静']), sheet('旧表')]))])
  const now = catalogueOf([filed('名单', found(1, 1, [sheet('名单', ['李静'], ['王芳']), sheet('新表')]))])
  assert.deepEqual(
    changesSince(sealed, now).map(({ how, name }) => `${how} ${name}`),
    ['changed 名单', 'added 新表', 'gone 旧表'],
  )
  assert.deepEqual(changesSince(sealed, sealed), [])
  assert.notDeepEqual(digestOf(sealed), digestOf(now))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, type RawBuilder } from 'kysely'
import { testDatabase } from '#test/harness/database.ts'
import { makeHall, officer } from '#test/programme/hall.ts'
import { kept } from './kept.ts'

const next = (number: number): RawBuilder<{ next: number }> =>
  sql<{ next: number }>`select ${number}::integer + 1 as next`

test('a kept statement answers for each value, and is prepared once', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  await hall.as(officer, async ({ tx }) => {
    for (const number of [1, 5, 40]) assert.deepEqual(await kept(tx, next(number)), [{ next: number + 1 }])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_prepared_statements
      where statement like '%+ 1 as next'`.execute(tx)
    assert.equal(rows[0]?.n, 1)
  })
})

test('a statement that is kept still sees only what the session may', async (t) => {
  const hall = await makeHall(await testDatabase(t))
  const people = sql<{ name: string }>`select name from person order by name`
  const all = await hall.as(officer, ({ tx }) => kept(tx, people))
  const own = await hall.as({ role: 'teacher', person: '甲' }, ({ tx }) => kept(tx, people))
  assert.deepEqual([all.length, own.map((row) => row.name)], [3, ['甲']])
})

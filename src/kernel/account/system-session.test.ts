import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWork, type Runtime } from '#kernel/call.ts'
import { testDatabase } from '#test/harness/database.ts'
import { systemSession } from './system-session.ts'

test('a system session sees its region, until it is ended', async (t) => {
  const db = await testDatabase(t)
  const made = await db.admin.query<{ id: number }>(
    `insert into region (code, name) values ('R1', '甲县') returning id`,
  )
  const region = made.rows[0]!.id
  const runtime: Runtime = { db, dataDir: '/nowhere', now: () => new Date() }
  const session = await systemSession(db, region, 'settle')
  const caller = await inWork(runtime, session.hash, (work) => Promise.resolve(work.caller))
  assert.deepEqual(caller, {
    region,
    account: null,
    person: null,
    role: 'system',
    unit: null,
    actor: 'settle',
  })
  await session.end()
  await assert.rejects(
    inWork(runtime, session.hash, () => Promise.resolve()),
    /登录已失效/,
  )
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import type { Database } from './open.ts'
import { inSession, rawClient } from './transact.ts'

const SESSION = createHash('sha256').update('token').digest()

const SCHEMA = `
  create table note (id int primary key, said text not null);
  grant select, insert, update on note to yanpei_app;`

async function notes(ending: Ending): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-migrations-'))
  ending.after(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, '0001_note.sql'), SCHEMA)
  return testDatabase(ending, folder)
}

const count = async (db: Database): Promise<unknown> =>
  (await db.app.query('select count(*) as n from note')).rows[0]

test('work sees its session, and nobody after it does', async (t) => {
  const db = await notes(t)
  const seen = await inSession(db, SESSION, async (tx) => {
    const found = await sql<{ at: string }>`select current_setting('yanpei.session') as at`.execute(tx)
    return found.rows[0]?.at
  })
  assert.equal(seen, SESSION.toString('hex'))
  const later = await db.app.query<{ at: string | null }>(
    `select current_setting('yanpei.session', true) as at`,
  )
  assert.equal(later.rows[0]?.at || null, null)
})

test('what resolves is kept, what rejects is undone', async (t) => {
  const db = await notes(t)
  await inSession(db, SESSION, (tx) => sql`insert into note values (1, '留')`.execute(tx))
  const broken = inSession(db, SESSION, async (tx) => {
    await sql`insert into note values (2, '弃')`.execute(tx)
    throw new Error('changed my mind')
  })
  await assert.rejects(broken, /changed my mind/)
  assert.deepEqual(await count(db), { n: 1 })
})

test('an error that the work swallows does not pass as committed', async (t) => {
  const db = await notes(t)
  const swallowed = inSession(db, SESSION, async (tx) => {
    await sql`insert into note values (1, '弃')`.execute(tx)
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
  })
  await assert.rejects(swallowed)
  assert.deepEqual(await count(db), { n: 0 })
})

test('after a deadlock it is tried again', async (t) => {
  const db = await notes(t)
  await db.app.query(`insert into note values (1, ''), (2, '')`)
  let first = 0
  const both = Promise.withResolvers<void>()
  const cross = (one: number, other: number): Promise<unknown> =>
    inSession(db, SESSION, async (tx) => {
      await sql`update note set said = said || 'a' where id = ${one}`.execute(tx)
      if (++first === 2) both.resolve()
      await both.promise
      await sql`update note set said = said || 'b' where id = ${other}`.execute(tx)
    })
  await Promise.all([cross(1, 2), cross(2, 1)])
  const said = await db.app.query<{ said: string }>('select said from note order by id')
  assert.deepEqual(
    said.rows.map((row) => row.said.split('').toSorted().join('')),
    ['ab', 'ab'],
  )
  assert.ok(first > 2, 'one of them at least began again')
})

test('the connection below the transaction is the same transaction', async (t) => {
  const db = await notes(t)
  const seen = await inSession(db, SESSION, async (tx) => {
    await sql`insert into note values (1, '看')`.execute(tx)
    return (await rawClient(tx).query('select count(*) as n from note')).rows[0]
  })
  assert.deepEqual(seen, { n: 1 })
  assert.throws(() => rawClient(Object.create(null)), TypeError)
})

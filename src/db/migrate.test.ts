import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { migrate, MIGRATIONS, readMigrations } from './migrate.ts'
import type { Database } from './open.ts'

type Files = Readonly<Record<string, string>>

async function folderOf(ending: Ending, files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-migrations-'))
  ending.after(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function tables(db: Database): Promise<string[]> {
  const found = await db.admin.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migration' order by 1`,
  )
  return found.rows.map((row) => row.name)
}

const ONE = { '0001_one.sql': 'create table one (id int)' }

test('files are applied once, in order, and belong to the owner role', async (t) => {
  const folder = await folderOf(t, ONE)
  const db = await testDatabase(t, folder)
  await writeFile(join(folder, '0003_three.sql'), 'alter table two add three int')
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int)')
  assert.deepEqual(await migrate(db.admin, folder), ['0002_two.sql', '0003_three.sql'])
  assert.deepEqual(await migrate(db.admin, folder), [])
  assert.deepEqual(await tables(db), ['one', 'two'])
  const owners = await db.admin.query(
    `select distinct tableowner as owner from pg_tables where schemaname = 'public'`,
  )
  assert.deepEqual(owners.rows, [{ owner: 'yanpei_owner' }])
})

test('a file that fails half-way leaves nothing, and can be corrected', async (t) => {
  const folder = await folderOf(t, ONE)
  const db = await testDatabase(t, folder)
  await writeFile(
    join(folder, '0002_two.sql'),
    'create table two (id int); select 1 / 0; create table three ()',
  )
  await assert.rejects(migrate(db.admin, folder), {
    code: 'migration-failed',
    message: /0002_two\.sql.*division by zero/s,
  })
  assert.deepEqual(await tables(db), ['one'])
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int)')
  assert.deepEqual(await migrate(db.admin, folder), ['0002_two.sql'])
})

test('a changed file and a newer database are refused', async (t) => {
  const folder = await folderOf(t, ONE)
  const db = await testDatabase(t, folder)
  await writeFile(join(folder, '0001_one.sql'), 'create table one (id bigint)')
  await assert.rejects(migrate(db.admin, folder), { code: 'migration-changed', message: /0001_one\.sql/ })
  const older = await folderOf(t, {})
  await assert.rejects(migrate(db.admin, older), { code: 'migration-unknown', message: /0001_one\.sql/ })
})

test('instances that start at once do each file once', async (t) => {
  const folder = await folderOf(t, ONE)
  const db = await testDatabase(t, folder)
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int); select pg_sleep(0.05)')
  await writeFile(join(folder, '0003_three.sql'), 'create table three (id int)')
  const done = await Promise.all([1, 2, 3].map(() => migrate(db.admin, folder)))
  assert.deepEqual(done.flat().toSorted(), ['0002_two.sql', '0003_three.sql'])
})

test('a server killed during a migration comes back without it', async (t) => {
  const folder = await folderOf(t, ONE)
  const db = await testDatabase(t, folder)
  await writeFile(join(folder, '0002_two.sql'), 'create table two (id int); select pg_sleep(60)')
  const running = migrate(db.admin, folder)
  const broken = assert.rejects(running)
  await untilSleeping(db)
  await db.admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(60)' and datname = current_database() and pid <> pg_backend_pid()`,
  )
  await broken
  assert.deepEqual(await tables(db), ['one'])
})

async function untilSleeping(db: Database): Promise<void> {
  for (;;) {
    const found = await db.admin.query(
      `select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`,
    )
    if (found.rows.length > 0) return
  }
}

test('every file of the program has a number of its own and says nothing of transactions', async () => {
  const files = await readMigrations(MIGRATIONS)
  const numbers = files.map((file) => /^(\d{4})_[a-z_]+\.sql$/.exec(file.name)?.[1])
  assert.ok(!numbers.includes(undefined))
  assert.equal(new Set(numbers).size, files.length)
  for (const { name, sql } of files) assert.doesNotMatch(sql, /^\s*(begin|commit|rollback)\s*;/im, name)
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { emptyDatabase, testDatabase } from '#test/harness/database.ts'
import { backup } from './backup.ts'
import { openDatabase, type Database } from './open.ts'
import { restore } from './restore.ts'
import { dumpSchema } from './schema-dump.ts'

const ROWS = `
  insert into region (code, name) values ('R1', E'天\\t安\\\\县'), ('R2', '𠮷县');
  insert into account (region_id, id, login, display_name, created_by, disabled_at, disabled_because)
    select id, gen_random_uuid(), code || n, '教师' || n, 'test', case when n = 1 then now() end, case when n = 1 then '离职' end
    from region, generate_series(1, 500) n;
  insert into account_role (region_id, account_id, role, granted_by) select region_id, id, 'teacher', 'test' from account;`

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'yanpei-export-'))
  t.after(() => rm(path, { recursive: true, force: true }))
  return path
}

async function contents(db: Database): Promise<unknown> {
  const found = await db.admin.query(
    `select (select jsonb_agg(to_jsonb(r) order by id) from region r) as regions,
            (select jsonb_agg(to_jsonb(a) order by id) from account a) as accounts,
            (select count(*) from account_role) as roles`,
  )
  return found.rows[0]
}

async function restingTriggers(db: Database): Promise<number | null> {
  const found = await db.admin.query(`select from pg_trigger where tgenabled <> 'O'`)
  return found.rowCount
}

test('an export restored into an empty database is the same, and guarded as before', async (t) => {
  const db = await testDatabase(t)
  await db.admin.query(ROWS)
  const base = await folder(t)
  await backup(db, join(base, 'data'), join(base, 'backups'))
  const databaseUrl = await emptyDatabase(t)
  await restore(join(base, 'restored'), join(base, 'backups'), { databaseUrl })
  const copy = await openDatabase({ dataDir: join(base, 'restored'), databaseUrl })
  try {
    assert.deepEqual(await contents(copy), await contents(db))
    assert.equal(await dumpSchema(copy.admin), await dumpSchema(db.admin))
    assert.equal(await restingTriggers(copy), 0)
    const next = await copy.admin.query<{ id: number }>(
      `insert into region (code, name) values ('R3', '新') returning id`,
    )
    assert.equal(next.rows[0]?.id, 3)
  } finally {
    await copy.close()
  }
})

test('an export is not loaded over tables, nor without a database, nor when a file is missing', async (t) => {
  const db = await testDatabase(t)
  const base = await folder(t)
  const backups = join(base, 'backups')
  const { folder: written } = await backup(db, join(base, 'data'), backups)
  await assert.rejects(restore(join(base, 'restored'), backups), { code: 'kind', message: /DATABASE_URL/ })
  const databaseUrl = await emptyDatabase(t)
  const back = restore(join(base, 'restored'), backups, { databaseUrl, at: new Date() })
  await assert.rejects(back, { code: 'no-moment', message: /去掉 --at/ })
  await (await openDatabase({ dataDir: base, databaseUrl })).close()
  await assert.rejects(restore(join(base, 'restored'), backups, { databaseUrl }), { code: 'not-empty' })
  await unlink(join(written, 'tables', 'account.copy.gz'))
  const missing = restore(join(base, 'other'), backups, { databaseUrl: await emptyDatabase(t) })
  await assert.rejects(missing, { code: 'backup-broken', message: /account\.copy\.gz/ })
})

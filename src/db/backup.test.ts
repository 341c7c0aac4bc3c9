import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { dataFolder, type DataFolder } from '#test/harness/data-folder.ts'
import { backup } from './backup.ts'
import { openDatabase, type Database } from './open.ts'
import { restore } from './restore.ts'

type County = { folder: DataFolder; db: Database; backups: string }

async function county(t: TestContext): Promise<County> {
  const folder = await dataFolder(t)
  const db = await openDatabase({ ...folder, waitForOthers: 0 })
  folder.opened.push(db)
  await mkdir(join(folder.dataDir, 'files', 'ab'), { recursive: true })
  await writeFile(join(folder.dataDir, 'files', 'ab', 'abcd'), '教案')
  await writeFile(join(folder.dataDir, 'settings.json'), '{"port":8080}')
  return { folder, db, backups: join(folder.aside, 'backups') }
}

const insert = (db: Database, first: number, last: number): Promise<unknown> =>
  db.app.query('insert into written select generate_series($1::int, $2::int)', [first, last])

async function rowsOf({ folder }: County, dataDir: string): Promise<number> {
  const db = await openDatabase({ dataDir, migrations: folder.migrations, waitForOthers: 0 })
  folder.opened.push(db)
  const found = await db.app.query<{ n: number }>('select count(*) as n from written')
  return found.rows[0]?.n ?? -1
}

async function serverTime(db: Database): Promise<Date> {
  await delay(30)
  const found = await db.admin.query<{ at: Date }>('select clock_timestamp() as at')
  await delay(30)
  return found.rows[0]?.at ?? new Date(0)
}

describe('backup of an embedded database', { skip: Boolean(process.env['DATABASE_URL']) }, () => {
  test('a backup taken during writes comes back whole, with uploads and settings', async (t) => {
    const from = await county(t)
    await insert(from.db, 1, 20_000)
    const [report] = await Promise.all([
      backup(from.db, from.folder.dataDir, from.backups),
      insert(from.db, 20_001, 20_100),
    ])
    const to = join(from.folder.aside, 'restored')
    const restored = await restore(to, from.backups)
    assert.equal(restored.complete, true)
    assert.ok((await rowsOf(from, to)) >= 20_000)
    assert.equal(await readFile(join(to, 'files', 'ab', 'abcd'), 'utf8'), '教案')
    assert.equal(await readFile(join(to, 'settings.json'), 'utf8'), '{"port":8080}')
    assert.ok(report.files >= 4 && report.bytes > 1_000_000)
  })

  test('goes back to the second before a mass deletion, from log the data folder still has', async (t) => {
    const from = await county(t)
    await insert(from.db, 1, 10)
    await backup(from.db, from.folder.dataDir, from.backups)
    await insert(from.db, 11, 5000)
    const before = await serverTime(from.db)
    await from.db.app.query('delete from written')
    await from.db.close()
    await rename(from.folder.dataDir, join(from.folder.aside, 'set-aside'))
    const to = from.folder.dataDir
    const report = await restore(to, from.backups, { at: before })
    assert.equal(report.complete, true)
    assert.equal(await rowsOf(from, to), 5000)
  })

  test('a moment that the log does not reach gives the end of the log, and says so', async (t) => {
    const from = await county(t)
    await insert(from.db, 1, 10)
    await backup(from.db, from.folder.dataDir, from.backups)
    await insert(from.db, 11, 20)
    await from.db.close()
    const to = join(from.folder.aside, 'restored')
    const report = await restore(to, from.backups, { at: new Date(Date.now() + 60_000) })
    assert.equal(report.complete, false)
    assert.equal(await rowsOf(from, to), 20)
  })

  test('a second backup goes beside the first, and a time picks between them', async (t) => {
    const from = await county(t)
    await insert(from.db, 1, 10)
    await backup(from.db, from.folder.dataDir, from.backups)
    const between = await serverTime(from.db)
    await insert(from.db, 11, 30)
    const second = await backup(from.db, from.folder.dataDir, from.backups)
    const newest = join(from.folder.aside, 'newest')
    await restore(newest, second.folder)
    assert.equal(await rowsOf(from, newest), 30)
    const earlier = join(from.folder.aside, 'earlier')
    await restore(earlier, from.backups, { at: between })
    assert.equal(await rowsOf(from, earlier), 10)
  })

  test('refuses what would lose or mix something, in words', async (t) => {
    const from = await county(t)
    const { dataDir } = from.folder
    const foreign = join(from.folder.aside, 'foreign')
    await mkdir(foreign)
    await writeFile(join(foreign, '重要.txt'), '')
    await assert.rejects(backup(from.db, dataDir, foreign), {
      code: 'backup-folder',
      message: /不是空文件夹/,
    })
    await assert.rejects(backup(from.db, dataDir, join(dataDir, 'b')), { code: 'backup-folder' })
    await assert.rejects(restore(join(from.folder.aside, 'x'), foreign), { code: 'no-backup' })
    await backup(from.db, dataDir, from.backups)
    await assert.rejects(restore(dataDir, from.backups), { code: 'not-empty', message: /不是空的/ })
    const early = restore(join(from.folder.aside, 'x'), from.backups, { at: new Date(0) })
    await assert.rejects(early, { code: 'too-early', message: /最早只能恢复到/ })
  })

  test('a damaged backup is refused and the file named', async (t) => {
    const from = await county(t)
    const { folder } = await backup(from.db, from.folder.dataDir, from.backups)
    const base = join(folder, 'base.tar.gz')
    const bytes = await readFile(base)
    bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000)
    await writeFile(base, bytes)
    const to = join(from.folder.aside, 'restored')
    await assert.rejects(restore(to, from.backups), { code: 'backup-broken', message: /base\.tar\.gz/ })
    assert.deepEqual(await readdir(to).catch(() => []), [])
  })
})

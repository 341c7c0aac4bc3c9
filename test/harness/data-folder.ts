import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '#db/open.ts'
import type { Ending } from './database.ts'

const SCHEMA = `
  create table written (number int primary key);
  grant select, insert, delete on written to yanpei_app;`

/**
 * A data folder of its own for tests of the server's life, with a schema of one table, `written`. Databases in
 * `opened` are closed before the folder goes; `aside` is a place for other files.
 */
export type DataFolder = { dataDir: string; migrations: string; aside: string; opened: Database[] }

/** Makes the folders, in memory where there is such a thing; they go with the test. */
export async function dataFolder(ending: Ending): Promise<DataFolder> {
  const base = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'yanpei-life-'))
  await chmod(base, 0o755) // as root, the database's user has to pass through
  const opened: Database[] = []
  ending.after(async () => {
    await Promise.all(opened.map((db) => db.close()))
    await rm(base, { recursive: true, force: true, maxRetries: 5 })
  })
  const migrations = join(base, 'migrations')
  await mkdir(migrations)
  await writeFile(join(migrations, '0001_written.sql'), SCHEMA)
  return { dataDir: join(base, 'data'), migrations, aside: base, opened }
}

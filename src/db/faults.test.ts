import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { dataFolder, type DataFolder } from '#test/harness/data-folder.ts'
import { findBinaries } from './embedded/binaries.ts'
import { serverProcesses } from './embedded/processes.ts'
import type { OnSecond } from './embedded/server.ts'
import { userToRunAs } from './embedded/place.ts'
import { openDatabase, type Database } from './open.ts'
import { isUnavailable } from './refusal.ts'

const HARNESS = join(import.meta.dirname, '../../test/harness')
const external = Boolean(process.env['DATABASE_URL'])

async function open(folder: DataFolder, onSecond: OnSecond = 'refuse', waitForOthers = 0): Promise<Database> {
  const db = await openDatabase({ ...folder, onSecond, waitForOthers })
  folder.opened.push(db)
  return db
}

async function written(db: Database): Promise<Set<number>> {
  const found = await db.app.query<{ number: number }>('select number from written')
  return new Set(found.rows.map((row) => row.number))
}

function assertNothingLost(acknowledged: readonly number[], kept: ReadonlySet<number>): void {
  assert.deepEqual(
    acknowledged.filter((number) => !kept.has(number)),
    [],
  )
}

describe('faults', { skip: external }, () => {
  test('PostgreSQL killed during writes: nothing acknowledged is lost, it comes back by itself', async (t) => {
    const db = await open(await dataFolder(t))
    const acknowledged: number[] = []
    const busy = db.app.query('select count(*) from generate_series(1, 1e10)').catch(() => undefined)
    let longest = 0
    for (let number = 1; acknowledged.length < 300; number += 1) {
      const asked = performance.now()
      await insertAgainAndAgain(db, number)
      longest = Math.max(longest, performance.now() - asked)
      acknowledged.push(number)
      if (number % 100 === 50) process.kill(db.embedded?.pid() ?? 0, 'SIGKILL')
    }
    await busy
    assertNothingLost(acknowledged, await written(db))
    assert.ok(longest < 10_000, `back after ${longest} ms`)
  })

  test('Node killed during writes: the next start needs no hand and finds everything', async (t) => {
    const folder = await dataFolder(t)
    let next = 1
    const acknowledged: number[] = []
    for (const _round of [1, 2, 3]) {
      const numbers = await writeUntilKilled(folder, next, 100)
      acknowledged.push(...numbers)
      next = (numbers.at(-1) ?? next) + 10
    }
    const db = await open(folder)
    assertNothingLost(acknowledged, await written(db))
  })

  test('the server ends soon after Node was killed', async (t) => {
    const folder = await dataFolder(t)
    await writeUntilKilled(folder, 1, 5)
    const deadline = Date.now() + 5000
    const data = join(folder.dataDir, 'postgres')
    while ((await serverProcesses(data)).length > 0) {
      assert.ok(Date.now() < deadline, 'an orphan goes on')
      await delay(20)
    }
  })

  test('a second instance is refused in words; a command shares the server', async (t) => {
    const folder = await dataFolder(t)
    const db = await open(folder)
    await assert.rejects(open(folder), { code: 'second-instance', message: /另一个研培进程正在使用/ })
    const guest = await open(folder, 'share')
    await guest.app.query('insert into written values (7)')
    await guest.close()
    assert.deepEqual([...(await written(db))], [7])
    await db.close()
  })

  test('an owner that closes waits for the commands that share its server', async (t) => {
    const folder = await dataFolder(t)
    const owner = await open(folder, 'refuse', 10_000)
    const guest = await open(folder, 'share')
    const closed = owner.close()
    await guest.app.query('insert into written select 1 from pg_sleep(0.3)')
    assert.equal((await written(guest)).size, 1)
    await guest.close()
    await closed
  })

  test('an orphan server of another start is shut down first', async (t) => {
    const folder = await dataFolder(t)
    await (await open(folder)).close()
    const orphan = await startOrphan(folder)
    await open(folder)
    assert.notEqual(orphan.exitCode ?? orphan.signalCode, null)
  })

  test('a stale pid file that names a living process does not matter', async (t) => {
    const folder = await dataFolder(t)
    await (await open(folder)).close()
    const data = join(folder.dataDir, 'postgres')
    await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n5432\n/nowhere\n\n\nready\n`)
    await (await open(folder)).close()
  })

  test('an initdb that was interrupted is done again', async (t) => {
    const folder = await dataFolder(t)
    const rest = join(folder.dataDir, 'postgres.init', 'global')
    await mkdir(rest, { recursive: true })
    await writeFile(join(rest, 'pg_control'), 'half')
    const db = await open(folder)
    await db.close()
    assert.match(await readFile(join(folder.dataDir, 'postgres', 'PG_VERSION'), 'utf8'), /^18/)
  })
})

async function insertAgainAndAgain(db: Database, number: number): Promise<void> {
  for (;;) {
    try {
      await db.app.query('insert into written values ($1) on conflict do nothing', [number])
      return
    } catch (error) {
      assert.ok(isUnavailable(error), String(error))
      await delay(20)
    }
  }
}

async function writeUntilKilled(folder: DataFolder, first: number, count: number): Promise<number[]> {
  const args = [join(HARNESS, 'writer.ts'), folder.dataDir, folder.migrations, String(first)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const numbers: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') numbers.push(Number(line))
    if (numbers.length === count) child.kill('SIGKILL')
  }
  return numbers
}

/** A server as a crashed predecessor without the usual precautions would leave it. */
async function startOrphan(folder: DataFolder): Promise<ChildProcess> {
  const runAs = userToRunAs()
  const { postgres } = await findBinaries(runAs)
  const data = join(folder.dataDir, 'postgres')
  const socket = join(folder.dataDir, 'run')
  const args = ['-D', data, '-c', `unix_socket_directories=${socket}`]
  const child = spawn(postgres, args, { ...runAs, cwd: data, detached: true, stdio: 'ignore' })
  child.unref()
  while ((await serverProcesses(data)).length < 3) await delay(20)
  return child
}

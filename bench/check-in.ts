/**
 * Check-in over HTTP, durable, with session, roster, nonce and audit row: `node bench/check-in.ts`. The product serves
 * in a process of its own, the load comes from this one, the database and pgbench share the machine with both. Prints one
 * JSON line for each number of connections; `share` is the rate over HTTP against the same statement by pgbench.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { openDatabase, type Database } from '#db/open.ts'
import { baseline } from './check-in/baseline.ts'
import { BENCH_TABLES, fillHall, PEOPLE, type Hall } from './check-in/hall.ts'
import { Line } from './check-in/line.ts'
import { checkIn, measure, withLines, type Outcome } from './check-in/load.ts'

const ROUND = 4000
const WARM_UP = 1000
const screenOf = z.object({ link: z.string() })

const folder = await mkdtemp(join(tmpdir(), 'yanpei-bench-'))
const child = spawn(process.execPath, ['src/main.ts', 'serve', '--data', folder, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const address = await addressOf(child)
  const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
  await db.admin.query(`set role yanpei_owner; ${BENCH_TABLES}`)
  await db.admin.query('reset role')
  const hall = await fillHall(db)
  // a server that has just started compiles what it runs first: a hall comes to one that has been at work
  await checkInAll(hall, address, hall.teachers.slice(0, WARM_UP), 8)
  for (const connections of [8, 32]) await round(db, hall, address, connections)
  await db.close()
} finally {
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  await rm(folder, { recursive: true, force: true })
}

async function round(db: Database, hall: Hall, address: string, connections: number): Promise<void> {
  const teachers = hall.teachers.slice(0, ROUND)
  await empty(db)
  const overHttp = await checkInAll(hall, address, teachers, connections)
  const pages = await withLines(address, connections, (lines) =>
    measure(teachers.slice(0, ROUND / 2), lines, async (line, token) => {
      return (await line.ask({ path: '/api/phone', token })).status === 200
    }),
  )
  await empty(db)
  const direct = await baseline(join(folder, 'run'), folder, hall.activity, connections, ROUND)
  const share = Math.round((overHttp.perSecond / direct.perSecond) * 100) / 100
  console.log(
    JSON.stringify({ connections, people: PEOPLE, checkIn: overHttp, firstScreen: pages, direct, share }),
  )
}

async function empty(db: Database): Promise<void> {
  await db.admin.query('truncate attendance')
  await db.admin.query(`select setval('bench_number', 1, false)`)
}

/** The code changes every five seconds, so the load asks the screen for it as a hall would look up. */
async function checkInAll(
  hall: Hall,
  address: string,
  teachers: readonly string[],
  connections: number,
): Promise<Outcome> {
  const screen = new Line(address)
  const look = async (): Promise<string> => {
    const path = `/api/activities/${hall.activity}/slots/1/projector?origin=${new URL(address).origin}`
    const { text } = await screen.ask({ path, token: hall.officer })
    return screenOf.parse(JSON.parse(text)).link.split('/q/')[1]!
  }
  let code = await look()
  const looking = setInterval(() => void look().then((next) => (code = next)), 2000)
  try {
    return await withLines(address, connections, (lines) =>
      measure(teachers, lines, async (line, token) => {
        const { status, text } = await line.ask({ path: '/api/check-in', token, body: checkIn(code) })
        return status === 200 && text.includes('"recorded"')
      }),
    )
  } finally {
    clearInterval(looking)
    screen.end()
  }
}

async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const found = /https?:\/\/\S+/.exec(line)
    if (found !== null) return found[0]
  }
  throw new Error('the server did not start')
}

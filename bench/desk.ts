/**
 * A hall's desk over HTTP: the same person from two phones at once, the check-in with the page it leads to, the attendance
 * of 500 saved at once, and their roster. `node bench/desk.ts`
 */
import { Agent } from 'node:http'
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { openDatabase, type Database } from '#db/open.ts'
import { BENCH_TABLES, fillHall, type Hall } from './check-in/hall.ts'
import { checkIn, measure, send, withLines } from './check-in/load.ts'
import { median, ms, processorTime, rounds, startProgram, tell, withFolder } from './program.ts'
import type { Program } from './program.ts'

const ROSTER = 500
const TWINS = 80
const VISITORS = 3000
const screenOf = z.object({ link: z.string() })

/** A second activity that ended yesterday, with the first 500 of the people. */
const SMALLER = `with made as (
    insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
    select region_id, gen_random_uuid(), id, 'A2', '小班', now() - interval '1 day', now() - interval '20 hours', 4, 1 from programme returning *),
  joined as (insert into participation (region_id, activity_id, person_id, role)
    select a.region_id, a.id, p.id, 'trainee' from made a, person p where p.file_order <= ${ROSTER} returning activity_id, person_id)
  select activity_id as activity, array_agg(person_id) as people from joined group by 1`

await withFolder(async (folder) => {
  const program = await startProgram(folder)
  const { address, stop } = program
  try {
    const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
    await db.admin.query(`set role yanpei_owner; ${BENCH_TABLES}; reset role`)
    const hall = await fillHall(db)
    await twins(db, hall, address)
    await visits(hall, program)
    await rosterOf500(db, hall, address)
    await db.close()
  } finally {
    await stop()
  }
})

async function codeOf(hall: Hall, address: string): Promise<string> {
  const path = `/api/activities/${hall.activity}/slots/1/projector?origin=${address}`
  const { text } = await send(new Agent(), address, { path, token: hall.officer })
  return screenOf.parse(JSON.parse(text)).link.split('/q/')[1] ?? ''
}

async function twins(db: Database, hall: Hall, address: string): Promise<void> {
  const code = await codeOf(hall, address)
  const agent = new Agent({ keepAlive: true, maxSockets: 32 })
  const both = hall.teachers.slice(0, TWINS).flatMap((token) => [token, token])
  const answers = await Promise.all(
    both.map((token) => send(agent, address, { path: '/api/check-in', token, body: checkIn(code) })),
  )
  const errors = answers.filter((answer) => answer.status !== 200).length
  const { rows } = await db.admin.query<{ n: number }>('select count(*)::int as n from attendance')
  agent.destroy()
  tell({
    work: `same person from two phones at once, ${TWINS} people`,
    measured: `${rows[0]?.n} rows, ${errors} errors`,
    goal: `${TWINS} rows, 0 errors`,
    comparison: 'two rows in 39 of 80',
  })
}

async function visits(hall: Hall, { address, child }: Program): Promise<void> {
  let code = await codeOf(hall, address)
  const looking = setInterval(() => void codeOf(hall, address).then((next) => (code = next)), 2000)
  const visitors = hall.teachers.slice(TWINS, TWINS + VISITORS)
  const before = await processorTime(child.pid ?? 0)
  const { perSecond, p99, failures } = await withLines(address, 32, (lines) =>
    measure(visitors, lines, async (line, token) => {
      const done = await line.ask({ path: '/api/check-in', token, body: checkIn(code) })
      const page = await line.ask({ path: '/api/phone', token })
      return done.status === 200 && page.status === 200
    }),
  )
  const each = ((await processorTime(child.pid ?? 0)) - before) / VISITORS
  clearInterval(looking)
  tell({
    work: 'check-in and the page it leads to, 32 connections',
    measured: `${perSecond}/s, p99 ${ms(p99)}, ${failures} failed; processor ${each.toFixed(2)} ms each`,
    goal: '≥ 1000/s',
    comparison: '17/s',
  })
}

async function rosterOf500(db: Database, hall: Hall, address: string): Promise<void> {
  const { rows } = await db.admin.query<{ activity: string; people: string[] }>(SMALLER)
  const { activity = '', people = [] } = rows[0] ?? {}
  const agent = new Agent({ keepAlive: true })
  const saved = await rounds(15, async (round) => {
    const changes = people.map((p) => ({ p, slot: 1, status: round % 2 === 0 ? 'present' : 'late' }))
    const body = JSON.stringify({ key: randomUUID(), changes })
    const headers = { cookie: `yanpei=${hall.officer}`, 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/activities/${activity}/attendance`, {
      method: 'PUT',
      headers,
      body,
    })
    if (answer.status !== 200) throw new Error(await answer.text())
    await answer.text()
  })
  tell({
    work: `attendance of ${ROSTER} saved at once`,
    measured: ms(median(saved)),
    goal: '≤ 100 ms',
    comparison: '4250 ms',
  })
  let bytes = 0
  const read = await rounds(30, async () => {
    const { status, text } = await send(agent, address, {
      path: `/api/activities/${activity}`,
      token: hall.officer,
    })
    if (status !== 200) throw new Error(text)
    bytes = gzipSync(text).length
  })
  agent.destroy()
  tell({
    work: `roster page of ${ROSTER}`,
    measured: `${ms(median(read))}, ${Math.round(bytes / 1024)} kB gz`,
    goal: '≤ 40 ms, ≤ 150 kB',
    comparison: '189 ms, 704 kB',
  })
}

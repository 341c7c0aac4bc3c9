/**
 * The desk's pages over HTTP, on the demonstration county: `node bench/pages.ts`. The product serves in a process of its
 * own, the load comes from this one, the database shares the machine with both. Prints one JSON line a page; the first
 * is a page that asks the database one row, against which the others can be held on a busy machine.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase } from '#db/open.ts'
import { measure, send } from './check-in/load.ts'
import { addOpenCases } from './open-cases.ts'

type Page = { name: string; path: string; requests: number; connections: number }
const PAGES: readonly Page[] = [
  { name: 'one row (policies)', path: '/api/policies', requests: 3000, connections: 16 },
  { name: 'home of an officer', path: '/api/home?year=2025', requests: 5000, connections: 16 },
  { name: 'people, first 100', path: '/api/people?year=2025', requests: 300, connections: 4 },
  { name: 'people, all', path: '/api/people?year=2025&limit=10000', requests: 30, connections: 1 },
  { name: 'people by initials', path: '/api/people?year=2025&q=zs', requests: 300, connections: 4 },
  { name: 'search', path: '/api/search?q=zs', requests: 500, connections: 4 },
  { name: 'network', path: '/api/network?year=2025', requests: 300, connections: 4 },
  {
    name: '1,000 open cases, first 100',
    path: '/api/cases?system=qualification&status=open',
    requests: 400,
    connections: 4,
  },
  { name: 'people as Excel', path: '/api/people.xlsx?year=2025', requests: 10, connections: 1 },
]
const REDRAWN = 10

const folder = await mkdtemp(join(tmpdir(), 'yanpei-bench-'))
const child = spawn(process.execPath, ['src/main.ts', 'demo', '--data', folder, '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const address = await addressOf(child)
  const token = await signedIn(address)
  const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
  await addOpenCases(db, 1000)
  await db.close()
  for (const page of PAGES)
    console.log(JSON.stringify({ page: page.name, ...(await take(address, token, page)) }))
  console.log(
    JSON.stringify({ page: 'home of an officer, after a change', ms: await redrawn(address, token) }),
  )
} finally {
  child.kill('SIGTERM')
  await new Promise((done) => child.once('exit', done))
  await rm(folder, { recursive: true, force: true })
}

function take(
  address: string,
  token: string,
  { path, requests, connections }: Page,
): ReturnType<typeof measure> {
  const items = Array.from({ length: requests }, () => path)
  const agents = Array.from({ length: connections }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  return measure(items, agents, async (agent, one) => {
    return (await send(agent, address, { path: one, token })).status === 200
  }).finally(() => {
    for (const agent of agents) agent.destroy()
  })
}

/** The median of what the first page takes when something has been recorded since it was last drawn. */
async function redrawn(address: string, token: string): Promise<number> {
  const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
  const agent = new Agent()
  const times: number[] = []
  for (let round = 0; round < REDRAWN; round += 1) {
    await db.admin.query(
      `insert into audit_log (region_id, actor, action, subject_kind, subject_id)
       select id, 'bench', 'bench', 'bench', '' from region`,
    )
    const from = performance.now()
    await send(agent, address, { path: '/api/home?year=2025', token })
    times.push(performance.now() - from)
  }
  await db.close()
  return Math.round(times.toSorted((a, b) => a - b)[REDRAWN / 2] ?? 0)
}

/** Signs in as the demonstration's officer; gives the session's token. */
function signedIn(address: string): Promise<string> {
  const body = JSON.stringify({ login: 'officer', password: 'yanpei-demo-2025' })
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', origin: new URL(address).origin }
    const sent = request(new URL('/api/sign-in', address), { method: 'POST', headers }, (answer) => {
      answer.resume()
      const cookie = answer.headers['set-cookie']?.join(';') ?? ''
      resolve(/yanpei=([^;]+)/.exec(cookie)?.[1] ?? '')
    })
    sent.on('error', reject).end(body)
  })
}

async function addressOf(server: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: server.stdout! })) {
    const found = /https?:\/\/\S+/.exec(line)
    if (found !== null) return found[0]
  }
  throw new Error('the server did not start')
}

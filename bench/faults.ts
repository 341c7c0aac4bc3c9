// Rounds of faults under load: eight writers insert and print what is acknowledged while PostgreSQL, one of its
// processes, Node or both are killed. Ends with how many rows were acknowledged and how many of them are lost.
// node bench/faults.ts [rounds]
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, mkdir, chmod, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { serverProcesses } from '#db/embedded/processes.ts'
import { openDatabase } from '#db/open.ts'

const SCHEMA = 'create table written (number int primary key); grant select, insert on written to yanpei_app;'
const WRITERS = 8
const WRITER = join(import.meta.dirname, '../test/harness/writer.ts')

type Fault = 'server' | 'backend' | 'node' | 'both' | 'stop server in order'
const FAULTS: readonly Fault[] = ['server', 'backend', 'node', 'both', 'stop server in order']

const rounds = Number(process.argv[2] ?? 20)
const base = await mkdtemp(join(tmpdir(), 'yanpei-faults-'))
await chmod(base, 0o755)
const folder = { dataDir: join(base, 'data'), migrations: join(base, 'migrations') }
await mkdir(folder.migrations)
await writeFile(join(folder.migrations, '0001_written.sql'), SCHEMA)

const acknowledged: number[] = []
const starts: number[] = []
for (let round = 0; round < rounds; round += 1) await oneRound(round)
await report()
await rm(base, { recursive: true, force: true })

async function oneRound(round: number): Promise<void> {
  const fault = FAULTS[round % FAULTS.length] ?? 'server'
  const first = (acknowledged.at(-1) ?? 0) + 10_000
  const asked = performance.now()
  const writer = spawn(
    process.execPath,
    [WRITER, folder.dataDir, folder.migrations, String(first), String(WRITERS)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const before = acknowledged.length
  const ended = collect(writer, () => starts.push(performance.now() - asked))
  while (acknowledged.length < before + 200) await delay(10)
  await delay(Math.random() * 500)
  await strike(fault, writer)
  await delay(700)
  writer.kill('SIGKILL')
  await ended
  acknowledged.sort((one, other) => one - other)
  console.log(`round ${round + 1} (${fault}): ${acknowledged.length - before} acknowledged`)
}

async function collect(writer: ChildProcess, ready: () => void): Promise<void> {
  if (writer.stdout === null) return
  for await (const line of createInterface({ input: writer.stdout })) {
    if (line === 'ready') ready()
    else acknowledged.push(Number(line))
  }
}

async function strike(fault: Fault, writer: ChildProcess): Promise<void> {
  const processes = await serverProcesses(join(folder.dataDir, 'postgres'))
  const server = processes.find((one) => one.postmaster)
  const backend = processes.filter((one) => !one.postmaster).at(-1)
  if (fault === 'backend' && backend !== undefined) process.kill(backend.pid, 'SIGKILL')
  if (fault === 'stop server in order' && server !== undefined) process.kill(server.pid, 'SIGINT')
  if ((fault === 'server' || fault === 'both') && server !== undefined) process.kill(server.pid, 'SIGKILL')
  if (fault === 'node' || fault === 'both') writer.kill('SIGKILL')
}

async function report(): Promise<void> {
  const db = await openDatabase({ ...folder, waitForOthers: 0 })
  const found = await db.app.query<{ number: number }>('select number from written')
  const kept = new Set(found.rows.map((row) => row.number))
  const lost = acknowledged.filter((number) => !kept.has(number)).length
  const slowest = Math.round(Math.max(...starts.slice(1)))
  console.log(
    `${rounds} rounds: ${acknowledged.length} acknowledged, ${lost} lost; slowest start ${slowest} ms`,
  )
  await db.close()
  process.exitCode = lost === 0 ? 0 : 1
}

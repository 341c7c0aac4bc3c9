import { execFile } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'

/** The same statement for one at a time, straight to the same server: by pgbench where it is installed, else by as many clients of ours. */
export type Baseline = { by: 'pgbench' | 'clients'; perSecond: number }

/** The number is drawn in a row of its own: as a condition it would be drawn for every session. */
const STATEMENT = (activity: string): string => `select r.outcome
  from (select nextval('bench_number') as i offset 0) n
  join bench_session s on s.i = n.i
  cross join lateral record_check_ins(array[s.hash], array['${activity}'::uuid], array[1::smallint], array['present'],
    array[now()], array['code'], array[gen_random_uuid()], array[sha256(gen_random_uuid()::text::bytea)], array[false], true) r`

/** Checks `count` people in over so many connections. */
export async function baseline(
  socket: string,
  folder: string,
  activity: string,
  connections: number,
  count: number,
): Promise<Baseline> {
  const pgbench = globSync('/usr/lib/postgresql/*/bin/pgbench')[0]
  if (pgbench === undefined || !existsSync(pgbench)) return byClients(socket, activity, connections, count)
  const script = join(folder, 'check-in.sql')
  await writeFile(script, `${STATEMENT(activity).replaceAll('\n', ' ')};\n`)
  const each = String(Math.floor(count / connections))
  const args = [
    '-n',
    '-M',
    'prepared',
    '-h',
    socket,
    '-U',
    'yanpei_app',
    '-c',
    String(connections),
    '-j',
    '2',
    '-t',
    each,
    '-f',
    script,
    'yanpei',
  ]
  const { stdout } = await promisify(execFile)(pgbench, args)
  return { by: 'pgbench', perSecond: Math.round(Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0)) }
}

async function byClients(
  host: string,
  activity: string,
  connections: number,
  count: number,
): Promise<Baseline> {
  const clients = Array.from(
    { length: connections },
    () => new Client({ host, user: 'yanpei_app', database: 'yanpei' }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  let left = count
  const started = performance.now()
  const worker = async (client: Client): Promise<void> => {
    while (left-- > 0) await client.query({ name: 'check-in', text: STATEMENT(activity) })
  }
  await Promise.all(clients.map(worker))
  const perSecond = Math.round(count / ((performance.now() - started) / 1000))
  await Promise.all(clients.map((client) => client.end()))
  return { by: 'clients', perSecond }
}

import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseRefusal } from '../refusal.ts'
import { findBinaries } from './binaries.ts'
import { initialise } from './initialise.ts'
import { takeInstanceLock } from './instance-lock.ts'
import { preparePlace, type Place } from './place.ts'
import { answers } from './postmaster.ts'
import { supervise } from './supervise.ts'

/** How to reach an embedded server, and whether we look after it ('owner') or only use it ('guest'). */
export type EmbeddedServer = {
  role: 'owner' | 'guest'
  socket: string
  place: Place
  /** False while it is being restarted after a crash; always true for a guest. */
  ready(): boolean
  /** The server's process id at this moment (0 for a guest). */
  pid(): number
  /** Shuts the server down in order (owner) or does nothing (guest). */
  stop(): Promise<void>
}

/** What to do when another process already looks after the data folder. */
export type OnSecond = 'refuse' | 'share'

const PATIENCE: Readonly<Record<OnSecond, number>> = { refuse: 3000, share: 60_000 }

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that another process of ours runs there.
 * @throws DatabaseRefusal 'second-instance' when that is not wanted, and every reason not to start.
 */
export async function startEmbedded(dataDir: string, onSecond: OnSecond): Promise<EmbeddedServer> {
  const place = await preparePlace(dataDir)
  const deadline = Date.now() + PATIENCE[onSecond]
  for (;;) {
    const lock = await takeInstanceLock(place.instanceLock)
    if (lock !== null) return own(place, lock)
    const shared = onSecond === 'share' ? await joinRunning(place) : null
    if (shared !== null) return shared
    if (Date.now() > deadline) throw secondInstance(dataDir)
    await delay(100)
  }
}

async function own(place: Place, lock: { release(): Promise<void> }): Promise<EmbeddedServer> {
  try {
    const binaries = await findBinaries(place.runAs)
    await initialise(binaries, place)
    // Processes are recognised by their working folder, which the system reports without symbolic links.
    const real = { ...place, data: await realpath(place.data) }
    const server = await supervise(binaries, real)
    const stop = async (): Promise<void> => {
      await server.stop()
      await lock.release()
    }
    return {
      role: 'owner',
      socket: place.socket,
      place: real,
      ready: () => server.ready(),
      pid: () => server.pid(),
      stop,
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const SOCKET_LINE = 4

async function joinRunning(place: Place): Promise<EmbeddedServer | null> {
  const text = await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const socket = text.split('\n')[SOCKET_LINE] ?? ''
  if (socket === '' || !(await answers(socket))) return null
  return { role: 'guest', socket, place, ready: () => true, pid: () => 0, stop: () => Promise.resolve() }
}

function secondInstance(dataDir: string): DatabaseRefusal {
  return new DatabaseRefusal(
    'second-instance',
    `另一个研培进程正在使用数据文件夹 ${dataDir}。请先停止它，或用 --data 指定别的文件夹。`,
  )
}

import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import type { Place } from './place.ts'
import { startPostmaster, type Postmaster } from './postmaster.ts'
import { stopOrphans } from './processes.ts'

/** A server that is started again whenever it ends without being told to. */
export type Supervised = { ready(): boolean; pid(): number; stop(): Promise<void> }

const FIRST_PAUSE = 50
const LONGEST_PAUSE = 5000
const PATIENCE_AT_STOP = 20_000

/**
 * Starts the server and keeps it running, with growing pauses between failing starts.
 * @throws DatabaseRefusal if the first start fails.
 */
export async function supervise(binaries: Binaries, place: Place): Promise<Supervised> {
  let current = await startPostmaster(binaries, place)
  let ready = true
  const halt = new AbortController()
  const leave = (): void => void current.child.kill('SIGINT')
  process.once('exit', leave)

  /** A server that came up while it was no longer wanted: without the reference the process would end before it. */
  const leaveAndWait = (): void => {
    current.child.ref()
    leave()
  }

  const watch = async (): Promise<void> => {
    await current.ended
    while (!halt.signal.aborted) {
      ready = false
      current = await startAgain(binaries, place, halt.signal, current)
      if (halt.signal.aborted) leaveAndWait()
      else ready = true
      await current.ended
    }
  }
  const watching = watch()

  const stop = async (): Promise<void> => {
    halt.abort()
    ready = false
    process.removeListener('exit', leave)
    leaveAndWait()
    await Promise.race([watching, delay(PATIENCE_AT_STOP, undefined, { ref: false })])
    // An orderly shutdown writes everything to its place; what does not follow is ended as an orphan would be.
    await stopOrphans(place.data)
    await watching
  }
  return { ready: () => ready, pid: () => current.pid, stop }
}

async function startAgain(
  binaries: Binaries,
  place: Place,
  givenUp: AbortSignal,
  last: Postmaster,
): Promise<Postmaster> {
  for (let pause = FIRST_PAUSE; !givenUp.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await startPostmaster(binaries, place)
    } catch {
      // Why it failed stands in the server's log; the readiness that users see stays false meanwhile.
      await delay(pause)
    }
  }
  return last
}

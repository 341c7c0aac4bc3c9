import type { Database } from '#db/open.ts'
import { forgetOldSessions, touchSessions } from '#kernel/account/sessions.ts'

/** Notes which sessions are in use, and tells the database from time to time. */
export type SeenSessions = { note(hash: Buffer): void; stop(): Promise<void> }

const EVERY_MS = 60_000
const MOST = 50_000
const CLEAN_EVERY = 24 * 60

/** A note costs nothing on the way of a request; once a minute all of them are written together. */
export function seenSessions(db: Database, onError: (error: unknown) => void): SeenSessions {
  let noted = new Map<string, Buffer>()
  let rounds = 0
  const flush = async (): Promise<void> => {
    const hashes = [...noted.values()]
    noted = new Map()
    if (hashes.length > 0) await touchSessions(db, hashes)
    if (rounds++ % CLEAN_EVERY === 0) await forgetOldSessions(db)
  }
  const timer = setInterval(() => void flush().catch(onError), EVERY_MS).unref()
  return {
    note: (hash) => {
      if (noted.size < MOST) noted.set(hash.toString('latin1'), hash)
    },
    stop: async () => {
      clearInterval(timer)
      await flush().catch(onError)
    },
  }
}

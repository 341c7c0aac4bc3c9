import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { followRecords } from '#kernel/need/meet.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

/** A course takes days: nobody waits for the minute in which its end is noticed. */
const EVERY_MS = 600_000

/** Every ten minutes meets the needs that the records show as met, and tells newcomers of running courses, in every region. */
export function startNeeds(runtime: Runtime, onError: (error: unknown) => void): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    for (const region of await regionIds(runtime.db)) {
      const session = sessions.get(region) ?? lastingSystemSession(runtime.db, region, '系统：补训需求')
      sessions.set(region, session)
      await inWork(runtime, await session.hash(), followRecords, 'long')
    }
  }
  const running = repeatedly(EVERY_MS, round, onError)
  return {
    stop: async () => {
      await running.stop()
      for (const session of sessions.values()) await session.end().catch(onError)
    },
  }
}

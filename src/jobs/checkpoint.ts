import { lastingSystemSession } from '#kernel/account/system-session.ts'
import type { LastingSession } from '#kernel/account/system-session.ts'
import { inWork } from '#kernel/call.ts'
import type { Runtime } from '#kernel/call.ts'
import { makeCheckpoint } from '#kernel/credit/checkpoint.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

const EVERY_MS = 3_600_000

/** Makes the day's checkpoint of every region's ledger; looked at hourly, so that a night without power delays it only. */
export function startCheckpoints(runtime: Runtime, onError: (error: unknown) => void): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    for (const region of await regionIds(runtime.db)) {
      const session = sessions.get(region) ?? lastingSystemSession(runtime.db, region, '每日检查点')
      sessions.set(region, session)
      await inWork(runtime, await session.hash(), (work) => makeCheckpoint(work, runtime), 'long')
    }
  }
  const running = repeatedly(EVERY_MS, round, onError)
  return {
    stop: async () => {
      await running.stop()
      for (const session of sessions.values()) await session.end()
    },
  }
}

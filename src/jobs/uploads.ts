import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { forgetStaleUploads } from '#kernel/works/uploads/forget.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

const EVERY_MS = 3_600_000
/** Who goes on with an upload does so within days. */
const KEPT_MS = 7 * 86_400_000

/** Hourly forgets uploads that were left unfinished for a week. */
export function startForgettingUploads(runtime: Runtime, onError: (error: unknown) => void): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    const before = new Date(runtime.now().getTime() - KEPT_MS)
    for (const region of await regionIds(runtime.db)) {
      const session =
        sessions.get(region) ?? lastingSystemSession(runtime.db, region, '系统：清理未完成的上传')
      sessions.set(region, session)
      await inWork(runtime, await session.hash(), (work) => forgetStaleUploads(work, runtime, before))
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

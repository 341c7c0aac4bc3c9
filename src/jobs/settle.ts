import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { forgetRequests } from '#kernel/once.ts'
import { settleDue } from '#kernel/programme/sweep.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

const EVERY_MS = 3000
/** Nobody retries a request after so long. */
const REQUESTS_KEPT_MS = 7 * 86_400_000

/**
 * Every few seconds turns the check-ins of activities that have ended into recognition and credits, in every region;
 * and forgets the keys of old requests.
 */
export function startSettling(runtime: Runtime, onError: (error: unknown) => void): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    for (const region of await regionIds(runtime.db)) {
      const session = sessions.get(region) ?? lastingSystemSession(runtime.db, region, '系统：活动结算')
      sessions.set(region, session)
      await settleRegion(runtime, await session.hash())
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

async function settleRegion(runtime: Runtime, session: Buffer): Promise<void> {
  let more = true
  while (more) ({ more } = await inWork(runtime, session, settleDue, 'long'))
  const before = new Date(runtime.now().getTime() - REQUESTS_KEPT_MS)
  await inWork(runtime, session, (work) => forgetRequests(work, before))
}

import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { lapse, overdueCases } from '#kernel/case/lapse.ts'
import { Cases } from '#kernel/case/registry.ts'
import { Systems } from '#kernel/programme/registry.ts'
import type { RunningSystems } from '#kernel/systems.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

/** A case lapses with the day after its last one: an hour more or less is nobody's loss. */
const EVERY_MS = 3_600_000

/** Every hour ends the returned cases that were not completed in time, in every region. */
export function startLapsing(
  runtime: Runtime,
  systems: RunningSystems,
  onError: (error: unknown) => void,
): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    for (const region of await regionIds(runtime.db)) {
      const session = sessions.get(region) ?? lastingSystemSession(runtime.db, region, '系统：补正到期')
      sessions.set(region, session)
      await lapseAll(runtime, await session.hash(), systems, onError)
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

/** Ends what is overdue in the session's region, each in a transaction of its own. @returns how many. */
export async function lapseAll(
  runtime: Runtime,
  sessionHash: Buffer,
  { programmes, cases }: RunningSystems,
  onError: (error: unknown) => void,
): Promise<number> {
  const [registry, systems] = [new Cases(cases), new Systems(programmes)]
  let count = 0
  for (const id of await inWork(runtime, sessionHash, overdueCases)) {
    const one = inWork(runtime, sessionHash, (work) =>
      lapse({ ...work, runtime, sessionHash, systems }, registry, id),
    )
    const ended = await one.catch((error: unknown) => {
      onError(error) // one that cannot be ended keeps no other from it
      return false
    })
    if (ended) count += 1
  }
  return count
}

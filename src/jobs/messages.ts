import { lastingSystemSession, type LastingSession } from '#kernel/account/system-session.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { makeDigests } from '#kernel/message/channels/digest.ts'
import { forgetSent } from '#kernel/message/channels/outbox.ts'
import { remindByItself } from '#kernel/message/notices/remind.ts'
import type { Desk } from '#kernel/message/todos/list.ts'
import { deliverMail, deliverRobots } from '#kernel/message/channels/deliver.ts'
import { regionIds } from './regions.ts'
import { repeatedly, type Running } from './repeat.ts'

const EVERY_MS = 20_000

/** Several times a minute reminds where it is time to, makes the day's mails where their hour has come, and sends what is due, in every region. */
export function startMessages(runtime: Runtime, desk: Desk, onError: (error: unknown) => void): Running {
  const sessions = new Map<number, LastingSession>()
  const round = async (): Promise<void> => {
    if (!runtime.db.ready()) return
    for (const region of await regionIds(runtime.db)) {
      const session = sessions.get(region) ?? lastingSystemSession(runtime.db, region, '系统：消息')
      sessions.set(region, session)
      await deliverAll(runtime, desk, await session.hash(), onError)
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

/** One round of the session's region. A channel that fails keeps no other from its turn. @returns how many went out. */
export async function deliverAll(
  runtime: Runtime,
  desk: Desk,
  session: Buffer,
  onError: (error: unknown) => void,
): Promise<number> {
  await inWork(runtime, session, remindByItself)
  await makeDigests(runtime, session, desk, onError)
  const failed = (error: unknown): number => {
    onError(error)
    return 0
  }
  const mails = await deliverMail(runtime, session).catch(failed)
  const robots = await deliverRobots(runtime, session).catch(failed)
  await inWork(runtime, session, forgetSent)
  return mails + robots
}

import { inWork, type Runtime } from '#kernel/call.ts'
import { openMailer, type Mailer } from './mail.ts'
import { noteTries, takeDue, type Due, type Tried } from './outbox.ts'
import { say, signed } from './robot.ts'
import { hoursOf, mailOf, robotOf } from './settings.ts'
import { wordsOf } from './try.ts'

/** So many mails are under way at once; what came of them is written in one statement. */
const MAILS = 200
/** Both services take twenty messages a minute of a robot. */
const SAYINGS = 6

/**
 * Sends the mails that are due over a few connections that stay open, batch by batch, outside of any transaction.
 * @returns how many went out.
 */
export async function deliverMail(runtime: Runtime, session: Buffer): Promise<number> {
  const settings = await inWork(runtime, session, (work) => mailOf(work, runtime.dataDir))
  if (settings === null) return 0
  const mailer = await openMailer(settings)
  try {
    let sent = 0
    for (;;) {
      const due = await inWork(runtime, session, (work) => takeDue(work, 'email', MAILS))
      const tries = await tried(mailer, due)
      await note(runtime, session, tries)
      const went = tries.filter(({ error }) => error === null).length
      sent += went
      // nothing of a batch goes out: the server is away, the next round tries again
      if (due.length < MAILS || went === 0) return sent
    }
  } finally {
    mailer.close()
  }
}

async function tried(mailer: Mailer, due: readonly Due[]): Promise<Tried[]> {
  const attempts = new Map(due.map((one) => [one.id, one.attempts]))
  const mails = due.map(({ id, address, subject, body }) => ({ id, to: address ?? '', subject, text: body }))
  return (await mailer.send(mails)).map((one) => ({ ...one, attempts: attempts.get(one.id) ?? 1 }))
}

/** Says in the groups what is due, one after another. @returns how many went out. */
export async function deliverRobots(runtime: Runtime, session: Buffer): Promise<number> {
  let sent = 0
  for (const channel of ['wecom', 'dingtalk'] as const) {
    const robot = await inWork(runtime, session, (work) => robotOf(work, runtime.dataDir, channel))
    if (robot === null) continue
    const due = await inWork(runtime, session, (work) => takeDue(work, channel, SAYINGS))
    for (const { id, body, attempts } of due) {
      const { address, signKey } = robot
      const to = signKey === '' ? address : signed(address, signKey, runtime.now())
      const error = await say(to, body).then(() => null, wordsOf)
      await note(runtime, session, [{ id, attempts, error, final: false }])
      if (error === null) sent += 1
    }
  }
  return sent
}

function note(runtime: Runtime, session: Buffer, tries: readonly Tried[]): Promise<void> {
  if (tries.length === 0) return Promise.resolve()
  return inWork(runtime, session, async (work) => noteTries(work, tries, (await hoursOf(work)).tries))
}

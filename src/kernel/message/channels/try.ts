import type { Channel } from '#contract/channel.ts'
import { inWork, type RawCall, type Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import { openMailer, type MailSettings } from './mail.ts'
import { say, signed } from './robot.ts'
import { mailOf, robotOf } from './settings.ts'

type Tried = { sent: boolean; words: string }

/**
 * Sends one message by a channel as it is set, switched on or not, and says what came of it. The settings are read in a
 * transaction, the sending is done without one.
 * @throws Refused 403, 409 while nothing is set, 422.
 */
export async function tryChannel({
  runtime,
  sessionHash,
  now,
  body,
}: RawCall<unknown, unknown, { channel: Channel; to: string | null }>): Promise<Tried> {
  const { channel, to } = body
  const asked = <T>(run: (work: Work) => Promise<T | null>): Promise<T> =>
    inWork(runtime, sessionHash, async (work) => {
      refuseOthers(work)
      const found = await run(work)
      if (found === null) throw notSet()
      return found
    })
  if (channel !== 'email')
    return tryRobot(await asked((work) => robotOf(work, runtime.dataDir, channel, true)), now)
  const settings = await asked((work) => mailOf(work, runtime.dataDir, true))
  if (to === null) throw new Refused(422, { code: 'to', because: '请写试发到哪个邮箱。', field: 'to' })
  return tryMail(settings, to, now)
}

function refuseOthers({ caller }: Work): void {
  if (caller.role === 'officer') return
  throw new Refused(403, { code: 'centre-only', because: '渠道由中心管理员设置。' })
}

async function tryMail(settings: MailSettings, to: string, now: Date): Promise<Tried> {
  const mailer = await openMailer(settings)
  try {
    const text = '收到这封邮件，说明邮件渠道已经可用。'
    const [sent] = await mailer.send([{ id: `test-${now.getTime()}`, to, subject: '研培：试发', text }])
    return outcome(sent?.error ?? null)
  } finally {
    mailer.close()
  }
}

async function tryRobot({ address, signKey }: { address: URL; signKey: string }, now: Date): Promise<Tried> {
  return say(
    signKey === '' ? address : signed(address, signKey, now),
    '研培：试发。看到这条消息，说明群机器人已经可用。',
  ).then(
    () => outcome(null),
    (error: unknown) => outcome(wordsOf(error)),
  )
}

/** What the network or the service said, without addresses. */
export function wordsOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return '机器人的服务器没有在时限内回答'
  if (error instanceof TypeError) return '连不上机器人的服务器'
  return error instanceof Error ? error.message : '没有发出'
}

function outcome(error: string | null): Tried {
  return error === null ? { sent: true, words: '已发出，请查收。' } : { sent: false, words: error }
}

function notSet(): Refused {
  return new Refused(409, { code: 'not-set', because: '这个渠道还没有设置，请先填写并保存。' })
}

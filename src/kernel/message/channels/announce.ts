import type { Work } from '#kernel/call.ts'
import { afterQuiet } from '../decide.ts'
import { putOut } from './outbox.ts'
import { enabledChannels, hoursOf } from './settings.ts'

const LONGEST = 400

/** Says a notice in the groups whose robots are switched on, after the quiet hours. */
export async function announce(
  work: Work,
  notice: { id: string; title: string; body: string },
): Promise<void> {
  const on = await enabledChannels(work)
  const notBefore = afterQuiet(work.now, await hoursOf(work))
  const body = `【${notice.title}】\n${shortened(notice.body)}`
  const robots = (['wecom', 'dingtalk'] as const).filter((channel) => on.has(channel))
  await putOut(
    work,
    robots.map((channel) => ({
      channel,
      key: `notice:${notice.id}:${channel}`,
      recipientId: null,
      address: null,
      subject: notice.title,
      body,
      notBefore,
    })),
  )
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= LONGEST
    ? text
    : `${characters.slice(0, LONGEST).join('')}……（全文请登录研培查看）`
}

import { createHmac } from 'node:crypto'
import * as z from 'zod'

const PATIENCE_MS = 10_000
const MOST_BYTES = 64 * 1024
/** Both services answer 200 in any case and say in the body what came of it. */
const answer = z.object({ errcode: z.number(), errmsg: z.string().optional() })

/** Says a text in a group by its robot. @throws Error in words of the service, or of the network. */
export async function say(address: URL, text: string): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ msgtype: 'text', text: { content: text } }),
    redirect: 'error', // where it may go was decided by the address
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const said = await read(response)
  if (said.errcode !== 0) throw new Error(`机器人回答 ${said.errcode}：${(said.errmsg ?? '').slice(0, 120)}`)
}

async function read(response: Response): Promise<z.output<typeof answer>> {
  const bytes = Number(response.headers.get('content-length') ?? 0)
  if (!response.ok || bytes > MOST_BYTES) {
    await response.body?.cancel()
    throw new Error(`机器人的服务器回答 ${response.status}`)
  }
  const given = answer.safeParse(await response.json().catch(() => null))
  if (!given.success) throw new Error('机器人的服务器没有按约定回答')
  return given.data
}

/**
 * DingTalk's 加签: the time in milliseconds and HmacSHA256 of time, line feed and key, with the key, in base64.
 * Good for an hour.
 */
export function signed(address: URL, key: string, now: Date): URL {
  const timestamp = String(now.getTime())
  const sign = createHmac('sha256', key).update(`${timestamp}\n${key}`).digest('base64')
  const url = new URL(address)
  url.searchParams.set('timestamp', timestamp)
  url.searchParams.set('sign', sign)
  return url
}

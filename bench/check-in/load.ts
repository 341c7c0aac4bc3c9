import { Agent, request } from 'node:http'
import { randomUUID } from 'node:crypto'
import { Line } from './line.ts'

/** What many requests took. */
export type Outcome = { perSecond: number; p50: number; p99: number; failures: number }

/** Sends one request; resolves with its status and body. */
export function send(
  agent: Agent,
  address: string,
  given: { path: string; token: string; body?: object },
): Promise<{ status: number; text: string }> {
  const payload = given.body === undefined ? undefined : JSON.stringify(given.body)
  const length =
    payload === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(given.path, address),
      {
        agent,
        method: payload === undefined ? 'GET' : 'POST',
        headers: { cookie: `yanpei=${given.token}`, ...length },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    // a kept connection that the server had given up meanwhile is not a failure: browsers send again, too
    const again = (error: Error): void =>
      sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
        ? resolve(send(agent, address, given))
        : reject(error)
    sent.on('error', again).end(payload)
  })
}

/** The body of one phone's check-in. */
export function checkIn(code: string): object {
  return { code, nonce: randomUUID(), device: randomUUID() }
}

/**
 * Runs `one` for every item over some connections, each as fast as it is answered.
 * @param lines what `one` asks over, one at a time.
 */
export async function measure<T, L>(
  items: readonly T[],
  lines: readonly L[],
  one: (line: L, item: T) => Promise<boolean>,
): Promise<Outcome> {
  const times: number[] = []
  let next = 0
  let failures = 0
  const started = performance.now()
  const worker = async (line: L): Promise<void> => {
    while (next < items.length) {
      const item = items[next++]!
      const from = performance.now()
      if (!(await one(line, item))) failures += 1
      times.push(performance.now() - from)
    }
  }
  await Promise.all(lines.map(worker))
  const seconds = (performance.now() - started) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): number =>
    Math.round((times[Math.floor(share * (times.length - 1))] ?? 0) * 10) / 10
  return { perSecond: Math.round(items.length / seconds), p50: at(0.5), p99: at(0.99), failures }
}

/** Runs `work` with so many connections to an address, and ends them. */
export async function withLines<R>(
  address: string,
  count: number,
  work: (lines: Line[]) => Promise<R>,
): Promise<R> {
  const lines = Array.from({ length: count }, () => new Line(address))
  try {
    return await work(lines)
  } finally {
    for (const line of lines) line.end()
  }
}

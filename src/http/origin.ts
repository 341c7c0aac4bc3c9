import type { IncomingHttpHeaders } from 'node:http'
import { Refused } from '#lib/refusal.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What of a request tells where it was started; `host` is the host and port that it was sent to. */
export type Sender = { method: string; host: string; headers: IncomingHttpHeaders }

/**
 * Refuses a change that another site started in somebody's browser. Browsers name the origin of every such request;
 * programs, which have no cookies to be abused, need not.
 * @throws Refused 403.
 */
export function checkSender({ method, host, headers }: Sender): void {
  if (READING.has(method)) return
  const { origin } = headers
  if (origin === undefined ? isOwnSite(headers['sec-fetch-site']) : sameHost(origin, host)) return
  throw new Refused(403, {
    code: 'foreign-site',
    because: '这个请求来自别的网站，没有执行。请在本系统的页面上操作。',
  })
}

function isOwnSite(site: string | string[] | undefined): boolean {
  return site === undefined || site === 'same-origin' || site === 'none'
}

function sameHost(origin: string, host: string): boolean {
  return origin === `https://${host}` || origin === `http://${host}`
}

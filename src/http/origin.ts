import { Refused } from '#lib/refusal.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** What of a request tells where it was started. */
export type Sender = {
  method: string
  /** Host and port that the request was sent to. */
  host: string
  origin: string | undefined
  fetchSite: string | undefined
}

/**
 * Refuses a change that another site started in somebody's browser. Browsers name the origin of every such request;
 * programs, which have no cookies to be abused, need not.
 * @throws Refused 403.
 */
export function checkSender({ method, host, origin, fetchSite }: Sender): void {
  if (READING.has(method)) return
  const foreign =
    origin === undefined
      ? fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'
      : !sameHost(origin, host)
  if (foreign)
    throw new Refused(403, {
      code: 'foreign-site',
      because: '这个请求来自别的网站,没有执行。请在本系统的页面上操作。',
    })
}

function sameHost(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

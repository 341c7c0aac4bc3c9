/**
 * The session's cookie. Under TLS its name makes browsers refuse it from anywhere but this host over TLS.
 */
const PLAIN = 'yanpei'
const SECURE = '__Host-yanpei'
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/** The session token of a Cookie header; null where there is none of the right form. */
export function tokenOf(header: string | undefined, secure: boolean): string | null {
  if (header === undefined) return null
  const start = `${secure ? SECURE : PLAIN}=`
  for (const pair of header.split(';')) {
    const one = pair.trimStart()
    if (!one.startsWith(start)) continue
    const token = one.slice(start.length)
    return TOKEN.test(token) ? token : null
  }
  return null
}

/** The Set-Cookie header that keeps a token for so many seconds. */
export function keepToken(token: string, seconds: number, secure: boolean): string {
  return cookie(token, seconds, secure)
}

/** The Set-Cookie header that drops the token. */
export function dropToken(secure: boolean): string {
  return cookie('', 0, secure)
}

function cookie(value: string, seconds: number, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax`
  return secure ? `${SECURE}=${value}; ${attributes}; Secure` : `${PLAIN}=${value}; ${attributes}`
}

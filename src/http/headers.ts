const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'", // antd writes its styles into the page
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** An answer that is no page: nothing in it may run or be framed. */
const DATA: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** A page: it may use what comes from here, and the camera for codes. */
const PAGE: Readonly<Record<string, string>> = {
  ...DATA,
  'content-security-policy': POLICY,
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), fullscreen=(self), geolocation=(), microphone=(), payment=(), usb=()',
}

const ONE_YEAR = 31_536_000
const BY_TLS_ONLY = { 'strict-transport-security': `max-age=${ONE_YEAR}` }
const SECURE_DATA = { ...DATA, ...BY_TLS_ONLY }
const SECURE_PAGE = { ...PAGE, ...BY_TLS_ONLY }

/** The headers of every answer; under TLS browsers are told to come back by TLS only. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? SECURE_DATA : DATA
}

/** The headers of pages and what belongs to them. */
export function pageHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? SECURE_PAGE : PAGE
}

/** For a file that somebody saves: it must never run as a page of ours. */
export const FILE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
}

/**
 * Content-Disposition for a file of any name (RFC 6266 with RFC 5987's form; old programs get an ASCII name).
 * Characters that no file system takes become underscores.
 */
export function attachment(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}"*/:<>?\\|]/gu, '_').toWellFormed()
  const ascii = safe.replaceAll(/[^\x20-\x7E]/g, '_').replaceAll('%', '_')
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

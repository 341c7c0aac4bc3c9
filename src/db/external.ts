import { createHmac } from 'node:crypto'
import { escapeLiteral, type Pool } from 'pg'
import type { Endpoint } from './connections.ts'
import { DatabaseRefusal, errorCode } from './refusal.ts'
import { APP_ROLE } from './roles.ts'

const WRONG_PASSWORD = new Set(['28P01', '28000'])

/**
 * How the two roles reach an external server. The app's password follows from the administrator's, so that
 * nothing has to be kept and every instance arrives at the same one.
 * @param databaseUrl the administrator's connection URL.
 */
export function externalEndpoints(databaseUrl: string): { admin: Endpoint; app: Endpoint } {
  const url = parseUrl(databaseUrl)
  url.password = appPassword(databaseUrl) ?? ''
  url.username = APP_ROLE
  return { admin: { connectionString: databaseUrl }, app: { connectionString: url.href } }
}

/**
 * Parses DATABASE_URL.
 * @throws DatabaseRefusal 'database-url'.
 */
export function parseUrl(databaseUrl: string): URL {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return url
  throw new DatabaseRefusal(
    'database-url',
    'DATABASE_URL 的写法不对，应为 postgresql://用户:密码@主机:5432/数据库名。',
  )
}

function appPassword(databaseUrl: string): string | null {
  const { password } = parseUrl(databaseUrl)
  if (password === '') return null
  return createHmac('sha256', decodeURIComponent(password)).update(APP_ROLE).digest('base64url')
}

/**
 * Makes sure that the server answers at all.
 * @throws DatabaseRefusal 'database-login' or 'database-unreachable'.
 */
export async function checkReachable(admin: Pool): Promise<void> {
  try {
    await admin.query('select 1')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    if (WRONG_PASSWORD.has(errorCode(cause))) {
      throw new DatabaseRefusal('database-login', `DATABASE_URL 里的用户名或密码不对：${reason}`, { cause })
    }
    throw new DatabaseRefusal(
      'database-unreachable',
      `连不上 DATABASE_URL 指定的数据库服务器：${reason}。请检查主机、端口、数据库名和网络。`,
      { cause },
    )
  }
}

/**
 * Gives the app's role its password if it does not have it yet.
 * @throws DatabaseRefusal 'app-login' where the server will not let the role in.
 */
export async function ensureAppLogin(admin: Pool, app: Pool, databaseUrl: string): Promise<void> {
  if (await canLogIn(app)) return
  const password = appPassword(databaseUrl)
  if (password !== null) await setPassword(admin, password)
  if (await canLogIn(app)) return
  throw new DatabaseRefusal(
    'app-login',
    `数据库服务器不让角色 ${APP_ROLE} 登录。请在 pg_hba.conf 中允许它以密码登录（scram-sha-256），并在 DATABASE_URL 中写明密码。`,
  )
}

const CHANGED_AT_ONCE = 'XX000'

/** Another instance that starts at once sets the same password: then it is set. */
async function setPassword(admin: Pool, password: string): Promise<void> {
  try {
    await admin.query(`alter role ${APP_ROLE} password ${escapeLiteral(password)}`)
  } catch (error) {
    if (errorCode(error) !== CHANGED_AT_ONCE) throw error
  }
}

async function canLogIn(app: Pool): Promise<boolean> {
  try {
    await app.query('select 1')
    return true
  } catch (error) {
    if (WRONG_PASSWORD.has(errorCode(error))) return false
    throw error
  }
}

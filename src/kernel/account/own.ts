import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { inWork, type Caller, type Runtime } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { auditAccount, replacePassword } from './accounts-admin.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { asAdmin, endSession, endSessionsOf, openSession, originOf, type OpenedSession } from './sessions.ts'

/** A caller who has an account, in the session of this hash. */
export type Holder = { caller: Caller; sessionHash: Buffer }

/**
 * Goes on in another role that the account holds: a new session, the old one ends.
 * @throws Refused 403 when the account does not hold the role; 401 when the session has ended.
 */
export async function switchRole(
  runtime: Runtime,
  { caller, sessionHash }: Holder,
  wanted: { role: Role; unit: string | null },
): Promise<OpenedSession> {
  const unitId = wanted.unit === null ? null : await unitIdOf(runtime, sessionHash, wanted.unit)
  return asAdmin(runtime.db, async (client) => {
    const origin = await originOf(client, sessionHash)
    if (origin === null) throw signedOut()
    const session = await openSession(client, {
      regionId: caller.region,
      accountId: accountOf(caller),
      held: { role: wanted.role, unitId },
      actor: caller.actor,
      device: origin.device,
      stay: origin.stay,
    })
    if (session === null) throw notHeld()
    await endSession(client, sessionHash)
    const account = { id: accountOf(caller), actor: caller.actor }
    await auditAccount(client, caller.region, account, 'switch-role', { from: caller.role, to: wanted.role })
    return session
  })
}

async function unitIdOf(runtime: Runtime, sessionHash: Buffer, code: string): Promise<string> {
  return inWork(runtime, sessionHash, async ({ tx, caller }) => {
    const { rows } = await sql<{ id: string }>`
      select id from unit where region_id = ${caller.region} and code = ${code}`.execute(tx)
    if (rows[0] === undefined) throw notHeld()
    return rows[0].id
  })
}

function signedOut(): Refused {
  return new Refused(401, { code: 'signed-out', because: '登录已失效，请重新登录。' })
}

function notHeld(): Refused {
  return new Refused(403, { code: 'role-not-held', because: '您没有这个角色，请重新登录后再试。' })
}

/**
 * Sets a new password; the account's other sessions end.
 * @throws Refused 422 when the old one is wrong or the new one is the same.
 */
export async function changePassword(
  runtime: Runtime,
  { caller, sessionHash }: Holder,
  given: { old: string; new: string },
): Promise<void> {
  const checked = await checkOwnPassword(runtime, { caller, sessionHash }, given.old, 'old')
  if (given.old === given.new) {
    throw new Refused(422, { code: 'same-password', because: '新密码与原密码相同，请换一个。', field: 'new' })
  }
  const newHash = await hashPassword(given.new)
  const account = { id: accountOf(caller), actor: caller.actor }
  await asAdmin(runtime.db, async (client) => {
    if (!(await replacePassword(client, caller.region, account.id, checked, newHash)))
      throw wrongPassword('old')
    await endSessionsOf(client, caller.region, account.id, sessionHash)
    await auditAccount(client, caller.region, account, 'change-password')
  })
}

/**
 * Checks the caller's password outside of a transaction, which would hold a connection meanwhile; gives its hash.
 * @throws Refused 422 naming `field` when it is wrong.
 */
export async function checkOwnPassword(
  runtime: Runtime,
  { sessionHash }: Holder,
  password: string,
  field: string,
): Promise<string> {
  const hash = await inWork(runtime, sessionHash, async ({ tx, caller }) => {
    const { rows } = await sql<{ hash: string | null }>`select password_hash as hash from account
      where region_id = ${caller.region} and id = ${accountOf(caller)}`.execute(tx)
    return rows[0]?.hash ?? null
  })
  if (!(await verifyPassword(password, hash)) || hash === null) throw wrongPassword(field)
  return hash
}

function wrongPassword(field: string): Refused {
  return new Refused(422, { code: 'wrong-password', because: '密码不对，请重新输入。', field })
}

/** The account of a session that has one. @throws Refused 404 */
export function accountOf(caller: Caller): string {
  if (caller.account === null) throw notFound('账号')
  return caller.account
}

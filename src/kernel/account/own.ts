import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { audit, inWork, type Caller, type Runtime, type Work } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { auditAccount, replacePassword } from './accounts-admin.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { acceptedStep, newSecret } from './second-factor.ts'
import { seal, secretKey, unseal } from './secrets.ts'
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
    const session = await openSession(client, {
      regionId: caller.region,
      accountId: accountOf(caller),
      held: { role: wanted.role, unitId },
      actor: caller.actor,
      device: origin?.device ?? '',
      stay: origin?.stay ?? false,
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

/** Checks the caller's password outside of a transaction, which would hold a connection meanwhile; gives its hash. */
async function checkOwnPassword(
  runtime: Runtime,
  { caller, sessionHash }: Holder,
  password: string,
  field: string,
): Promise<string> {
  const own = await inWork(runtime, sessionHash, ownFactors)
  if (!(await verifyPassword(password, own.passwordHash)) || own.passwordHash === null)
    throw wrongPassword(field)
  if (caller.account === null) throw notFound('账号')
  return own.passwordHash
}

function wrongPassword(field: string): Refused {
  return new Refused(422, { code: 'wrong-password', because: '密码不对，请重新输入。', field })
}

type Factors = {
  login: string
  passwordHash: string | null
  secret: string | null
  confirmed: boolean
  lastStep: number | null
}

async function ownFactors({ tx, caller }: Work): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select login, password_hash as "passwordHash", totp_secret as secret, totp_confirmed_at is not null as confirmed,
      totp_last_step as "lastStep"
    from account where region_id = ${caller.region} and id = ${caller.account} for update`.execute(tx)
  if (rows[0] === undefined) throw notFound('账号')
  return rows[0]
}

/**
 * Makes a secret for the second factor; it counts once a code of it has been confirmed.
 * @throws Refused 409 when one is in force.
 */
export async function startSecondFactor(
  runtime: Runtime,
  work: Work,
): Promise<{ secret: string; uri: string }> {
  const own = await ownFactors(work)
  if (own.confirmed) {
    throw new Refused(409, {
      code: 'second-factor-on',
      because: '动态口令已启用；要换手机，请先停用再重新设置。',
    })
  }
  const made = newSecret(own.login)
  const account = accountOf(work.caller)
  const sealed = seal(await secretKey(runtime.dataDir), account, made.secret)
  await sql`update account set totp_secret = ${sealed}, totp_last_step = null
    where region_id = ${work.caller.region} and id = ${account}`.execute(work.tx)
  return made
}

/**
 * Puts the second factor into force by its first code.
 * @throws Refused 409 when none was begun or it is in force; 422 when the code is wrong.
 */
export async function confirmSecondFactor(runtime: Runtime, work: Work, code: string): Promise<void> {
  const own = await ownFactors(work)
  if (own.secret === null || own.confirmed) {
    throw new Refused(409, { code: 'second-factor-state', because: '没有待确认的动态口令，请重新开始设置。' })
  }
  const account = accountOf(work.caller)
  const secret = unseal(await secretKey(runtime.dataDir), account, own.secret)
  const step = acceptedStep(secret, code, work.now, own.lastStep)
  if (step === null) {
    const because = '动态口令不对。请核对手机的时间，等换出下一组再输入。'
    throw new Refused(422, { code: 'code-failed', because, field: 'code' })
  }
  await sql`update account set totp_confirmed_at = ${work.now}, totp_last_step = ${step}
    where region_id = ${work.caller.region} and id = ${account}`.execute(work.tx)
  await audit(work.tx, 'second-factor-on', { kind: 'account', id: account })
}

/**
 * Takes the second factor out of force.
 * @throws Refused 422 when the password is wrong.
 */
export async function dropSecondFactor(runtime: Runtime, holder: Holder, password: string): Promise<void> {
  await checkOwnPassword(runtime, holder, password, 'password')
  await inWork(runtime, holder.sessionHash, async ({ tx, caller }) => {
    const account = accountOf(caller)
    await sql`update account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
      where region_id = ${caller.region} and id = ${account}`.execute(tx)
    await audit(tx, 'second-factor-off', { kind: 'account', id: account })
  })
}

function accountOf(caller: Caller): string {
  if (caller.account === null) throw notFound('账号')
  return caller.account
}

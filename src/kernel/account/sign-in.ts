import { timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import type { Runtime } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import {
  activateAccount,
  auditAccount,
  findAccount,
  regionFor,
  takeStep,
  type KnownAccount,
} from './accounts-admin.ts'
import { hashActivationCode } from './activation.ts'
import { firstRole } from './limits.ts'
import { normaliseLogin } from './login.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { acceptedStep } from './second-factor.ts'
import { secretKey, unseal } from './secrets.ts'
import { asAdmin, openSession, type OpenedSession, type Opening } from './sessions.ts'
import { actorName } from './words.ts'

/** What somebody types to sign in; `device` is how the browser names itself. */
export type Attempt = {
  region?: string | undefined
  login: string
  password: string
  code?: string | undefined
  stay: boolean
  device: string
}

/**
 * Checks password and second factor and opens a session.
 * @returns null when the second factor's code is still needed.
 * @throws Refused 401 for a wrong login, password or code, in the same words and after the same work for all
 *   logins; 422 when the region has to be named.
 */
export async function signIn(runtime: Runtime, attempt: Attempt): Promise<OpenedSession | null> {
  const regionId = await namedRegion(runtime, attempt.region)
  const account = await findAccount(runtime.db.admin, regionId, normaliseLogin(attempt.login))
  const right = await verifyPassword(attempt.password, account?.passwordHash ?? null)
  if (account === null || !right) throw wrongPassword()
  if (account.totpSecret !== null && attempt.code === undefined) return null
  const step = await checkedStep(runtime, account, attempt.code)
  return asAdmin(runtime.db, async (client) => {
    if (step !== null && !(await takeStep(client, regionId, account.id, step))) throw wrongCode()
    return opened(client, account, {
      ...opening(regionId, account, attempt),
      passwordHash: account.passwordHash!,
    })
  })
}

/** What somebody types who has an activation code on paper. */
export type Activation = {
  region?: string | undefined
  login: string
  activationCode: string
  password: string
  stay: boolean
  device: string
}

/**
 * Sets the first password by a one-time code and opens a session.
 * @throws Refused 401 when login and code do not belong together, or the code is used up or too old; 422 when the
 *   region has to be named.
 */
export async function activate(runtime: Runtime, given: Activation): Promise<OpenedSession> {
  const regionId = await namedRegion(runtime, given.region)
  const account = await findAccount(runtime.db.admin, regionId, normaliseLogin(given.login))
  const codeHash = hashActivationCode(given.activationCode)
  if (account?.activationHash == null || !timingSafeEqual(account.activationHash, codeHash))
    throw wrongActivation()
  const passwordHash = await hashPassword(given.password)
  return asAdmin(runtime.db, async (client) => {
    const done = await activateAccount(client, regionId, account.id, codeHash, passwordHash)
    if (!done) throw wrongActivation()
    const actor = actorName(account.displayName, account.login)
    await auditAccount(client, regionId, { id: account.id, actor }, 'activate')
    return opened(client, account, opening(regionId, account, given))
  })
}

async function namedRegion(runtime: Runtime, code: string | undefined): Promise<number> {
  const regionId = await regionFor(runtime.db.admin, code)
  if (regionId !== null) return regionId
  const because = code === undefined ? '请选择所在的区域。' : '没有这个区域，请重新选择。'
  throw new Refused(422, { code: 'region', because, field: 'region' })
}

/** The time step of the code where the account has a second factor, null where it has none. */
async function checkedStep(
  runtime: Runtime,
  account: KnownAccount,
  code: string | undefined,
): Promise<number | null> {
  if (account.totpSecret === null) return null
  const secret = unseal(await secretKey(runtime.dataDir), account.id, account.totpSecret)
  const step = acceptedStep(secret, code ?? '', runtime.now(), account.totpLastStep)
  if (step === null) throw wrongCode()
  return step
}

function opening(
  regionId: number,
  account: KnownAccount,
  given: { stay: boolean; device: string },
): Omit<Opening, 'passwordHash'> {
  const held = firstRole(account.held, given.stay)
  if (held === undefined) {
    throw new Refused(403, { code: 'no-role', because: '这个账号还没有角色，请联系中心管理员。' })
  }
  const actor = actorName(account.displayName, account.login)
  return { regionId, accountId: account.id, held, actor, device: given.device, stay: given.stay }
}

async function opened(client: pg.PoolClient, account: KnownAccount, given: Opening): Promise<OpenedSession> {
  const session = await openSession(client, given)
  if (session === null) throw wrongPassword() // disabled or changed between the check and now
  await auditAccount(client, given.regionId, { id: account.id, actor: given.actor }, 'sign-in', {
    role: given.held.role,
    device: given.device.slice(0, 120),
  })
  return session
}

function wrongPassword(): Refused {
  return new Refused(401, {
    code: 'sign-in-failed',
    because: '账号或密码不对。第一次使用，请先凭激活码设置密码；忘记密码，请找发激活码的管理员重发。',
    field: 'password',
  })
}

function wrongCode(): Refused {
  return new Refused(401, {
    code: 'code-failed',
    because: '动态口令不对或已用过，请等手机上换出下一组再输入。',
    field: 'code',
  })
}

function wrongActivation(): Refused {
  return new Refused(401, {
    code: 'activation-failed',
    because: '账号与激活码不符，或激活码已用过、已过 30 天。请核对纸上的激活码，或请管理员重发。',
    field: 'activationCode',
  })
}

import { sql } from 'kysely'
import { audit, inWork, type Runtime, type Work } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { accountOf, checkOwnPassword, type Holder } from './own.ts'
import { acceptedStep, newSecret } from './second-factor.ts'
import { seal, secretKey, unseal } from './secrets.ts'

type Factors = { login: string; secret: string | null; confirmed: boolean; lastStep: number | null }

/** The row is locked: of two that begin or confirm at once, one waits and sees what the other did. */
async function ownFactors({ tx, caller }: Work): Promise<Factors> {
  const { rows } = await sql<Factors>`
    select login, totp_secret as secret, totp_confirmed_at is not null as confirmed,
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

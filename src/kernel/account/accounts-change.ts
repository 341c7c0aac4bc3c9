import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { newCode } from './activation-store.ts'
import { refusalOf } from './changeable.ts'
import type { AccountChange } from './changeable.ts'
import { endSessionsOf } from './sessions.ts'

/**
 * Disables an account for good and ends its sessions.
 * @throws Refused 409 for one's own account or one that is disabled already; 404 when there is none.
 */
export async function disableAccount(
  runtime: Runtime,
  work: Work,
  id: string,
  because: string,
): Promise<void> {
  const { tx, caller } = work
  await changeable(work, id, 'disable')
  await sql`update account set disabled_at = ${work.now}, disabled_because = ${because}
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  await audit(tx, 'disable-account', { kind: 'account', id }, { because })
  await endSessionsOf(runtime.db.admin, caller.region, id)
}

/**
 * Voids password and second factor of who forgot or lost them, ends the sessions, and gives a new activation code.
 * @throws Refused 409 for one's own account or a disabled one; 404 when there is none.
 */
export async function resetAccount(
  runtime: Runtime,
  work: Work,
  id: string,
): Promise<{ login: string; activationCode: string }> {
  const { tx, caller } = work
  const login = await changeable(work, id, 'reset')
  await sql`update account set password_hash = null, totp_secret = null, totp_confirmed_at = null, totp_last_step = null
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  const activationCode = await newCode(work, id)
  await audit(tx, 'reset-account', { kind: 'account', id })
  await endSessionsOf(runtime.db.admin, caller.region, id)
  return { login, activationCode }
}

/**
 * Takes a role back; sessions of the account end, so that none goes on in it.
 * @throws Refused 409 for one's own account or a disabled one; 404 when the account does not hold the role.
 */
export async function revokeRole(
  runtime: Runtime,
  work: Work,
  id: string,
  given: { role: Role; unit: string | null; because: string },
): Promise<void> {
  const { tx, caller } = work
  await changeable(work, id, 'revoke-role')
  const taken = await sql`
    update account_role set revoked_at = ${work.now} where region_id = ${caller.region} and account_id = ${id}
      and role = ${given.role} and revoked_at is null and unit_id is not distinct from
        (select u.id from unit u where u.region_id = ${caller.region} and u.code = ${given.unit})`.execute(tx)
  if (taken.numAffectedRows === 0n) throw notFound('这个角色')
  await audit(tx, 'revoke-role', { kind: 'account', id }, given)
  await endSessionsOf(runtime.db.admin, caller.region, id)
}

/** The login of an account that somebody else may change now, which is locked for it. */
async function changeable({ tx, caller }: Work, id: string, change: AccountChange): Promise<string> {
  const { rows } = await sql<{ login: string; disabled: boolean }>`
    select login, disabled_at is not null as disabled from account
    where region_id = ${caller.region} and id = ${id} for update`.execute(tx)
  const account = rows[0]
  if (account === undefined) throw notFound('账号')
  const refusal = refusalOf(caller, { id, disabled: account.disabled }, change)
  if (refusal !== null) throw new Refused(409, refusal)
  return account.login
}

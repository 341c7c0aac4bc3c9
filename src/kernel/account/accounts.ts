import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { ACTIVATION_DAYS, hashActivationCode, newActivationCode } from './activation.ts'
import { normaliseLogin } from './login.ts'
import { endSessionsOf } from './sessions.ts'

/** A role to hand out; `unit` is a code. */
export type Grant = { login: string; name: string; role: Role; unit: string | null; personId: string | null }

/**
 * Gives an account a role, making the account first where the login is new.
 * @returns the activation code to hand out on paper; null when the account is in use already.
 * @throws Refused 422 when role, unit and person do not fit together; 409 when the account is disabled.
 */
export async function grantRole(
  work: Work,
  grant: Grant,
): Promise<{ login: string; activationCode: string | null }> {
  const unitId = await fittingUnit(work, grant)
  await fittingPerson(work, grant)
  const login = normaliseLogin(grant.login)
  const { id, activationCode } = await accountFor(work, login, grant)
  const given = await sql`
    insert into account_role (region_id, account_id, role, unit_id, granted_by)
    values (${work.caller.region}, ${id}, ${grant.role}, ${unitId}, ${work.caller.actor})
    on conflict do nothing`.execute(work.tx)
  if (given.numAffectedRows === 1n) {
    await audit(work.tx, 'grant-role', { kind: 'account', id }, { role: grant.role, unit: grant.unit })
  }
  return { login, activationCode }
}

const UNIT_OF_ROLE: Partial<Record<Role, { category: string; word: string }>> = {
  cluster: { category: 'cluster', word: '学区' },
  school: { category: 'school', word: '学校' },
}

async function fittingUnit({ tx, caller }: Work, { role, unit }: Grant): Promise<string | null> {
  const needed = UNIT_OF_ROLE[role]
  if (needed === undefined) {
    if (unit === null) return null
    throw new Refused(422, { code: 'unit', because: '这个角色管全区域或本人，不用填单位。', field: 'unit' })
  }
  const { rows } = await sql<{ id: string }>`select id from unit
    where region_id = ${caller.region} and code = ${unit} and category = ${needed.category}`.execute(tx)
  if (rows[0] !== undefined) return rows[0].id
  throw new Refused(422, { code: 'unit', because: `请选择一个${needed.word}作为管理的单位。`, field: 'unit' })
}

async function fittingPerson({ tx, caller }: Work, { role, personId }: Grant): Promise<void> {
  if (personId === null) {
    if (role !== 'teacher') return
    throw new Refused(422, {
      code: 'person',
      because: '教师角色要对应教师名册中的一个人。',
      field: 'personId',
    })
  }
  const { rows } =
    await sql`select from person where region_id = ${caller.region} and id = ${personId}`.execute(tx)
  if (rows.length === 0) throw notFound('这位教师')
}

type Ready = { id: string; activationCode: string | null }

async function accountFor({ tx, caller }: Work, login: string, grant: Grant): Promise<Ready> {
  type Known = { id: string; disabled: boolean; used: boolean; person: string | null }
  const { rows } = await sql<Known>`
    select id, disabled_at is not null as disabled, password_hash is not null as used, person_id as person
    from account where region_id = ${caller.region} and login = ${login} for update`.execute(tx)
  const known = rows[0]
  if (known === undefined) return newAccount({ tx, caller }, login, grant)
  if (known.disabled) {
    throw new Refused(409, { code: 'disabled', because: '这个账号已停用，请换一个账号名。', field: 'login' })
  }
  if (grant.personId !== null && known.person !== grant.personId) {
    const because = '这个账号已属于另一个人，请换一个账号名。'
    throw new Refused(409, { code: 'login-taken', because, field: 'login' })
  }
  return { id: known.id, activationCode: known.used ? null : await newCode({ tx, caller }, known.id) }
}

async function newAccount(work: Pick<Work, 'tx' | 'caller'>, login: string, grant: Grant): Promise<Ready> {
  const id = newId()
  await sql`insert into account (region_id, id, login, display_name, person_id, created_by)
    values (${work.caller.region}, ${id}, ${login}, ${grant.name}, ${grant.personId}, ${work.caller.actor})`.execute(
    work.tx,
  )
  return { id, activationCode: await newCode(work, id) }
}

/** A fresh code for the account: an older one on paper is void from now on. */
async function newCode({ tx, caller }: Pick<Work, 'tx' | 'caller'>, id: string): Promise<string> {
  const code = newActivationCode()
  await sql`update account set activation_hash = ${hashActivationCode(code)},
      activation_expires_at = now() + make_interval(days => ${ACTIVATION_DAYS})
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  return code
}

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
  await changeable(work, id, '停用')
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
  const login = await changeable(work, id, '重置')
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
  given: { role: Role; unit: string | null },
): Promise<void> {
  const { tx, caller } = work
  await changeable(work, id, '收回')
  const taken = await sql`
    update account_role set revoked_at = ${work.now} where region_id = ${caller.region} and account_id = ${id}
      and role = ${given.role} and revoked_at is null and unit_id is not distinct from
        (select u.id from unit u where u.region_id = ${caller.region} and u.code = ${given.unit})`.execute(tx)
  if (taken.numAffectedRows === 0n) throw notFound('这个角色')
  await audit(tx, 'revoke-role', { kind: 'account', id }, given)
  await endSessionsOf(runtime.db.admin, caller.region, id)
}

/** The login of an account that somebody else may change now, which is locked for it. */
async function changeable({ tx, caller }: Work, id: string, verb: string): Promise<string> {
  const { rows } = await sql<{ login: string; disabled: boolean }>`
    select login, disabled_at is not null as disabled from account
    where region_id = ${caller.region} and id = ${id} for update`.execute(tx)
  const account = rows[0]
  if (account === undefined) throw notFound('账号')
  if (id === caller.account) {
    throw new Refused(409, { code: 'own-account', because: `不能${verb}自己的账号，请另一位管理员来办。` })
  }
  if (account.disabled) throw new Refused(409, { code: 'disabled', because: '这个账号已经停用。' })
  return account.login
}

import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { audit, type Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { newCode } from './activation-store.ts'
import { normaliseLogin } from './login.ts'

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

import type pg from 'pg'
import type { Held } from './limits.ts'

/** What signing in has to know of an account before there is a session to ask in. */
export type KnownAccount = {
  id: string
  login: string
  displayName: string
  passwordHash: string | null
  totpSecret: string | null
  totpLastStep: number | null
  activationHash: Buffer | null
  held: Held[]
}

type Client = pg.Pool | pg.PoolClient

/** The region of a code, or the only one where none is named; null when it is unknown or none is named of several. */
export async function regionFor(client: Client, code: string | undefined): Promise<number | null> {
  const found = await client.query<{ id: number; code: string }>('select id, code from region order by code')
  const fitting = code === undefined ? found.rows : found.rows.filter((row) => row.code === code)
  return fitting.length === 1 ? fitting[0]!.id : null
}

/** All regions of this server, by code. */
export async function allRegions(client: Client): Promise<{ code: string; name: string }[]> {
  return (await client.query<{ code: string; name: string }>('select code, name from region order by code'))
    .rows
}

/** Whether anybody has an account yet. */
export async function anyAccount(client: Client): Promise<boolean> {
  const found = await client.query<{ any: boolean }>('select exists (select from account) as any')
  return found.rows[0]!.any
}

/**
 * The enabled account of a login in its normal form; a teacher may type the phone number instead, if no other
 * account has it.
 */
export async function findAccount(
  client: Client,
  regionId: number,
  login: string,
): Promise<KnownAccount | null> {
  const direct = await accountsWhere(client, 'a.login = $2', regionId, login)
  if (direct.length > 0 || !/^1\d{10}$/.test(login)) return direct[0] ?? null
  const byPhone = await accountsWhere(
    client,
    'a.person_id in (select p.id from person p where p.region_id = $1 and p.phone = $2)',
    regionId,
    login,
  )
  return byPhone.length === 1 ? byPhone[0]! : null
}

async function accountsWhere(
  client: Client,
  condition: string,
  regionId: number,
  value: string,
): Promise<KnownAccount[]> {
  const found = await client.query<KnownAccount>(
    `select a.id, a.login, a.display_name as "displayName", a.password_hash as "passwordHash",
        case when a.totp_confirmed_at is not null then a.totp_secret end as "totpSecret",
        a.totp_last_step as "totpLastStep",
        case when a.activation_expires_at > now() then a.activation_hash end as "activationHash",
        coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id) order by r.granted_at)
          from account_role r where r.region_id = a.region_id and r.account_id = a.id and r.revoked_at is null), '[]') as held
      from account a where a.region_id = $1 and a.disabled_at is null and ${condition}`,
    [regionId, value],
  )
  return found.rows
}

/** Takes a time step for good; false when it or a later one was taken already. */
export async function takeStep(
  client: Client,
  regionId: number,
  accountId: string,
  step: number,
): Promise<boolean> {
  const taken = await client.query(
    `update account set totp_last_step = $3 where region_id = $1 and id = $2
      and (totp_last_step is null or totp_last_step < $3)`,
    [regionId, accountId, step],
  )
  return taken.rowCount === 1
}

/** Uses up an activation code: sets the password; false when somebody else was quicker or it has run out. */
export async function activateAccount(
  client: Client,
  regionId: number,
  accountId: string,
  codeHash: Buffer,
  passwordHash: string,
): Promise<boolean> {
  const done = await client.query(
    `update account set password_hash = $4, activation_hash = null, activation_expires_at = null
      where region_id = $1 and id = $2 and activation_hash = $3 and activation_expires_at > now()
        and disabled_at is null`,
    [regionId, accountId, codeHash, passwordHash],
  )
  return done.rowCount === 1
}

/** Sets a new password in place of the one that was checked; false when it has changed meanwhile. */
export async function replacePassword(
  client: Client,
  regionId: number,
  accountId: string,
  checkedHash: string,
  newHash: string,
): Promise<boolean> {
  const done = await client.query(
    'update account set password_hash = $4 where region_id = $1 and id = $2 and password_hash = $3',
    [regionId, accountId, checkedHash, newHash],
  )
  return done.rowCount === 1
}

/** A row of the audit log about an account, where there is no session that could write it. */
export async function auditAccount(
  client: Client,
  regionId: number,
  account: { id: string; actor: string },
  action: string,
  details: object = {},
): Promise<void> {
  await client.query(
    `insert into audit_log (region_id, actor, account_id, action, subject_kind, subject_id, details)
      values ($1, $2, $3::uuid, $4, 'account', $3::text, $5)`,
    [regionId, account.actor, account.id, action, JSON.stringify(details)],
  )
}

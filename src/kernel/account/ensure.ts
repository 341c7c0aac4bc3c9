import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { newId } from '#lib/ids.ts'
import { normaliseLogin } from './login.ts'
import { hashPassword } from './password.ts'

/** An account as the demonstration county and the command line ask for it. */
export type WantedAccount = {
  login: string
  name: string
  role: Role
  /** Code of the unit that a cluster's or a school's role is held for. */
  unit?: string
  personId?: string
  password: string
}

/**
 * Makes the account, or gives the one of this login the name, password and role: a second call changes nothing else.
 * @returns the account's id.
 * @throws Error when the unit's code is unknown in the region.
 */
export async function ensureAccount(db: Database, regionId: number, wanted: WantedAccount): Promise<string> {
  const found = await db.admin.query<{ id: string }>(
    `insert into account (region_id, id, login, display_name, person_id, password_hash, created_by)
     values ($1, $2, $3, $4, $5, $6, 'yanpei')
     on conflict (region_id, login) do update set display_name = excluded.display_name,
       person_id = excluded.person_id, password_hash = excluded.password_hash
     returning id`,
    [
      regionId,
      newId(),
      normaliseLogin(wanted.login),
      wanted.name,
      wanted.personId ?? null,
      await hashPassword(wanted.password),
    ],
  )
  const id = found.rows[0]!.id
  await db.admin.query(
    `insert into account_role (region_id, account_id, role, unit_id, granted_by) values ($1, $2, $3, $4, 'yanpei')
     on conflict do nothing`,
    [regionId, id, wanted.role, wanted.unit === undefined ? null : await unitId(db, regionId, wanted.unit)],
  )
  return id
}

async function unitId(db: Database, regionId: number, code: string): Promise<string> {
  const found = await db.admin.query<{ id: string }>(
    'select id from unit where region_id = $1 and code = $2',
    [regionId, code],
  )
  const id = found.rows[0]?.id
  if (id === undefined) throw new Error(`unit ${code} is not in region ${regionId}`)
  return id
}

import type { Runtime } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { anyAccount, auditAccount } from './accounts-admin.ts'
import { normaliseLogin } from './login.ts'
import { hashPassword } from './password.ts'
import { asAdmin, openSession, type OpenedSession } from './sessions.ts'
import { actorName } from './words.ts'

/** What the first person on an empty instance enters. */
export type FirstRun = {
  regionCode: string
  regionName: string
  login: string
  name: string
  password: string
  device: string
}

/**
 * Makes the region and its first officer while nobody has an account; of two at once one wins.
 * @throws Refused 409 once there is an account.
 */
export async function firstRun(runtime: Runtime, given: FirstRun): Promise<OpenedSession> {
  if (await anyAccount(runtime.db.admin)) throw tooLate()
  const passwordHash = await hashPassword(given.password)
  return asAdmin(runtime.db, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtext('first-run'))`)
    if (await anyAccount(client)) throw tooLate()
    const region = await client.query<{ id: number }>(
      `insert into region (code, name) values ($1, $2)
        on conflict (code) do update set name = excluded.name returning id`,
      [given.regionCode, given.regionName],
    )
    const regionId = region.rows[0]!.id
    const login = normaliseLogin(given.login)
    const actor = actorName(given.name, login)
    const accountId = newId()
    await client.query(
      `insert into account (region_id, id, login, display_name, password_hash, created_by) values ($1, $2, $3, $4, $5, $6)`,
      [regionId, accountId, login, given.name, passwordHash, actor],
    )
    await client.query(
      `insert into account_role (region_id, account_id, role, granted_by) values ($1, $2, 'officer', $3)`,
      [regionId, accountId, actor],
    )
    await auditAccount(client, regionId, { id: accountId, actor }, 'first-run', { region: given.regionCode })
    const held = { role: 'officer' as const, unitId: null }
    const session = await openSession(client, {
      regionId,
      accountId,
      held,
      actor,
      device: given.device,
      stay: false,
    })
    if (session === null) throw new Error('the account just made cannot open a session')
    return session
  })
}

function tooLate(): Refused {
  return new Refused(409, { code: 'already-running', because: '系统已经启用，请用已有的账号登录。' })
}

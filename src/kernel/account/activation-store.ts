import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { ACTIVATION_DAYS, hashActivationCode, newActivationCode } from './activation.ts'

/** A fresh code for the account: an older one on paper is void from now on. */
export async function newCode({ tx, caller }: Pick<Work, 'tx' | 'caller'>, id: string): Promise<string> {
  const code = newActivationCode()
  await sql`update account set activation_hash = ${hashActivationCode(code)},
      activation_expires_at = now() + make_interval(days => ${ACTIVATION_DAYS})
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
  return code
}

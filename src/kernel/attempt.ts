import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'

/**
 * Runs something whose refusal does not end the whole. What refuses may be the database, which then takes nothing more in
 * the transaction, and may come while the program's own session is named: going back to before lets the rest go on.
 * @returns the refusal, or null where it was done.
 */
export async function attempt({ tx }: Work, run: () => Promise<void>): Promise<Refused | null> {
  await sql`savepoint attempted`.execute(tx)
  try {
    await run()
    await sql`release savepoint attempted`.execute(tx)
    return null
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await sql`rollback to savepoint attempted`.execute(tx)
    return error
  }
}

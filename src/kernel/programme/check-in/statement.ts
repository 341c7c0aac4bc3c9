import type { Runtime } from '#kernel/call.ts'

/** One check-in, judged already. */
export type Judged = {
  activity: string
  slot: number
  status: 'present' | 'late'
  at: Date
  method: 'code' | 'short-code'
  nonce: string
  /** Hash of the phone. */
  device: Buffer
  uploadedLate: boolean
}

/** What the database did with it; `status` and `at` are those of the row that stands. */
export type Recorded =
  | {
      outcome: 'recorded' | 'already'
      status: 'present' | 'late' | 'leave' | 'absent'
      at: Date | null
      shared: boolean
    }
  | { outcome: 'not-on-roster' | 'no-person' | 'signed-out' | 'nonce-used' }

/**
 * Records a check-in: session, roster, row and audit in one statement, which is its own transaction. When this
 * resolves it is durable.
 */
export async function recordCheckIn(runtime: Runtime, session: Buffer, given: Judged): Promise<Recorded> {
  const { rows } = await runtime.db.app.query<Recorded>({
    name: 'record-check-in',
    text: `select outcome, status, at, shared from record_check_in($1, $2, $3::smallint, $4, $5, $6, $7, $8, $9)`,
    values: [
      session.toString('hex'),
      given.activity,
      given.slot,
      given.status,
      given.at,
      given.method,
      given.nonce,
      given.device,
      given.uploadedLate,
    ],
  })
  return rows[0]!
}

import type { Database } from '#db/open.ts'
import { together } from '#db/together.ts'
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

type Sent = { session: Buffer; given: Judged }
const desks = new WeakMap<Database, (sent: Sent) => Promise<Recorded>>()

/**
 * Records a check-in: session, roster, row and audit in one statement, which is its own transaction, with those of
 * others who came in the same moment. When this resolves it is durable.
 */
export function recordCheckIn({ db }: Runtime, session: Buffer, given: Judged): Promise<Recorded> {
  const desk = desks.get(db) ?? together((sent: readonly Sent[], alone) => recordAll(db, sent, alone))
  desks.set(db, desk)
  return desk({ session, given })
}

async function recordAll(db: Database, sent: readonly Sent[], alone: boolean): Promise<Recorded[]> {
  const given = sent.map((one) => one.given)
  const { rows } = await db.app.query<Recorded>({
    name: 'record-check-ins',
    text: `select outcome, status, at, shared from record_check_ins($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) order by place`,
    values: [
      sent.map((one) => one.session),
      given.map((one) => one.activity),
      given.map((one) => one.slot),
      given.map((one) => one.status),
      given.map((one) => one.at),
      given.map((one) => one.method),
      given.map((one) => one.nonce),
      given.map((one) => one.device),
      given.map((one) => one.uploadedLate),
      alone,
    ],
  })
  return rows
}

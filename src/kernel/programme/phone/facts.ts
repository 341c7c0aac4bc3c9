import * as z from 'zod'
import { participationRoles } from '#contract/activity.ts'
import type { Database } from '#db/open.ts'
import { together } from '#db/together.ts'
import type { Runtime } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'

const instant = z.string().transform((text) => new Date(text))
const times = z.object({ slot: z.int(), opensAt: instant, lateAfter: instant, closesAt: instant })

const activity = z.object({
  id: z.string(),
  title: z.string(),
  programme: z.string(),
  system: z.string(),
  category: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  hours: z.string(),
  slots: z.int(),
  roles: z.array(z.enum(participationRoles)),
  recognised: z.boolean(),
  place: z.string().nullable(),
  marks: z.string().nullable(),
  params: z.unknown(),
  /** The times that were set, of activities that touch today. */
  times: z.array(times).nullable(),
})
/** One of the teacher's activities. */
export type OwnActivity = z.output<typeof activity>

const facts = z.object({
  person: z.string().nullable(),
  name: z.string(),
  unit: z.string().nullable(),
  policy: z.array(
    z.object({
      year: z.int(),
      category: z.string(),
      required: z.string(),
      hoursPerCredit: z.string(),
      ceiling: z.string().nullable(),
      leastRate: z.string().nullable(),
    }),
  ),
  balances: z.record(z.string(), z.string()),
  activities: z.array(activity),
  /** Coming activities of the region in which the teacher is not listed. */
  offers: z.array(
    z.object({ title: z.string(), category: z.string(), startsAt: instant, hours: z.string() }),
  ),
})
/** What the phone's first screen is drawn from. */
export type PhoneFacts = z.output<typeof facts>

type Asked = { session: Buffer; day: string }
const readers = new WeakMap<Database, (asked: Asked) => Promise<unknown>>()

/**
 * Reads them as of the instant's day, in one statement with those who look in the same moment; null without a live
 * session.
 */
export async function readFacts({ db }: Runtime, session: Buffer, now: Date): Promise<PhoneFacts | null> {
  const read = readers.get(db) ?? together((asked: readonly Asked[]) => readAll(db, asked))
  readers.set(db, read)
  const found = await read({ session, day: dayAt(now) })
  return found === null ? null : facts.parse(found)
}

async function readAll(db: Database, asked: readonly Asked[]): Promise<unknown[]> {
  const { rows } = await db.app.query<{ facts: unknown }>({
    name: 'phone-facts',
    text: 'select facts from phone_facts($1, $2) order by place',
    values: [asked.map((one) => one.session), asked.map((one) => one.day)],
  })
  return rows.map((row) => row.facts)
}

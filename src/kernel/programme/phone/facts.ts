import * as z from 'zod'
import { participationRoles } from '#contract/activity.ts'
import type { Runtime } from '#kernel/call.ts'

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

/** Reads them in one statement; null without a live session. */
export async function readFacts(runtime: Runtime, session: Buffer, now: Date): Promise<PhoneFacts | null> {
  const { rows } = await runtime.db.app.query<{ facts: unknown }>({
    name: 'phone-facts',
    text: 'select phone_facts($1, $2) as facts',
    values: [session.toString('hex'), now],
  })
  const found = rows[0]?.facts ?? null
  return found === null ? null : facts.parse(found)
}

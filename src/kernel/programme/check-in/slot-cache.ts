import { sql } from 'kysely'
import { inWork, type Runtime } from '#kernel/call.ts'
import type { SlotTimes } from '../slots.ts'

/** What judging a code asks of the database: the same for everybody in the hall. */
export type SlotFacts = SlotTimes & {
  activity: string
  title: string
  cancelled: string | null
  secret: Buffer
}

/** A desk that changes the times sees it hold within so long. */
const FRESH_MS = 1500
const MOST = 1000

/**
 * Remembers slots for a moment: a hall of 500 checks in within two minutes, and all of them ask for the same one. Only
 * what was found is kept, so that somebody of another region can't make it disappear for the others.
 */
export class SlotCache {
  readonly #known = new Map<string, { facts: SlotFacts; until: number }>()
  readonly #loading = new Map<string, Promise<SlotFacts | null>>()

  /** A slot that has a key; null where there is none, or none that the session may see. @throws Refused 401. */
  async find(runtime: Runtime, session: Buffer, activity: string, slot: number): Promise<SlotFacts | null> {
    const key = `${activity}/${slot}`
    const known = this.#known.get(key)
    const now = performance.now()
    if (known !== undefined && known.until > now) return known.facts
    const shared = await this.#loading.get(key)?.catch(() => null)
    return shared ?? this.#load(runtime, session, activity, slot, key)
  }

  async #load(
    runtime: Runtime,
    session: Buffer,
    activity: string,
    slot: number,
    key: string,
  ): Promise<SlotFacts | null> {
    const loading = readSlot(runtime, session, activity, slot)
    this.#loading.set(key, loading)
    try {
      const facts = await loading
      if (facts !== null) this.#keep(key, facts)
      return facts
    } finally {
      if (this.#loading.get(key) === loading) this.#loading.delete(key)
    }
  }

  #keep(key: string, facts: SlotFacts): void {
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(key, { facts, until: performance.now() + FRESH_MS })
  }
}

type Row = {
  title: string
  cancelled: string | null
  opens_at: Date
  late_after: Date
  closes_at: Date
  secret: Buffer
}

function readSlot(
  runtime: Runtime,
  session: Buffer,
  activity: string,
  slot: number,
): Promise<SlotFacts | null> {
  return inWork(runtime, session, async ({ tx, caller }) => {
    const { rows } =
      await sql<Row>`select a.title, x.because as cancelled, s.opens_at, s.late_after, s.closes_at, s.secret
      from activity_slot s join activity a on a.region_id = s.region_id and a.id = s.activity_id
      left join activity_cancellation x on x.region_id = a.region_id and x.activity_id = a.id
      where s.region_id = ${caller.region} and s.activity_id = ${activity} and s.slot = ${slot}`.execute(tx)
    const row = rows[0]
    if (row === undefined) return null
    const times = { slot, opensAt: row.opens_at, lateAfter: row.late_after, closesAt: row.closes_at }
    return { ...times, activity, title: row.title, cancelled: row.cancelled, secret: row.secret }
  })
}

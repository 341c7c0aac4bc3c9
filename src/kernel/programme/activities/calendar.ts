import { sql } from 'kysely'
import type * as z from 'zod'
import type { calendar } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { addDays, instantOf, yearOf } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { organisedBelow } from '../programmes/list.ts'
import type { Systems } from '../registry.ts'
import { activityRowOf, countedActivities } from './list.ts'

type Query = z.output<NonNullable<(typeof calendar)['query']>>
type Reply = z.input<NonNullable<(typeof calendar)['reply']>>

/** More would not be a calendar that anyone reads; a county's busiest month has some hundreds. */
const MOST = 5000

/**
 * The activities that touch the days from `from` to `until`, both included.
 * @throws Refused 422 when the days are reversed.
 */
export async function calendarOf(work: Work, systems: Systems, query: Query): Promise<Reply> {
  if (query.until < query.from) {
    throw new Refused(422, {
      code: 'period',
      because: '结束日期早于开始日期，请改正其中一个。',
      field: 'until',
    })
  }
  const conditions = [
    sql`a.ends_at >= ${instantOf(`${query.from} 00:00:00`)}`,
    sql`a.starts_at < ${instantOf(`${addDays(query.until, 1)} 00:00:00`)}`,
  ]
  if (query.system !== undefined) conditions.push(sql`p.system = ${query.system}`)
  if (query.unit !== undefined)
    conditions.push(organisedBelow(work.caller.region, query.unit, yearOf(query.until)))
  const rows = await countedActivities(work, sql.join(conditions, sql` and `), MOST)
  return {
    activities: rows.map((row) => ({
      ...activityRowOf(row, work.now),
      programmeId: row.programme_id,
      programme: row.programme,
      systemTitle: systems.title(row.system),
    })),
  }
}

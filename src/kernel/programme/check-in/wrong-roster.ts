import { sql } from 'kysely'
import { inWork, type Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { clockWords } from '../words.ts'
import type { PhoneCall } from './phone-call.ts'

/** Says whose code it was that somebody scanned who is not on its roster, where he should be, and what to do. */
export async function wrongRoster(call: PhoneCall<unknown>, activity: string): Promise<Refused> {
  const { title, own } = await inWork(call.runtime, call.sessionHash, async (work) => ({
    title: await titleOf(work, activity),
    own: await ownToday(work),
  }))
  if (title === null)
    return new Refused(422, { code: 'code', because: '签到码无效，请扫签到大屏上最新的码。' })
  const mine = own
    .map(({ title, starts_at }) => `《${title}》（${clockWords(starts_at, call.now)} 开始）`)
    .join('')
  const where = mine === '' ? '' : `您今天的活动是${mine}，请扫它的码。`
  const because = `这是《${title}》的签到码，名单上没有您。${where}如应参加《${title}》，请到签到台登记。`
  return new Refused(422, { code: 'not-on-roster', because })
}

async function titleOf({ tx, caller }: Work, activity: string): Promise<string | null> {
  const { rows } = await sql<{ title: string }>`select title from activity
    where region_id = ${caller.region} and id = ${activity}`.execute(tx)
  return rows[0]?.title ?? null
}

async function ownToday({ tx, caller, now }: Work): Promise<{ title: string; starts_at: Date }[]> {
  const today = dayAt(now)
  const { rows } = await sql<{
    title: string
    starts_at: Date
  }>`select distinct a.title, a.starts_at from participation p
    join activity a on a.region_id = p.region_id and a.id = p.activity_id
    where p.region_id = ${caller.region} and p.person_id = ${caller.person}
      and a.starts_at < ${today}::date + 1 and a.ends_at >= ${today}::date
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    order by a.starts_at limit 3`.execute(tx)
  return rows
}

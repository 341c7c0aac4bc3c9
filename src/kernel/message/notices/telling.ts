import { sql } from 'kysely'
import type * as z from 'zod'
import type { telling, Told, TellingWay } from '#contract/telling.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Work } from '#kernel/call.ts'
import { phoneOfCase } from '#kernel/case/contact.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { refuseTold, TOLD } from '../decide.ts'
import { findNotice } from './store.ts'

type Reply = z.input<NonNullable<typeof telling.reply>>
type Row = {
  name: string
  caseId: string
  number: string
  publishedAt: Date
  how: TellingWay | null
  on: Day | null
  note: string | null
  at: Date | null
  by: string | null
}

/** Whom a notice has to be told by word of mouth, at which number, and how it was done. @throws Refused 404. */
export async function tellingOf(work: Work, notice: string): Promise<Reply> {
  if ((await findNotice(work, notice)) === undefined) throw notFound('这则通知')
  const row = await rowOf(work, notice)
  if (row === undefined) return { telling: null, actions: [] }
  const { name, caseId, number, how, on, note, at, by } = row
  const done = how !== null && on !== null && at !== null && by !== null
  const told = done ? { how, on, note, at: at.toISOString(), by } : null
  return {
    telling: { name, case: { id: caseId, number }, phone: await phoneOfCase(work, caseId), told },
    actions: [actionOf('told', told === null ? null : '已经记下告知情况。')],
  }
}

async function rowOf({ tx, caller }: Work, notice: string): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select c.name, c.id as "caseId", c.number, n.published_at as "publishedAt", t.how, t.told_on as "on", t.note, t.at, t.by
    from notice n join case_record c on c.region_id = n.region_id and c.id = n.tells_case
    left join notice_told t on t.region_id = n.region_id and t.notice_id = n.id
    where n.region_id = ${caller.region} and n.id = ${notice}`.execute(tx)
  return rows[0]
}

/** Notes how and when an applicant was told; once. @throws Refused 404, 409, 422. */
export async function tell(work: Work, notice: string, said: Told): Promise<{ done: true }> {
  const row = await rowOf(work, notice)
  if (row === undefined) throw notFound('这则要告知申请人的通知')
  const [today, publishedOn] = [dayAt(work.now), dayAt(row.publishedAt)]
  const refusal = refuseTold({ ...said, today, publishedOn, told: row.how !== null })
  if (refusal !== null) throw new Refused(refusal.code === 'told' ? 409 : 422, refusal)
  await refusingClashes(TOLD, () =>
    sql`insert into notice_told (region_id, notice_id, how, told_on, note, at, by)
      values (${work.caller.region}, ${notice}, ${said.how}, ${said.on}, ${said.note || null}, ${work.now}, ${work.caller.actor})`.execute(
      work.tx,
    ),
  )
  await audit(work.tx, 'notice.told', { kind: 'case', id: row.caseId }, { how: said.how, on: said.on })
  return { done: true }
}

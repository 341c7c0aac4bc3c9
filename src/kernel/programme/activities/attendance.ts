import { sql } from 'kysely'
import type * as z from 'zod'
import type { saveAttendance } from '#contract/activity.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { Refused } from '#lib/refusal.ts'
import { activityToChange, type Activity } from './find.ts'
import { settleAfter, type Aftermath } from './settle.ts'

/** What the desk typed; a null status takes the mark away. */
export type AttendanceSheet = z.output<NonNullable<(typeof saveAttendance)['body']>>
type Change = AttendanceSheet['changes'][number]

/**
 * Saves a sheet of marks, all or nothing, then settles. What a phone recorded and the desk leaves alone stays.
 * @returns how many marks changed, and what followed.
 * @throws Refused 404, 403, 409; 422 for a slot that the activity does not have or a person who is not on the roster.
 */
export function saveSheet(
  work: Work,
  id: string,
  sheet: AttendanceSheet,
): Promise<{ saved: number } & Aftermath> {
  const request = { key: sheet.key, action: 'save-attendance', content: { id, changes: sheet.changes } }
  return once(work, request, async () => {
    const activity = await activityToChange(work, id)
    const changes = lastOfEach(sheet.changes)
    refuseSlots(activity, changes)
    await refuseStrangers(work, activity, changes)
    const saved = await write(work, activity, changes)
    if (saved > 0)
      await audit(work.tx, 'save-attendance', { kind: 'activity', id }, { saved, changes: digest(changes) })
    return { saved, ...(await settleAfter(work, activity, `活动《${activity.title}》签到表更正`)) }
  })
}

/** A cell that was typed into twice holds what was typed last. */
function lastOfEach(changes: readonly Change[]): Change[] {
  return [...new Map(changes.map((change) => [`${change.p}/${change.slot}`, change])).values()]
}

function refuseSlots(activity: Activity, changes: readonly Change[]): void {
  const beyond = changes.find((change) => change.slot > activity.slots)
  if (beyond === undefined) return
  throw new Refused(422, {
    code: 'slot',
    because: `活动只有 ${activity.slots} 场签到，没有第 ${beyond.slot} 场。`,
    field: 'changes',
  })
}

async function refuseStrangers(
  { tx, caller }: Work,
  activity: Activity,
  changes: readonly Change[],
): Promise<void> {
  const people = [...new Set(changes.map((change) => change.p))]
  const { rows } = await sql<{ n: number }>`select count(distinct person_id) as n from participation
    where region_id = ${caller.region} and activity_id = ${activity.id} and person_id = any (${people}::uuid[])`.execute(
    tx,
  )
  const strangers = people.length - (rows[0]?.n ?? 0)
  if (strangers === 0) return
  throw new Refused(422, {
    code: 'not-on-roster',
    because: `有 ${strangers} 人不在名单上，或不在您的管理范围内；请先加入名单，再登记签到。什么也没有保存。`,
    field: 'changes',
  })
}

async function write({ tx, caller }: Work, activity: Activity, changes: readonly Change[]): Promise<number> {
  const marks = changes.filter((change) => change.status !== null)
  const cleared = changes.filter((change) => change.status === null)
  const written = await sql`
    insert into attendance as t (region_id, activity_id, person_id, slot, status, method, recorded_by)
    select ${caller.region}, ${activity.id}, m.person, m.slot, m.status, 'desk', ${caller.actor}
    from unnest(${marks.map((m) => m.p)}::uuid[], ${marks.map((m) => m.slot)}::smallint[], ${marks.map((m) => m.status)}::text[])
      m(person, slot, status)
    order by m.person, m.slot
    on conflict (region_id, activity_id, person_id, slot) do update
      set status = excluded.status, method = 'desk', uploaded_late = false, recorded_at = now(), recorded_by = excluded.recorded_by
      where t.status <> excluded.status or t.uploaded_late`.execute(tx)
  const gone = await sql`delete from attendance t
    using unnest(${cleared.map((m) => m.p)}::uuid[], ${cleared.map((m) => m.slot)}::smallint[]) m(person, slot)
    where t.region_id = ${caller.region} and t.activity_id = ${activity.id} and t.person_id = m.person and t.slot = m.slot`.execute(
    tx,
  )
  return Number((written.numAffectedRows ?? 0n) + (gone.numAffectedRows ?? 0n))
}

/** For the audit log: people by mark and slot, so that the row stays readable for 500 of them. */
function digest(changes: readonly Change[]): Record<string, string[]> {
  const byMark: Record<string, string[]> = {}
  for (const { p, slot, status } of changes) (byMark[`${slot}:${status ?? 'cleared'}`] ??= []).push(p)
  return byMark
}

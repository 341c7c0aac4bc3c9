import { sql } from 'kysely'
import type { noticeKinds } from '#contract/message.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'

/** A notice as it is written. */
export type NoticeText = {
  kind: (typeof noticeKinds)[number]
  title: string
  body: string
  /** The unit that speaks; null for the centre and the program. */
  unitId: string | null
  audience: string
  dueOn: Day | null
  pinnedUntil: Day | null
  link: string | null
  circularId: string | null
  /** So many working days before `dueOn` it reminds by itself. */
  remindDays?: number | null
  /** The case whose applicant has no account and is told by the office. */
  tellsCase?: string | null
}

/** To whom a notice goes; `units` null is everybody in view. */
export type Addressees = {
  roles: readonly string[]
  units: readonly string[] | null
  people: readonly string[]
  accounts: readonly string[]
}

/** Writes a notice down and names its addressees. @returns its id and how many they are. */
export async function insertNotice(
  { tx, caller, now }: Work,
  text: NoticeText,
  to: Addressees,
): Promise<{ id: string; people: number }> {
  const id = newId(now.getTime())
  await sql`insert into notice (region_id, id, kind, title, body, unit_id, audience, due_on, pinned_until, link, circular_id,
      remind_days, tells_case, account_id, published_at, published_by)
    values (${caller.region}, ${id}, ${text.kind}, ${text.title}, ${text.body}, ${text.unitId}, ${text.audience}, ${text.dueOn}::date,
      ${text.pinnedUntil}::date, ${text.link}, ${text.circularId},
      ${text.remindDays ?? null}, ${text.tellsCase ?? null}, ${caller.account}, ${now}, ${caller.actor})`.execute(
    tx,
  )
  const { rows } = await sql<{
    people: number
  }>`select address_notice(${id}, ${dayAt(now)}::date, ${to.roles}::text[],
    ${to.units}::uuid[], ${to.people}::uuid[], ${to.accounts}::uuid[]) as people`.execute(tx)
  return { id, people: rows[0]?.people ?? 0 }
}

import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { delegate, delegations } from '#contract/working-days.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { fault, notFound, Refused } from '#lib/refusal.ts'
import { normaliseLogin } from '#kernel/account/login.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import type { Absent } from './rights.ts'

type Asked = z.output<NonNullable<typeof delegate.body>>
type Row = {
  id: string
  from_account: string
  from_name: string
  to_account: string
  to_name: string
  starts_on: Day
  ends_on: Day
  because: string
  ended_at: Date | null
}

/**
 * For whom the caller acts on a day, once for each role that then counts. A delegate sees by the own role what there is
 * to see; the delegation adds the office alone.
 */
export async function standsFor({ tx }: Work, day: Day): Promise<Absent[]> {
  const { rows } =
    await sql<Absent>`select account_id as account, name, person_id as person, role, unit_id as unit
    from session_stands_for(${day}::date) order by name, role`.execute(tx)
  return rows
}

/** The delegations that the caller gave or got; an officer sees the region's. */
export async function delegationsOf(work: Work): Promise<z.input<NonNullable<typeof delegations.reply>>> {
  const rows = await inView(work)
  return {
    delegations: rows.map((row) => ({
      id: row.id,
      from: row.from_name,
      to: row.to_name,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      because: row.because,
      ended: row.ended_at !== null,
      mayEnd: refuseEnding(work, row) === null,
    })),
    actions: [actionOf('delegate', null)],
  }
}

async function inView({ tx }: Work): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select * from delegations_in_view() order by starts_on desc, id desc`.execute(tx)
  return rows
}

/**
 * Lets somebody else act for the caller through some days.
 * @throws Refused 422 naming the field: nobody of that login, oneself, an account that sees less, days that are over.
 */
export function delegateTo(work: Work, { key, ...asked }: Asked): Promise<{ id: string }> {
  return once(work, { key, action: 'delegate', content: asked }, async () => {
    refuseDays(asked, dayAt(work.now))
    const to = await delegateOf(work, asked.login)
    const id = newId(work.now.getTime())
    await sql`insert into delegation (region_id, id, from_account, to_account, starts_on, ends_on, because, made_at)
      values (${work.caller.region}, ${id}, ${work.caller.account}, ${to}, ${asked.startsOn}::date, ${asked.endsOn}::date,
        ${asked.because}, ${work.now})`.execute(work.tx)
    await audit(work.tx, 'case.delegate', { kind: 'delegation', id }, { ...asked, to })
    return { id }
  })
}

function refuseDays({ startsOn, endsOn }: Asked | Omit<Asked, 'key'>, today: Day): void {
  if (endsOn < startsOn) throw fault('endsOn', '结束日期早于开始日期，请核对。')
  if (endsOn < today) throw fault('endsOn', '这段日子已经过去；已办的事项不能补记代办。')
}

type Candidate = { account: string; name: string; covers: boolean }

async function delegateOf({ tx, caller }: Work, login: string): Promise<string> {
  const { rows } = await sql<Candidate>`select account_id as account, name, covers
    from delegate_of_login(${normaliseLogin(login)})`.execute(tx)
  const found = rows[0]
  if (found === undefined) throw fault('login', '没有这个登录名，或账号已停用，请核对。')
  if (found.account === caller.account) throw fault('login', '不能委托给自己。')
  if (found.covers) return found.account
  throw fault(
    'login',
    `${found.name}的账号看不到您所办的事项。请委托给同一单位的管理员，或上级（学区、中心、教育局）的账号。`,
  )
}

/**
 * Ends a delegation before its last day; what was done under it stands.
 * @throws Refused 404, 403 for who neither gave it nor manages the region's accounts, 409 when it has ended.
 */
export async function endDelegationOf(work: Work, id: string): Promise<{ done: true }> {
  const row = (await inView(work)).find((one) => one.id === id)
  if (row === undefined) throw notFound('这条代办')
  const refusal = refuseEnding(work, row)
  if (refusal !== null) throw refusal
  await sql`update delegation set ended_at = ${work.now} where region_id = ${work.caller.region} and id = ${id}
    and ended_at is null`.execute(work.tx)
  await audit(work.tx, 'case.delegation-ended', { kind: 'delegation', id })
  return { done: true }
}

function refuseEnding({ caller, now }: Work, row: Row): Refused | null {
  if (caller.role !== 'officer' && row.from_account !== caller.account) {
    return new Refused(403, { code: 'not-yours', because: '由委托人或中心管理员结束代办。' })
  }
  if (row.ended_at === null && row.ends_on >= dayAt(now)) return null
  return new Refused(409, { code: 'ended', because: '这条代办已经结束。' })
}

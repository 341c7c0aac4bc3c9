import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Runtime, Work } from '#kernel/call.ts'
import { newId } from '#lib/ids.ts'
import { dayAt, addDays } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { ACTIVATION_DAYS, hashActivationCode, newActivationCode } from './activation.ts'
import { auditAccount } from './accounts-admin.ts'
import { asAdmin } from './sessions.ts'

/** A line of the list that is printed, cut and handed out; `until` is the last day the code is good. */
export type TeacherCode = { unit: string; name: string; login: string; activationCode: string; until: string }

/** Whose codes: of a unit with all below it, by its code, or of these people. */
export type CodesFor = { unit: string } | { people: readonly string[] }

/**
 * New activation codes for the people of a unit and below, or for the people named, who have not set a password yet; earlier codes are void.
 * Their login is the identity number. Who the caller may not see is not in the list.
 * @throws Refused 404 when the unit is not among those the caller sees; 409 when none of the people named needs one.
 */
export async function issueTeacherCodes(
  runtime: Runtime,
  work: Work,
  whose: CodesFor,
): Promise<TeacherCode[]> {
  const people = await ('unit' in whose ? peopleOf(work, whose.unit) : peopleNamed(work, whose.people))
  const until = addDays(dayAt(work.now), ACTIVATION_DAYS)
  const codes = people.map((person) => ({ ...person, newId: newId(), code: newActivationCode() }))
  const { region, actor, account } = work.caller
  const taken = await asAdmin(runtime.db, async (client) => {
    const made = await client.query<{ login: string }>(MAKE_ACCOUNTS, [
      region,
      codes.map((one) => one.newId),
      codes.map((one) => one.login),
      codes.map((one) => one.name),
      codes.map((one) => one.person),
      codes.map((one) => hashActivationCode(one.code)),
      actor,
      ACTIVATION_DAYS,
    ])
    const details = { ...('unit' in whose && { unit: whose.unit }), people: made.rows.length }
    if (account !== null) await auditAccount(client, region, { id: account, actor }, 'issue-codes', details)
    return new Set(made.rows.map((row) => row.login))
  })
  if ('people' in whose && taken.size === 0) throw nobodyNeedsOne()
  const good = codes.filter((one) => taken.has(one.login))
  return good.map(({ unit, name, login, code }) => ({ unit, name, login, activationCode: code, until }))
}

function nobodyNeedsOne(): Refused {
  const because =
    '选出的教师都已启用账号，不用激活码。忘了密码或丢了手机的，请中心管理员在“账号”里发新激活码。'
  return new Refused(409, { code: 'in-use', because })
}

/**
 * Only accounts without a password take the new code, and nobody gets a second account. An account of that login
 * which belongs to somebody else stays as it is. Who applied for something before coming on file keeps the account and
 * what was applied for with it; its password goes, since nobody looked at papers when it was registered.
 */
const MAKE_ACCOUNTS = `
  with made as (
    insert into account as a (region_id, id, login, display_name, person_id, activation_hash, activation_expires_at, created_by)
    select $1, g.id, g.login, g.name, g.person, g.hash, now() + make_interval(days => $8), $7
    from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[]) g(id, login, name, person, hash)
    where not exists (select from account x
      where x.region_id = $1 and x.person_id = g.person and x.password_hash is not null)
    on conflict (region_id, login) do update set activation_hash = excluded.activation_hash,
        activation_expires_at = excluded.activation_expires_at, display_name = excluded.display_name,
        person_id = excluded.person_id, password_hash = null
      where a.disabled_at is null and (a.password_hash is null and a.person_id = excluded.person_id
        or a.person_id is null and exists (select from applicant p where p.region_id = a.region_id and p.account_id = a.id))
    returning a.region_id, a.id, a.login
  ), left_behind as (
    update account_role r set revoked_at = now() from made m
    where r.region_id = m.region_id and r.account_id = m.id and r.role = 'applicant' and r.revoked_at is null
  ), ended as (
    update session s set ended_at = now() from made m
    where s.region_id = m.region_id and s.account_id = m.id and s.ended_at is null
  ), roles as (
    insert into account_role (region_id, account_id, role, granted_by)
    select region_id, id, 'teacher', $7 from made on conflict do nothing)
  select login from made`

type Person = { person: string; name: string; login: string; unit: string }

async function peopleOf(work: Work, unitCode: string): Promise<Person[]> {
  const { tx, caller, now } = work
  const root = await sql<{ id: string }>`select id from unit
    where region_id = ${caller.region} and code = ${unitCode}
      and (session_wide() or id = any (session_units()))`.execute(tx)
  const unitId = root.rows[0]?.id
  if (unitId === undefined) throw notFound('这个单位')
  return select(
    work,
    sql`c.counts_at in
    (select b.unit_id from units_below(${caller.region}, ${unitId}, ${dayAt(now)}::date) b)`,
  )
}

/** Those of the people who are on the books today and whom the caller sees. */
function peopleNamed(work: Work, ids: readonly string[]): Promise<Person[]> {
  return select(work, sql`p.id = any (${ids}::uuid[])`)
}

async function select({ tx, caller, now }: Work, condition: RawBuilder<unknown>): Promise<Person[]> {
  const today = sql`${dayAt(now)}::date`
  const { rows } = await sql<Person>`
    select p.id as person, p.name, p.identity_number as login, coalesce(n.name, u.code) as unit
    from unit_counts_at(${caller.region}, ${today}) c
    join person_state s on s.region_id = ${caller.region} and s.unit_id = c.unit_id and s.valid @> ${today}
    join person p on p.region_id = s.region_id and p.id = s.person_id
    join unit u on u.region_id = s.region_id and u.id = c.counts_at
    left join unit_state n on n.region_id = u.region_id and n.unit_id = u.id and n.valid @> ${today}
    where ${condition}
    order by u.code, p.file_order`.execute(tx)
  return rows
}

import { sql } from 'kysely'
import type { UnitRef } from '#contract/common.ts'
import type { Role } from '#contract/route.ts'
import type { Me } from '#contract/session.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt, yearOf } from '#lib/dates.ts'
import { MENUS } from './words.ts'

/** The caller's own view of the account: name, role, what the menu offers, which years have records. */
export async function meOf(work: Work): Promise<Me> {
  const { caller } = work
  if (caller.role === 'system' || caller.account === null) throw new TypeError('a system session is nobody')
  const [own, held, years] = [await ownAccount(work), await heldRoles(work), await yearsOf(work)]
  const current = held.find((one) => one.role === caller.role && one.unitId === caller.unit)
  const { name, login, secondFactor, personId, region } = own
  return {
    name,
    login,
    role: caller.role,
    roleTitle: ACCOUNT_ROLES[caller.role],
    unit: current?.unit ?? own.personUnit,
    personId,
    region,
    years,
    defaultYear: (await newestHeld(work)) ?? years[0]!,
    menu: [...MENUS[caller.role]],
    secondFactor,
    opens: await opensOf(work),
    held: held.map(({ role, unit }) => ({ role, title: ACCOUNT_ROLES[role], unit })),
  }
}

/** Whose pages open: all in the region, or the caller's own unit with all below, so that no page links to another's. */
async function opensOf({ tx, caller }: Work): Promise<string[] | null> {
  if (caller.role === 'officer' || caller.role === 'leader') return null
  const { rows } = await sql<{ code: string }>`select code from unit
    where region_id = ${caller.region} and id = any ((select session_units())::uuid[]) order by code`.execute(
    tx,
  )
  return rows.map(({ code }) => code)
}

type Own = {
  name: string
  login: string
  secondFactor: boolean
  personId: string | null
  region: UnitRef
  personUnit: UnitRef | null
}

async function ownAccount({ tx, caller, now }: Work): Promise<Own> {
  const { rows } = await sql<Own>`
    select a.display_name as name, a.login, a.totp_confirmed_at is not null as "secondFactor",
      a.person_id as "personId", jsonb_build_object('code', g.code, 'name', g.name) as region,
      (select jsonb_build_object('code', u.code, 'name', ${unitName('u')}) from person_state p
        join unit u on u.region_id = p.region_id and u.id = p.unit_id
        where p.region_id = a.region_id and p.person_id = a.person_id and p.valid @> ${dayAt(now)}::date) as "personUnit"
    from account a join region g on g.id = a.region_id
    where a.region_id = ${caller.region} and a.id = ${caller.account}`.execute(tx)
  return rows[0]!
}

/** SQL: the newest name of the unit under this alias, its code where it has none. */
function unitName(alias: 'u'): ReturnType<typeof sql<string>> {
  const unit = sql.table(alias)
  return sql<string>`coalesce((select s.name from unit_state s where s.region_id = ${unit}.region_id
    and s.unit_id = ${unit}.id order by lower(s.valid) desc nulls last limit 1), ${unit}.code)`
}

type HeldRow = { role: Role; unitId: string | null; unit: UnitRef | null }

async function heldRoles({ tx, caller }: Work): Promise<HeldRow[]> {
  const { rows } = await sql<HeldRow>`
    select r.role, r.unit_id as "unitId",
      case when u.id is not null then jsonb_build_object('code', u.code, 'name', ${unitName('u')}) end as unit
    from account_role r left join unit u on u.region_id = r.region_id and u.id = r.unit_id
    where r.region_id = ${caller.region} and r.account_id = ${caller.account} and r.revoked_at is null
    order by array_position(array['officer', 'leader', 'cluster', 'school', 'teacher'], r.role), u.code`.execute(
    tx,
  )
  return rows
}

/** What is only planned does not draw the pages away from the last year with results. */
async function newestHeld({ tx, caller, now }: Work): Promise<number | null> {
  const { rows } = await sql<{ year: number | null }>`
    select max(year)::integer as year from activity where region_id = ${caller.region} and ends_at <= ${now}`.execute(
    tx,
  )
  return rows[0]?.year ?? null
}

/** Newest first; the running year where there are no records yet. */
async function yearsOf({ tx, caller, now }: Work): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select year from activity where region_id = ${caller.region}
    union select year from credit_policy where region_id = ${caller.region} order by year desc`.execute(tx)
  return rows.length === 0 ? [yearOf(dayAt(now))] : rows.map((row) => row.year)
}

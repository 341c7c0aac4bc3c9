import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { accountRow, accounts } from '#contract/session.ts'
import type { Role } from '#contract/route.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { ACCOUNT_CHANGES, refusalOf } from './changeable.ts'

type Query = z.output<NonNullable<typeof accounts.query>>
type Row = z.output<typeof accountRow>

/** The accounts of the region by login: found by name or login, and by the unit (with all below it) of role or person. */
export async function listAccounts(work: Work, query: Query): Promise<{ total: number; rows: Row[] }> {
  const { rows } = await select(work, query)
  return { total: rows[0]?.total ?? 0, rows: rows.map((row) => rowOf(work, row)) }
}

function rowOf({ caller }: Work, { id, login, name, unit, roles, state, secondFactor }: Found): Row {
  const account = { id, disabled: state === 'disabled' }
  const actions = ACCOUNT_CHANGES.map((change) => {
    return actionOf(change, refusalOf(caller, account, change)?.because ?? null)
  })
  const titled = roles.map((held) => ({ ...held, title: ACCOUNT_ROLES[held.role] }))
  return { id, login, name, unit, roles: titled, state, secondFactor, actions }
}

type Held = { role: Role; unit: Row['unit'] }
type Found = Omit<Row, 'roles' | 'actions'> & { total: number; roles: Held[] }

function select({ tx, caller, now }: Work, query: Query): Promise<{ rows: Found[] }> {
  const today = sql`${dayAt(now)}::date`
  const like = query.q === undefined ? null : `%${query.q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<Found>`
    with below as (
      select b.unit_id from unit u, units_below(u.region_id, u.id, ${today}) b
      where u.region_id = ${caller.region} and u.code = ${query.unit ?? null}
    ), listed as (
      select a.*, coalesce(
        (select r.unit_id from account_role r where r.region_id = a.region_id and r.account_id = a.id
          and r.revoked_at is null and r.unit_id is not null order by r.granted_at limit 1),
        (select p.unit_id from person_state p where p.region_id = a.region_id and p.person_id = a.person_id
          and p.valid @> ${today})) as at_unit
      from account a where a.region_id = ${caller.region}
        and (${like}::text is null or a.login like ${like} or a.display_name like ${like})
    )
    select l.id, l.login, l.display_name as name, count(*) over ()::int as total,
      l.totp_confirmed_at is not null as "secondFactor",
      case when u.id is not null then jsonb_build_object('code', u.code, 'name', coalesce(s.name, u.code)) end as unit,
      case when l.disabled_at is not null then 'disabled' when l.password_hash is not null then 'active'
        when l.activation_expires_at > ${now} then 'to-activate' else 'none' end as state,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'unit', case when ru.id is not null then
          jsonb_build_object('code', ru.code, 'name', coalesce(rs.name, ru.code)) end) order by r.granted_at)
        from account_role r
        left join unit ru on ru.region_id = r.region_id and ru.id = r.unit_id
        left join unit_state rs on rs.region_id = ru.region_id and rs.unit_id = ru.id and rs.valid @> ${today}
        where r.region_id = l.region_id and r.account_id = l.id and r.revoked_at is null), '[]') as roles
    from listed l
    left join unit u on u.region_id = l.region_id and u.id = l.at_unit
    left join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${today}
    where ${query.unit ?? null}::text is null or l.at_unit in (select unit_id from below)
    order by l.login limit ${query.limit} offset ${query.offset}`.execute(tx)
}

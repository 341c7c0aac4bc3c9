import { sql } from 'kysely'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import type { Scope } from './define.ts'

/** The scope of a year in the caller's region. */
export function scopeOf({ caller, now }: Work, year: number): Scope {
  return { region: caller.region, year, from: `${year}-01-01`, day: `${year}-12-31`, now }
}

/** A unit that figures are asked for. `units` is null where it is the region as a whole. */
export type AskedUnit = { id: string; code: string; name: string; units: ReadonlySet<string> | null }

/** A unit with the path of ids below it. */
type UnitRow = { id: string; code: string; name: string; root: boolean; below: string[]; allowed: boolean }

/**
 * The unit asked for, with all below it on 31 December; without one, what the caller is responsible for.
 * @throws Refused 404 when there is no such unit, or it is not the caller's to see.
 */
export async function askedUnit(work: Work, year: number, code?: string): Promise<AskedUnit> {
  const { tx, caller } = work
  const { rows } = await sql<UnitRow>`
    select u.id, u.code, coalesce(s.name, u.code) as name, u.code = g.code as root,
      (select array_agg(b.unit_id) from units_below(u.region_id, u.id, ${`${year}-12-31`}::date) b) as below,
      (select session_wide()) or u.id = any (session_units()) as allowed
    from unit u join region g on g.id = u.region_id
    left join lateral (select name from unit_state s where s.region_id = u.region_id and s.unit_id = u.id
      order by s.valid @> ${`${year}-12-31`}::date desc, lower(s.valid) desc nulls last limit 1) s on true
    where u.region_id = ${caller.region} and case
      when ${code ?? null}::text is not null then u.code = ${code ?? null}
      when ${caller.unit}::uuid is not null then u.id = ${caller.unit}
      else u.code = g.code end`.execute(tx)
  const row = rows[0]
  if (row === undefined && code === undefined) return wholeRegion(work)
  if (row === undefined || !row.allowed) throw notFound(`代码为 ${code ?? ''} 的单位`)
  return { id: row.id, code: row.code, name: row.name, units: row.root ? null : new Set(row.below) }
}

/** A region whose own unit has not been entered yet. */
async function wholeRegion({ tx, caller }: Work): Promise<AskedUnit> {
  const { rows } = await sql<{
    code: string
    name: string
  }>`select code, name from region where id = ${caller.region}`.execute(tx)
  return { id: '', code: rows[0]?.code ?? '', name: rows[0]?.name ?? '', units: null }
}

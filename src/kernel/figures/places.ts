import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Scope } from './define.ts'

/**
 * People with the unit at which they count on 31 December (their own, or the end of its chain of successors) and its
 * 城乡: columns person_id, unit_id, urban, stage, gone. `gone` people are left out of state figures only.
 */
export function people({ region, day }: Scope): RawBuilder<unknown> {
  return sql`(
    select s.person_id, c.counts_at as unit_id, u.urban, s.stage, c.gone
    from person_state s
    join unit_counts_at(${region}::integer, ${day}::date) c on c.unit_id = s.unit_id
    left join unit_state u on u.region_id = s.region_id and u.unit_id = c.counts_at and u.valid @> ${day}::date
    where s.region_id = ${region} and holds_on(s.valid, ${day}::date)
  )`
}

/** Activities of the year that count: not cancelled, and held; with their programme's system, level and organiser. */
export function activities({ region, year, now }: Scope): RawBuilder<unknown> {
  return sql`(
    select a.id, a.title, a.ends_at, a.hours, a.slots, a.programme_id, p.system, p.level, p.organiser_id
    from activity a join programme p on p.region_id = a.region_id and p.id = a.programme_id
    where a.region_id = ${region} and a.year = ${year}
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
      and (a.ends_at <= ${now} or exists (select from participation t
        where t.region_id = a.region_id and t.activity_id = a.id and t.attended > 0))
  )`
}

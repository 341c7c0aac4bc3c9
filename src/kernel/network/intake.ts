import { sql } from 'kysely'
import type { Work } from '../call.ts'
import { newIdSql, saidOf, takeIn } from '../intake.ts'
import type { Intake } from '../intake.ts'

/**
 * Takes in 单位: the unit, and what holds of it in its newest state. A correction replaces what was said before; a
 * layout adjustment with a date of its own is made on the unit's page instead, and stands when an older workbook comes
 * again. Parents may stand anywhere in the file.
 * @returns units new or changed.
 */
export async function takeInUnits(work: Work, { table, batch }: Intake): Promise<number> {
  const { tx, caller } = work
  const region = caller.region
  await keepClosings(work, table)
  await sql.raw(`create temporary table changed_units (code text primary key) on commit drop`).execute(tx)
  await sql
    .raw(`
    with taken as (
      insert into unit as u (region_id, id, code, category, opened_on, closed_on, batch_id)
      select ${region}, ${newIdSql(work)}, code, category, opened_on, closed_on, '${batch}' from ${table} order by part, row
      on conflict (region_id, code) do update
        set category = excluded.category, opened_on = excluded.opened_on, closed_on = excluded.closed_on, batch_id = excluded.batch_id
        where (u.category, u.opened_on, u.closed_on) is distinct from (excluded.category, excluded.opened_on, excluded.closed_on)
      returning code)
    insert into changed_units select code from taken`)
    .execute(tx)
  await sql
    .raw(`
    with taken as (
      update unit u set successor_id = n.id, batch_id = '${batch}'
      from ${table} t left join unit n on n.region_id = ${region} and n.code = t.merged_into_code
      where u.region_id = ${region} and u.code = t.code and u.successor_id is distinct from n.id
      returning u.code)
    insert into changed_units select code from taken on conflict do nothing`)
    .execute(tx)
  await takeInStates(work, table)
  return takeIn(work, 'select code from changed_units')
}

/** A workbook that is silent of a closing made at the desk, which has its day and document, leaves it standing. */
async function keepClosings({ tx, caller }: Work, table: string): Promise<void> {
  await sql
    .raw(`
    update ${table} t set closed_on = u.closed_on, merged_into_code = coalesce(t.merged_into_code, n.code)
    from unit u left join unit n on n.region_id = u.region_id and n.id = u.successor_id
    where u.region_id = ${caller.region} and u.code = t.code and t.closed_on is null
      and exists (select from unit_state s where s.region_id = u.region_id and s.unit_id = u.id
        and s.document is not null and lower(s.valid) = u.closed_on)`)
    .execute(tx)
}

const FACTS = ['name', 'parent_id', 'kind', 'urban', 'town']

async function takeInStates({ tx, caller }: Work, table: string): Promise<void> {
  const region = caller.region
  const list = (alias: string): string => FACTS.map((fact) => `${alias}.${fact}`).join(', ')
  await sql
    .raw(`
    with stated as (
      select u.id as unit_id, t.code, t.name, p.id as parent_id, t.school_kind as kind, t.locality as urban, t.township as town
      from ${table} t join unit u on u.region_id = ${region} and u.code = t.code
      left join unit p on p.region_id = ${region} and p.code = t.parent_code
    ), newest as (
      select distinct on (s.unit_id) s.* from unit_state s join stated using (unit_id)
      where s.region_id = ${region} order by s.unit_id, lower(s.valid) desc nulls last
    ), earlier as (
      select s.unit_id, ${FACTS.map((fact) => `array_agg(s.${fact}) as ${fact}`).join(', ')}
      from unit_state s join newest w on w.unit_id = s.unit_id and w.valid <> s.valid
      where s.region_id = ${region} group by s.unit_id
    ), said as (
      select n.unit_id, n.code, s.valid, ${saidOf(FACTS)}
      from stated n join newest s using (unit_id) left join earlier e using (unit_id)
    ), changed as (
      update unit_state s set ${FACTS.map((fact) => `${fact} = n.${fact}`).join(', ')}
      from said n where s.region_id = ${region} and s.unit_id = n.unit_id and s.valid = n.valid
        and (${list('s')}) is distinct from (${list('n')})
      returning n.code
    ), added as (
      insert into unit_state (region_id, unit_id, valid, ${FACTS.join(', ')})
      select ${region}, n.unit_id, daterange(null, null), ${list('n')}
      from stated n where not exists (select from newest w where w.unit_id = n.unit_id)
      returning unit_id
    )
    insert into changed_units select code from changed on conflict do nothing`)
    .execute(tx)
}

import { sql, type RawBuilder } from 'kysely'
import type { CaseDefinition } from './define.ts'
import { stagesOf } from './steps.ts'

type Order = RawBuilder<readonly string[] | null>

/** The stages of a definition in their order, as `passedNow` and `comesAgain` ask for them. */
export function orderOf(definition: CaseDefinition): Order {
  return sql`${stagesOf(definition).map(({ id }) => id)}::text[]`
}

/** The same for a case (an alias of case_record) that may be of any of some systems; null of one that is not among them. */
export function orderAmong(c: RawBuilder<unknown>, definitions: readonly CaseDefinition[]): Order {
  const systems = new Map(definitions.map((definition) => [definition.id, orderOf(definition)]))
  if (systems.size === 0) return sql`null::text[]`
  const each = [...systems].map(([id, order]) => sql`when ${id} then ${order}`)
  return sql`case ${c}.system ${sql.join(each, sql` `)} end`
}

/**
 * Whether a case goes through the stage of an event (an alias of case_event) again since: it was handed in anew and went
 * on from that stage or one before it, as it does in another category.
 */
export function comesAgain(e: RawBuilder<unknown>, order: Order): RawBuilder<boolean> {
  return sql<boolean>`exists (select from case_event s where s.region_id = ${e}.region_id and s.case_id = ${e}.case_id
    and s.seq > ${e}.seq and s.kind = 'submitted'
    and array_position(${order}, s.next_stage) <= array_position(${order}, ${e}.stage))`
}

/**
 * The stages that a case (an alias of case_record) stands past: the newest word on each is that it was passed, and the
 * case does not come there again.
 */
export function passedNow(c: RawBuilder<unknown>, order: Order): RawBuilder<string[]> {
  return sql<string[]>`array(select n.stage from (
      select distinct on (e.stage) e.* from case_event e where e.region_id = ${c}.region_id and e.case_id = ${c}.id
        and e.kind in ('submitted', 'passed', 'returned') order by e.stage, e.seq desc) n
    where n.kind <> 'returned' and n.stage is distinct from ${c}.stage and not ${comesAgain(sql`n`, order)})`
}

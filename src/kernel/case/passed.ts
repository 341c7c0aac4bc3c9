import { sql, type RawBuilder } from 'kysely'

/** The stages that a case (an alias of case_record) stands past: the newest word on each is that it was passed. */
export function passedNow(c: RawBuilder<unknown>): RawBuilder<string[]> {
  return sql<string[]>`array(select n.stage from (
      select distinct on (e.stage) e.stage, e.kind from case_event e where e.region_id = ${c}.region_id and e.case_id = ${c}.id
        and e.kind in ('submitted', 'passed', 'returned') order by e.stage, e.seq desc) n
    where n.kind <> 'returned' and n.stage is distinct from ${c}.stage)`
}

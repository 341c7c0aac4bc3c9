import type { Pool } from 'pg'

type Broken = { number: string; name: string; because: 'events' | 'state' | 'trace'; seq: number | null }

const WORDS: Record<Broken['because'], string> = {
  events: '经过的条数与事项记着的不符，有一条被删除或添加',
  state: '所在环节或结局与最后一条经过不符，被改动过',
  trace: '与审计日志里的记载不符，被改动过',
}

/**
 * Cases that do not fit what happened to them: events missing, a state that the events do not lead to, an event that
 * the audit log tells otherwise. Reads as the administrator, since the point is to find what nobody may change.
 */
export async function brokenCases(admin: Pool, region: number): Promise<string[]> {
  const { rows } = await admin.query<Broken>(
    `with last as (
       select distinct on (case_id) case_id, next_stage, ending from case_event
       where region_id = $1 and kind <> 'annulled' order by case_id, seq desc)
     select c.number, c.name, 'events' as because, null::integer as seq from case_record c
     where c.region_id = $1 and c.version <> (select count(*) from case_event e where e.region_id = c.region_id and e.case_id = c.id)
     union all
     select c.number, c.name, 'state', null from case_record c left join last l on l.case_id = c.id
     left join lateral (select e.number from case_event e where e.region_id = c.region_id and e.case_id = c.id
       and e.kind = 'passed' and e.number is not null order by e.seq desc limit 1) given on true
     where c.region_id = $1 and (c.ending is distinct from l.ending or c.stage is distinct from l.next_stage
       or c.issued is distinct from given.number
       or c.annulled <> exists (select from case_event e where e.region_id = c.region_id and e.case_id = c.id and e.kind = 'annulled'))
     union all
     select c.number, c.name, 'trace', e.seq from case_event e
     join case_record c on c.region_id = e.region_id and c.id = e.case_id
     where e.region_id = $1 and not exists (select from audit_log a where a.region_id = e.region_id and a.subject_kind = 'case'
       and a.subject_id = e.case_id::text and a.action = 'case.' || e.kind and (a.details ->> 'seq')::integer = e.seq
       and (e.kind = 'objected' or a.details ->> 'because' is not distinct from e.because))
     order by 1, 4 limit 1000`,
    [region],
  )
  return rows.map(
    ({ number, name, because, seq }) =>
      `${number} ${name}${seq === null ? '' : `第 ${seq} 条`}：${WORDS[because]}`,
  )
}

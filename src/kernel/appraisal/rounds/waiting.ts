import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** Sheets of one judge that are not handed in yet. */
export type WaitingSheets = { judge: string; title: string; until: Day; left: number }

/** What the signed-in person has to score and has not handed in, by judge. */
export function sheetsToScore({ tx, now }: Work): Promise<WaitingSheets[]> {
  return kept(
    tx,
    sql<WaitingSheets>`select s.judge_id as judge, s.title, s.score_until as until, count(*)::integer as left
      from judge_sheets(${dayAt(now)}::date) s
      where (s.target_id, s.judge_id) in (select w.target_id, w.judge_id from writable_sheets() w)
      group by s.judge_id, s.title, s.score_until order by s.score_until`,
  )
}

/** A self-evaluation that is open. */
export type WaitingSelf = { target: string; title: string; until: Day }

/** Self-evaluations of a unit or person that are open. */
export function selfEvaluationsOf({ tx, caller }: Work, subject: string): Promise<WaitingSelf[]> {
  return kept(
    tx,
    sql<WaitingSelf>`select t.id as target, a.title, a.score_until as until
      from appraisal_target t
      join appraisal a on a.region_id = t.region_id and a.id = t.appraisal_id
      join appraisal_judge j on j.region_id = a.region_id and j.appraisal_id = a.id and j.source = 'self'
      where t.region_id = ${caller.region} and t.subject_id = ${subject} and t.kind in ('unit', 'person')
        and (t.id, j.id) in (select w.target_id, w.judge_id from writable_sheets() w)
      order by a.score_until`,
  )
}

/** A rectification that somebody has to go on with: to report on it, or to accept what was reported. */
export type WaitingDemand = {
  target: string
  title: string
  says: string
  until: Day
  step: 'report' | 'accept'
}

/** Rectifications that wait for the caller: as the one who was asked for it, or as the one who runs the appraisal. */
export function demandsWaiting({ tx, caller }: Work): Promise<WaitingDemand[]> {
  const subject = caller.role === 'school' || caller.role === 'cluster' ? caller.unit : caller.person
  const runs = caller.role === 'officer' || caller.role === 'cluster' || caller.role === 'school'
  return kept(
    tx,
    sql<WaitingDemand>`select t.id as target, a.title, d.says, d.due_on as until,
        case when e.what = 'reported' then 'accept' else 'report' end as step
      from appraisal_demand d
      join appraisal_target t on t.region_id = d.region_id and t.id = d.target_id
      join appraisal a on a.region_id = t.region_id and a.id = t.appraisal_id
      left join lateral (select x.what from appraisal_demand_event x where x.region_id = d.region_id and x.demand_id = d.id
        order by x.at desc limit 1) e on true
      where d.region_id = ${caller.region} and case
        when e.what is null or e.what = 'refused' then t.kind in ('unit', 'person') and t.subject_id = ${subject}
        when e.what = 'reported' then ${runs} and t.subject_id is distinct from ${subject} and session_runs_appraisal(a.id)
        else false end
      order by d.due_on, d.id`,
  )
}

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

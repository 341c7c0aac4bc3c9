import { sql } from 'kysely'
import type { Refusal } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { Loaded } from '../load.ts'
import { stageOf } from '../steps.ts'

/**
 * Why a case is not passed or refused by hand at its exam: rooms are made, and papers and marks have not been brought
 * together yet. Null where the exam has no rooms, or is closed.
 */
export async function refuseOpenExam(
  { tx, caller }: Work,
  { record, setting: { definition, state } }: Loaded,
): Promise<Refusal | null> {
  if (record.roundId === null || state.stage === null) return null
  const stage = stageOf(definition, state.stage)
  if (stage.kind !== 'exam' || stage.sat !== true) return null
  const { rows } =
    await sql`select from exam_room r where r.region_id = ${caller.region} and r.round_id = ${record.roundId}
    and r.stage = ${state.stage} and not exists (select from exam_close c where c.region_id = r.region_id and c.round_id = r.round_id
      and c.stage = r.stage) limit 1`.execute(tx)
  if (rows.length === 0) return null
  const because = `${stage.title}已经排了考场：请在批次的“考试核对”里录入成绩并办结，结果会写进每件申请。`
  return { code: 'exam-open', because }
}

import { sql } from 'kysely'
import type { SourceId } from '#contract/standard.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** One point of a score sheet: points of a leaf, or whether a veto was found broken. */
export type ScoreRecord = {
  target: string
  judge: string
  indicator: string
  score: string | null
  broken: boolean | null
}

/** The scores of a round that the session sees. */
export async function findScores({ tx, caller }: Work, appraisal: string): Promise<ScoreRecord[]> {
  const { rows } = await sql<ScoreRecord>`select c.target_id as target, c.judge_id as judge, c.indicator,
      trim_scale(c.score)::text as score, c.broken
    from appraisal_score c where c.region_id = ${caller.region}
      and c.judge_id in (select j.id from appraisal_judge j where j.region_id = ${caller.region} and j.appraisal_id = ${appraisal})`.execute(
    tx,
  )
  return rows
}

/** The sheets of a round that are handed in now. */
export async function findHandedIn(
  { tx, caller }: Work,
  appraisal: string,
): Promise<{ target: string; judge: string }[]> {
  const { rows } = await sql<{ target: string; judge: string; what: string }>`
    select distinct on (e.target_id, e.judge_id) e.target_id as target, e.judge_id as judge, e.what
    from appraisal_sheet_event e where e.region_id = ${caller.region}
      and e.judge_id in (select j.id from appraisal_judge j where j.region_id = ${caller.region} and j.appraisal_id = ${appraisal})
    order by e.target_id, e.judge_id, e.at desc`.execute(tx)
  return rows.filter(({ what }) => what === 'handed-in')
}

/** One cell as it is written; null takes it away. */
export type Cell = { target: string; indicator: string; score: string | null; broken: boolean | null }

/** Writes cells of a judge's sheets. */
export async function writeCells({ tx, caller }: Work, judge: string, cells: readonly Cell[]): Promise<void> {
  const kept = cells.filter(({ score, broken }) => score !== null || broken !== null)
  const gone = cells.filter(({ score, broken }) => score === null && broken === null)
  await sql`insert into appraisal_score (region_id, target_id, judge_id, indicator, score, broken)
    select ${caller.region}, n.target, ${judge}, n.indicator, n.score, n.broken
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as n (target uuid, indicator text, score numeric, broken boolean)
    on conflict (region_id, target_id, judge_id, indicator) do update
      set score = excluded.score, broken = excluded.broken, at = excluded.at, by = excluded.by`.execute(tx)
  await sql`delete from appraisal_score c using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as n (target uuid, indicator text)
    where c.region_id = ${caller.region} and c.judge_id = ${judge} and c.target_id = n.target and c.indicator = n.indicator`.execute(
    tx,
  )
}

/** Hands sheets in, or returns one with the reason. */
export async function insertSheetEvents(
  { tx, caller }: Work,
  judge: string,
  targets: readonly string[],
  event: { what: 'handed-in' | 'returned'; because: string | null },
): Promise<void> {
  await sql`insert into appraisal_sheet_event (region_id, target_id, judge_id, what, because)
    select ${caller.region}, t, ${judge}, ${event.what}, ${event.because} from unnest(${targets}::uuid[]) t`.execute(
    tx,
  )
}

/** A sheet that the signed-in person has to score. */
export type MySheet = {
  appraisalId: string
  title: string
  standardId: string
  version: number
  scoreUntil: Day
  judgeId: string
  targetId: string
  number: number
  name: string | null
}

/** What the signed-in person has to score; numbers alone where the appraisal is blind. */
export async function findMySheets({ tx }: Work, today: Day): Promise<MySheet[]> {
  const { rows } =
    await sql<MySheet>`select appraisal_id as "appraisalId", title, standard_id as "standardId", version,
      score_until as "scoreUntil", judge_id as "judgeId", target_id as "targetId", number, name from judge_sheets(${today}::date)`.execute(
      tx,
    )
  return rows
}

/** The questionnaires that stand for sources of a round's targets. */
export async function findSurveys(
  { tx, caller }: Work,
  appraisal: string,
): Promise<{ target: string; source: SourceId; questionnaire: string }[]> {
  const { rows } = await sql<{ target: string; source: SourceId; questionnaire: string }>`
    select v.target_id as target, v.source, v.questionnaire_id as questionnaire from appraisal_survey v
    join appraisal_target t on t.region_id = v.region_id and t.id = v.target_id
    where v.region_id = ${caller.region} and t.appraisal_id = ${appraisal}`.execute(tx)
  return rows
}

/** Takes a questionnaire as a source of a target. False when it has one. */
export async function insertSurvey(
  { tx, caller }: Work,
  { target, source, questionnaire }: { target: string; source: SourceId; questionnaire: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into appraisal_survey (region_id, target_id, source, questionnaire_id)
    values (${caller.region}, ${target}, ${source}, ${questionnaire}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

import { sql } from 'kysely'
import type { AppraisalState, JudgeRow, NewAppraisal, TargetRow } from '#contract/appraisal.ts'
import type { SourceId } from '#contract/standard.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** One round of appraisal. */
export type AppraisalRecord = {
  id: string
  standardId: string
  standardTitle: string
  version: number
  title: string
  unitId: string
  unitCode: string
  unitName: string
  year: number
  blind: boolean
  outside: boolean
  scoreUntil: Day
  appealDays: number
  places: number | null
  floorGroup: string | null
  floorLeast: number | null
  state: AppraisalState
  publishedOn: Day | null
  /** Whether the session sees the whole of it. */
  runs: boolean
}

/** Appraisals of a year, or one. Every session of the region may know that there is one. */
export async function findAppraisals(
  { tx, caller }: Work,
  today: Day,
  { year = null, id = null }: { year?: number | null; id?: string | null },
): Promise<AppraisalRecord[]> {
  const { rows } =
    await sql<AppraisalRecord>`select a.id, a.standard_id as "standardId", d.title as "standardTitle", a.version, a.title,
      a.unit_id as "unitId", u.code as "unitCode", coalesce(s.name, u.code) as "unitName", a.year, a.blind, a.outside,
      a.score_until as "scoreUntil", a.appeal_days as "appealDays", a.places, a.floor_group as "floorGroup", a.floor_least as "floorLeast",
      case when p.at is not null then 'published' when o.at is not null then 'open' else 'draft' end as state,
      p.at::date as "publishedOn", session_runs_appraisal(a.id) as runs
    from appraisal a join appraisal_standard d on d.region_id = a.region_id and d.id = a.standard_id
    join unit u on u.region_id = a.region_id and u.id = a.unit_id
    left join unit_state s on s.region_id = a.region_id and s.unit_id = a.unit_id and s.valid @> ${today}::date
    left join appraisal_step o on o.region_id = a.region_id and o.appraisal_id = a.id and o.step = 'opened'
    left join appraisal_step p on p.region_id = a.region_id and p.appraisal_id = a.id and p.step = 'published'
    where a.region_id = ${caller.region} and (${year}::integer is null or a.year = ${year}::integer)
      and (${id}::uuid is null or a.id = ${id}::uuid)
    order by a.score_until desc, a.id desc`.execute(tx)
  return rows
}

/** Adds a round; with the sheet on which targets appraise themselves, where the standard asks for it. */
export async function insertAppraisal(
  { tx, caller }: Work,
  id: string,
  given: { unitId: string; version: number; selfJudge: string | null },
  asked: NewAppraisal,
): Promise<void> {
  await sql`insert into appraisal (region_id, id, standard_id, version, title, unit_id, year, blind, outside, score_until, appeal_days, places, floor_group, floor_least)
    values (${caller.region}, ${id}, ${asked.standard}, ${given.version}, ${asked.title}, ${given.unitId}, ${asked.year}, ${asked.blind},
      ${asked.outside}, ${asked.scoreUntil}::date, ${asked.appealDays}, ${asked.places}, ${asked.floor?.group ?? null}, ${asked.floor?.least ?? null})`.execute(
    tx,
  )
  if (given.selfJudge === null) return
  await sql`insert into appraisal_judge (region_id, id, appraisal_id, number, source, name)
    values (${caller.region}, ${given.selfJudge}, ${id}, 1, 'self', '自评')`.execute(tx)
}

/** Opens or publishes; false when it is so already. */
export async function insertStep(
  { tx, caller }: Work,
  id: string,
  step: 'opened' | 'published',
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into appraisal_step (region_id, appraisal_id, step)
    values (${caller.region}, ${id}, ${step}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

/** A target as stored. */
export type TargetRecord = TargetRow & { subjectId: string; unitId: string; appraisalId: string }

/** Targets that the session sees: of a round, one, or all that are its own. */
export async function findTargets(
  { tx, caller }: Work,
  today: Day,
  { appraisal = null, id = null }: { appraisal?: string | null; id?: string | null },
): Promise<TargetRecord[]> {
  const { rows } = await sql<Omit<TargetRecord, 'unit'> & { unitCode: string; unitName: string }>`
    select t.id, t.appraisal_id as "appraisalId", t.number, t.kind, t.subject_id as "subjectId", t.title, t.unit_id as "unitId",
      u.code as "unitCode", coalesce(s.name, u.code) as "unitName", t.group_word as "group",
      (select count(*)::integer from appraisal_evidence e where e.region_id = t.region_id and e.target_id = t.id) as evidence,
      0 as judges, 0 as "handedIn", false as "selfDone",
      coalesce((select jsonb_agg(jsonb_build_object('source', v.source, 'id', q.id, 'title', q.title) order by v.source)
        from appraisal_survey v join questionnaire q on q.region_id = v.region_id and q.id = v.questionnaire_id
        where v.region_id = t.region_id and v.target_id = t.id), '[]') as surveys
    from appraisal_target t join unit u on u.region_id = t.region_id and u.id = t.unit_id
    left join unit_state s on s.region_id = t.region_id and s.unit_id = t.unit_id and s.valid @> ${today}::date
    where t.region_id = ${caller.region} and (${appraisal}::uuid is null or t.appraisal_id = ${appraisal}::uuid)
      and (${id}::uuid is null or t.id = ${id}::uuid)
    order by t.number`.execute(tx)
  return rows.map(({ unitCode, unitName, ...row }) => ({ ...row, unit: { code: unitCode, name: unitName } }))
}

/** A target about to be added. */
export type NewTarget = {
  id: string
  kind: string
  subjectId: string
  unitId: string
  title: string
  group: string | null
}

/** Adds targets in the order given, numbered on from those there are; who is there already stays. Gives how many are new. */
export async function insertTargets(
  { tx, caller }: Work,
  appraisal: string,
  targets: readonly NewTarget[],
): Promise<number> {
  const { numAffectedRows } =
    await sql`insert into appraisal_target (region_id, id, appraisal_id, number, kind, subject_id, unit_id, title, group_word)
    select ${caller.region}, n.id, ${appraisal}, most.number + row_number() over (order by n.at), n.kind, n."subjectId", n."unitId", n.title, n."group"
    from jsonb_to_recordset(${JSON.stringify(targets.map((target, at) => ({ at, ...target })))}::jsonb)
      as n (at integer, id uuid, kind text, "subjectId" uuid, "unitId" uuid, title text, "group" text),
      (select coalesce(max(number), 0) as number from appraisal_target where region_id = ${caller.region} and appraisal_id = ${appraisal}) most
    where not exists (select from appraisal_target t where t.region_id = ${caller.region} and t.appraisal_id = ${appraisal}
      and t.kind = n.kind and t.subject_id = n."subjectId")`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** A judge as stored. */
export type JudgeRecord = JudgeRow & { personId: string | null; unitId: string | null }

/** The judges of a round that the session sees, by number. */
export async function findJudges(
  { tx, caller }: Work,
  today: Day,
  appraisal: string,
): Promise<JudgeRecord[]> {
  const { rows } = await sql<
    Omit<JudgeRecord, 'unit'> & { unitCode: string | null; unitName: string | null }
  >`
    select j.id, j.number, j.name, j.source, j.person_id as "personId", j.unit_id as "unitId", u.code as "unitCode",
      coalesce(s.name, u.code) as "unitName", 0 as targets, 0 as "handedIn", 0 as recused
    from appraisal_judge j left join unit u on u.region_id = j.region_id and u.id = j.unit_id
    left join unit_state s on s.region_id = j.region_id and s.unit_id = j.unit_id and s.valid @> ${today}::date
    where j.region_id = ${caller.region} and j.appraisal_id = ${appraisal} order by j.number`.execute(tx)
  return rows.map(({ unitCode, unitName, ...row }) => ({
    ...row,
    unit: unitCode === null ? null : { code: unitCode, name: unitName ?? unitCode },
  }))
}

/** Adds people as judges of a source; who is one already stays. Gives how many are new. */
export async function insertJudges(
  { tx, caller }: Work,
  appraisal: string,
  source: SourceId,
  judges: readonly { id: string; personId: string; unitId: string | null; name: string }[],
): Promise<number> {
  const { numAffectedRows } =
    await sql`insert into appraisal_judge (region_id, id, appraisal_id, number, source, person_id, unit_id, name)
    select ${caller.region}, n.id, ${appraisal}, most.number + row_number() over (order by n.at), ${source}, n."personId", n."unitId", n.name
    from jsonb_to_recordset(${JSON.stringify(judges.map((judge, at) => ({ at, ...judge })))}::jsonb)
      as n (at integer, id uuid, "personId" uuid, "unitId" uuid, name text),
      (select coalesce(max(number), 0) as number from appraisal_judge where region_id = ${caller.region} and appraisal_id = ${appraisal}) most
    where not exists (select from appraisal_judge j where j.region_id = ${caller.region} and j.appraisal_id = ${appraisal}
      and j.source = ${source} and j.person_id = n."personId")`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** Who scores what, and who stepped back from it. */
export type AssignmentRecord = { target: string; judge: string; recused: boolean }

/** The assignments of a round that the session sees. */
export async function findAssignments({ tx, caller }: Work, appraisal: string): Promise<AssignmentRecord[]> {
  const { rows } = await sql<AssignmentRecord>`select a.target_id as target, a.judge_id as judge,
      exists (select from appraisal_recusal r where r.region_id = a.region_id and r.target_id = a.target_id and r.judge_id = a.judge_id) as recused
    from appraisal_assignment a join appraisal_judge j on j.region_id = a.region_id and j.id = a.judge_id
    where a.region_id = ${caller.region} and j.appraisal_id = ${appraisal}`.execute(tx)
  return rows
}

/** Assigns judges to targets. */
export async function insertAssignments(
  { tx, caller }: Work,
  pairs: readonly { target: string; judge: string }[],
): Promise<void> {
  await sql`insert into appraisal_assignment (region_id, target_id, judge_id)
    select ${caller.region}, n.target, n.judge from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as n (target uuid, judge uuid)`.execute(
    tx,
  )
}

/** A judge steps back from a target. False when that is on record already, or it is not assigned. */
export async function insertRecusal(
  { tx, caller }: Work,
  { target, judge, because }: { target: string; judge: string; because: string },
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into appraisal_recusal (region_id, target_id, judge_id, because)
    values (${caller.region}, ${target}, ${judge}, ${because}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

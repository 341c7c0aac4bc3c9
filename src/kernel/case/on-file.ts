import { sql } from 'kysely'
import type { CaseRow } from '#contract/case.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from './define.ts'
import { EVENT_WORDS } from './words.ts'
import { valuesOf } from './store.ts'
import { allCases } from './list.ts'
import type { Cases } from './registry.ts'
import { stagesOf } from './steps.ts'

/** A round whose papers are put on file. */
export type RoundOnFile = { id: string; year: number; title: string; definition: CaseDefinition }

/** A round by its id; undefined where there is none in view. */
export async function roundOnFile(
  { tx, caller }: Work,
  cases: Cases,
  id: string,
): Promise<RoundOnFile | undefined> {
  const { rows } = await sql<{ id: string; system: string; rev: number; year: number; title: string }>`
    select id, system, rev, year, title from case_round where region_id = ${caller.region} and id::text = ${id}`.execute(
    tx,
  )
  const row = rows[0]
  if (row === undefined) return undefined
  return { id: row.id, year: row.year, title: row.title, definition: cases.of(row.system, row.rev) }
}

/** The rounds of a year whose title holds some words, for who sees the whole region. */
export async function roundsOnFile(
  { tx, caller }: Work,
  year: number,
  like: string | null,
): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from case_round where region_id = ${caller.region} and year = ${year}
    and (select session_wide()) and (${like}::text is null or title ilike ${like}) order by opens_on, title`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/** Every case of a round that was handed in. */
export function casesOnFile(work: Work, cases: Cases, round: RoundOnFile): Promise<CaseRow[]> {
  return allCases(work, cases, { round: round.id })
}

/** A case's form as it was handed in, in words, with its files. */
export type FormOnFile = { caseId: string; text: string; files: FileOnFile[] }
export type FileOnFile = { material: string; name: string; fileId: string; sha256: Buffer; bytes: number }

/** The forms and files of cases. */
export async function formsOnFile(
  work: Work,
  { definition }: RoundOnFile,
  ids: readonly string[],
): Promise<FormOnFile[]> {
  const values = await valuesOf(work, ids)
  const files = await filesOf(work, definition, ids)
  return ids.map((caseId) => {
    const answers = [...(values.get(caseId) ?? [])]
    const lines = answers.map(
      ([name, text]) => `${definition.form.shape[name]?.description ?? name}：${text}`,
    )
    return { caseId, text: lines.join('\n'), files: files.get(caseId) ?? [] }
  })
}

type FileRow = FileOnFile & { caseId: string }

async function filesOf(
  { tx, caller }: Work,
  { materials }: CaseDefinition,
  ids: readonly string[],
): Promise<Map<string, FileOnFile[]>> {
  const { rows } =
    await sql<FileRow>`select m.case_id as "caseId", m.material, f.name, f.id as "fileId", f.sha256, f.bytes
    from case_material m join stored_file f on f.region_id = m.region_id and f.id = m.file_id
    where m.region_id = ${caller.region} and m.case_id = any (${ids}::uuid[]) and m.submission is not null
    order by m.case_id, m.added_at, m.file_id`.execute(tx)
  const named = rows.map((row) => ({
    ...row,
    material: materials[row.material]?.title ?? row.material,
  }))
  return Map.groupBy(named, ({ caseId }) => caseId)
}

/** One judge's points for one case, dimension by dimension. */
export type PointOnFile = {
  caseId: string
  stage: string
  blind: string
  judge: string
  dimension: string
  points: number
}

/** Every point that was given to cases and counts. */
export async function pointsOnFile({ tx, caller }: Work, ids: readonly string[]): Promise<PointOnFile[]> {
  const { rows } = await sql<Omit<PointOnFile, 'points'> & { points: string }>`
    select j.case_id as "caseId", j.stage, j.blind, p.name as judge, t.dimension, t.points
    from case_judge j
    join case_point t on t.region_id = j.region_id and t.judging_id = j.id and t.since = j.since
    join person p on p.region_id = j.region_id and p.id = j.person_id
    where j.region_id = ${caller.region} and j.case_id = any (${ids}::uuid[])
    order by j.case_id, j.stage, j.blind, t.dimension`.execute(tx)
  return rows.map((row) => ({ ...row, points: Number(row.points) }))
}

/** A decision as the case's history has it. */
export type DecisionOnFile = {
  caseId: string
  stage: string
  kind: string
  word: string
  at: string
  actor: string
  because: string | null
  document: string | null
}

/** What was passed, refused or taken back at the stages of a kind. */
export async function decisionsOnFile(
  { tx, caller }: Work,
  { definition }: RoundOnFile,
  ids: readonly string[],
  kind: 'decide' | 'review',
): Promise<DecisionOnFile[]> {
  const stages = stagesOf(definition).filter(({ stage }) => stage.kind === kind)
  const { rows } = await sql<Omit<DecisionOnFile, 'word'> & { kind: keyof typeof EVENT_WORDS }>`
    select case_id as "caseId", stage, kind, to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as at, actor,
      because, document
    from case_event where region_id = ${caller.region} and case_id = any (${ids}::uuid[])
      and stage = any (${stages.map(({ id }) => id)}::text[]) and kind in ('passed', 'refused')
    order by at, case_id`.execute(tx)
  return rows.map((row) => ({ ...row, word: EVENT_WORDS[row.kind] }))
}

/** A public notice of a round. */
export type NoticeOnFile = { title: string; words: string; from: string; until: string; people: string }

/** The public notices of a round, with whom they named. */
export async function noticesOnFile({ tx, caller }: Work, round: string): Promise<NoticeOnFile[]> {
  const { rows } = await sql<NoticeOnFile>`select n.title, n.words, n.from_on as "from", n.until_on as until,
      coalesce((select string_agg(c.name, '、' order by c.name) from case_event e
        join case_record c on c.region_id = e.region_id and c.id = e.case_id
        where e.region_id = n.region_id and e.notice_id = n.id), '') as people
    from case_notice n where n.region_id = ${caller.region} and n.round_id = ${round} order by n.from_on, n.title`.execute(
    tx,
  )
  return rows
}

import { sql, type RawBuilder } from 'kysely'
import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { EvidenceKind } from '#contract/standard.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { TargetRecord } from './store.ts'

/** A record that stands behind an indicator. */
export type EvidenceRecord = {
  id: string
  target: string
  indicator: string
  kind: EvidenceKind
  title: string
  recordId: string
}

/** The evidence of targets that the session sees. */
export async function evidenceOf(
  { tx, caller }: Work,
  targets: readonly string[],
): Promise<EvidenceRecord[]> {
  const { rows } =
    await sql<EvidenceRecord>`select id, target_id as target, indicator, kind, title, record_id as "recordId"
    from appraisal_evidence where region_id = ${caller.region} and target_id = any (${targets}::uuid[]) order by indicator, title`.execute(
      tx,
    )
  return rows
}

/** A record that could be picked. */
export type Candidate = { id: string; title: string; on: Day | null }

const MOST = 200

/** Records of a kind that belong to a target, in a year: its unit's, or the person's own. The newest first. */
export async function candidatesFor(
  work: Work,
  { kind, subjectId, unitId }: Pick<TargetRecord, 'kind' | 'subjectId' | 'unitId'>,
  evidence: EvidenceKind,
  year: number,
): Promise<Candidate[]> {
  const person = kind === 'person' ? subjectId : null
  const source = sourceOf(evidence, work.caller.region, { person, unit: unitId, year })
  if (source === null) return []
  const { rows } =
    await sql<Candidate>`select id, title, "on" from (${source}) found order by "on" desc nulls last, title limit ${MOST}`.execute(
      work.tx,
    )
  return rows
}

type Whose = { person: string | null; unit: string; year: number }

function sourceOf(
  kind: EvidenceKind,
  region: number,
  { person, unit, year }: Whose,
): RawBuilder<unknown> | null {
  const own = (column: string): RawBuilder<unknown> =>
    person === null
      ? sql`${sql.ref(column)} in (select w.person_id from person_state w where w.region_id = ${region} and w.unit_id = ${unit})`
      : sql`${sql.ref(column)} = ${person}::uuid`
  switch (kind) {
    case 'activity':
      return person === null
        ? sql`select a.id, a.title, a.starts_at::date as "on" from activity a join programme p on p.region_id = a.region_id and p.id = a.programme_id
            where a.region_id = ${region} and p.organiser_id = ${unit} and a.year = ${year}`
        : sql`select distinct a.id, a.title, a.starts_at::date as "on" from activity a
            join participation p on p.region_id = a.region_id and p.activity_id = a.id and p.person_id = ${person}::uuid
            where a.region_id = ${region} and a.year = ${year}`
    case 'programme':
      return sql`select p.id, p.title, p.starts_on as "on" from programme p where p.region_id = ${region} and p.organiser_id = ${unit} and p.year = ${year}`
    case 'work':
      return sql`select w.id, w.title, w.dated_on as "on" from work w where w.region_id = ${region} and ${own('w.author_id')}
        and extract(year from w.dated_on) = ${year}`
    case 'award':
      return sql`select a.id, a.name as title, a.awarded_on as "on" from award a where a.region_id = ${region} and ${own('a.person_id')}
        and extract(year from a.awarded_on) = ${year}`
    case 'title':
      return sql`select t.id, t.title, t.named_on as "on" from title_term t where t.region_id = ${region} and ${own('t.person_id')}
        and (t.ends_after is null or extract(year from t.ends_after) >= ${year})`
    case 'pairing':
      return sql`select r.id, '指导' || coalesce(n.name, '外校教师') as title, r.starts_on as "on" from pairing r
        left join person n on n.region_id = r.region_id and n.id = r.apprentice_id
        where r.region_id = ${region} and ${own('r.mentor_id')} and extract(year from r.starts_on) <= ${year}
          and (r.ends_after is null or extract(year from r.ends_after) >= ${year})`
    case 'document':
      return sql`select d.id, d.title, d.made_at::date as "on" from document d where d.region_id = ${region} and d.unit_id = ${unit} and d.year = ${year}`
    case 'handbook':
      return sql`select distinct on (k.person_id, k.month) k.id, n.name || ' ' || extract(month from k.month) || ' 月手册：'
          || (${JSON.stringify(HANDBOOK_GRADES)}::jsonb ->> k.grade) as title, k.month as "on"
        from handbook_check k join person n on n.region_id = k.region_id and n.id = k.person_id
        where k.region_id = ${region} and ${person === null ? sql`k.unit_id = ${unit}` : sql`k.person_id = ${person}::uuid`}
          and extract(year from k.month) = ${year} order by k.person_id, k.month, k.checked_at desc`
    case 'none':
      return null
  }
}

/** Puts records behind an indicator; those that stand there already stay. */
export async function insertEvidence(
  { tx, caller }: Work,
  target: string,
  indicator: string,
  kind: EvidenceKind,
  records: readonly { id: string; recordId: string; title: string }[],
): Promise<void> {
  await sql`insert into appraisal_evidence (region_id, id, target_id, indicator, kind, record_id, title)
    select ${caller.region}, n.id, ${target}, ${indicator}, ${kind}, n."recordId", n.title
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as n (id uuid, "recordId" uuid, title text)
    on conflict do nothing`.execute(tx)
}

/** The same for many targets at once. */
export async function insertEvidenceOf(
  { tx, caller }: Work,
  rows: readonly {
    id: string
    target: string
    indicator: string
    kind: EvidenceKind
    recordId: string
    title: string
  }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into appraisal_evidence (region_id, id, target_id, indicator, kind, record_id, title)
    select ${caller.region}, n.id, n.target, n.indicator, n.kind, n."recordId", n.title
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, target uuid, indicator text, kind text, "recordId" uuid, title text)
    on conflict do nothing`.execute(tx)
}

/** Takes a record away again. */
export async function deleteEvidence({ tx, caller }: Work, target: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from appraisal_evidence
    where region_id = ${caller.region} and target_id = ${target} and id = ${id}`.execute(tx)
  return numAffectedRows === 1n
}

/** A result as published, or as corrected after. */
export type ResultRecord = {
  target: string
  rev: number
  result: string | null
  rank: number | null
  band: string | null
  because: string
  at: string
}

/** The results of targets, the newest first. */
export async function publishedResults(
  { tx, caller }: Work,
  targets: readonly string[],
): Promise<ResultRecord[]> {
  const { rows } =
    await sql<ResultRecord>`select target_id as target, rev, result::text, rank, band, because, to_json(at) #>> '{}' as at
    from appraisal_result where region_id = ${caller.region} and target_id = any (${targets}::uuid[]) order by target_id, rev desc`.execute(
      tx,
    )
  return rows
}

/** Publishes results, or corrects some. */
export async function insertResults(
  { tx, caller }: Work,
  rows: readonly Omit<ResultRecord, 'at'>[],
): Promise<void> {
  await sql`insert into appraisal_result (region_id, target_id, rev, result, rank, band, because)
    select ${caller.region}, n.target, n.rev, n.result, n.rank, n.band, n.because
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (target uuid, rev smallint, result numeric, rank smallint, band text, because text)`.execute(
    tx,
  )
}

/** An appeal with its answer. */
export type AppealRecord = {
  id: string
  says: string
  at: string
  by: string
  answer: { upheld: boolean; because: string; at: string } | null
}

/** The appeals of a target, the newest first. */
export async function appealsOf({ tx, caller }: Work, target: string): Promise<AppealRecord[]> {
  const { rows } = await sql<AppealRecord>`select a.id, a.says, to_json(a.at) #>> '{}' as at, a.by,
      case when n.at is not null then jsonb_build_object('upheld', n.upheld, 'because', n.because, 'at', n.at) end as answer
    from appraisal_appeal a left join appraisal_appeal_answer n on n.region_id = a.region_id and n.appeal_id = a.id
    where a.region_id = ${caller.region} and a.target_id = ${target} order by a.at desc`.execute(tx)
  return rows
}

/** A rectification with what has happened since. */
export type DemandRecord = {
  id: string
  says: string
  dueOn: Day
  events: { what: 'reported' | 'accepted' | 'refused'; says: string; at: string; by: string }[]
}

/** What a target was asked to put right, the most pressing first. */
export async function demandsOf({ tx, caller }: Work, target: string): Promise<DemandRecord[]> {
  const { rows } =
    await sql<DemandRecord>`select d.id, d.says, d.due_on as "dueOn", coalesce((select jsonb_agg(jsonb_build_object(
      'what', e.what, 'says', e.says, 'at', e.at, 'by', e.by) order by e.at) from appraisal_demand_event e
      where e.region_id = d.region_id and e.demand_id = d.id), '[]') as events
    from appraisal_demand d where d.region_id = ${caller.region} and d.target_id = ${target} order by d.due_on, d.id`.execute(
      tx,
    )
  return rows
}

/** Adds an appeal, an answer to one, a demand, or what happened with one. */
export const adding = {
  appeal: (work: Work, row: { id: string; target: string; says: string }): Promise<unknown> =>
    sql`insert into appraisal_appeal (region_id, id, target_id, says)
      values (${work.caller.region}, ${row.id}, ${row.target}, ${row.says})`.execute(work.tx),
  answer: (work: Work, row: { appeal: string; upheld: boolean; because: string }): Promise<unknown> =>
    sql`insert into appraisal_appeal_answer (region_id, appeal_id, upheld, because)
      values (${work.caller.region}, ${row.appeal}, ${row.upheld}, ${row.because})`.execute(work.tx),
  demand: (work: Work, row: { id: string; target: string; says: string; dueOn: Day }): Promise<unknown> =>
    sql`insert into appraisal_demand (region_id, id, target_id, says, due_on)
      values (${work.caller.region}, ${row.id}, ${row.target}, ${row.says}, ${row.dueOn}::date)`.execute(
      work.tx,
    ),
  event: (work: Work, row: { demand: string; what: string; says: string }): Promise<unknown> =>
    sql`insert into appraisal_demand_event (region_id, demand_id, what, says)
      values (${work.caller.region}, ${row.demand}, ${row.what}, ${row.says})`.execute(work.tx),
}

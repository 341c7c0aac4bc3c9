import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Ending, Office } from './define.ts'
import type { CaseEvent, Status } from './fold.ts'
import type { Outcome } from './decide.ts'

/** A case's row. */
export type CaseRecord = {
  id: string
  number: string
  system: string
  rev: number
  roundId: string | null
  year: number
  personId: string | null
  unitId: string | null
  programmeId: string | null
  applicantId: string
  name: string
  identityNumber: string | null
  params: Record<string, unknown>
  draft: Record<string, unknown>
  category: string | null
  status: Status
  stage: string | null
  submittedOn: Day | null
  /** The last day on which who is to act is in time. */
  dueOn: Day | null
  version: number
}

const COLUMNS = sql`id, number, system, rev, round_id as "roundId", year, person_id as "personId", unit_id as "unitId",
  programme_id as "programmeId", applicant_id as "applicantId", name, identity_number as "identityNumber", params, draft,
  category, status, stage, submitted_on as "submittedOn", due_on as "dueOn", version`

/** Cases in view, in the order of their ids; with `lock` nobody else acts on them until this work ends. */
export async function findCases(work: Work, ids: readonly string[], lock = false): Promise<CaseRecord[]> {
  const { rows } = await sql<CaseRecord>`select ${COLUMNS} from case_record
    where region_id = ${work.caller.region} and id = any (${ids}::uuid[]) order by id ${lock ? sql`for update` : sql``}`.execute(
    work.tx,
  )
  return rows
}

export type NewCase = Omit<
  CaseRecord,
  'draft' | 'category' | 'status' | 'stage' | 'submittedOn' | 'dueOn' | 'version' | 'number' | 'programmeId'
> & {
  initials: string
  /** Whether it may be raised against the one whom it is about, who then has no part in the draft. */
  raised: boolean
}

/** Adds a draft and gives it the next number of its system and year. */
export async function insertCase(work: Work, fresh: NewCase): Promise<void> {
  const { tx, caller } = work
  await sql`with counted as (
      insert into case_number as n (region_id, system, year, last) values (${caller.region}, ${fresh.system}, ${fresh.year}, 1)
      on conflict (region_id, system, year) do update set last = n.last + 1 returning last)
    insert into case_record (region_id, id, number, system, rev, round_id, year, person_id, unit_id, applicant_id, name,
      name_initials, identity_number, params, opened_at, raised)
    select ${caller.region}, ${fresh.id}, ${fresh.year} || '-' || lpad(last::text, greatest(4, length(last::text)), '0'),
      ${fresh.system}, ${fresh.rev}, ${fresh.roundId}, ${fresh.year}, ${fresh.personId}, ${fresh.unitId}, ${fresh.applicantId},
      ${fresh.name}, ${fresh.initials}, ${fresh.identityNumber}, ${JSON.stringify(fresh.params)}::jsonb, ${work.now}, ${fresh.raised} from counted`.execute(
    tx,
  )
}

/** Keeps the form while it is filled in. */
export async function keepDraft(work: Work, id: string, draft: object): Promise<void> {
  await sql`update case_record set draft = ${JSON.stringify(draft)}::jsonb
    where region_id = ${work.caller.region} and id = ${id}`.execute(work.tx)
}

type EventRow = Omit<CaseEvent, 'score'> & { score: string | null }

/** What happened to cases, in order, by case. */
export async function eventsOf(work: Work, ids: readonly string[]): Promise<Map<string, CaseEvent[]>> {
  const { rows } = await sql<EventRow & { caseId: string }>`
    select e.case_id as "caseId", e.seq, e.at, e.kind, e.stage, e.next_stage as next, e.ending, e.office, e.actor,
      e.stands_for as "standsFor", e.because, e.score, e.number, e.document, n.from_on as "from", n.until_on as "until", e.item, e.settles, e.voids
    from case_event e left join case_notice n on n.region_id = e.region_id and n.id = e.notice_id
    where e.region_id = ${work.caller.region} and e.case_id = any (${ids}::uuid[]) order by e.case_id, e.seq`.execute(
    work.tx,
  )
  const byCase = new Map<string, CaseEvent[]>(ids.map((id) => [id, []]))
  for (const { caseId, score, ...row } of rows)
    byCase.get(caseId)?.push({ ...row, score: score === null ? null : Number(score) })
  return byCase
}

/** An event about to be written. */
export type NewEvent = Outcome['event'] & {
  caseId: string
  seq: number
  standsFor: string | null
  noticeId: string | null
}

/** Writes an event; the database refuses a second one of the same number. */
export async function insertEvent({ tx, caller, now }: Work, event: NewEvent): Promise<void> {
  await sql`insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, ending, office, actor, account_id,
      stands_for, because, score, number, document, item, settles, voids, notice_id)
    values (${caller.region}, ${event.caseId}, ${event.seq}, ${now}, ${event.kind}, ${event.stage}, ${event.next}, ${event.ending},
      ${event.office}, ${caller.actor}, ${caller.account}, ${event.standsFor}, ${event.because}, ${event.score}, ${event.number},
      ${event.document}, ${event.item}, ${event.settles}, ${event.voids}::text[], ${event.noticeId})`.execute(
    tx,
  )
}

/** What a case's events lead to, as lists need it. */
export type Projection = {
  status: Status
  stage: string | null
  office: Office | null
  dueOn: Day | null
  ending: Ending | null
  annulled: boolean
  score: number | null
  issued: string | null
  issuedAlone: boolean
  category: string | null
  ofFloor: boolean
  unitId: string | null
  /** What only one case of the same person may be under way for. */
  matter: string | null
  /** The journey whose costs it claims. */
  journeyId: string | null
  submittedOn: Day | null
  version: number
}

/** Keeps what the events lead to beside them. */
export async function keepProjection({ tx, caller }: Work, id: string, p: Projection): Promise<void> {
  await sql`update case_record set status = ${p.status}, stage = ${p.stage}, office = ${p.office}, due_on = ${p.dueOn},
      ending = ${p.ending}, annulled = ${p.annulled}, score = ${p.score}, issued = ${p.issued}, issued_alone = ${p.issuedAlone}, category = ${p.category},
      of_floor = ${p.ofFloor}, unit_id = ${p.unitId}, matter = ${p.matter}, journey_id = ${p.journeyId}, submitted_on = ${p.submittedOn}, version = ${p.version}
    where region_id = ${caller.region} and id = ${id}`.execute(tx)
}

/** Fields as they were last handed in, by case. */
export async function valuesOf(
  work: Work,
  ids: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const { rows } = await sql<{ case_id: string; field: string; value: string }>`
    select distinct on (case_id, field) case_id, field, value from case_value
    where region_id = ${work.caller.region} and case_id = any (${ids}::uuid[]) order by case_id, field, submission desc`.execute(
    work.tx,
  )
  const byCase = new Map<string, Map<string, string>>(ids.map((id) => [id, new Map()]))
  for (const row of rows) byCase.get(row.case_id)?.set(row.field, row.value)
  return byCase
}

/** Keeps the fields of a submission. */
export async function insertValues(
  work: Work,
  id: string,
  submission: number,
  values: ReadonlyMap<string, string>,
): Promise<void> {
  await sql`insert into case_value (region_id, case_id, submission, field, value)
    select ${work.caller.region}, ${id}, ${submission}, f, v
    from unnest(${[...values.keys()]}::text[], ${[...values.values()]}::text[]) t(f, v)`.execute(work.tx)
}

export type Material = {
  caseId: string
  file: string
  material: string
  submission: number | null
  name: string
  bytes: number
}

/** Files handed in with cases, oldest first. */
export async function materialsOf(work: Work, ids: readonly string[]): Promise<Material[]> {
  const { rows } = await sql<Omit<Material, 'bytes'> & { bytes: string }>`
    select m.case_id as "caseId", m.file_id as file, m.material, m.submission, f.name, f.bytes
    from case_material m join stored_file f on f.region_id = m.region_id and f.id = m.file_id
    where m.region_id = ${work.caller.region} and m.case_id = any (${ids}::uuid[]) order by m.added_at, m.file_id`.execute(
    work.tx,
  )
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }))
}

/** Adds a file to a case, also for its judges where the definition shows the material to them. */
export async function insertMaterial(
  work: Work,
  { id, material, file, forJudges }: { id: string; material: string; file: string; forJudges: boolean },
): Promise<void> {
  await sql`insert into case_material (region_id, case_id, file_id, material, for_judges)
    values (${work.caller.region}, ${id}, ${file}, ${material}, ${forJudges})`.execute(work.tx)
}

/** Takes out a file that was not handed in yet. @returns whether there was one. */
export async function deleteMaterial(work: Work, id: string, file: string): Promise<boolean> {
  const done =
    await sql`delete from case_material where region_id = ${work.caller.region} and case_id = ${id} and file_id = ${file}
    and submission is null`.execute(work.tx)
  return (done.numAffectedRows ?? 0n) > 0n
}

/** Marks what a submission holds: it can't be taken out any more. */
export async function sealMaterials(work: Work, id: string, submission: number): Promise<void> {
  await sql`update case_material set submission = ${submission}
    where region_id = ${work.caller.region} and case_id = ${id} and submission is null`.execute(work.tx)
}

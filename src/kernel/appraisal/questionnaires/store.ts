import { sql } from 'kysely'
import type { Door, NewDoor, NewQuestionnaire, PlacedQuestion, Question } from '#contract/questionnaire.ts'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'

/** A questionnaire as it stands on a day. */
export type QuestionnaireRecord = {
  id: string
  title: string
  intro: string
  unitId: string
  unitCode: string
  unitName: string
  year: number
  anonymous: boolean
  least: number
  opensOn: Day
  closesOn: Day
  moment: 'before' | 'during' | 'after' | null
  subjectKind: 'programme' | 'activity' | 'case' | 'appraisal' | null
  subjectId: string | null
  subjectTitle: string | null
  state: 'draft' | 'waiting' | 'open' | 'closed'
  /** Whether the results were released: closed by somebody, not only by the calendar. */
  settled: boolean
  questions: number
}

/** Which questionnaires: of a year, about something, or one. */
export type Sought = { year?: number | undefined; subjectId?: string | undefined; id?: string }

/** Questionnaires that the session sees, the newest first. */
export async function findQuestionnaires(
  { tx, caller }: Work,
  today: Day,
  { year, subjectId, id }: Sought,
): Promise<QuestionnaireRecord[]> {
  const { rows } =
    await sql<QuestionnaireRecord>`select q.id, q.title, q.intro, q.unit_id as "unitId", u.code as "unitCode",
      coalesce(s.name, u.code) as "unitName", q.year, q.anonymous, q.least, q.opens_on as "opensOn", q.closes_on as "closesOn",
      q.moment, q.subject_kind as "subjectKind", q.subject_id as "subjectId",
      coalesce(p.title, a.title) as "subjectTitle", questionnaire_state(q, ${today}::date) as state,
      exists (select from questionnaire_step c where c.region_id = q.region_id and c.questionnaire_id = q.id and c.step = 'closed') as settled,
      (select count(*)::integer from question n where n.region_id = q.region_id and n.questionnaire_id = q.id) as questions
    from questionnaire q join unit u on u.region_id = q.region_id and u.id = q.unit_id
    left join unit_state s on s.region_id = q.region_id and s.unit_id = q.unit_id and s.valid @> ${today}::date
    left join programme p on q.subject_kind = 'programme' and p.region_id = q.region_id and p.id = q.subject_id
    left join activity a on q.subject_kind = 'activity' and a.region_id = q.region_id and a.id = q.subject_id
    where q.region_id = ${caller.region} and (${id ?? null}::uuid is null or q.id = ${id ?? null}::uuid)
      and (${year ?? null}::integer is null or q.year = ${year ?? null}::integer)
      and (${subjectId ?? null}::uuid is null or q.subject_id = ${subjectId ?? null}::uuid)
    order by q.opens_on desc, q.id desc`.execute(tx)
  return rows
}

/** The questions of a questionnaire in their order. */
export async function questionsOf({ tx, caller }: Work, id: string): Promise<PlacedQuestion[]> {
  const { rows } =
    await sql<PlacedQuestion>`select position, kind, says, required, options, lines, most from question
    where region_id = ${caller.region} and questionnaire_id = ${id} order by position`.execute(tx)
  return rows
}

type DoorRecord = Door & { questionnaireId: string }

/** The doors of questionnaires with how many were asked and how many sheets came. */
export async function doorsOf({ tx, caller }: Work, ids: readonly string[]): Promise<DoorRecord[]> {
  const { rows } =
    await sql<DoorRecord>`select d.id, d.questionnaire_id as "questionnaireId", d.kind, d.title, d.source, n.issued, n.received
    from questionnaire_door d join questionnaire_progress(${ids}::uuid[]) n on n.door_id = d.id
    where d.region_id = ${caller.region} and d.questionnaire_id = any (${ids}::uuid[]) order by d.title, d.id`.execute(
      tx,
    )
  return rows
}

/** Adds a questionnaire; its questions follow. */
export async function insertQuestionnaire(
  { tx, caller }: Work,
  id: string,
  unitId: string,
  asked: NewQuestionnaire,
): Promise<void> {
  await sql`insert into questionnaire (region_id, id, title, intro, unit_id, year, anonymous, least, opens_on, closes_on, subject_kind, subject_id, moment)
    values (${caller.region}, ${id}, ${asked.title}, ${asked.intro}, ${unitId}, ${asked.year}, ${asked.anonymous}, ${asked.least},
      ${asked.opensOn}::date, ${asked.closesOn}::date, ${asked.subjectKind}, ${asked.subjectId}, ${asked.moment})`.execute(
    tx,
  )
}

/** Adds the questions in their order. */
export async function insertQuestions(
  { tx, caller }: Work,
  id: string,
  questions: readonly Question[],
): Promise<void> {
  const rows = questions.map((question, at) => ({ position: at + 1, ...question }))
  await sql`insert into question (region_id, questionnaire_id, position, kind, says, required, options, lines, most)
    select ${caller.region}, ${id}, n.position, n.kind, n.says, n.required, n.options, n.lines, n.most
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (position smallint, kind text, says text, required boolean, options text[], lines text[], most smallint)`.execute(
    tx,
  )
}

/** Opens or closes; false when it is so already. */
export async function step({ tx }: Work, id: string, what: 'opened' | 'closed'): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select step_questionnaire(${id}, ${what}) as done`.execute(tx)
  return rows[0]?.done === true
}

/** Adds a door; a shared one opens with the token of this hash. */
export async function insertDoor(
  { tx, caller }: Work,
  questionnaire: string,
  id: string,
  asked: NewDoor,
  tokenHash: Buffer | null,
): Promise<void> {
  const most = asked.kind === 'shared' ? asked.count : null
  await sql`insert into questionnaire_door (region_id, questionnaire_id, id, kind, title, source, token_hash, most)
    values (${caller.region}, ${questionnaire}, ${id}, ${asked.kind}, ${asked.title}, ${asked.source}, ${tokenHash}, ${most})`.execute(
    tx,
  )
}

/** Adds one-use tokens by their hashes. */
export async function insertTickets(
  { tx, caller }: Work,
  questionnaire: string,
  door: string,
  hashes: readonly Buffer[],
): Promise<void> {
  await sql`insert into questionnaire_ticket (region_id, questionnaire_id, door_id, token_hash)
    select ${caller.region}, ${questionnaire}, ${door}, decode(h, 'hex') from unnest(${hashes.map((one) => one.toString('hex'))}::text[]) h`.execute(
    tx,
  )
}

/** Asks everybody on the rosters of a programme; who was asked already stays where they are. Gives how many are new. */
export async function insertRoster(
  { tx, caller }: Work,
  questionnaire: string,
  door: string,
  programme: string,
): Promise<number> {
  const { numAffectedRows } =
    await sql`insert into questionnaire_person (region_id, questionnaire_id, door_id, person_id)
    select distinct ${caller.region}::integer, ${questionnaire}::uuid, ${door}::uuid, p.person_id from participation p
    join activity a on a.region_id = p.region_id and a.id = p.activity_id
    where a.region_id = ${caller.region} and a.programme_id = ${programme} and p.role = 'trainee'
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0n)
}

/** The other questionnaires that ask at least one question in the same words. */
export async function sharingQuestions({ tx, caller }: Work, id: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select distinct b.questionnaire_id as id from question a
    join question b on b.region_id = a.region_id and b.says = a.says and b.kind = a.kind and b.questionnaire_id <> a.questionnaire_id
    where a.region_id = ${caller.region} and a.questionnaire_id = ${id} and a.kind <> 'text'`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

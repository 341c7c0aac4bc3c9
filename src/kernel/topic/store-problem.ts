import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'

/** Somebody who states a problem: where they count today, and what they teach. */
export type Author = { personId: string; unitId: string; subject: string | null; stage: string | null }

/** The person as an author; undefined when out of sight or not posted at a school today. */
export async function authorOf({ tx, caller, now }: Work, personId: string): Promise<Author | undefined> {
  const today = dayAt(now)
  const { rows } = await sql<Author>`
    select s.person_id as "personId", c.counts_at as "unitId", s.subject, s.stage from person_state s
    join unit_counts_at(${caller.region}, ${today}::date) c on c.unit_id = s.unit_id
    join unit u on u.region_id = s.region_id and u.id = c.counts_at and u.category = 'school'
    where s.region_id = ${caller.region} and s.person_id = ${personId} and s.valid @> ${today}::date`.execute(
    tx,
  )
  return rows[0]
}

/** A problem of a person, also a withdrawn one. */
export type StatedProblem = {
  id: string
  round: string
  personId: string
  text: string
  subject: string
  stage: string | null
  statedAt: Date
}

const COLUMNS = sql`p.id, p.round_id as round, p.person_id as "personId", p.text, p.subject, p.stage, p.stated_at as "statedAt"`
const STANDING = sql`not exists (select from topic_withdrawal w where w.region_id = p.region_id and w.problem_id = p.id)`

/** What a person has stated and not taken back, newest first. */
export async function problemsOfPerson({ tx, caller }: Work, personId: string): Promise<StatedProblem[]> {
  const { rows } = await sql<StatedProblem>`select ${COLUMNS} from topic_problem p
    where p.region_id = ${caller.region} and p.person_id = ${personId} and ${STANDING} order by p.stated_at desc, p.id`.execute(
    tx,
  )
  return rows
}

/** A problem that stands and that the session may see. */
export async function findProblem({ tx, caller }: Work, id: string): Promise<StatedProblem | undefined> {
  const { rows } = await sql<StatedProblem>`select ${COLUMNS} from topic_problem p
    where p.region_id = ${caller.region} and p.id = ${id} and ${STANDING}`.execute(tx)
  return rows[0]
}

/** Writes a problem down. */
export async function insertProblem(
  { tx }: Work,
  round: string,
  author: Author,
  problem: { id: string; text: string; subject: string; stage: string | null },
): Promise<void> {
  await sql`insert into topic_problem (id, round_id, person_id, unit_id, subject, stage, text)
    values (${problem.id}, ${round}, ${author.personId}, ${author.unitId}, ${problem.subject}, ${problem.stage}, ${problem.text})`.execute(
    tx,
  )
}

/** Takes a problem back. */
export async function insertWithdrawal({ tx }: Work, problem: string): Promise<void> {
  await sql`insert into topic_withdrawal (problem_id) values (${problem})`.execute(tx)
}

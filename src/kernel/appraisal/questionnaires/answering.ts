import { sql } from 'kysely'
import type { MyForm, OpenForm } from '#contract/open-questionnaire.ts'
import type { Answer, Answers } from '#contract/questionnaire.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { refuseAnswers } from './answers.ts'
import { tokenHash } from './tokens.ts'

type Outcome = 'received' | 'already' | 'unknown' | 'draft' | 'waiting' | 'closed' | 'full'
type Handed = { state: 'received' | 'already' }

const REFUSED: Record<Exclude<Outcome, 'received' | 'already' | 'unknown'>, string> = {
  draft: '这份问卷还没有发放。',
  waiting: '还没到开放日，请到时再填；已填的内容存在手机里。',
  closed: '这份问卷已截止，不再收答卷。',
  full: '这个链接的份数已收满。如果您还没有填过，请告诉发放人。',
}

/**
 * The questionnaire that a token opens; without a session, and nothing is noted of who asks.
 * @throws Refused 404 for an unknown token.
 */
export async function openForm({ db, now }: Runtime, token: string): Promise<OpenForm> {
  const { rows } = await db.app.query<{ form: OpenForm | null }>(
    'select open_questionnaire($1, $2::date) as form',
    [tokenHash(token), dayAt(now())],
  )
  const form = rows[0]?.form
  if (!form) throw notFound('这份问卷。请核对答题码')
  return form
}

/**
 * Takes in a sheet for a token. A one-use token is spent by it; the sheet keeps neither token nor time. The same sheet
 * sent again is 'already', as is a second one for a spent token.
 * @throws Refused 404, 409 when it cannot be answered now, 422 with the question that does not fit.
 */
export async function handIn(runtime: Runtime, token: string, asked: Answers): Promise<Handed> {
  const form = await openForm(runtime, token)
  if (form.state === 'used') return { state: 'already' }
  refuse(form.questions, asked.answers)
  const { rows } = await runtime.db.app.query<{ outcome: Outcome }>(
    'select hand_in_answers($1, $2::date, $3, $4::jsonb) as outcome',
    [tokenHash(token), dayAt(runtime.now()), asked.sheet, JSON.stringify(kept(asked.answers))],
  )
  return handed(rows[0]?.outcome)
}

/** The questionnaires with names that the signed-in person is asked. */
export async function myForms({ tx, now }: Work): Promise<MyForm[]> {
  const { rows } = await sql<{ form: Omit<MyForm, 'state' | 'done'>; state: MyForm['state']; done: boolean }>`
    select form, state, done from named_questionnaires(${dayAt(now)}::date)`.execute(tx)
  return rows.map(({ form, state, done }) => ({ ...form, state, done }))
}

/**
 * Takes in the signed-in person's sheet.
 * @throws Refused 404 for who is not asked, 409 when it cannot be answered now, 422 with the question.
 */
export async function handInMine(work: Work, id: string, asked: Answers): Promise<Handed> {
  const form = (await myForms(work)).find((one) => one.id === id)
  if (form === undefined) throw notFound('这份问卷')
  refuse(form.questions, asked.answers)
  const { rows } = await sql<{
    outcome: Outcome
  }>`select hand_in_named(${id}, ${dayAt(work.now)}::date, ${asked.sheet},
    ${JSON.stringify(kept(asked.answers))}::jsonb) as outcome`.execute(work.tx)
  return handed(rows[0]?.outcome)
}

function refuse(questions: OpenForm['questions'], answers: readonly Answer[]): void {
  const refusal = refuseAnswers(questions, answers)
  if (refusal !== null) throw new Refused(422, refusal)
}

/** Nothing is kept of a text that was left empty. */
function kept(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ choice, words }) => choice !== undefined || (words !== undefined && words !== ''))
}

function handed(outcome: Outcome = 'unknown'): Handed {
  if (outcome === 'received' || outcome === 'already') return { state: outcome }
  if (outcome === 'unknown') throw notFound('这份问卷')
  throw new Refused(409, { code: outcome, because: REFUSED[outcome] })
}

import { sql } from 'kysely'
import type * as z from 'zod'
import type { Action } from '#contract/common.ts'
import type {
  compareQuestionnaires,
  crossQuery,
  questionnaireCross,
  questionnairePage,
  questionnaireResults,
  questionnaires,
  QuestionnaireRow,
} from '#contract/questionnaire.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotChange } from '../rights.ts'
import { choicesOf, compare, countedOf, scoreOf, type Count } from './count.ts'
import { questionnaireWith } from './service.ts'
import {
  doorsOf,
  findQuestionnaires,
  questionsOf,
  sharingQuestions,
  type QuestionnaireRecord,
} from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** The questionnaires of a year, or about something, that the session sees. */
export async function listQuestionnaires(
  work: Work,
  query: { year: number; subjectId?: string | undefined },
): Promise<ReplyOf<typeof questionnaires>> {
  const sought = query.subjectId === undefined ? { year: query.year } : { subjectId: query.subjectId }
  const found = await findQuestionnaires(work, dayAt(work.now), sought)
  return { rows: await rowsOf(work, found), actions: [actionOf('create', whyNotChange(work.caller))] }
}

async function rowsOf(work: Work, found: readonly QuestionnaireRecord[]): Promise<QuestionnaireRow[]> {
  const doors = await doorsOf(
    work,
    found.map(({ id }) => id),
  )
  return found.map((one) => {
    const own = doors.filter(({ questionnaireId }) => questionnaireId === one.id)
    return {
      id: one.id,
      title: one.title,
      unit: { code: one.unitCode, name: one.unitName },
      year: one.year,
      anonymous: one.anonymous,
      opensOn: one.opensOn,
      closesOn: one.closesOn,
      moment: one.moment,
      subject: subjectOf(one),
      state: one.state,
      questions: one.questions,
      issued: own.reduce((sum, door) => sum + (door.issued ?? 0), 0),
      received: own.reduce((sum, door) => sum + door.received, 0),
    }
  })
}

const PLACES = {
  programme: 'programmes',
  activity: 'activities',
  case: 'cases',
  appraisal: 'appraisals',
} as const

function subjectOf({
  subjectKind,
  subjectId,
  subjectTitle,
}: QuestionnaireRecord): QuestionnaireRow['subject'] {
  if (subjectKind === null || subjectId === null) return null
  const title = subjectTitle ?? (subjectKind === 'case' ? '事项' : '评估')
  return { title, link: `/${PLACES[subjectKind]}/${subjectId}` }
}

/** A questionnaire with its questions, ways in and what can be done. @throws Refused 404. */
export async function questionnairePageOf(
  work: Work,
  id: string,
): Promise<ReplyOf<typeof questionnairePage>> {
  const found = await questionnaireWith(work, id)
  const [row] = await rowsOf(work, [found])
  if (row === undefined) throw notFound('这份问卷')
  const doors = (await doorsOf(work, [id])).map(({ questionnaireId: _of, ...door }) => door)
  return {
    questionnaire: { ...row, intro: found.intro, least: found.least },
    questions: await questionsOf(work, id),
    doors,
    comparable: await comparable(work, found),
    actions: actionsOf(work, found, doors.length),
  }
}

function actionsOf({ caller }: Work, { state, settled }: QuestionnaireRecord, doors: number): Action[] {
  const refused = whyNotChange(caller)
  const over = state === 'closed' ? '问卷已截止。' : null
  const opened = state === 'draft' ? null : '问卷已经发放。'
  return [
    actionOf('add-door', refused ?? over),
    actionOf('open', refused ?? opened ?? (doors === 0 ? '还没有发放渠道，没有人能答。' : null)),
    actionOf('close', refused ?? (settled ? '问卷已截止。' : state === 'draft' ? '问卷还没有发放。' : null)),
  ]
}

async function comparable(
  work: Work,
  { id, subjectId, year }: QuestionnaireRecord,
): Promise<ReplyOf<typeof questionnairePage>['comparable']> {
  const others = await findQuestionnaires(
    work,
    dayAt(work.now),
    subjectId === null ? { year } : { subjectId },
  )
  const alike = await sharingQuestions(work, id)
  return others
    .filter((one) => alike.has(one.id) && one.state === 'closed')
    .map(({ id, title, moment }) => ({ id, title, moment }))
}

/** Why there are no results to be shown, in words; null when there are. */
function whyNoResults({ anonymous, settled, least }: QuestionnaireRecord, received: number): string | null {
  if (received === 0) return '还没有收到答卷。'
  if (anonymous && !settled) return '匿名问卷截止后才出结果，免得从前后两次结果的差别看出某一份。'
  return received < least ? `收到 ${received} 份，满 ${least} 份才出结果。` : null
}

/** All questions with their counts; the texts in random order. @throws Refused 404. */
export async function resultsOf(work: Work, id: string): Promise<ReplyOf<typeof questionnaireResults>> {
  const found = await questionnaireWith(work, id)
  const questions = await questionsOf(work, id)
  const doors = await doorsOf(work, [id])
  const received = doors.reduce((sum, door) => sum + door.received, 0)
  const because = whyNoResults(found, received)
  const counted = because === null ? countedOf(questions, await countsOf(work, id)) : []
  const results = await Promise.all(
    counted.map(async (one) =>
      one.kind === 'text' ? { ...one, texts: await textsOf(work, id, one.position) } : one,
    ),
  )
  const singles = questions.filter(({ kind }) => kind === 'single')
  const by = singles.map(({ position, says }) => ({ value: position, title: says }))
  return {
    title: found.title,
    received,
    because,
    results,
    by: doors.length > 1 ? [{ value: 0, title: '发放渠道' }, ...by] : by,
  }
}

async function countsOf({ tx }: Work, id: string): Promise<Count[]> {
  const { rows } =
    await sql<Count>`select position, line, choice, sheets from questionnaire_counts(${id})`.execute(tx)
  return rows
}

/** The answers in words to one question, in an order that is another each time; none below the threshold. */
export async function textsOf({ tx }: Work, id: string, position: number): Promise<string[]> {
  const { rows } = await sql<{
    words: string
  }>`select words from questionnaire_texts(${id}, ${position}::smallint)`.execute(tx)
  return rows.map(({ words }) => words)
}

/**
 * The result of a questionnaire's scales in points of 100, or why there is none: what an appraisal takes from it.
 * @throws Refused 404.
 */
export async function questionnaireScore(
  work: Work,
  id: string,
  decimals: number,
): Promise<{ score: string | null; received: number; because: string | null }> {
  const { received, because, results } = await resultsOf(work, id)
  const score = because === null ? scoreOf(results, decimals) : null
  return { score, received, because: because ?? (score === null ? '问卷里没有量表题。' : null) }
}

/** One question by group or by another question; small cells are null. @throws Refused 404, 422. */
export async function crossOf(
  work: Work,
  id: string,
  { position, line, by }: z.output<typeof crossQuery>,
): Promise<ReplyOf<typeof questionnaireCross>> {
  const found = await questionnaireWith(work, id)
  const questions = await questionsOf(work, id)
  const question = questions.find((one) => one.position === position)
  if (question === undefined || question.kind === 'text') {
    throw new Refused(422, {
      code: 'question',
      because: '简答题不能作交叉表，请选别的题。',
      field: 'position',
    })
  }
  const { rows } = await sql<{ part: string; choice: number; sheets: number | null }>`
    select part, choice, sheets from questionnaire_cross(${id}, ${position}::smallint, ${line}::smallint, ${by}::smallint)`.execute(
    work.tx,
  )
  const names = await partNames(work, id, questions.find((one) => one.position === by)?.options)
  const columns = choicesOf(question)
  const parts = [...new Set(rows.map(({ part }) => part))]
  return {
    says: question.kind === 'matrix' ? `${question.says}：${question.lines[line - 1] ?? ''}` : question.says,
    least: found.least,
    columns,
    rows: parts.map((part) => ({
      part: names.get(part) ?? part,
      cells: columns.map((_, at) => {
        const cell = rows.find((row) => row.part === part && row.choice === at + 1)
        return cell === undefined ? 0 : cell.sheets
      }),
    })),
  }
}

async function partNames(
  work: Work,
  id: string,
  options: readonly string[] | undefined,
): Promise<Map<string, string>> {
  if (options !== undefined) return new Map(options.map((says, at) => [String(at + 1), says]))
  return new Map((await doorsOf(work, [id])).map((door) => [door.id, door.title]))
}

/** What changed between two questionnaires in the questions that they share. @throws Refused 404. */
export async function comparisonOf(
  work: Work,
  id: string,
  other: string,
): Promise<ReplyOf<typeof compareQuestionnaires>> {
  const sides = [await questionnaireWith(work, id), await questionnaireWith(work, other)]
  const [first, second] = sides.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1))
  if (first === undefined || second === undefined) throw notFound('这份问卷')
  const [before, after] = [await resultsOf(work, first.id), await resultsOf(work, second.id)]
  const rows = compare(
    { received: before.received, counted: before.results },
    { received: after.received, counted: after.results },
  )
  const missing = before.because ?? after.because
  return {
    before: { title: before.title, received: before.received },
    after: { title: after.title, received: after.received },
    because: missing ?? (rows.length === 0 ? '两份问卷没有文字相同的题，无法比较。' : null),
    rows,
  }
}

/** One answer of a questionnaire with names, in words. */
export type NamedAnswer = { name: string; position: number; says: string; answer: string }

/** Who answered what; nothing of a questionnaire without names. @throws Refused 404. */
export async function namedAnswers(work: Work, id: string): Promise<NamedAnswer[]> {
  const questions = new Map((await questionsOf(work, id)).map((question) => [question.position, question]))
  const { rows } = await sql<Count & { name: string; words: string | null }>`
    select p.name, a.position, a.line, a.choice, a.words from questionnaire_sheets(${id}) a
    join person p on p.region_id = ${work.caller.region} and p.id = a.person_id
    order by p.file_order, a.position, a.line, a.choice`.execute(work.tx)
  return rows.flatMap(({ name, position, line, choice, words }) => {
    const question = questions.get(position)
    if (question === undefined) return []
    const says = line === 0 ? question.says : `${question.says}：${question.lines[line - 1] ?? ''}`
    return [{ name, position, says, answer: words ?? choicesOf(question)[choice - 1] ?? '' }]
  })
}

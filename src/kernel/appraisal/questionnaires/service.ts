import type { NewDoor, NewQuestionnaire } from '#contract/questionnaire.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { unitInView } from '#kernel/network/read.ts'
import { once } from '#kernel/once.ts'
import { refuseQuestion } from './answers.ts'
import { requireChange } from '../rights.ts'
import {
  doorsOf,
  findQuestionnaires,
  insertDoor,
  insertQuestionnaire,
  insertQuestions,
  insertRoster,
  insertTickets,
  step,
  type QuestionnaireRecord,
} from './store.ts'
import { tokenAt, tokenHash, tokenKey } from './tokens.ts'

/** The questionnaire with an id. @throws Refused 404 when the session does not see it. */
export async function questionnaireWith(work: Work, id: string): Promise<QuestionnaireRecord> {
  const [found] = await findQuestionnaires(work, dayAt(work.now), { id })
  if (found === undefined) throw notFound('这份问卷')
  return found
}

/**
 * Makes a questionnaire of a unit; once made it is never changed, so that everybody answers the same.
 * @throws Refused 403, 404 for another's unit, 422 with the field.
 */
export function createQuestionnaire(work: Work, asked: NewQuestionnaire): Promise<{ id: string }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'create-questionnaire', content }, async () => {
    requireChange(work.caller)
    const unit = await unitInView(work, asked.unit)
    refuseWhole(asked)
    const id = newId(work.now.getTime())
    await insertQuestionnaire(work, id, unit, asked)
    await insertQuestions(work, id, asked.questions)
    await audit(
      work.tx,
      'create-questionnaire',
      { kind: 'questionnaire', id },
      { title: asked.title, unit: asked.unit },
    )
    return { id }
  })
}

function refuseWhole({ closesOn, opensOn, anonymous, least, questions }: NewQuestionnaire): void {
  if (closesOn < opensOn)
    throw new Refused(422, {
      code: 'period',
      because: '截止日早于开放日，请改正其中一个。',
      field: 'closesOn',
    })
  if (anonymous && least < 5) {
    throw new Refused(422, {
      code: 'least',
      because: '匿名问卷满 5 份才出结果，这个数不能再小。',
      field: 'least',
    })
  }
  for (const [at, question] of questions.entries()) {
    const refusal = refuseQuestion(question, at + 1)
    if (refusal !== null) throw new Refused(422, refusal)
  }
}

/**
 * Opens a questionnaire for answering, or closes it for good: then its results come out.
 * @throws Refused 403, 404, 409 when it is so already or has no way in.
 */
export function stepQuestionnaire(
  work: Work,
  id: string,
  asked: { key: string; step: 'opened' | 'closed' },
): Promise<{ done: true }> {
  return once(
    work,
    { key: asked.key, action: 'step-questionnaire', content: { id, step: asked.step } },
    async () => {
      const found = await questionnaireWith(work, id)
      requireChange(work.caller)
      if (asked.step === 'opened' && (await doorsOf(work, [id])).length === 0) {
        throw new Refused(409, { code: 'no-door', because: '还没有发放渠道，没有人能答。请先增加一个。' })
      }
      if (!(await step(work, id, asked.step))) {
        const because =
          asked.step === 'opened'
            ? '这份问卷已经发放过。'
            : found.settled
              ? '这份问卷已经截止。'
              : '问卷还没有发放，不用截止。'
        throw new Refused(409, { code: 'overtaken', because })
      }
      await audit(work.tx, `questionnaire-${asked.step}`, { kind: 'questionnaire', id })
      return { done: true as const }
    },
  )
}

/**
 * Adds a way in: a shared link, a list of one-use codes, or the people of a programme by name.
 * @throws Refused 403, 404, 409 after closing, 422 with the field.
 */
export function addDoor(
  work: Work,
  runtime: Pick<Runtime, 'dataDir'>,
  questionnaire: string,
  asked: NewDoor,
): Promise<{ id: string; issued: number | null }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'add-door', content: { questionnaire, ...content } }, async () => {
    const found = await questionnaireWith(work, questionnaire)
    requireChange(work.caller)
    refuseDoor(found, asked)
    const id = newId(work.now.getTime())
    const secret = await tokenKey(runtime.dataDir)
    const hashes = Array.from({ length: asked.kind === 'shared' ? 1 : codesOf(asked) }, (_, n) =>
      tokenHash(tokenAt(secret, id, n)),
    )
    await insertDoor(work, questionnaire, id, asked, asked.kind === 'shared' ? (hashes[0] ?? null) : null)
    if (asked.kind === 'codes') await insertTickets(work, questionnaire, id, hashes)
    const named =
      asked.kind === 'named' ? await insertRoster(work, questionnaire, id, asked.programme ?? '') : null
    if (named === 0) {
      throw new Refused(422, {
        code: 'nobody',
        because: '这个项目的名单里没有还未列入的学员。',
        field: 'programme',
      })
    }
    await audit(
      work.tx,
      'questionnaire-door',
      { kind: 'questionnaire', id: questionnaire },
      { kind: asked.kind, title: asked.title },
    )
    return { id, issued: named ?? asked.count }
  })
}

function codesOf({ kind, count }: NewDoor): number {
  return kind === 'codes' ? (count ?? 0) : 0
}

function refuseDoor(found: QuestionnaireRecord, asked: NewDoor): void {
  if (found.state === 'closed')
    throw new Refused(409, { code: 'closed', because: '问卷已截止，不能再发放。' })
  if (found.anonymous === (asked.kind === 'named')) {
    const because = found.anonymous ? '匿名问卷不能按名单发放。' : '实名问卷按名单发放，由本人登录填写。'
    throw new Refused(422, { code: 'kind', because, field: 'kind' })
  }
  if (asked.kind === 'codes' && asked.count === null) {
    throw new Refused(422, { code: 'count', because: '请填要多少个答题码。', field: 'count' })
  }
  if (asked.kind === 'named' && asked.programme === null) {
    throw new Refused(422, {
      code: 'programme',
      because: '请选一个项目，按它的名单发放。',
      field: 'programme',
    })
  }
}

/** A door with its tokens, to be printed. @throws Refused 403, 404. */
export async function doorTokens(
  work: Work,
  runtime: Pick<Runtime, 'dataDir'>,
  questionnaire: string,
  door: string,
): Promise<{ found: QuestionnaireRecord; title: string; tokens: string[] }> {
  const found = await questionnaireWith(work, questionnaire)
  requireChange(work.caller)
  const one = (await doorsOf(work, [questionnaire])).find(({ id }) => id === door)
  if (one === undefined) throw notFound('这个发放渠道')
  const secret = await tokenKey(runtime.dataDir)
  const count = one.kind === 'shared' ? 1 : one.kind === 'codes' ? (one.issued ?? 0) : 0
  await audit(work.tx, 'questionnaire-codes', { kind: 'questionnaire', id: questionnaire }, { door })
  return {
    found,
    title: one.title,
    tokens: Array.from({ length: count }, (_, n) => tokenAt(secret, door, n)),
  }
}

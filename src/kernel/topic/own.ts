import { actionOf } from '#kernel/action.ts'
import type { OwnProblems } from '#contract/topic-lineage.ts'
import { TOPIC_LEVELS } from '#contract/topic.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { normaliseText } from '#lib/text.ts'
import { refuseLate, refuseWithdrawing } from './decide.ts'
import { refuse } from './load.ts'
import { themesAbove } from './picture.ts'
import type { Picture } from './picture.ts'
import { authorOf, findProblem, insertProblem, insertWithdrawal, problemsOfPerson } from './store-problem.ts'
import type { Author, StatedProblem } from './store-problem.ts'
import { findRound, holdRound, loadPicture, rounds } from './store.ts'

const NO_POSTING = '您的账号没有对应的在校教师，不能以自己的名义提出问题。'

/** What the caller has stated, where each problem went, and the rounds in which more can be stated. */
export async function ownProblems(work: Work): Promise<OwnProblems> {
  const person = work.caller.person
  const author = person === null ? undefined : await authorOf(work, person)
  const today = dayAt(work.now)
  const open = (await rounds(work, null)).filter((round) => refuseLate(round, 'problem', today) === null)
  const stated = person === null ? [] : await problemsOfPerson(work, person)
  const pictures = new Map<string, Picture>()
  for (const id of new Set(stated.map((one) => one.round))) pictures.set(id, await loadPicture(work, id))
  return {
    rounds: open.map(({ id, title, until }) => ({ id, title, until: until.problem })),
    subject: author?.subject ?? null,
    stage: author?.stage ?? null,
    problems: stated.map((one) => ownView(one, pictures.get(one.round), today)),
    actions: [stateAbility(author !== undefined, open.length > 0)],
  }
}

function stateAbility(posted: boolean, open: boolean): OwnProblems['actions'][number] {
  if (!posted) return actionOf('state', NO_POSTING)
  return actionOf('state', open ? null : '现在没有正在征集问题的轮次。')
}

function ownView(
  stated: StatedProblem,
  picture: Picture | undefined,
  today: string,
): OwnProblems['problems'][number] {
  const above = picture === undefined ? [] : themesAbove(picture, stated.id)
  const late = picture === undefined ? null : refuseLate(picture.round, 'problem', today)
  const refusal = refuseWithdrawing(above[0]) ?? late
  return {
    id: stated.id,
    round: stated.round,
    text: stated.text,
    subject: stated.subject,
    stage: stated.stage,
    statedAt: stated.statedAt.toISOString(),
    went: above.map((theme) => ({ levelWord: TOPIC_LEVELS[theme.level], title: theme.title })),
    actions: [actionOf('withdraw', refusal?.because ?? null)],
  }
}

/** A problem as it is stated. */
export type NewProblem = {
  round: string
  person: string | null
  text: string
  subject: string
  stage: string | null
}

/**
 * Writes a problem down for its teacher: the teacher's own, or by the school's clerk for who has no phone.
 * @throws Refused 403, 404, 409 after the last day or when the same was stated before.
 */
export async function stateProblem(work: Work, asked: NewProblem): Promise<{ id: string }> {
  const author = await authorFor(work, asked.person)
  const round = await findRound(work, asked.round)
  refuse(409, refuseLate(round, 'problem', dayAt(work.now)))
  const text = wordsAsGiven(asked.text)
  const known = await problemsOfPerson(work, author.personId)
  if (known.some((one) => one.round === round.id && normaliseText(one.text) === normaliseText(text))) {
    throw new Refused(409, { code: 'stated', because: '这个问题已经提过了，不用重复提交。', field: 'text' })
  }
  const id = newId(work.now.getTime())
  await insertProblem(work, round.id, author, { ...asked, id, text })
  await audit(
    work.tx,
    'topic.state',
    { kind: 'topic-problem', id },
    { round: round.id, person: author.personId },
  )
  return { id }
}

/** The teacher's own words with their own punctuation; only what no page can show is left out. */
function wordsAsGiven(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
}

async function authorFor(work: Work, person: string | null): Promise<Author> {
  const { caller } = work
  if (person === null || person === caller.person) {
    const own = caller.person === null ? undefined : await authorOf(work, caller.person)
    if (own === undefined) throw new Refused(403, { code: 'no-posting', because: NO_POSTING })
    return own
  }
  if (caller.role !== 'school' && caller.role !== 'system') {
    throw new Refused(403, {
      code: 'own-only',
      because: '只能提出自己的问题；不便用手机的教师由本校管理员代录。',
    })
  }
  const other = await authorOf(work, person)
  if (other === undefined) throw notFound('这位教师')
  return other
}

/** Takes a problem back before it went into a theme. @throws Refused 403, 404, 409. */
export async function withdrawProblem(work: Work, id: string): Promise<{ done: true }> {
  const stated = await findProblem(work, id)
  if (stated === undefined) throw notFound('这个问题')
  const { caller } = work
  if (stated.personId !== caller.person && caller.role !== 'school' && caller.role !== 'system') {
    throw new Refused(403, { code: 'own-only', because: '问题由提出的教师本人或所在学校撤回。' })
  }
  await holdRound(work, stated.round)
  const picture = await loadPicture(work, stated.round)
  refuse(409, refuseWithdrawing(themesAbove(picture, id)[0]))
  refuse(409, refuseLate(picture.round, 'problem', dayAt(work.now)))
  await insertWithdrawal(work, id)
  await audit(work.tx, 'topic.withdraw', { kind: 'topic-problem', id })
  return { done: true }
}

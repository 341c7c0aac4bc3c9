import type { CaseAction } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { attempt } from '#kernel/attempt.ts'
import type { Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { awayOn } from './away.ts'
import { countVote, keepVote, type Ballot } from './committee/vote.ts'
import { withLetters } from './documents/letters.ts'
import { decide, isRefused, type Outcome } from './decide.ts'
import { refuseActing, type Setting, type Who } from './may.ts'
import { loadCases, type Loaded } from './load.ts'
import { refuseOpenExam } from './exams/guard.ts'
import { publishNotice } from './notices.ts'
import { withProgram, type Acting, type Deciding } from './program.ts'
import { refuseRoom } from './room.ts'
import type { Cases } from './registry.ts'
import { reviewResult } from './judges.ts'
import { whoIs, type Away } from './rights.ts'
import { officeAt, stageOf, stagesOf } from './steps.ts'
import { handIn } from './submit.ts'
import { write, type Acted } from './write.ts'

/** A case to act on, in the version that the caller saw. */
export type Seen = { id: string; version: number }

/**
 * Acts on cases together: all of it is done, or nothing and the refusal names each case that does not fit.
 * @throws Refused 404, 403, 409 for what somebody else has done since, 422.
 */
export async function actOn(
  acting: Acting,
  cases: Cases,
  seen: readonly Seen[],
  action: CaseAction,
): Promise<Acted[]> {
  const loaded = await withLetters(acting, cases, await loadInOrder(acting, cases, seen), action)
  const absent = await awayOn(acting, dayAt(acting.now))
  const versions = new Map(seen.map(({ id, version }) => [id, version]))
  const notice = await noticeFor(acting, loaded, absent, action)
  const refusals: { name: string; refused: Refused }[] = []
  const done: Acted[] = []
  await withProgram(acting, async (deciding) => {
    for (const one of loaded) {
      const index = done.length
      const refused = await attempt(acting, async () => {
        refuseOvertaken(one, versions.get(one.record.id))
        done.push(await actOnOne(deciding, one, absent, numbered(action, index), notice))
      })
      if (refused !== null) refusals.push({ name: one.record.name, refused })
    }
  })
  const first = refusals[0]
  if (first === undefined) return done
  throw loaded.length === 1 ? first.refused : together(first.refused, refusals, loaded.length)
}

/** The cases in the order in which they were named, each once: numbers are counted up in that order. */
async function loadInOrder(acting: Acting, cases: Cases, seen: readonly Seen[]): Promise<Loaded[]> {
  const ids = [...new Set(seen.map(({ id }) => id))]
  const byId = new Map((await loadCases(acting, cases, ids, true)).map((one) => [one.record.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** In a batch, digits in braces are counted up from case to case: 2026{0001}, 2026{0002} … */
function numbered(action: CaseAction, index: number): CaseAction {
  if (action.do !== 'pass' || action.number === null) return action
  const count = (_: string, first: string): string =>
    String(Number(first) + index).padStart(first.length, '0')
  return { ...action, number: action.number.replace(/\{(\d{1,9})\}/, count) }
}

/** The same once for a request's key. */
export function actOnce(
  acting: Acting,
  cases: Cases,
  key: string,
  seen: readonly Seen[],
  action: CaseAction,
): Promise<{ acted: Acted[] }> {
  return once(acting, { key, action: 'act-on-cases', content: { seen, action } }, async () => ({
    acted: await actOn(acting, cases, seen, action),
  }))
}

/** A refusal of many says for each why. */
function together(
  first: Refused,
  refusals: readonly { name: string; refused: Refused }[],
  of: number,
): Refused {
  const each = refusals.slice(0, 20).map(({ name, refused }) => `${name}：${refused.refusal.because}`)
  const more = refusals.length > 20 ? `……等 ${refusals.length} 件。` : ''
  const because = `${of} 件中有 ${refusals.length} 件不能这样办理，因此一件也没有办。${each.join('')}${more}`
  return new Refused(first.status, { code: first.refusal.code, because })
}

function refuseOvertaken({ record, events }: Loaded, version: number | undefined): void {
  if (record.version === version) return
  const last = events.at(-1)
  throw new Refused(409, {
    code: 'overtaken',
    because: `刚才已由${last?.actor ?? '他人'}办理，请刷新后看它到了哪一步。`,
  })
}

/** One notice for all that are shown together. */
async function noticeFor(
  acting: Acting,
  loaded: readonly Loaded[],
  absent: readonly Away[],
  action: CaseAction,
): Promise<string | null> {
  const first = loaded[0]
  if (action.do !== 'publish' || first === undefined) return null
  const { setting, record } = first
  const outcome = decide(setting, whoOf(acting, first, absent), action)
  if (isRefused(outcome)) throw new Refused(statusOf(outcome), outcome)
  const { stage, from, until } = outcome.event
  const others = loaded.some(
    ({ record: other }) => other.system !== record.system || other.roundId !== record.roundId,
  )
  if (others) throw new Refused(422, { code: 'mixed', because: '一次公示只放同一体系、同一批次的事项。' })
  return publishNotice(acting, {
    system: record.system,
    roundId: record.roundId,
    stage,
    title: `${setting.definition.title}${stageOf(setting.definition, stage).title}`,
    names: loaded.map((one) => one.record.name),
    from: from ?? setting.today,
    until: until ?? setting.today,
    document: action.document,
  })
}

/** What the caller is to a case as it stands. */
export function whoOf({ caller }: Work, { record, setting }: Loaded, absent: readonly Away[]): Who {
  const { definition, state, facts, params } = setting
  const needed = state.stage === null ? null : officeAt(stageOf(definition, state.stage), facts, params)
  const concerned = { ...record, subject: definition.subject, raising: isRaising(setting) }
  return whoIs(caller, absent, concerned, needed)
}

/** Whether the case stands at the first handing in of something that is raised against somebody. */
function isRaising({ definition, state, facts }: Setting): boolean {
  const [first] = stagesOf(definition)
  return (state.stage === null || state.stage === first?.id) && definition.against?.(facts) === true
}

async function actOnOne(
  acting: Deciding,
  loaded: Loaded,
  absent: readonly Away[],
  action: CaseAction,
  notice: string | null,
): Promise<Acted> {
  const who = whoOf(acting, loaded, absent)
  const ready = action.do === 'submit' ? await handIn(acting, loaded, who) : loaded
  const open = action.do === 'pass' || action.do === 'refuse' ? await refuseOpenExam(acting, ready) : null
  if (open !== null) throw new Refused(409, open)
  if (action.do === 'vote') return vote(acting, ready, who, action)
  const outcome = decide(ready.setting, who, await withScore(acting, ready, action))
  return carryOut(acting, ready, who, outcome, notice)
}

async function carryOut(
  acting: Deciding,
  ready: Loaded,
  who: Who,
  outcome: Outcome | Refusal,
  notice: string | null,
): Promise<Acted> {
  if (isRefused(outcome)) throw new Refused(statusOf(outcome), outcome)
  const room = outcome.event.kind === 'passed' ? await refuseRoom(acting, ready) : null
  if (room !== null) throw new Refused(422, room)
  return write(acting, ready, who, outcome, notice)
}

/** Enters a committee's vote: the case is passed or refused by it, and the votes are kept beside what was done. */
async function vote(acting: Deciding, ready: Loaded, who: Who, ballot: Ballot): Promise<Acted> {
  const refusal = refuseActing(ready.setting, who, 'vote')
  if (refusal !== null) throw new Refused(statusOf(refusal), refusal)
  const counted = await countVote(acting, ready, ballot)
  if ('because' in counted) throw new Refused(422, counted)
  const acted = await carryOut(acting, ready, who, decide(ready.setting, who, counted.said), null)
  await keepVote(acting, ready, acted.version, counted.vote)
  return acted
}

const NOT_ALLOWED: ReadonlySet<string> = new Set(['not-yours', 'own-case', 'raised-against'])
const OVERTAKEN: ReadonlySet<string> = new Set(['not-now', 'settled'])

function statusOf({ code }: Refusal): 403 | 409 | 422 {
  if (NOT_ALLOWED.has(code)) return 403
  return OVERTAKEN.has(code) ? 409 : 422
}

type Unvoted = Exclude<CaseAction, Ballot>

/** The result of a review is counted from its judges' points, never typed. */
async function withScore(acting: Acting, { record, setting }: Loaded, action: Unvoted): Promise<Unvoted> {
  const { stage } = setting.state
  if (action.do !== 'pass' || stage === null) return action
  const at = stageOf(setting.definition, stage)
  const entered = at.kind === 'exam' || (at.kind === 'decide' && at.amount !== undefined)
  if (at.kind !== 'review') return entered ? action : { ...action, score: null }
  const result = await reviewResult(acting, record.id, stage, at.judges(setting.params))
  if ('because' in result) throw new Refused(422, result)
  return { ...action, score: result.score }
}

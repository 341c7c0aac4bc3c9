import type * as z from 'zod'
import type { evidenceChoices, targetPage } from '#contract/appraisal-target.ts'
import type { EvidenceKind } from '#contract/standard.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { leavesOf } from '../define.ts'
import type { Indicator } from '../define.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotChange } from '../rights.ts'
import { standardOf, type StandardVersion } from '../standards/service.ts'
import { appealUntil } from './read.ts'
import { findHandedIn, findScores } from './sheet-store.ts'
import { findAppraisals, findJudges, findTargets, type AppraisalRecord, type TargetRecord } from './store.ts'
import {
  appealsOf,
  candidatesFor,
  demandsOf,
  evidenceOf,
  publishedResults,
  type DemandRecord,
} from './target-store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** A target with its round and the version of the standard that holds for it. */
export type Known = { target: TargetRecord; appraisal: AppraisalRecord; standard: StandardVersion }

/** @throws Refused 404. */
export async function knownTarget(work: Work, id: string): Promise<Known> {
  const today = dayAt(work.now)
  const [target] = await findTargets(work, today, { id })
  const [appraisal] =
    target === undefined ? [] : await findAppraisals(work, today, { id: target.appraisalId })
  if (target === undefined || appraisal === undefined) throw notFound('这个评估对象')
  return { target, appraisal, standard: await standardOf(work, appraisal.standardId, appraisal.version) }
}

const LINKS: Record<EvidenceKind, string | null> = {
  activity: 'activities',
  programme: 'programmes',
  document: 'documents',
  work: null,
  award: null,
  title: null,
  pairing: null,
  handbook: null,
  none: null,
}

/** A target as its owner and who runs the appraisal see it. @throws Refused 404. */
export async function targetPageOf(work: Work, id: string): Promise<ReplyOf<typeof targetPage>> {
  const { target, appraisal, standard } = await knownTarget(work, id)
  const bandTitle = new Map(standard.bands.map((band) => [band.id, band.title]))
  const results = await publishedResults(work, [id])
  const demands = await demandsOf(work, id)
  return {
    target: { id, title: target.title, unit: target.unit, kind: target.kind },
    appraisal: {
      id: appraisal.id,
      title: appraisal.title,
      state: appraisal.state,
      scoreUntil: appraisal.scoreUntil,
      appealUntil: appealUntil(appraisal),
    },
    self: await selfOf(work, target),
    leaves: standard.indicators.flatMap((branch) =>
      leavesOf([branch]).map((leaf) => leafOf(leaf, branch.title)),
    ),
    evidence: (await evidenceOf(work, [id])).map(({ id, indicator, kind, title, recordId }) => ({
      id,
      indicator,
      kind,
      title,
      link: LINKS[kind] === null ? null : `/${LINKS[kind]}/${recordId}`,
    })),
    results: results.map(({ result, rank, band, because, at }) => ({
      result,
      rank,
      because,
      at,
      band: bandTitle.get(band ?? '') ?? null,
    })),
    appeals: await appealsOf(work, id),
    demands: demands.map((demand) => ({
      ...demand,
      state: demand.events.at(-1)?.what ?? ('open' as const),
      late: isLate(demand, dayAt(work.now)),
    })),
    bands: standard.bands.map(({ id, title }) => ({ id, title })),
    actions: actionsOf(work, appraisal),
  }
}

function isLate({ dueOn, events }: DemandRecord, today: string): boolean {
  const last = events.at(-1)?.what
  return dueOn < today && last !== 'accepted' && last !== 'reported'
}

function leafOf(
  { id, title, points, veto, says, evidence }: Indicator,
  branch: string,
): ReplyOf<typeof targetPage>['leaves'][number] {
  return { id, title, points, veto, says, evidence, branch }
}

async function selfOf(work: Work, target: TargetRecord): Promise<ReplyOf<typeof targetPage>['self']> {
  const judges = await findJudges(work, dayAt(work.now), target.appraisalId)
  const judge = judges.find(({ source }) => source === 'self')
  if (judge === undefined) return null
  const scores = (await findScores(work, target.appraisalId)).filter(
    (one) => one.target === target.id && one.judge === judge.id,
  )
  const done = await findHandedIn(work, target.appraisalId)
  return {
    judge: judge.id,
    scores: Object.fromEntries(
      scores.map(({ indicator, score, broken }) => [indicator, score ?? (broken === true ? '1' : '0')]),
    ),
    handedIn: done.some((one) => one.target === target.id && one.judge === judge.id),
  }
}

function actionsOf(work: Work, appraisal: AppraisalRecord): ReturnType<typeof actionOf>[] {
  const reader = work.caller.role === 'leader' ? '局领导账号只查看，不修改。' : null
  const runner = whyNotChange(work.caller) ?? (appraisal.runs ? null : '由组织评估的单位办理。')
  const scoring =
    appraisal.state === 'open' ? null : appraisal.state === 'draft' ? '评分还没有启动。' : '结果已经公布。'
  return [
    actionOf('self', reader ?? scoring),
    actionOf('show', reader ?? (appraisal.state === 'published' ? '结果已经公布。' : null)),
    actionOf('appeal', reader ?? whyNotAppeal(appraisal, dayAt(work.now))),
    actionOf('answer', runner),
    actionOf('demand', runner ?? (appraisal.state === 'published' ? null : '公布结果后才提整改要求。')),
  ]
}

/** Why a result cannot be appealed on a day; null when it can. */
export function whyNotAppeal(appraisal: AppraisalRecord, today: string): string | null {
  const until = appealUntil(appraisal)
  if (until === null) return '结果还没有公布。'
  return today <= until ? null : `申诉期到 ${until} 为止，已经过去。`
}

/** Records that could stand behind an indicator. @throws Refused 404, 422 where it wants none. */
export async function evidenceChoicesOf(
  work: Work,
  id: string,
  indicator: string,
): Promise<ReplyOf<typeof evidenceChoices>> {
  const { target, appraisal, standard } = await knownTarget(work, id)
  return { rows: await candidatesFor(work, target, wanted(standard, indicator), appraisal.year) }
}

/** The kind of record that an indicator wants. @throws Refused 422 where it wants none. */
export function wanted({ indicators }: StandardVersion, indicator: string): EvidenceKind {
  const leaf = leavesOf(indicators).find(({ id }) => id === indicator)
  if (leaf !== undefined && leaf.evidence !== 'none') return leaf.evidence
  throw new Refused(422, { code: 'indicator', because: '这个指标不要佐证。', field: 'indicator' })
}

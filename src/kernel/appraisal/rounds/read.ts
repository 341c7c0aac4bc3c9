import type * as z from 'zod'
import { type appraisalPage, type appraisals, type AppraisalRow } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import { addDays, dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotChange } from '../rights.ts'
import { standardOf } from '../standards/service.ts'
import { appraisalRun } from './service.ts'
import { findHandedIn, findSurveys } from './sheet-store.ts'
import {
  findAppraisals,
  findAssignments,
  findJudges,
  findTargets,
  type AppraisalRecord,
  type AssignmentRecord,
  type JudgeRecord,
  type TargetRecord,
} from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** What a round consists of. */
type Parts = {
  targets: TargetRecord[]
  judges: JudgeRecord[]
  pairs: AssignmentRecord[]
  done: ReadonlySet<string>
}

async function partsOf(work: Work, id: string): Promise<Parts> {
  const today = dayAt(work.now)
  const pairs = await findAssignments(work, id)
  const targets = await findTargets(work, today, { appraisal: id })
  const judges = await findJudges(work, today, id)
  const done = new Set((await findHandedIn(work, id)).map(({ target, judge }) => `${target} ${judge}`))
  const self = judges.find(({ source }) => source === 'self')?.id
  return {
    pairs,
    done,
    targets: targets.map((row) => counted(row, pairs, done, self)),
    judges: judges.map((row) => counting(row, pairs, done)),
  }
}

function counted(
  row: TargetRecord,
  pairs: readonly AssignmentRecord[],
  done: ReadonlySet<string>,
  self: string | undefined,
): TargetRecord {
  const own = pairs.filter(({ target, recused }) => target === row.id && !recused)
  return {
    ...row,
    judges: own.length,
    handedIn: own.filter(({ judge }) => done.has(`${row.id} ${judge}`)).length,
    selfDone: self !== undefined && done.has(`${row.id} ${self}`),
  }
}

function counting(
  row: JudgeRecord,
  pairs: readonly AssignmentRecord[],
  done: ReadonlySet<string>,
): JudgeRecord {
  const own = pairs.filter(({ judge }) => judge === row.id)
  const active = own.filter(({ recused }) => !recused)
  return {
    ...row,
    targets: active.length,
    handedIn: active.filter(({ target }) => done.has(`${target} ${row.id}`)).length,
    recused: own.length - active.length,
  }
}

function rowOf(record: AppraisalRecord, parts: Parts): AppraisalRow {
  return {
    id: record.id,
    title: record.title,
    standard: { id: record.standardId, title: record.standardTitle, version: record.version },
    unit: { code: record.unitCode, name: record.unitName },
    year: record.year,
    blind: record.blind,
    outside: record.outside,
    scoreUntil: record.scoreUntil,
    state: record.state,
    targets: parts.targets.length,
    judges: parts.judges.filter(({ source }) => source !== 'self').length,
    sheets: parts.targets.reduce((sum, target) => sum + target.judges, 0),
    handedIn: parts.targets.reduce((sum, target) => sum + target.handedIn, 0),
  }
}

/** The rounds of a year that the session runs, and those in which it is appraised. */
export async function listAppraisals(work: Work, year: number): Promise<ReplyOf<typeof appraisals>> {
  const today = dayAt(work.now)
  const found = await findAppraisals(work, today, { year })
  const run = found.filter(({ runs }) => runs)
  const rows = await Promise.all(run.map(async (record) => rowOf(record, await partsOf(work, record.id))))
  const others = found.filter(({ runs, state }) => !runs && state !== 'draft')
  const mine = await Promise.all(
    others.map(async (record) =>
      (await findTargets(work, today, { appraisal: record.id })).map(({ id, title }) => ({
        target: id,
        appraisal: record.title,
        title,
        state: record.state,
      })),
    ),
  )
  return { rows, mine: mine.flat(), actions: [actionOf('create', whyNotChange(work.caller))] }
}

/** The last day on which a published result can be appealed; null before. */
export function appealUntil({
  publishedOn,
  appealDays,
}: Pick<AppraisalRecord, 'publishedOn' | 'appealDays'>): string | null {
  return publishedOn === null ? null : addDays(publishedOn, appealDays)
}

/** A round with its targets, judges, progress and what can be done. @throws Refused 404. */
export async function appraisalPageOf(work: Work, id: string): Promise<ReplyOf<typeof appraisalPage>> {
  const record = await appraisalRun(work, id)
  const parts = await partsOf(work, id)
  const { sources } = await standardOf(work, record.standardId, record.version)
  const { floorGroup, floorLeast } = record
  const missing = record.state === 'draft' ? await missingToOpen(work, id) : []
  return {
    appraisal: {
      ...rowOf(record, parts),
      places: record.places,
      floor: floorGroup === null || floorLeast === null ? null : { group: floorGroup, least: floorLeast },
      appealUntil: appealUntil(record),
    },
    targets: parts.targets.map(({ subjectId: _s, unitId: _u, appraisalId: _a, ...row }) => row),
    judges: parts.judges
      .filter(({ source }) => source !== 'self')
      .map(({ personId: _p, unitId: _u, ...row }) => row),
    sources: [...sources],
    missing,
    actions: actionsOf(work, record, missing),
  }
}

function actionsOf(
  { caller }: Work,
  { state }: AppraisalRecord,
  missing: readonly string[],
): ReturnType<typeof actionOf>[] {
  const refused = whyNotChange(caller)
  const begun = state === 'draft' ? null : '评分已经启动，对象不能再变。'
  const over = state === 'published' ? '结果已经公布。' : null
  return [
    actionOf('add-targets', refused ?? begun),
    actionOf('add-judges', refused ?? over),
    actionOf('assign', refused ?? over),
    actionOf('open', refused ?? begun ?? (missing.length > 0 ? missing.join('') : null)),
    actionOf(
      'type-in',
      refused ?? (state === 'open' ? null : state === 'draft' ? '评分还没有启动。' : '结果已经公布。'),
    ),
    actionOf(
      'publish',
      refused ?? (state === 'open' ? null : state === 'draft' ? '评分还没有启动。' : '结果已经公布。'),
    ),
  ]
}

/** What has to be there before scoring can begin, in words. @throws Refused 404. */
export async function missingToOpen(work: Work, id: string): Promise<string[]> {
  const record = await appraisalRun(work, id)
  const { targets, judges, pairs } = await partsOf(work, id)
  const { sources } = await standardOf(work, record.standardId, record.version)
  if (targets.length === 0) return ['还没有评估对象。']
  const surveys = await findSurveys(work, id)
  return sources
    .filter((source) => source.id !== 'self' && Number(source.weight) > 0)
    .flatMap((source) => {
      const own = new Set(judges.filter((judge) => judge.source === source.id).map((judge) => judge.id))
      const served =
        source.by === 'judges'
          ? pairs.filter(({ judge, recused }) => own.has(judge) && !recused)
          : surveys.filter((one) => one.source === source.id)
      const open = targets.filter((target) => !served.some((one) => one.target === target.id)).length
      const what = source.by === 'judges' ? '没有分配评委' : '没有指定问卷'
      return open === 0 ? [] : [`${SOURCES[source.id]}：${open} 个对象${what}。`]
    })
}

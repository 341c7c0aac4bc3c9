import type { NewAppraisal } from '#contract/appraisal.ts'
import type { SourceId } from '#contract/standard.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { unitInView } from '#kernel/network/read.ts'
import { once } from '#kernel/once.ts'
import { requireChange, requireSharing } from '../rights.ts'
import { standardOf } from '../standards/service.ts'
import { assign } from './assign.ts'
import { insertSurvey } from './sheet-store.ts'
import {
  findAppraisals,
  findAssignments,
  findJudges,
  findTargets,
  insertAppraisal,
  insertAssignments,
  insertJudges,
  insertRecusal,
  insertTargets,
  type AppraisalRecord,
} from './store.ts'
import { judgesNamed, targetsNamed, type SubjectKind } from './subjects.ts'

const DONE = { done: true } as const

/**
 * The round with an id, of which the session sees the whole.
 * @throws Refused 404.
 */
export async function appraisalRun(work: Work, id: string): Promise<AppraisalRecord> {
  const [found] = await findAppraisals(work, dayAt(work.now), { id })
  if (found === undefined || !found.runs) throw notFound('这次评估')
  return found
}

/** @throws Refused 403, 404, 409 when the round has gone on already. */
async function prepared(
  work: Work,
  id: string,
  states: readonly AppraisalRecord['state'][],
): Promise<AppraisalRecord> {
  const found = await appraisalRun(work, id)
  requireChange(work.caller)
  if (states.includes(found.state)) return found
  const because = found.state === 'published' ? '结果已经公布，不能再改。' : '评分已经启动，不能再改。'
  throw new Refused(409, { code: 'overtaken', because })
}

/**
 * Makes a round by the newest version of a standard, which it keeps.
 * @throws Refused 403, 404 for another's unit, 422 for a standard or a day that does not fit.
 */
export function createAppraisal(work: Work, asked: NewAppraisal): Promise<{ id: string }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'create-appraisal', content }, async () => {
    requireChange(work.caller)
    const unitId = await unitInView(work, asked.unit)
    if (asked.scoreUntil < dayAt(work.now)) {
      throw new Refused(422, {
        code: 'past',
        because: '评分截止日已经过去，请改后面的日期。',
        field: 'scoreUntil',
      })
    }
    const standard = await standardOf(work, asked.standard)
    const self = standard.sources.some((source) => source.id === 'self')
    const id = newId(work.now.getTime())
    const selfJudge = self ? newId(work.now.getTime()) : null
    await insertAppraisal(work, id, { unitId, version: standard.version, selfJudge }, asked)
    await audit(
      work.tx,
      'create-appraisal',
      { kind: 'appraisal', id },
      { title: asked.title, standard: standard.code, version: standard.version },
    )
    return { id }
  })
}

/**
 * Adds targets: units by code, people or programmes by id. Their numbers are given in random order, so that they say
 * nothing to a judge.
 * @throws Refused 403, 404, 409, 422 naming what is not there.
 */
export function addTargets(
  work: Work,
  id: string,
  asked: { key: string; kind: SubjectKind; subjects: readonly string[] },
): Promise<{ added: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'add-targets', content: { id, ...content } }, async () => {
    const found = await prepared(work, id, ['draft'])
    const targets = await targetsNamed(work, asked.kind, asked.subjects)
    const added = await insertTargets(work, found.id, shuffled(targets))
    await audit(work.tx, 'appraisal-targets', { kind: 'appraisal', id }, { kind: asked.kind, added })
    return { added }
  })
}

function shuffled<T>(rows: readonly T[]): T[] {
  return rows
    .map((row) => ({ row, at: newId(0) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ row }) => row)
}

/** Names people as judges of a source. @throws Refused 403, 404, 409, 422. */
export function addJudges(
  work: Work,
  id: string,
  asked: { key: string; source: SourceId; people: readonly string[] },
): Promise<{ added: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'add-judges', content: { id, ...content } }, async () => {
    const found = await prepared(work, id, ['draft', 'open'])
    await refuseSource(work, found, asked.source, 'judges')
    const added = await insertJudges(work, id, asked.source, await judgesNamed(work, asked.people))
    await audit(work.tx, 'appraisal-judges', { kind: 'appraisal', id }, { source: asked.source, added })
    return { added }
  })
}

async function refuseSource(
  work: Work,
  { standardId, version }: AppraisalRecord,
  source: SourceId,
  by: 'judges' | 'questionnaire',
): Promise<void> {
  const { sources } = await standardOf(work, standardId, version)
  const known = sources.find((one) => one.id === source)
  if (known?.by === by && source !== 'self') return
  const because =
    by === 'judges' ? '这个标准不由他们评分，请选别的评价主体。' : '这个评价主体不以问卷计分，请选别的。'
  throw new Refused(422, { code: 'source', because, field: 'source' })
}

/**
 * Gives each target so many judges of a source, evenly; who is of the same unit (where judges come from outside), or
 * the target, or stepped back, is left out.
 * @throws Refused 403, 404, 409.
 */
export function assignJudges(
  work: Work,
  id: string,
  asked: { key: string; source: SourceId; each: number },
): Promise<{ assigned: number; short: { number: number; judges: number }[] }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'assign-judges', content: { id, ...content } }, async () => {
    const found = await prepared(work, id, ['draft', 'open'])
    const today = dayAt(work.now)
    const judges = (await findJudges(work, today, id)).filter(({ source }) => source === asked.source)
    const own = new Set(judges.map((judge) => judge.id))
    const pairs = (await findAssignments(work, id)).filter(({ judge }) => own.has(judge))
    const targets = await findTargets(work, today, { appraisal: id })
    const held = (target: string, recused: boolean): string[] =>
      pairs.filter((pair) => pair.target === target && pair.recused === recused).map(({ judge }) => judge)
    const plan = assign(
      judges.map((judge) => ({
        id: judge.id,
        person: judge.personId,
        unit: judge.unitId,
        load: pairs.filter((pair) => pair.judge === judge.id && !pair.recused).length,
      })),
      targets.map((target) => ({
        id: target.id,
        number: target.number,
        unit: target.unitId,
        person: target.kind === 'person' ? target.subjectId : null,
        judges: held(target.id, false),
        recused: held(target.id, true),
      })),
      asked.each,
      found.outside,
    )
    await insertAssignments(work, plan.pairs)
    await audit(
      work.tx,
      'appraisal-assign',
      { kind: 'appraisal', id },
      { source: asked.source, assigned: plan.pairs.length },
    )
    return { assigned: plan.pairs.length, short: plan.short }
  })
}

/** A judge steps back from a target, by himself or named by who runs it; the sheet counts no more. @throws Refused 404, 409. */
export function recuseJudge(
  work: Work,
  id: string,
  asked: { key: string; judge: string; target: string; because: string },
): Promise<typeof DONE> {
  const { key, ...content } = asked
  return once(work, { key, action: 'recuse-judge', content: { id, ...content } }, async () => {
    requireSharing(work)
    const pairs = await findAssignments(work, id)
    const pair = pairs.find(({ judge, target }) => judge === asked.judge && target === asked.target)
    if (pair === undefined) throw notFound('这项评分任务')
    if (pair.recused || !(await insertRecusal(work, asked))) {
      throw new Refused(409, { code: 'overtaken', because: '这位评委已经回避这个对象。' })
    }
    await audit(
      work.tx,
      'appraisal-recuse',
      { kind: 'appraisal', id },
      { judge: asked.judge, target: asked.target, because: asked.because },
    )
    return DONE
  })
}

/** Takes a questionnaire's scales as a source's result for a target. @throws Refused 403, 404, 409, 422. */
export function attachSurvey(
  work: Work,
  id: string,
  asked: { key: string; target: string; source: SourceId; questionnaire: string },
): Promise<typeof DONE> {
  const { key, ...content } = asked
  return once(work, { key, action: 'attach-survey', content: { id, ...content } }, async () => {
    const found = await prepared(work, id, ['draft', 'open'])
    await refuseSource(work, found, asked.source, 'questionnaire')
    const [target] = await findTargets(work, dayAt(work.now), { appraisal: id, id: asked.target })
    if (target === undefined) throw notFound('这个评估对象')
    if (!(await insertSurvey(work, asked))) {
      throw new Refused(409, { code: 'overtaken', because: '这个对象的这一评价主体已经指定了问卷。' })
    }
    await audit(
      work.tx,
      'appraisal-survey',
      { kind: 'appraisal', id },
      { target: asked.target, source: asked.source },
    )
    return DONE
  })
}

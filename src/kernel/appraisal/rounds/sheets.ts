import type { Leaf, ScoreSheet, SheetChanges, SheetLine } from '#contract/score-sheet.ts'
import { compare, parseFraction } from '#lib/fraction.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { leavesOf } from '../define.ts'
import type { Indicator } from '../define.ts'
import { requireChange, requireSharing } from '../rights.ts'
import { standardOf } from '../standards/service.ts'
import {
  findHandedIn,
  findMySheets,
  findScores,
  insertSheetEvents,
  writeCells,
  type Cell,
  type ScoreRecord,
} from './sheet-store.ts'
import { findAppraisals, findAssignments, findJudges, findTargets, type AppraisalRecord } from './store.ts'
import { appraisalRun } from './service.ts'
import { evidenceOf } from './target-store.ts'

/** Whose sheets and of which targets; a name is null where the judge may not know it. */
type Desk = {
  appraisal: AppraisalRecord
  judge: string
  targets: { id: string; number: number; name: string | null }[]
}

/** The score sheet of one judge for who runs the appraisal: to type in what was written on paper. @throws Refused 404. */
export async function judgeSheetOf(work: Work, id: string, judge: string): Promise<ScoreSheet> {
  const appraisal = await appraisalRun(work, id)
  return sheetOf(work, { appraisal, judge, targets: await targetsFor(work, id, judge) })
}

async function targetsFor(work: Work, id: string, judge: string): Promise<Desk['targets']> {
  const today = dayAt(work.now)
  const known = (await findJudges(work, today, id)).find((one) => one.id === judge)
  if (known === undefined) throw notFound('这位评委')
  const targets = await findTargets(work, today, { appraisal: id })
  const own = new Set(
    (await findAssignments(work, id))
      .filter((pair) => pair.judge === judge && !pair.recused)
      .map(({ target }) => target),
  )
  const shown = known.source === 'self' ? targets : targets.filter((target) => own.has(target.id))
  return shown.map(({ id, number, title }) => ({ id, number, name: title }))
}

/** All that the signed-in person has to score, a sheet for each appraisal. */
export async function mySheetsOf(work: Work): Promise<ScoreSheet[]> {
  const mine = await findMySheets(work, dayAt(work.now))
  const judges = [...new Set(mine.map(({ judgeId }) => judgeId))]
  return Promise.all(
    judges.map(async (judge) => {
      const rows = mine.filter(({ judgeId }) => judgeId === judge)
      const [appraisal] = await findAppraisals(work, dayAt(work.now), { id: rows[0]?.appraisalId ?? null })
      if (appraisal === undefined) throw notFound('这次评估')
      const targets = rows.map(({ targetId, number, name }) => ({ id: targetId, number, name }))
      return sheetOf(work, { appraisal, judge, targets })
    }),
  )
}

async function sheetOf(work: Work, { appraisal, judge, targets }: Desk): Promise<ScoreSheet> {
  const standard = await standardOf(work, appraisal.standardId, appraisal.version)
  const scores = (await findScores(work, appraisal.id)).filter((score) => score.judge === judge)
  const done = new Set(
    (await findHandedIn(work, appraisal.id)).filter((one) => one.judge === judge).map(({ target }) => target),
  )
  const shown = targets.filter(({ name }) => name !== null).map(({ id }) => id)
  const evidence = await evidenceOf(work, shown)
  const lines = targets.map(({ id, number, name }): SheetLine => ({
    target: id,
    number,
    name,
    scores: Object.fromEntries(
      scores.filter((one) => one.target === id).map((one) => [one.indicator, textOf(one)]),
    ),
    handedIn: done.has(id),
    evidence: evidence
      .filter((one) => one.target === id)
      .map(({ indicator, title }) => ({ indicator, title })),
  }))
  return {
    appraisal: appraisal.id,
    title: appraisal.title,
    judge,
    scoreUntil: appraisal.scoreUntil,
    leaves: leavesOf(standard.indicators).map(leafOf),
    lines,
  }
}

/** A veto is written as 1 where it was found broken, 0 where not. */
function textOf({ score, broken }: ScoreRecord): string {
  return score ?? (broken === true ? '1' : '0')
}

function leafOf({ id, title, points, veto, says }: Indicator): Leaf {
  return { id, title, points, veto, says }
}

/**
 * Saves points of a judge's sheets, and hands in those that are whole: the judge himself, or who runs the appraisal for
 * him; the self-evaluation by the target. Row-level security decides whose they are.
 * @throws Refused 404, 409 when a sheet is handed in or scoring is over, 422 naming the point that does not fit.
 */
export function saveSheetOf(
  work: Work,
  id: string,
  judge: string,
  asked: SheetChanges,
): Promise<{ saved: number; handedIn: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'save-sheet', content: { id, judge, ...content } }, async () => {
    requireSharing(work)
    const appraisal = await writable(work, id)
    const standard = await standardOf(work, appraisal.standardId, appraisal.version)
    const leaves = leavesOf(standard.indicators)
    for (const change of asked.changes) {
      const refusal = refuseCell(leaves, change)
      if (refusal !== null) throw new Refused(422, refusal)
    }
    await refuseLocked(work, id, judge, [...asked.changes.map(({ target }) => target), ...asked.handIn])
    await writeCells(
      work,
      judge,
      asked.changes.map((change) => cellOf(leaves, change)),
    ).catch(notYours)
    if (asked.handIn.length > 0) await handIn(work, id, judge, leaves, asked.handIn)
    return { saved: asked.changes.length, handedIn: asked.handIn.length }
  })
}

async function writable(work: Work, id: string): Promise<AppraisalRecord> {
  const [found] = await findAppraisals(work, dayAt(work.now), { id })
  if (found === undefined) throw notFound('这次评估')
  if (found.state === 'open') return found
  const because = found.state === 'draft' ? '评分还没有启动。' : '结果已经公布，不能再评分。'
  throw new Refused(409, { code: found.state, because })
}

/** Row-level security refuses a sheet that is not the session's. */
function notYours(error: unknown): never {
  if (error instanceof Error && /row-level security/.test(error.message)) throw notFound('这份评分表')
  throw error
}

async function refuseLocked(
  work: Work,
  id: string,
  judge: string,
  targets: readonly string[],
): Promise<void> {
  const done = (await findHandedIn(work, id)).filter((one) => one.judge === judge)
  if (!done.some(({ target }) => targets.includes(target))) return
  throw new Refused(409, { code: 'handed-in', because: '有的评分表已经提交，不能再改；要改请组织方退回。' })
}

/** Why a point does not fit its indicator; null when it does. */
function refuseCell(
  leaves: readonly Indicator[],
  { indicator, score }: { indicator: string; score: string | null },
): Refusal | null {
  const leaf = leaves.find(({ id }) => id === indicator)
  if (leaf === undefined)
    return { code: 'indicator', because: `标准里没有指标 ${indicator}。`, field: 'changes' }
  if (score === null) return null
  if (leaf.veto) {
    return score === '0' || score === '1'
      ? null
      : { code: 'veto', because: `否决项“${leaf.title}”填 0（没有）或 1（有）。`, field: 'changes' }
  }
  if (compare(parseFraction(score), parseFraction(leaf.points)) <= 0) return null
  return { code: 'points', because: `“${leaf.title}”满分 ${leaf.points}，填了 ${score}。`, field: 'changes' }
}

function cellOf(leaves: readonly Indicator[], change: SheetChanges['changes'][number]): Cell {
  const { target, indicator, score } = change
  const veto = leaves.find(({ id }) => id === indicator)?.veto === true
  if (score === null) return { target, indicator, score: null, broken: null }
  return veto
    ? { target, indicator, score: null, broken: score === '1' }
    : { target, indicator, score, broken: null }
}

async function handIn(
  work: Work,
  id: string,
  judge: string,
  leaves: readonly Indicator[],
  targets: readonly string[],
): Promise<void> {
  const written = (await findScores(work, id)).filter((score) => score.judge === judge)
  for (const target of targets) {
    const has = new Set(written.filter((score) => score.target === target).map(({ indicator }) => indicator))
    const open = leaves.filter((leaf) => !leaf.veto && !has.has(leaf.id))
    if (open.length === 0) continue
    const named = open
      .slice(0, 3)
      .map(({ title }) => `“${title}”`)
      .join('、')
    throw new Refused(422, {
      code: 'missing',
      because: `还有 ${open.length} 项没有打分：${named}。`,
      field: 'handIn',
    })
  }
  await insertSheetEvents(work, judge, targets, { what: 'handed-in', because: null }).catch(notYours)
  await audit(work.tx, 'appraisal-hand-in', { kind: 'appraisal', id }, { judge, targets: targets.length })
}

/** Returns a sheet to its judge with the reason. @throws Refused 403, 404, 409. */
export function returnSheetOf(
  work: Work,
  id: string,
  judge: string,
  asked: { key: string; target: string; because: string },
): Promise<{ done: true }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'return-sheet', content: { id, judge, ...content } }, async () => {
    const found = await appraisalRun(work, id)
    requireChange(work.caller)
    const done = (await findHandedIn(work, id)).some(
      (one) => one.judge === judge && one.target === asked.target,
    )
    if (!done || found.state !== 'open') {
      throw new Refused(409, {
        code: 'overtaken',
        because: done ? '结果已经公布，不能再退回。' : '这份评分表没有提交，不用退回。',
      })
    }
    await insertSheetEvents(work, judge, [asked.target], { what: 'returned', because: asked.because })
    await audit(
      work.tx,
      'appraisal-return',
      { kind: 'appraisal', id },
      { judge, target: asked.target, because: asked.because },
    )
    return { done: true as const }
  })
}

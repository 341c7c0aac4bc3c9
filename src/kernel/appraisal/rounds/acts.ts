import type { TargetAct } from '#contract/appraisal-target.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { requireChange, requireSharing } from '../rights.ts'
import type { AppraisalRecord, TargetRecord } from './store.ts'
import { knownTarget, wanted, whyNotAppeal, type Known } from './target.ts'
import {
  adding,
  appealsOf,
  candidatesFor,
  deleteEvidence,
  demandsOf,
  insertEvidence,
  insertResults,
  publishedResults,
} from './target-store.ts'

/**
 * What is done about a target: evidence, appeals and reports by its owner; answers and demands by who runs the
 * appraisal.
 * @throws Refused 403, 404, 409, 422.
 */
export function actOn(work: Work, id: string, asked: TargetAct): Promise<{ done: true }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'act-on-target', content: { id, ...content } }, async () => {
    const found = await knownTarget(work, id)
    requireSharing(work)
    await act(work, found, asked)
    await audit(work.tx, `appraisal-${asked.act}`, { kind: 'appraisal-target', id }, content)
    return { done: true as const }
  })
}

function act(work: Work, found: Known, asked: TargetAct): Promise<unknown> {
  switch (asked.act) {
    case 'show':
      return show(work, found, asked)
    case 'unshow':
      return unshow(work, found, asked.evidence)
    case 'appeal':
      return appeal(work, found, asked.says)
    case 'answer':
      return answer(work, found, asked)
    case 'demand':
      return demand(work, found, asked)
    case 'report':
      return report(work, found, asked)
  }
}

type Asked<A extends TargetAct['act']> = Extract<TargetAct, { act: A }>

async function show(work: Work, { target, appraisal, standard }: Known, asked: Asked<'show'>): Promise<void> {
  refusePublished(appraisal)
  const kind = wanted(standard, asked.indicator)
  const choices = new Map(
    (await candidatesFor(work, target, kind, appraisal.year)).map((one) => [one.id, one.title]),
  )
  const records = asked.records.map((recordId) => {
    const title = choices.get(recordId)
    if (title === undefined) throw notFound('这条记录')
    return { id: newId(work.now.getTime()), recordId, title }
  })
  await insertEvidence(work, target.id, asked.indicator, kind, records)
}

async function unshow(work: Work, { target, appraisal }: Known, evidence: string): Promise<void> {
  refusePublished(appraisal)
  if (!(await deleteEvidence(work, target.id, evidence))) throw notFound('这条佐证')
}

function refusePublished({ state }: AppraisalRecord): void {
  if (state === 'published')
    throw new Refused(409, { code: 'published', because: '结果已经公布，佐证不能再改。' })
}

async function appeal(work: Work, { target, appraisal }: Known, says: string): Promise<void> {
  const because = whyNotAppeal(appraisal, dayAt(work.now))
  if (because !== null) throw new Refused(409, { code: 'appeal-over', because })
  const open = (await appealsOf(work, target.id)).some((one) => one.answer === null)
  if (open) throw new Refused(409, { code: 'open-appeal', because: '已有一份申诉在办理，答复后才能再提。' })
  await adding.appeal(work, { id: newId(work.now.getTime()), target: target.id, says }).catch(notOwner)
}

/** Row-level security lets only the target's owner appeal and report. */
function notOwner(error: unknown): never {
  if (error instanceof Error && /row-level security/.test(error.message)) {
    throw new Refused(403, { code: 'owner', because: '由被评单位或本人办理。' })
  }
  throw error
}

async function answer(
  work: Work,
  { target, appraisal, standard }: Known,
  asked: Asked<'answer'>,
): Promise<void> {
  requireRuns(work, appraisal)
  const one = (await appealsOf(work, target.id)).find(({ id }) => id === asked.appeal)
  if (one === undefined) throw notFound('这份申诉')
  if (one.answer !== null) throw new Refused(409, { code: 'overtaken', because: '这份申诉已经答复。' })
  if (!asked.upheld && (asked.result !== null || asked.band !== null)) {
    throw new Refused(422, {
      code: 'result',
      because: '申诉不成立时结果不变，请不要填更正。',
      field: 'result',
    })
  }
  if (asked.band !== null && !standard.bands.some(({ id }) => id === asked.band)) {
    throw new Refused(422, { code: 'band', because: '标准里没有这个等次。', field: 'band' })
  }
  await adding.answer(work, { appeal: asked.appeal, upheld: asked.upheld, because: asked.because })
  if (asked.result !== null || asked.band !== null) await correct(work, target, asked)
}

async function correct(
  work: Work,
  target: TargetRecord,
  { result, band, because }: Asked<'answer'>,
): Promise<void> {
  const [last] = await publishedResults(work, [target.id])
  if (last === undefined) throw notFound('公布的结果')
  const next = {
    result: result ?? last.result,
    band: band ?? last.band,
    rank: result === null ? last.rank : null,
  }
  await insertResults(work, [
    { target: target.id, rev: last.rev + 1, ...next, because: `申诉成立，更正：${because}` },
  ])
}

function requireRuns(work: Work, { runs }: AppraisalRecord): void {
  requireChange(work.caller)
  if (!runs) throw new Refused(403, { code: 'runs', because: '由组织评估的单位办理。' })
}

async function demand(work: Work, { target, appraisal }: Known, asked: Asked<'demand'>): Promise<void> {
  requireRuns(work, appraisal)
  if (appraisal.state !== 'published') {
    throw new Refused(409, { code: 'early', because: '公布结果后才提整改要求。' })
  }
  if (asked.dueOn < dayAt(work.now)) {
    throw new Refused(422, { code: 'past', because: '整改期限已经过去，请改后面的日期。', field: 'dueOn' })
  }
  await adding.demand(work, {
    id: newId(work.now.getTime()),
    target: target.id,
    says: asked.says,
    dueOn: asked.dueOn,
  })
}

async function report(work: Work, { target, appraisal }: Known, asked: Asked<'report'>): Promise<void> {
  const one = (await demandsOf(work, target.id)).find(({ id }) => id === asked.demand)
  if (one === undefined) throw notFound('这项整改要求')
  const last = one.events.at(-1)?.what
  if (last === 'accepted') throw new Refused(409, { code: 'overtaken', because: '这项整改已经验收。' })
  if (asked.what !== 'reported') {
    requireRuns(work, appraisal)
    if (last !== 'reported') throw new Refused(409, { code: 'early', because: '还没有整改报告，不能验收。' })
  }
  await adding.event(work, asked).catch(notOwner)
}

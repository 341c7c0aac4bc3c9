import type * as z from 'zod'
import type { stepAppraisal } from '#contract/appraisal.ts'
import { Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { requireChange } from '../rights.ts'
import { draw, type Drawn } from './results.ts'
import { appraisalRun } from './service.ts'
import { missingToOpen } from './read.ts'
import { insertStep } from './store.ts'
import { insertResults } from './target-store.ts'

/** What is asked when a round goes on. */
export type Step = z.output<NonNullable<(typeof stepAppraisal)['body']>>

/**
 * Opens a round for scoring, or publishes its results: then everybody concerned sees his own, and can appeal.
 * @throws Refused 403, 404, 409 when it is so already, 422 naming what is missing or undecided.
 */
export function stepAppraisalTo(work: Work, id: string, asked: Step): Promise<{ done: true }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'step-appraisal', content: { id, ...content } }, async () => {
    const found = await appraisalRun(work, id)
    requireChange(work.caller)
    const fits = asked.step === 'opened' ? found.state === 'draft' : found.state === 'open'
    if (!fits) throw new Refused(409, { code: 'overtaken', because: whyNot(found.state, asked.step) })
    if (asked.step === 'opened') await refuseUnready(work, id)
    else await publish(work, id, asked.choices)
    if (!(await insertStep(work, id, asked.step))) {
      throw new Refused(409, { code: 'overtaken', because: whyNot('published', asked.step) })
    }
    await audit(work.tx, `appraisal-${asked.step}`, { kind: 'appraisal', id }, { choices: asked.choices })
    return { done: true as const }
  })
}

function whyNot(state: string, step: Step['step']): string {
  if (step === 'opened') return '评分已经启动过。'
  return state === 'published' ? '结果已经公布。' : '评分还没有启动，没有可公布的结果。'
}

async function refuseUnready(work: Work, id: string): Promise<void> {
  const missing = await missingToOpen(work, id)
  if (missing.length > 0) throw new Refused(422, { code: 'missing', because: missing.join('') })
}

async function publish(work: Work, id: string, choices: Step['choices']): Promise<void> {
  const drawn = await draw(work, id)
  const missing = drawn.rows.filter((row) => row.result === null)
  if (missing.length > 0) {
    const first = missing[0]
    const number = drawn.targets.find((target) => target.id === first?.target)?.number ?? 0
    const because = `还有 ${missing.length} 个对象的得分不完整，如 ${number} 号：${first?.missing.join('；') ?? ''}。`
    throw new Refused(422, { code: 'missing', because })
  }
  await insertResults(
    work,
    drawn.rows.map((row) => ({
      target: row.target,
      rev: 1,
      result: row.result,
      ...placeOf(drawn, row, choices),
    })),
  )
}

function placeOf(
  { ranking, standard }: Drawn,
  row: Drawn['rows'][number],
  choices: Step['choices'],
): { rank: number | null; band: string | null; because: string } {
  const rank = ranking.rows.find(({ id }) => id === row.target)?.rank ?? null
  const { band, between, because } = row.band
  if (between === null) return { rank, band, because }
  const chosen = choices.find((choice) => choice.target === row.target)
  if (chosen === undefined || !between.includes(chosen.band)) {
    throw new Refused(422, { code: 'undecided', because: `${because}公布前请逐一选定。`, field: 'choices' })
  }
  const title = standard.bands.find(({ id }) => id === chosen.band)?.title ?? chosen.band
  return { rank, band: chosen.band, because: `${because}评审组定为${title}：${chosen.because}` }
}

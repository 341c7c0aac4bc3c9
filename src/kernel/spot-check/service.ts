import { sql } from 'kysely'
import type { NewSpotCheck } from '#contract/spot-check.ts'
import { audit, type Work } from '#kernel/call.ts'
import { actOn } from '#kernel/case/act.ts'
import type { Acting } from '#kernel/case/program.ts'
import { openCaseOfProgramme } from '#kernel/case/of-programme.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { unitInView } from '#kernel/network/read.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import type { Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { refuseAnnouncing, refuseAnswer, refuseChecker, refuseDraw, refuseSheet, stateOf } from './decide.ts'
import type { SpotRules } from './define.ts'
import { draw, seedOf } from './draw.ts'
import { drawnFromBefore, findPlans, insertDraw, insertPlan, secretOf } from './draw-store.ts'
import { findSpots, insertAnswer, insertCheck, poolOf, type SpotFound } from './store.ts'

function refuse(status: 403 | 409 | 422, refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(status, refusal)
}

/**
 * Announces a draw where the caller checks: its days and share are fixed, and the database commits to a secret of which
 * the hash is shown at once.
 * @throws Refused 403, 409 when the name is taken, 422 for days that need a reason.
 */
export async function announce(
  work: Work,
  asked: { title: string; from: Day; until: Day; percent: number; reason: string | null },
): Promise<{ id: string }> {
  refuse(403, refuseChecker(work.caller.role))
  const root = await unitInView(work, undefined)
  await oneAfterTheOther(work)
  refuse(422, refuseAnnouncing(asked, await drawnFromBefore(work, { ...asked, root })))
  const id = newId(work.now.getTime())
  const taken = { code: 'taken', because: `已有名为“${asked.title}”的抽查，请换一个名称。`, field: 'title' }
  await refusingClashes(taken, () => insertPlan(work, { ...asked, id, root }))
  await audit(work.tx, 'spot.announce', { kind: 'spot-plan', id }, asked)
  return { id }
}

/**
 * Draws as it was announced, once: activities of running projects, in the order that the secret and the number decide.
 * Secret, number and the whole pool are kept and shown.
 * @throws Refused 403, 404, 409 when it was drawn already, 422 for an empty pool.
 */
export async function makeDraw(
  work: Work,
  rules: SpotRules,
  planId: string,
  number: string | null,
): Promise<{ id: string }> {
  await oneAfterTheOther(work)
  const [plan] = await findPlans(work, { id: planId })
  if (plan === undefined) throw notFound('这次抽查')
  refuse(403, refuseChecker(work.caller.role))
  refuse(409, plan.draw === null ? null : { code: 'drawn', because: '这次抽查已经抽取，结果不再改变。' })
  const secret = await secretOf(work, planId)
  if (secret === null) throw new Refused(403, NOT_OWN)
  const pool = await poolOf(work, { ...plan, system: rules.system })
  refuse(422, refuseDraw(plan, pool.length))
  const seed = seedOf(secret, number ?? '')
  const units = new Map(pool.map((one) => [one.id, one.unitId]))
  const drawn = draw(seed, [...units.keys()], plan.percent)
  const id = newId(work.now.getTime())
  await insertDraw(
    work,
    { ...plan, id, plan: planId, secret, number: number ?? '', seed },
    drawn.map((one) => ({ ...one, unitId: units.get(one.id) ?? plan.root })),
  )
  const told = { plan: planId, number, seed, pool: pool.length }
  await audit(work.tx, 'spot.draw', { kind: 'spot-draw', id }, told)
  return { id }
}

/** Whoever announced a draw makes it. */
export const NOT_OWN: Refusal = { code: 'not-own', because: '由公布这次抽查的学区或中心抽取。' }

/** What two drew at once would be checked twice. */
async function oneAfterTheOther({ tx, caller }: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('spot-draw', ${caller.region}))`.execute(tx)
}

/** A drawn activity in view. @throws Refused 404 */
export async function drawnSpot(work: Work, id: string, activity: string): Promise<SpotFound> {
  const [spot] = await findSpots(work, sql`c.draw_id = ${id} and c.activity_id = ${activity} and c.chosen`)
  if (spot === undefined) throw notFound('这次抽中的活动')
  return spot
}

/**
 * Files a sheet on a drawn activity. One that is sent back takes the project's application for recognition with it, where
 * it lies with the one who checks; else it cannot be recognised until it is put right.
 * @throws Refused 403, 404, 409 for what was recognised already, 422.
 */
export async function fileSheet(
  acting: Acting,
  cases: Cases,
  rules: SpotRules,
  at: { id: string; activity: string },
  sheet: Omit<NewSpotCheck, 'key'>,
): Promise<{ id: string; caseReturned: boolean }> {
  refuse(403, refuseChecker(acting.caller.role))
  const spot = await drawnSpot(acting, at.id, at.activity)
  refuse(422, refuseSheet(rules, sheet, spot.held))
  const id = newId(acting.now.getTime())
  await insertCheck(acting, { ...sheet, id, draw: at.id, activity: at.activity }, sheet.findings)
  await audit(acting.tx, 'spot.check', { kind: 'activity', id: at.activity }, { draw: at.id, ...sheet })
  const caseReturned = sheet.verdict === 'returned' && (await returnCase(acting, cases, spot, sheet))
  return { id, caseReturned }
}

async function returnCase(
  acting: Acting,
  cases: Cases,
  { programme, title }: SpotFound,
  { words, findings }: Omit<NewSpotCheck, 'key'>,
): Promise<boolean> {
  const found = await openCaseOfProgramme(acting, programme)
  if (found === undefined) return false
  const unmet = findings.flatMap(({ item, met, words: said }) => (met ? [] : [`${item}：${said}`]))
  const because =
    `抽查《${title}》退回整改。${words}${words.endsWith('。') ? '' : '。'}${unmet.join('；')}`.slice(0, 500)
  try {
    await actOn(acting, cases, [found], { do: 'return', because, document: null })
    return true
  } catch (error) {
    // it lies with somebody else, who is kept from recognising it until this is put right
    if (error instanceof Refused) return false
    throw error
  }
}

/** Says what the school put right after a check. @throws Refused 403, 404, 409. */
export async function answerSheet(
  work: Work,
  at: { id: string; activity: string },
  words: string,
): Promise<{ done: true }> {
  const spot = await drawnSpot(work, at.id, at.activity)
  const refusal = refuseAnswer(work.caller.role, stateOf(spot.verdict, spot.answered))
  refuse(refusal?.code === 'school-only' ? 403 : 409, refusal)
  await insertAnswer(work, newId(work.now.getTime()), spot.checkId ?? '', words)
  await audit(work.tx, 'spot.answer', { kind: 'activity', id: at.activity }, { draw: at.id, words })
  return { done: true }
}

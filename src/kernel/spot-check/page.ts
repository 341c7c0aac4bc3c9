import { sql } from 'kysely'
import type * as z from 'zod'
import { spotStates } from '#contract/spot-check.ts'
import type {
  caseChecks,
  spotDrawPage,
  spotDraws,
  SpotPlan,
  SpotRow,
  SpotSheet,
} from '#contract/spot-check.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
import { refuseAnswer, refuseChecker, stateOf } from './decide.ts'
import type { SpotRules } from './define.ts'
import { digestOf } from './draw.ts'
import { findDraws, findPlans, type DrawRow, type PlanRow } from './draw-store.ts'
import { programmeOfCase } from '#kernel/case/of-programme.ts'
import { unitInView } from '#kernel/network/read.ts'
import { drawnSpot, NOT_OWN } from './service.ts'
import { answersOf, checksOf, findingsOf, findSpots, type SpotFound } from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** The draws of a year, each with how far its checks have come among the schools in view, and those to come. */
export async function drawsOf(work: Work, year: number): Promise<ReplyOf<typeof spotDraws>> {
  const draws = await findDraws(work, { year })
  const ids = draws.map(({ id }) => id)
  const spots = await findSpots(work, sql`c.draw_id = any (${ids}::uuid[])`)
  const refusal = refuseChecker(work.caller.role)?.because ?? null
  const plans = (await findPlans(work, { year })).filter(({ draw }) => draw === null)
  const whole = work.caller.role === 'officer'
  const own = refusal === null ? await unitInView(work, undefined) : null
  return {
    plans: plans.map((plan) =>
      planOf(plan, refusal ?? (whole || plan.root === own ? null : NOT_OWN.because)),
    ),
    draws: draws.map((draw) => drawOf(draw, spots)),
    actions: [actionOf('announce', refusal)],
  }
}

function planOf(plan: PlanRow, whyNot: string | null): SpotPlan {
  const { id, title, from, until, percent, reason, commitment, by } = plan
  return {
    id,
    title,
    from,
    until,
    percent,
    reason,
    commitment,
    by,
    unit: { code: plan.unitCode, name: plan.unitName },
    at: plan.at.toISOString(),
    actions: [actionOf('draw', whyNot)],
  }
}

/** One draw with its whole pool, so that it can be repeated. @throws Refused 404 */
export async function drawPageOf(work: Work, id: string): Promise<ReplyOf<typeof spotDrawPage>> {
  const [draw] = await findDraws(work, { id })
  if (draw === undefined) throw notFound('这次抽查')
  const spots = await findSpots(work, sql`c.draw_id = ${id}`)
  return { draw: drawOf(draw, spots), rows: spots.map((spot) => rowOf(draw.seed, spot)) }
}

function drawOf(draw: DrawRow, spots: readonly SpotFound[]): ReplyOf<typeof spotDraws>['draws'][number] {
  const own = spots.filter((spot) => spot.draw === draw.id)
  const chosen = own.filter((spot) => spot.chosen)
  const count = (state: string): number =>
    chosen.filter(({ verdict, answered }) => stateOf(verdict, answered) === state).length
  const [waiting = 0, returned = 0, answered = 0, accepted = 0] = spotStates.map(count)
  const { unitCode, unitName, at, secret, number, commitment, announcedAt, ...said } = draw
  const committed =
    secret === null || number === null || commitment === null || announcedAt === null
      ? null
      : { secret, number, commitment, announcedAt: announcedAt.toISOString() }
  return {
    ...said,
    committed,
    unit: { code: unitCode, name: unitName },
    pool: own.length,
    drawn: chosen.length,
    states: { waiting, returned, answered, accepted },
    at: at.toISOString(),
  }
}

function rowOf(seed: string, spot: SpotFound): SpotRow {
  return {
    place: spot.place,
    activity: { id: spot.activity, title: spot.title },
    programme: { id: spot.programme, title: spot.programmeTitle },
    school: { code: spot.schoolCode, name: spot.schoolName },
    on: spot.on,
    hours: spot.held,
    chosen: spot.chosen,
    state: spot.chosen ? stateOf(spot.verdict, spot.answered) : null,
    digest: digestOf(seed, spot.activity),
  }
}

/** The sheet of a drawn activity: what is on record of it, and its checks. @throws Refused 404 */
export async function sheetOf(
  work: Work,
  rules: SpotRules,
  id: string,
  activity: string,
): Promise<SpotSheet> {
  const spot = await drawnSpot(work, id, activity)
  const [draw] = await findDraws(work, { id })
  return {
    draw: { id, title: spot.drawTitle },
    row: rowOf(draw?.seed ?? '', spot),
    record: await recordOf(work, activity),
    items: Object.entries(rules.items).map(([item, says]) => ({ item, says })),
    checks: await historyOf(work, spot),
    actions: [
      actionOf('check', refuseChecker(work.caller.role)?.because ?? null),
      actionOf(
        'answer',
        refuseAnswer(work.caller.role, stateOf(spot.verdict, spot.answered))?.because ?? null,
      ),
    ],
  }
}

async function historyOf(work: Work, { draw, activity }: SpotFound): Promise<SpotSheet['checks']> {
  const checks = await checksOf(work, draw, activity)
  const ids = checks.map(({ id }) => id)
  const findings = await findingsOf(work, ids)
  const answers = await answersOf(work, ids)
  return checks.map(({ id, at, ...check }) => ({
    ...check,
    at: at.toISOString(),
    findings: findings
      .filter((one) => one.check === id)
      .map(({ item, met, words }) => ({ item, met, words })),
    answers: answers
      .filter((one) => one.check === id)
      .map(({ words, by, at: when }) => ({ words, by, at: when.toISOString() })),
  }))
}

async function recordOf({ tx, caller }: Work, activity: string): Promise<SpotSheet['record']> {
  const { rows } = await sql<Omit<SpotSheet['record'], 'works'>>`select
      (select count(distinct p.person_id) from participation p where p.region_id = ${caller.region} and p.activity_id = ${activity})::integer as enrolled,
      (select count(distinct t.person_id) from attendance t where t.region_id = ${caller.region} and t.activity_id = ${activity}
        and t.status in ('present', 'late'))::integer as came,
      (select count(*) from handbook_entry e where e.region_id = ${caller.region} and e.activity_id = ${activity}
        and e.withdrawn_at is null)::integer as "ownRecords"`.execute(tx)
  const works = await sql<SpotSheet['record']['works'][number]>`select w.id, w.title, w.kind from work w
    where w.region_id = ${caller.region} and w.activity_id = ${activity} order by w.dated_on, w.title`.execute(
    tx,
  )
  return { ...(rows[0] ?? { enrolled: 0, came: 0, ownRecords: 0 }), works: works.rows }
}

/** What checks of the activities of a case's project came to. @throws Refused 404 */
export async function caseChecksOf(work: Work, id: string): Promise<ReplyOf<typeof caseChecks>> {
  const programme = await programmeOfCase(work, id)
  const spots = await findSpots(work, sql`c.chosen and a.programme_id = ${programme}`)
  const findings = await findingsOf(
    work,
    spots.flatMap(({ checkId }) => checkId ?? []),
  )
  return {
    rows: spots.map((spot) => ({
      draw: { id: spot.draw, title: spot.drawTitle },
      activity: { id: spot.activity, title: spot.title },
      heldHours: spot.held,
      hours: spot.hours,
      state: stateOf(spot.verdict, spot.answered),
      unmet: findings
        .filter(({ check, met }) => check === spot.checkId && !met)
        .map(({ item, words }) => ({ item, words })),
      words: spot.words ?? '',
    })),
  }
}

import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import { CASCADE_GRADES } from '#contract/money.ts'
import type { ClaimRow, ClaimState } from '#contract/money-rules.ts'
import type { CascadeGrade } from '#contract/money.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { insertGrade, insertPaid, journeyCounts, journeysOf, yearOfActivity } from './claims-store.ts'
import type { Journey } from './claims-store.ts'
import { refusePaying, release, standardOf } from './decide.ts'
import type { Released } from './decide.ts'
import type { Standard } from './define.ts'
import { enterFund } from './entries.ts'
import { standardsOf } from './standards.ts'
import { moneyScope, unitNames } from './units.ts'

/** Which participation a claim is about. */
export type Participation = { activity: string; person: string }

type Asked = {
  year: number
  unit?: string | undefined
  state?: ClaimState | undefined
  offset: number
  limit: number
}

/** Who was sent out, whether they passed it on, and what was paid. @throws Refused 404 */
export async function claimRows(
  work: Work,
  asked: Asked,
): Promise<{ total: number; rows: ClaimRow[]; counts: Record<ClaimState, number> }> {
  const { ids } = await moneyScope(work, asked.year, asked.unit)
  const filter = { ...asked, ids }
  const counts = await journeyCounts(work, filter)
  const standards = await standardsOf(work, asked.year)
  const named = await unitNames(work)
  const rows = (await journeysOf(work, filter)).map((journey) => rowOf(work, journey, standards, named))
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return { total: asked.state === undefined ? all : counts[asked.state], rows, counts }
}

function rowOf(
  work: Work,
  journey: Journey,
  standards: readonly Standard[],
  named: (id: string) => ClaimRow['unit'],
): ClaimRow {
  const { grade, passedOnId } = journey
  return {
    activity: {
      id: journey.activityId,
      title: journey.activityTitle,
      endsOn: journey.endsOn,
      days: journey.days,
    },
    person: { id: journey.personId, name: journey.personName },
    unit: named(journey.unitId),
    state: journey.state,
    passedOn: passedOnId === null ? null : { id: passedOnId, title: journey.passedOnTitle ?? '' },
    grade,
    share: grade === null ? null : shareOf(grade, standards),
    because: passedOnId === null ? OWES : release([], grade, journey.days, standards).because,
    paid: journey.paid ?? [],
    actions: [gradeAbility(work, journey), payAbility(work, journey, standards)],
  }
}

const OWES = '外出学习后还没有上二级培训，暂不能报销。'
const READS = '局领导账号只查看，不办理。'

function shareOf(grade: CascadeGrade, standards: readonly Standard[]): number {
  return standardOf(standards, 'claim-share', CASCADE_GRADES[grade]) ?? 0
}

function gradeAbility({ caller }: Work, journey: Journey): Action {
  if (caller.role === 'leader') return actionOf('grade', READS)
  if (caller.person === journey.personId) return actionOf('grade', '不能给自己定等级。')
  if (journey.paid !== null) return actionOf('grade', '已经报销，不能再改等级；要改请先冲销。')
  return actionOf('grade', journey.passedOnId === null ? OWES : null)
}

function payAbility({ caller }: Work, journey: Journey, standards: readonly Standard[]): Action {
  if (caller.role === 'leader') return actionOf('pay', READS)
  if (caller.person === journey.personId) return actionOf('pay', '不能给自己报销。')
  const { grade } = journey
  if (grade !== null && shareOf(grade, standards) > 0) return actionOf('pay', null)
  return actionOf('pay', release([], grade, journey.days, standards).because)
}

/** A journey of a participation in view. @throws Refused 404 */
async function findJourney(work: Work, { activity, person }: Participation): Promise<Journey> {
  const year = await yearOfActivity(work, activity)
  const found =
    year === undefined
      ? []
      : await journeysOf(work, { year, ids: null, activity, person, offset: 0, limit: 1 })
  if (found[0] === undefined) throw notFound('这次外出学习')
  return found[0]
}

/**
 * What of a participation's claim would be paid now, and why so much: nothing before the second-level training that is
 * owed for it has a grade.
 * @throws Refused 404
 */
export async function claimable(
  work: Work,
  participation: Participation,
  lines: readonly { item: string; amount: number }[],
): Promise<Released> {
  return releasedFor(work, await findJourney(work, participation), lines)
}

async function releasedFor(
  work: Work,
  journey: Journey,
  lines: readonly { item: string; amount: number }[],
): Promise<Released> {
  const standards = await standardsOf(work, Number(journey.endsOn.slice(0, 4)))
  return release(lines, journey.grade, journey.days, standards)
}

/** Grades the second-level training of a journey. @throws Refused 403, 404, 409 when it was not held or is paid. */
export async function gradeCascade(
  work: Work,
  asked: Participation & { grade: CascadeGrade; because: string },
): Promise<{ done: true }> {
  const journey = await findJourney(work, asked)
  requireAble(gradeAbility(work, journey))
  await insertGrade(work, journey, asked.grade, asked.because)
  await audit(work.tx, 'money.grade', { kind: 'activity', id: asked.activity }, asked)
  return { done: true }
}

/** A claim as it is paid. */
export type Payment = Participation & {
  unit: string
  on: string
  voucher: string
  lines: { item: string; amount: number }[]
}

/**
 * Pays what a grade releases out of a unit's books: one entry for the voucher, one line an item. Nothing is paid twice:
 * an item of a journey once, a voucher of the unit once.
 * @throws Refused 403, 404, 409.
 */
export async function payClaim(work: Work, asked: Payment): Promise<{ paid: number; because: string }> {
  const journey = await findJourney(work, asked)
  const released = await releasedFor(work, journey, asked.lines)
  const { grade } = journey
  const refusal = refusePaying(released, grade, journey.paid ?? [])
  if (refusal !== null) throw new Refused(409, refusal)
  const standards = await standardsOf(work, Number(journey.endsOn.slice(0, 4)))
  requireAble(payAbility(work, journey, standards))
  if (grade === null) throw new Refused(409, { code: 'not-released', because: released.because })
  const entry = await enterFund(work, {
    year: Number(asked.on.slice(0, 4)),
    unit: asked.unit,
    direction: 'out',
    item: '差旅费',
    programme: null,
    amount: released.amount,
    on: asked.on,
    voucher: asked.voucher,
    payee: journey.personName,
    memo: `${journey.activityTitle}差旅费，${released.because}`,
  })
  const twice = {
    code: 'paid-before',
    because: '刚刚有人报销了同一次外出的同一科目，请刷新后再看。',
    field: 'lines',
  }
  for (const line of released.lines.filter((one) => one.paid > 0)) {
    const paid = { id: newId(work.now.getTime()), item: line.item, claimed: line.claimed, paid: line.paid }
    await refusingClashes(twice, () =>
      insertPaid(work, journey, { ...paid, share: shareOf(grade, standards), grade, entryId: entry.id }),
    )
  }
  await audit(
    work.tx,
    'money.pay',
    { kind: 'activity', id: asked.activity },
    { ...asked, paid: released.amount },
  )
  return { paid: released.amount, because: released.because }
}

/** @throws Refused 403 with the reason. */
function requireAble(action: Action): void {
  if (!action.enabled) throw new Refused(403, { code: `no-${action.id}`, because: action.whyNot ?? '' })
}

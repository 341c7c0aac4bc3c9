import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import { CASCADE_GRADES } from '#contract/money.ts'
import type { ClaimRow, ClaimState } from '#contract/money-rules.ts'
import type { CascadeGrade } from '#contract/money.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { casesOfJourneys } from '#kernel/case/journeys.ts'
import type { JourneyCase } from '#kernel/case/journeys.ts'
import { insertGrade, insertPaid, journeyCounts, journeysOf } from './claims-store.ts'
import type { Journey } from './claims-store.ts'
import { OWES, refuseLines, release, standardOf, whyNotReleased } from './decide.ts'
import type { Standard } from './define.ts'
import { enterFund } from './entries.ts'
import { findJourney, standardsOfJourney } from './journeys.ts'
import type { Participation } from './journeys.ts'
import { addFiles } from './scans.ts'
import { standardsOf } from './standards.ts'
import { moneyScope, unitNames } from './units.ts'

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
  const journeys = await journeysOf(work, filter)
  const cases = await casesOfJourneys(work, journeys)
  const rows = journeys.map((journey, at) => rowOf(work, journey, cases[at] ?? null, standards, named))
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return { total: asked.state === undefined ? all : counts[asked.state], rows, counts }
}

function rowOf(
  work: Work,
  journey: Journey,
  open: JourneyCase | null,
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
    because: whyNotReleased(journey, standards) ?? release([], grade, journey.days, standards).because,
    case: open === null ? null : { id: open.id, number: open.number },
    paid: journey.paid ?? [],
    actions: [gradeAbility(work, journey), claimAbility(work, journey)],
  }
}

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

/** Whether the caller may apply for the journey's costs in the teacher's name. */
function claimAbility({ caller }: Work, { personId }: Journey): Action {
  if (caller.role === 'leader') return actionOf('claim', READS)
  return actionOf('claim', caller.person === personId ? '本人的差旅报销在“我的申报”里办理。' : null)
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

/** A claim as it is paid, with the case that decided it and the scans that were handed in with it. */
export type Payment = Participation & {
  unit: string
  on: string
  voucher: string
  lines: readonly { item: string; amount: number }[]
  caseId: string
  files: readonly string[]
}

/**
 * Pays what a grade releases out of a unit's books: one entry for the voucher, one line an item. Nothing is paid twice:
 * an item of a journey once, a voucher of the unit once. Only a case's decision pays, by the program's own rights.
 * @throws Refused 404, 409 with the reason why nothing is paid.
 */
export async function payClaim(work: Work, asked: Payment): Promise<{ entry: string; paid: number }> {
  const journey = await findJourney(work, asked)
  const standards = await standardsOfJourney(work, journey)
  const released = release(asked.lines, journey.grade, journey.days, standards)
  const refusal = refuseLines(asked.lines, journey.paid ?? [])
  if (refusal !== null) throw new Refused(409, refusal)
  const { grade } = journey
  const owed = whyNotReleased(journey, standards)
  if (grade === null || owed !== null || released.amount === 0)
    throw new Refused(409, { code: 'not-released', because: owed ?? released.because })
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
    memo: `${journey.activityTitle}差旅费，${released.because}`.slice(0, MEMO),
  })
  const share = shareOf(grade, standards)
  for (const { item, claimed, paid } of released.lines.filter((one) => one.paid > 0)) {
    const line = { id: newId(work.now.getTime()), item, claimed, paid, share, grade, entryId: entry.id }
    await refusingClashes(TWICE, () => insertPaid(work, journey, { ...line, caseId: asked.caseId }))
  }
  await addFiles(work, entry.id, asked.files)
  const subject = { kind: 'activity', id: asked.activity }
  await audit(work.tx, 'money.pay', subject, { ...asked, paid: released.amount })
  return { entry: entry.id, paid: released.amount }
}

/** Characters of an entry's memo. */
const MEMO = 200
const TWICE = {
  code: 'paid-before',
  because: '刚刚有人报销了同一次外出的同一科目，请刷新后再看。',
  field: 'lines',
}

/** @throws Refused 403 with the reason. */
function requireAble(action: Action): void {
  if (!action.enabled) throw new Refused(403, { code: `no-${action.id}`, because: action.whyNot ?? '' })
}

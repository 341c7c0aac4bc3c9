import type { BudgetState, CascadeGrade, StandardKind } from '#contract/money.ts'
import { CASCADE_GRADES } from '#contract/money.ts'
import type { Refusal } from '#lib/refusal.ts'
import { LECTURER_ITEM, NEAR } from './define.ts'
import type { Standard } from './define.ts'
import { moneyWords } from './words.ts'

/** Yuan as whole cents, so that sums are exact. */
function cents(yuan: number): number {
  return Math.round(yuan * 100)
}

/** Cents as yuan. */
export function yuan(amount: number): number {
  return amount / 100
}

/** The standards of a year: what the region set, else the defaults. */
export function standardOf(
  standards: readonly Standard[],
  kind: StandardKind,
  category: string,
): number | null {
  return standards.find((one) => one.kind === kind && one.category === category)?.amount ?? null
}

/** How far a budget is used up. */
export function stateOf(budget: number | null, spent: number): BudgetState {
  if (budget === null) return 'none'
  if (cents(spent) > cents(budget)) return 'over'
  return budget > 0 && spent >= budget * NEAR ? 'near' : 'within'
}

/** What a programme has spent and taught, for its budget and the standards. */
export type Spending = {
  budget: number | null
  spent: number
  items: readonly { item: string; budget: number | null; spent: number }[]
  /** 级别, as the standards' categories name it. */
  level: string
  personDays: number
  /** Hours taught, by the class of the lecturer's rank. */
  hours: ReadonlyMap<string, number>
}

/** What goes beyond budget or standard, in words with the numbers. */
export function findingsOf(spending: Spending, standards: readonly Standard[]): string[] {
  const { budget, spent } = spending
  const total =
    budget !== null && stateOf(budget, spent) === 'over'
      ? [
          `超预算 ${moneyWords(yuan(cents(spent) - cents(budget)))}：预算 ${moneyWords(budget)}，已支出 ${moneyWords(spent)}。`,
        ]
      : []
  return [
    ...total,
    ...itemFindings(spending),
    ...headFinding(spending, standards),
    ...feeFinding(spending, standards),
  ]
}

function itemFindings({ items }: Spending): string[] {
  return items.flatMap(({ item, budget, spent }) =>
    budget !== null && stateOf(budget, spent) === 'over'
      ? [
          `“${item}”超预算 ${moneyWords(yuan(cents(spent) - cents(budget)))}：预算 ${moneyWords(budget)}，已支出 ${moneyWords(spent)}。`,
        ]
      : [],
  )
}

/**
 * What was spent a head and day, without what lecturers got: 师资费 is reckoned beside the 综合定额 (财行〔2016〕540号
 * 第九、十条). Null where nobody was taught.
 */
export function perHeadDay({
  spent,
  items,
  personDays,
}: Pick<Spending, 'spent' | 'items' | 'personDays'>): number | null {
  if (personDays === 0) return null
  const fees = items.find((one) => one.item === LECTURER_ITEM)?.spent ?? 0
  return (cents(spent) - cents(fees)) / 100 / personDays
}

function headFinding(spending: Spending, standards: readonly Standard[]): string[] {
  const { level } = spending
  const most = standardOf(standards, 'head-day', level)
  const each = perHeadDay(spending)
  if (most === null || each === null) return []
  if (cents(each) <= cents(most)) return []
  return [`人均每天 ${moneyWords(each)}，超过${level}培训综合定额 ${moneyWords(most)}。`]
}

function feeFinding({ items, hours }: Spending, standards: readonly Standard[]): string[] {
  const paid = items.find((one) => one.item === LECTURER_ITEM)?.spent ?? 0
  const rates = [...hours].map(([rank, count]) => ({
    count,
    rate: standardOf(standards, 'lecturer-hour', rank),
  }))
  if (paid === 0 || rates.length === 0 || rates.some(({ rate }) => rate === null)) return []
  const most = rates.reduce((sum, { count, rate }) => sum + count * (rate ?? 0), 0)
  if (cents(paid) <= cents(most)) return []
  return [`讲课费 ${moneyWords(paid)}，按讲课人职称和学时最多 ${moneyWords(most)}。`]
}

/** What a school owes to training out of its public funds, and what it did. */
export type Duty = {
  base: number | null
  owed: number | null
  share: number | null
  missing: number
  state: 'unknown' | 'met' | 'short'
}

/**
 * The duty of a school: at least `least` of its public funds go to training, from 5 % on by
 * 农村中小学公用经费支出管理暂行办法 (财教〔2006〕5号第三条).
 * @param base the school's public funds of the year in yuan; null while nobody knows them.
 */
export function dutyOf(base: number | null, spent: number, least: number): Duty {
  if (base === null) return { base, owed: null, share: null, missing: 0, state: 'unknown' }
  const owed = Math.round(cents(base) * least)
  const missing = Math.max(0, owed - cents(spent))
  return {
    base,
    owed: yuan(owed),
    share: base === 0 ? null : cents(spent) / cents(base),
    missing: yuan(missing),
    state: missing === 0 ? 'met' : 'short',
  }
}

/** A school's public funds: what it gets per pupil times its pupils, in yuan. */
export function publicFunds({ perPupil, pupils }: { perPupil: number; pupils: number }): number {
  return yuan(cents(perPupil) * pupils)
}

/** A line of a claim, with what of it is paid. */
export type ClaimLine = { item: string; claimed: number; allowed: number; paid: number }
/** What a claim releases: how much, and why so much. */
export type Released = { amount: number; because: string; lines: ClaimLine[] }

/**
 * What of a journey's claim is paid: each line up to the standard of its item for the days, then by the share that the
 * grade of the second-level training releases (凭考核等级报销差旅费).
 * @param days of the activity that somebody was sent to.
 */
export function release(
  lines: readonly { item: string; amount: number }[],
  grade: CascadeGrade | null,
  days: number,
  standards: readonly Standard[],
): Released {
  const share = grade === null ? 0 : (standardOf(standards, 'claim-share', CASCADE_GRADES[grade]) ?? 0)
  const released = lines.map(({ item, amount }) => {
    const daily = standardOf(standards, 'travel-day', item)
    const allowed = daily === null ? cents(amount) : Math.min(cents(amount), cents(daily) * days)
    return { item, claimed: amount, allowed: yuan(allowed), paid: yuan(Math.round(allowed * share)) }
  })
  const amount = yuan(released.reduce((sum, line) => sum + cents(line.paid), 0))
  return { amount, because: whyReleased(grade, share, released), lines: released }
}

function whyReleased(grade: CascadeGrade | null, share: number, lines: readonly ClaimLine[]): string {
  if (grade === null) return '二级培训还没有考核等级，暂不能报销。'
  const percent = `${Number((share * 100).toFixed(2))}%`
  if (share === 0) return `二级培训考核${CASCADE_GRADES[grade]}，按规定不予报销。`
  const cut = lines.filter((line) => line.allowed < line.claimed)
  const capped = cut.map((line) => `${line.item}按标准计 ${moneyWords(line.allowed)}`).join('，')
  return `二级培训考核${CASCADE_GRADES[grade]}，报销 ${percent}${capped === '' ? '' : `；${capped}`}。`
}

/** What was claimed and what of it is paid, with the reason, in words. */
export function reckoning({ amount, because, lines }: Released): string {
  const claimed = yuan(lines.reduce((sum, line) => sum + cents(line.claimed), 0))
  return `申报 ${moneyWords(claimed)}，报销 ${moneyWords(amount)}：${because}`
}

/** What is said of a journey after which no second-level training was held. */
export const OWES = '外出学习后还没有上二级培训，暂不能报销。'

/** Why nothing of a journey's claim is released, in words; null where its grade releases something. */
export function whyNotReleased(
  { passedOnId, grade }: { passedOnId: string | null; grade: CascadeGrade | null },
  standards: readonly Standard[],
): string | null {
  if (grade === null && passedOnId === null) return OWES
  const released = grade !== null && (standardOf(standards, 'claim-share', CASCADE_GRADES[grade]) ?? 0) > 0
  return released ? null : release([], grade, 0, standards).because
}

/** Why lines can't be claimed: an item stands twice, or was paid before; null where they can. */
export function refuseLines(
  lines: readonly { item: string }[],
  paidBefore: readonly { item: string; paid: number }[],
): Refusal | null {
  const items = lines.map((line) => line.item)
  const twice = items.find((item, at) => items.indexOf(item) !== at)
  if (twice !== undefined)
    return { code: 'item-twice', because: `“${twice}”写了两行，请合成一行。`, field: 'lines' }
  const before = paidBefore.find((one) => items.includes(one.item))
  if (before === undefined) return null
  return {
    code: 'paid-before',
    because: `这次外出的“${before.item}”已经报销过 ${moneyWords(before.paid)}，不能再报。`,
    field: 'lines',
  }
}

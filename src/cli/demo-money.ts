import type { Work } from '#kernel/call.ts'
import { dutyRows, setPupilFund } from '#kernel/money/duty.ts'
import { enterFund } from '#kernel/money/entries.ts'
import { moneyOverview } from '#kernel/money/overview.ts'
import { setBudget } from '#kernel/money/programmes.ts'

const BUDGET: readonly { item: string; budget: number; spent: number; payee: string }[] = [
  { item: '讲课费', budget: 6000, spent: 5400, payee: '省教科院专家' },
  { item: '住宿费', budget: 9000, spent: 9860, payee: '县宾馆' },
  { item: '资料费', budget: 2000, spent: 1280.5, payee: '新华书店' },
]
const PER_PUPIL = 720
const PUPILS = [412, 286, 655, 178, 530, 94]

/**
 * Some of a year's money, entered as a clerk would: a programme with its budget, one item of it overspent; the public
 * funds of a few schools. Made once.
 */
export async function demoMoney(work: Work, year: number): Promise<void> {
  const { rows: schools } = await dutyRows(work, { year })
  if (schools.some((school) => school.basis === 'pupils')) return
  for (const [at, pupils] of PUPILS.entries()) {
    const unit = schools[at]?.unit.code
    if (unit === undefined) continue
    const document = `县财教〔${year}〕12号`
    await setPupilFund(work, { year, unit, perPupil: PER_PUPIL, pupils, document })
  }
  await budgetOf(work, year)
}

async function budgetOf(work: Work, year: number): Promise<void> {
  const programme = (await moneyOverview(work, { year })).programmes.find((one) => one.budget !== null)
  if (programme === undefined) return
  for (const [at, { item, budget, spent, payee }] of BUDGET.entries()) {
    await setBudget(work, programme.id, { item, amount: budget, document: null })
    await enterFund(work, {
      year,
      unit: programme.organiser.code,
      direction: 'out',
      item,
      programme: programme.id,
      amount: spent,
      on: `${year}-11-1${at}`,
      voucher: `记-11-0${at + 1}`,
      payee,
      memo: `${programme.title}${item}`,
    })
  }
}

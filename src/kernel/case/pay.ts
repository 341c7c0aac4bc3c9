import { dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { payClaim } from '#kernel/money/claims.ts'
import { moneyWords } from '#kernel/money/words.ts'
import type { Loaded } from './load.ts'
import { travelClaim } from './travel.ts'

/**
 * Pays what is released of the journey's costs that a case claims, out of the books of the applicant's unit; its files
 * become the scans of the entry. @returns the entry. @throws Refused 409 with the reason why nothing is paid, 422.
 */
export async function payTravel(
  work: Work,
  { record, setting, subject, materials }: Loaded,
  voucher: string,
): Promise<{ id: string; words: string }> {
  const claim = travelClaim(setting.definition, setting.facts.form)
  if (claim === null || record.personId === null || subject.unit === null) {
    const because = `${record.name}没有选择外出学习，或没有所在单位，不能支付。`
    throw new Refused(422, { code: 'no-journey', because })
  }
  const { entry, paid } = await payClaim(work, {
    ...claim,
    person: record.personId,
    unit: subject.unit.code,
    on: dayAt(work.now),
    voucher,
    caseId: record.id,
    files: [...new Set(materials.map(({ file }) => file))],
  })
  return { id: entry, words: `支付差旅费 ${moneyWords(paid)}，凭证 ${voucher}` }
}

import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'

/** Why a project cannot be set; null where it can. Schools must have handed in before it begins: 先立项后实施. */
export function refuseDays({
  from,
  until,
  acceptUntil,
}: {
  from: Day
  until: Day
  acceptUntil: Day
}): Refusal | null {
  if (until < from) return { code: 'days', because: '结束日期早于开始日期，请改正。', field: 'until' }
  if (acceptUntil < from) return null
  return { code: 'days', because: '承接截止日期应早于开始日期，先立项后实施。', field: 'acceptUntil' }
}

/** A school accepts a project once. */
export const ACCEPTED: Refusal = { code: 'accepted', because: '本校已经承接，请在申报里填写方案。' }

/** Why a school cannot accept a project today; null where it can. */
export function refuseAccepting(
  role: string,
  { named, accepted, acceptUntil }: { named: boolean; accepted: boolean; acceptUntil: Day },
  today: Day,
): Refusal | null {
  if (role !== 'school') return { code: 'school-only', because: '由指定的学校承接。' }
  if (!named) return { code: 'not-named', because: '这个项目没有指定本校参加。' }
  if (accepted) return ACCEPTED
  if (today <= acceptUntil) return null
  return { code: 'late', because: `承接已于 ${acceptUntil} 截止，请与中心联系。` }
}

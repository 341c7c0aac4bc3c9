import type { Caller } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'

/** Why the caller may not make or change questionnaires and appraisals within what it sees; null when it may. */
export function whyNotChange({ role }: Pick<Caller, 'role'>): string | null {
  if (role === 'leader') return '局领导账号只查看，不修改。'
  if (role === 'teacher' || role === 'applicant') return '由中心、学区或学校的管理员办理。'
  return null
}

/** Why the caller may not set what holds for the whole region; null when it may. */
export function whyNotCentre({ role }: Pick<Caller, 'role'>): string | null {
  return role === 'officer' || role === 'system' ? null : '评估标准由中心管理员制定。'
}

/** @throws Refused 403 with the reason. */
export function requireChange(caller: Pick<Caller, 'role'>): void {
  refuse(whyNotChange(caller))
}

/** @throws Refused 403 with the reason. */
export function requireCentre(caller: Pick<Caller, 'role'>): void {
  refuse(whyNotCentre(caller))
}

/** Who only reads takes no part, whosever the record is. @throws Refused 403. */
export function requireSharing({ caller }: { caller: Pick<Caller, 'role'> }): void {
  refuse(caller.role === 'leader' ? '局领导账号只查看，不修改。' : null)
}

function refuse(because: string | null): void {
  if (because !== null) throw new Refused(403, { code: 'role', because })
}

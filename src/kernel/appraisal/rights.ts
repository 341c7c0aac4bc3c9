import type { Caller } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'

/** Why the caller may not make or change questionnaires and appraisals within what it sees; null when it may. */
export function whyNotChange({ role }: Pick<Caller, 'role'>): string | null {
  if (role === 'leader') return '局领导账号只查看，不修改。'
  if (role === 'teacher' || role === 'applicant') return '由中心、学区或学校的管理员办理。'
  return null
}

/** @throws Refused 403 with the reason. */
export function requireChange(caller: Pick<Caller, 'role'>): void {
  const because = whyNotChange(caller)
  if (because !== null) throw new Refused(403, { code: 'role', because })
}

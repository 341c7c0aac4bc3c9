import type { Caller } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'

/** What decides who may change a programme's records. */
export type Managed = {
  /** Whether the organiser is the caller's unit or one below it. */
  organises: boolean
  organiserName: string
}

/** Why the caller may not change a programme, its activities and their attendance; null when allowed. */
export function whyNotManage(caller: Pick<Caller, 'role'>, managed: Managed): string | null {
  if (caller.role === 'officer' || caller.role === 'system') return null
  if (caller.role === 'leader') return '局领导账号只查看，不修改。'
  if (caller.role === 'teacher') return '教师账号不管理活动。'
  return managed.organises ? null : `由承办单位${managed.organiserName}管理；有出入请与它联系。`
}

/** @throws Refused 403 with the reason. */
export function requireManage(caller: Pick<Caller, 'role'>, managed: Managed): void {
  const because = whyNotManage(caller, managed)
  if (because !== null) throw new Refused(403, { code: 'not-organiser', because })
}

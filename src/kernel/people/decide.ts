import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import type { NewPerson } from '#contract/people.ts'
import { codeKeepers } from '#contract/session.ts'
import { identityNumberFault, maskIdentityNumber, type IdentityNumberFault } from '#lib/identity-number.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Caller } from '#kernel/call.ts'
import type { UnitFacts } from '#kernel/network/read.ts'

/** Whether the caller keeps a visible person's file, or is the person: only they are shown numbers that identify. */
export function mayKnowWhole(caller: Caller, person: string): boolean {
  return (
    caller.role === 'officer' ||
    caller.role === 'system' ||
    caller.role === 'school' ||
    caller.person === person
  )
}

/** Whether the caller may move people between units: both schools are concerned, so the centre does it. */
export function refuseMoving(caller: Caller): Refusal | null {
  if (caller.role === 'officer' || caller.role === 'system') return null
  return { code: 'centre-only', because: '建档和调动涉及两个单位，由中心管理员办理。' }
}

/** Whether the caller may change the facts of a person whom the caller sees. */
export function refuseChanging(caller: Caller): Refusal | null {
  if (caller.role !== 'leader' && caller.role !== 'teacher') return null
  return { code: 'file-keeper', because: '档案由本人所在学校或中心更改；发现有误请告诉学校管理员。' }
}

/** What the caller can do on the list of people; who hands out codes is told so, others have nothing to choose for. */
export function listActions(caller: Caller): Action[] {
  const handsOut = codeKeepers.some((role) => role === caller.role)
  return [ability('add', refuseMoving(caller)), ...(handsOut ? [ability('hand-out-codes', null)] : [])]
}

/** What the caller can do on a person's page. */
export function personActions(caller: Caller): Action[] {
  return [
    ability('transfer', refuseMoving(caller)),
    ability('change', refuseChanging(caller)),
    ability('correct', refuseChanging(caller)),
  ]
}

function ability(id: string, refusal: Refusal | null): Action {
  return actionOf(id, refusal?.because ?? null)
}

const FAULTS: Record<IdentityNumberFault, string> = {
  length: '应为 18 位',
  letters: '前 17 位应为数字，末位为数字或 X',
  'birth-date': '第 7 至 14 位不是真实的出生日期',
  'check-digit': '末位校验码不符，请逐位核对',
}

/** Whether a person may be recorded as given; the identity number is normalised already. */
export function refuseAdding(asked: NewPerson, known: { name: string } | undefined): Refusal | null {
  const fault = identityNumberFault(asked.identityNumber)
  if (fault !== null) {
    return {
      code: 'id-number',
      because: `身份证件号 ${maskIdentityNumber(asked.identityNumber)} ${FAULTS[fault]}。`,
      field: 'identityNumber',
    }
  }
  if (known === undefined) return null
  return {
    code: 'known',
    because: `这个身份证件号已建档，姓名是${known.name}。如果是同一人，请在其档案里办理调动。`,
    field: 'identityNumber',
  }
}

/** Whether people may be posted to a unit from a day on. */
export function refusePosting(unit: UnitFacts | undefined, on: string): Refusal | null {
  if (unit === undefined) {
    return { code: 'unit-missing', because: `单位在 ${on} 还没有，请核对单位和日期。`, field: 'unit' }
  }
  if (unit.closedOn !== null && unit.closedOn <= on) {
    return {
      code: 'unit-closed',
      because: `${unit.name}已于 ${unit.closedOn} 撤并，请选并入单位。`,
      field: 'unit',
    }
  }
  if (unit.category !== 'external') return null
  return { code: 'unit-external', because: `${unit.name}是外部机构，不能作任职单位。`, field: 'unit' }
}

/** A transfer goes somewhere else. */
export function refuseStaying(from: string, to: string): Refusal | null {
  if (from !== to) return null
  return { code: 'same-unit', because: '已在该单位任职，不需要调动。', field: 'unit' }
}

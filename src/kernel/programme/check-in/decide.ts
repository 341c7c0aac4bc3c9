/** Whether and how a scanned code counts: pure. */
import type { Refusal } from '#lib/refusal.ts'
import { slotState, type SlotTimes } from '../slots.ts'
import { clockWords } from '../words.ts'
import { startOfStep, stepAt } from './code.ts'

/** How long a code that was scanned without a network is waited for. */
const OFFLINE_DAYS = 7
const OFFLINE_MS = OFFLINE_DAYS * 86_400_000

/** It counts; or it is not open yet, which is no refusal; or it is refused in words. */
export type Verdict =
  | { kind: 'counts'; at: Date; status: 'present' | 'late'; uploadedLate: boolean }
  | { kind: 'not-open'; opensAt: Date }
  | { kind: 'refused'; refusal: Refusal }

/**
 * Judges a genuine code by its step. One of now, of the step before or after (several servers' clocks differ a little)
 * counts at the server's time. An older one was scanned by somebody else earlier, or by a phone that had no network:
 * it counts only if the phone says so, at the time of its step, and is marked.
 */
export function judgeScan(slot: SlotTimes, step: number, offline: boolean, now: Date): Verdict {
  const age = stepAt(now) - step
  if (Math.abs(age) <= 1) return judgeTime(slot, now, now)
  if (!offline || age < 0) return refuse('code-old', '这个码已经更换，请扫大屏上最新的码。')
  const scannedAt = startOfStep(step)
  if (now.getTime() - scannedAt.getTime() > OFFLINE_MS) {
    return refuse('too-late', `扫码后超过 ${OFFLINE_DAYS} 天才上传，不能自动计入，请到签到台补登。`)
  }
  const verdict = judgeTime(slot, scannedAt, now)
  if (verdict.kind === 'not-open') {
    return refuse(
      'before-open',
      `扫码时（${clockWords(scannedAt, now)}）签到还没有开放，请扫大屏上最新的码。`,
    )
  }
  return verdict.kind === 'counts' ? { ...verdict, uploadedLate: true } : verdict
}

/** Judges a check-in at an instant by the slot's times. */
export function judgeTime(slot: SlotTimes, at: Date, now: Date): Verdict {
  const state = slotState(slot, at)
  if (state === 'waiting') return { kind: 'not-open', opensAt: slot.opensAt }
  if (state === 'closed') {
    return refuse('closed', `签到已于 ${clockWords(slot.closesAt, now)} 截止。到场的请到签到台登记。`)
  }
  return { kind: 'counts', at, status: at < slot.lateAfter ? 'present' : 'late', uploadedLate: false }
}

function refuse(code: string, because: string): Verdict {
  return { kind: 'refused', refusal: { code, because } }
}

import { createHash } from 'node:crypto'
import type * as z from 'zod'
import type { checkIn } from '#contract/phone.ts'
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { clockWords } from '../words.ts'
import { isGenuine, parseCode } from './code.ts'
import { judgeScan, judgeTime, type Verdict } from './decide.ts'
import { Guesses } from './guesses.ts'
import { slotOfShortCode } from './short-code.ts'
import { SlotCache, type SlotFacts } from './slot-cache.ts'
import type { PhoneCall } from './phone-call.ts'
import { recordCheckIn, type Judged, type Recorded } from './statement.ts'
import { wrongRoster } from './wrong-roster.ts'

/** What a phone sends. */
export type CheckIn = z.output<NonNullable<(typeof checkIn)['body']>>
type Reply = z.input<NonNullable<(typeof checkIn)['reply']>>
type Call = PhoneCall<CheckIn>

/** Answers check-ins; keeps what it may keep in memory between them. */
export class CheckInDesk {
  readonly #slots = new SlotCache()
  readonly #guesses = new Guesses()

  /**
   * Checks a person in by a scanned link's code or a typed short one. A retry, a double tap or a lost response leave
   * one row; before the opening nothing is recorded and the reply says when to come again.
   * @throws Refused 401, 403, 409, 422, 429 with what is wrong and what to do.
   */
  async answer(call: Call): Promise<Reply> {
    const { code } = call.body
    return code === undefined ? this.#typed(call, call.body.shortCode ?? '') : this.#scanned(call, code)
  }

  async #scanned(call: Call, code: string): Promise<Reply> {
    const scanned = parseCode(code)
    if (scanned === null)
      throw new Refused(422, { code: 'code', because: '这不是签到码，请扫签到大屏上的码。' })
    const slot = await this.#slots.find(call.runtime, call.sessionHash, scanned.activity, scanned.slot)
    if (slot === null || !isGenuine(slot.secret, scanned)) {
      throw new Refused(422, { code: 'code', because: '签到码无效，请扫签到大屏上最新的码。' })
    }
    return settle(call, slot, 'code', judgeScan(slot, scanned.step, call.body.offline, call.now))
  }

  async #typed(call: Call, typed: string): Promise<Reply> {
    const slot = await slotOfShortCode(call, typed, this.#guesses)
    return settle(call, slot, 'short-code', judgeTime(slot, call.now, call.now))
  }
}

async function settle(
  call: Call,
  slot: SlotFacts,
  method: Judged['method'],
  verdict: Verdict,
): Promise<Reply> {
  if (slot.cancelled !== null) {
    throw new Refused(422, { code: 'cancelled', because: `《${slot.title}》已取消：${slot.cancelled}` })
  }
  if (verdict.kind === 'refused') throw new Refused(422, verdict.refusal)
  if (verdict.kind === 'not-open') return notOpen(slot, verdict.opensAt, call.now)
  const { nonce, device } = call.body
  const recorded = await recordCheckIn(call.runtime, call.sessionHash, {
    activity: slot.activity,
    slot: slot.slot,
    status: verdict.status,
    at: verdict.at,
    method,
    nonce,
    device: createHash('sha256').update(device).digest(),
    uploadedLate: verdict.uploadedLate,
  })
  return replyOf(call, slot, recorded, verdict.uploadedLate)
}

function notOpen(slot: SlotFacts, opensAt: Date, now: Date): Reply {
  return {
    outcome: 'not-open',
    activity: slot.title,
    slot: slot.slot,
    status: null,
    at: null,
    opensAt: opensAt.toISOString(),
    words: `签到尚未开放，${clockWords(opensAt, now)} 开放。`,
    sharedDevice: false,
  }
}

async function replyOf(
  call: Call,
  slot: SlotFacts,
  recorded: Recorded,
  uploadedLate: boolean,
): Promise<Reply> {
  switch (recorded.outcome) {
    case 'not-on-roster':
      throw await wrongRoster(call, slot.activity)
    case 'no-person':
    case 'signed-out':
    case 'nonce-used':
      throw new Refused(...REFUSALS[recorded.outcome])
    default:
      return {
        outcome: recorded.outcome,
        activity: slot.title,
        slot: slot.slot,
        status: ATTENDANCE_STATES[recorded.status],
        at: recorded.at?.toISOString() ?? null,
        opensAt: null,
        words: wordsOf(recorded, uploadedLate, call.now),
        sharedDevice: recorded.shared,
      }
  }
}

const REFUSALS: Record<'no-person' | 'signed-out' | 'nonce-used', [401 | 403 | 409, Refusal]> = {
  'signed-out': [
    401,
    { code: 'signed-out', because: '登录已失效，请重新登录后再签到；码已留在手机里的会自动补传。' },
  ],
  'no-person': [403, { code: 'no-person', because: '这个账号没有对应的教师，请用教师本人的账号签到。' }],
  'nonce-used': [409, { code: 'nonce-used', because: '这次签到的编号已被用过，请重新扫码。' }],
}

type Stands = Extract<Recorded, { outcome: 'recorded' | 'already' }>

function wordsOf({ outcome, status, at, shared }: Stands, uploadedLate: boolean, now: Date): string {
  const clock = at === null ? '' : `（${clockWords(at, now)}）`
  const phone = shared ? '这部手机也为别人签过到，签到台会看到。' : ''
  if (outcome === 'recorded') {
    const late = status === 'late' ? '，计为迟到' : ''
    const upload = uploadedLate ? '按扫码时间计，已标记为补传。' : ''
    return `签到成功${clock}${late}。${upload}${phone}`
  }
  if (status === 'present' || status === 'late') return `已经签过到了${clock}，不用再签。${phone}`
  return `签到台已登记您${ATTENDANCE_STATES[status]}；如与实际不符，请到签到台更正。`
}

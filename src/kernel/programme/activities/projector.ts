import { sql } from 'kysely'
import { toString as drawQr } from 'qrcode'
import type * as z from 'zod'
import type { projector } from '#contract/activity.ts'
import type { Work } from '#kernel/call.ts'
import { codeOf, secondsLeft, SHORT_STEP_MS, shortCodeOf, stepAt } from '../check-in/code.ts'
import type { Systems } from '../registry.ts'
import { requireManage } from '../rights.ts'
import { slotState } from '../slots.ts'
import { clockWords } from '../words.ts'
import { findActivity, type Activity } from './find.ts'
import { keyedSlotOf, slotViewOf, type KeyedSlot } from './slot-times.ts'

type Reply = z.input<NonNullable<(typeof projector)['reply']>>
type Codes = Pick<Reply, 'qrSvg' | 'link' | 'shortCode' | 'secondsLeft' | 'shortSecondsLeft'>

const NAMES_SHOWN = 60
const NO_CODES: Codes = { qrSvg: null, link: null, shortCode: null, secondsLeft: 0, shortSecondsLeft: 0 }

/**
 * What the hall's screen shows now: the codes while the slot is open, and who has come.
 * @param origin what the link in the code begins with.
 * @throws Refused 404, 403.
 */
export async function projectorOf(
  work: Work,
  systems: Systems,
  id: string,
  slot: number,
  origin: string,
): Promise<Reply> {
  const activity = await findActivity(work, id)
  requireManage(work.caller, activity)
  const keyed = await keyedSlotOf(work, systems, activity, slot)
  const open = activity.cancelled === null && slotState(keyed, work.now) === 'open'
  return {
    activity: activity.title,
    slot: slotViewOf(keyed, work.now),
    now: work.now.toISOString(),
    ...(open ? await codesOf(keyed, id, origin, work.now) : NO_CODES),
    ...(await whoCame(work, id, slot)),
    words: wordsOf(activity, keyed, work.now),
  }
}

async function codesOf(slot: KeyedSlot, activity: string, origin: string, now: Date): Promise<Codes> {
  const code = codeOf(slot.secret, activity, slot.slot, stepAt(now))
  const link = `${new URL(origin).origin}/q/${code}`
  return {
    link,
    qrSvg: await drawQr(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
    shortCode: shortCodeOf(slot.secret, stepAt(now, SHORT_STEP_MS)),
    secondsLeft: secondsLeft(now),
    shortSecondsLeft: secondsLeft(now, SHORT_STEP_MS),
  }
}

async function whoCame(
  { tx, caller }: Work,
  activity: string,
  slot: number,
): Promise<Pick<Reply, 'expected' | 'came' | 'names'>> {
  const { rows } = await sql<{ expected: number; came: number; names: string[] }>`
    with came as materialized (
      select t.person_id, t.recorded_at from attendance t
      where t.region_id = ${caller.region} and t.activity_id = ${activity} and t.slot = ${slot} and t.status in ('present', 'late')
    )
    select (select count(distinct person_id) from participation
        where region_id = ${caller.region} and activity_id = ${activity}) as expected,
      (select count(*) from came) as came,
      array(select n.name from came c join person n on n.region_id = ${caller.region} and n.id = c.person_id
        order by c.recorded_at desc, n.id limit ${NAMES_SHOWN}) as names`.execute(tx)
  return rows[0]!
}

function wordsOf(activity: Activity, slot: KeyedSlot, now: Date): string {
  if (activity.cancelled !== null) return `活动已取消：${activity.cancelled}`
  const state = slotState(slot, now)
  if (state === 'waiting') return `签到 ${clockWords(slot.opensAt, now)} 开放`
  if (state === 'closed') return `签到已于 ${clockWords(slot.closesAt, now)} 截止，到场的请到签到台登记`
  const late = now < slot.lateAfter ? `${clockWords(slot.lateAfter, now)} 后计为迟到` : '现在签到计为迟到'
  return `${late}，${clockWords(slot.closesAt, now)} 截止`
}

/**
 * The codes of a check-in: pure. A scanned one says activity, slot and time step and proves them with an HMAC under the
 * slot's key; the step, made by the server's clock, is the time of the scan, whatever the phone's clock says. A typed
 * one is six digits that change more slowly.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** A scanned code is new every five seconds. */
export const STEP_MS = 5000
/** A typed one every thirty: people have to read and type it. */
export const SHORT_STEP_MS = 30_000

/** 72 bits: it can't be guessed, and the link stays short enough for a coarse QR code. */
const MAC_BYTES = 9
const SHORT_CODES = 1_000_000

/** What a scanned code claims; nothing of it counts before `isGenuine`. */
export type Scanned = { activity: string; slot: number; step: number; mac: Buffer }

/** The step in which an instant lies. */
export function stepAt(now: Date, length: number = STEP_MS): number {
  return Math.floor(now.getTime() / length)
}

/** When a step of scanned codes began. */
export function startOfStep(step: number): Date {
  return new Date(step * STEP_MS)
}

/** Seconds until the code of an instant is replaced, rounded up. */
export function secondsLeft(now: Date, length: number = STEP_MS): number {
  return Math.ceil((length - (now.getTime() % length)) / 1000)
}

/** The code of a slot in a step: activity.slot.step.mac, in characters that a link may hold. */
export function codeOf(key: Buffer, activity: string, slot: number, step: number): string {
  const id = Buffer.from(activity.replaceAll('-', ''), 'hex').toString('base64url')
  return `${id}.${slot}.${step.toString(36)}.${macOf(key, activity, slot, step).toString('base64url')}`
}

/** What a code claims; null where it is none of ours. */
export function parseCode(code: string): Scanned | null {
  const match = /^([\w-]{22})\.([1-9]\d{0,3})\.([0-9a-z]{1,9})\.([\w-]{12})$/.exec(code)
  if (match === null) return null
  const hex = Buffer.from(match[1]!, 'base64url').toString('hex')
  const activity = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return {
    activity,
    slot: Number(match[2]),
    step: Number.parseInt(match[3]!, 36),
    mac: Buffer.from(match[4]!, 'base64url'),
  }
}

/** Whether a scanned code was made with the slot's key. */
export function isGenuine(key: Buffer, scanned: Scanned): boolean {
  return timingSafeEqual(macOf(key, scanned.activity, scanned.slot, scanned.step), scanned.mac)
}

function macOf(key: Buffer, activity: string, slot: number, step: number): Buffer {
  return createHmac('sha256', key).update(`scan|${activity}|${slot}|${step}`).digest().subarray(0, MAC_BYTES)
}

/** The six digits to be typed in a step of thirty seconds. */
export function shortCodeOf(key: Buffer, step: number): string {
  const digest = createHmac('sha256', key).update(`type|${step}`).digest()
  return String(Number(digest.readBigUInt64BE() % BigInt(SHORT_CODES))).padStart(6, '0')
}

/** Whether six digits are those of now, of the step before, or of the one to come. */
export function isShortCode(key: Buffer, typed: string, now: Date): boolean {
  const step = stepAt(now, SHORT_STEP_MS)
  return [step, step - 1, step + 1].some((near) => shortCodeOf(key, near) === typed)
}

/**
 * Dates and times in the forms in which people type them. Source: the exchange workbook's "Reading cells".
 * Accepted days: 2025-03-08, 2025/3/8, 2025.3.8, 2025年3月8日, 20250308, and Excel serials from 20000 to 60000;
 * a time is any of these followed by H:MM or HH:MM[:SS]. Texts are expected to be normalised (`normaliseText`).
 */
import { dayOf, localTimeOfSerial, type Day, type LocalTime } from './dates.ts'

const SEPARATED = /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?:[T\s]+(.+))?$/
const CHINESE = /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*(.+)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T\s]+(.+))?$/
const SERIAL = /^(\d{5}(?:\.\d+)?)(?:\s+(.+))?$/
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?$/
const FIRST_SERIAL = 20_000
const LAST_SERIAL = 60_000
/** Older years are typing errors (0202, 1025): no school or person in these files is that old. */
const FIRST_YEAR = 1800

interface Parts {
  readonly day: Day | null
  readonly clock: string | undefined
}

/** The day of a text in any accepted form; a time after it is dropped. Null: not a date, or not a real one. */
export function parseDay(text: string): Day | null {
  return parseLocalTime(text)?.slice(0, 10) ?? null
}

/**
 * The local time of a text in any accepted form; a date alone is 00:00. Null: not a time, or not a real one.
 * @param date1904 the date system of the workbook that a serial was typed in.
 */
export function parseLocalTime(text: string, date1904 = false): LocalTime | null {
  const serial = SERIAL.exec(text)
  if (serial) return timeOfSerialText(Number(serial[1]), serial[2], date1904)
  const { day, clock } = split(text)
  if (day === null) return null
  return withClock(day, clock)
}

/** The local time of a number: 20250308, or an Excel serial from 20000 to 60000 (in the workbook's date system). */
export function localTimeOfNumber(value: number, date1904: boolean): LocalTime | null {
  if (value >= FIRST_SERIAL && value <= LAST_SERIAL) return localTimeOfSerial(value, date1904)
  return Number.isInteger(value) ? parseLocalTime(String(value)) : null
}

function split(text: string): Parts {
  const separated = SEPARATED.exec(text)
  if (separated) return parts(separated[1], separated[3], separated[4], separated[5])
  const other = CHINESE.exec(text) ?? COMPACT.exec(text)
  return other ? parts(other[1], other[2], other[3], other[4]) : { day: null, clock: undefined }
}

function parts(year = '', month = '', day = '', clock?: string): Parts {
  return { day: Number(year) < FIRST_YEAR ? null : dayOf(Number(year), Number(month), Number(day)), clock }
}

function timeOfSerialText(serial: number, clock: string | undefined, date1904: boolean): LocalTime | null {
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null
  const time = localTimeOfSerial(serial, date1904)
  return clock === undefined || time === null ? time : withClock(time.slice(0, 10), clock)
}

function withClock(day: Day, clock: string | undefined): LocalTime | null {
  if (clock === undefined) return `${day} 00:00:00`
  const match = CLOCK.exec(clock)
  if (!match) return null
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  return `${day} ${[hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')}`
}

/** Calendars as RFC 5545 wants them: pure. */
import { addDays, localTimeOf, type Day } from '#lib/dates.ts'

/** Something at a time, or on a whole day. */
export type CalendarEntry = {
  uid: string
  title: string
  place: string | null
  about: string
} & ({ from: Date; until: Date } | { day: Day })

const ZONE = 'Asia/Shanghai'
/** China has had one offset and no summer time since 1991-09-15. */
const TIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19910915T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** The text of a calendar with a name, as of an instant: lines of at most 75 bytes, ended by CRLF. */
export function calendarText(name: string, entries: readonly CalendarEntry[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Yanpei//Yanpei//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...TIMEZONE,
    ...entries.flatMap((entry) => eventLines(entry, now)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(entry: CalendarEntry, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${entry.uid}@yanpei`,
    `DTSTAMP:${now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')}`,
    ...whenLines(entry),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.place === null ? [] : [`LOCATION:${escaped(entry.place)}`]),
    ...(entry.about === '' ? [] : [`DESCRIPTION:${escaped(entry.about)}`]),
    'END:VEVENT',
  ]
}

function whenLines(entry: CalendarEntry): string[] {
  if ('day' in entry) {
    const [from, until] = [entry.day, addDays(entry.day, 1)].map((day) => day.replaceAll('-', ''))
    return [`DTSTART;VALUE=DATE:${from}`, `DTEND;VALUE=DATE:${until}`, 'TRANSP:TRANSPARENT']
  }
  return [`DTSTART;TZID=${ZONE}:${localText(entry.from)}`, `DTEND;TZID=${ZONE}:${localText(entry.until)}`]
}

function localText(at: Date): string {
  return localTimeOf(at).replaceAll(/[-:]/g, '').replace(' ', 'T')
}

/** Text within a property: 3.3.11. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[;,]/g, (sign) => `\\${sign}`)
    .replaceAll(/\r\n|[\r\n]/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '')
}

const LINE_BYTES = 75

/** A line in pieces of at most 75 bytes, never within a character; each further one begins with a space: 3.1. */
function folded(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES) {
      pieces.push(piece)
      piece = ''
      bytes = 1 // the space
    }
    piece += character
    bytes += size
  }
  return [...pieces, piece].join('\r\n ')
}

import { t } from '../../lib/t.ts'

export type CalendarDay = { day: string; kind: 'off' | 'work'; name: string }

const WORDS = { off: '放假', work: '上班' } as const

const LINE = new RegExp(String.raw`^(\d{4}-\d{2}-\d{2})\s+(${WORDS.off}|${WORDS.work})\s*(.*)$`)

/** Days as they are typed, one a line. */
export function daysText(days: readonly CalendarDay[]): string {
  return days.map(({ day, kind, name }) => `${day} ${WORDS[kind]} ${name}`.trim()).join('\n')
}

/** The days that a text names, or what is wrong with the first line that names none. */
export function readDays(text: string, year: number): { days: CalendarDay[]; problem: string | undefined } {
  const days: CalendarDay[] = []
  for (const line of text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const day = readDay(line)
    if (day === null) return { days, problem: t('这一行读不懂：{line}', { line }) }
    if (!day.day.startsWith(`${year}-`))
      return { days, problem: t('{day} 不在 {year} 年', { day: day.day, year }) }
    if (days.some((other) => other.day === day.day))
      return { days, problem: t('{day} 写了两次', { day: day.day }) }
    days.push(day)
  }
  return { days, problem: undefined }
}

function readDay(line: string): CalendarDay | null {
  const [, day = '', word, name = ''] = LINE.exec(line) ?? []
  const known = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(known.getTime()) || known.toISOString().slice(0, 10) !== day) return null
  return { day, kind: word === WORDS.off ? 'off' : 'work', name: name.trim() }
}

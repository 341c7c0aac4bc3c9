import { addDays, type Day } from '#lib/dates.ts'
import type { CalendarDay } from '#lib/working-days.ts'

/** The State Council's arrangement of a year, which a region takes over or departs from. */
export type Arrangement = { document: string; days: (CalendarDay & { name: string })[] }

/** From and through these days, with the weekend days that are worked instead. */
type Holiday = { name: string; from: Day; until: Day; worked?: readonly Day[] }

/** Each year's notice of the General Office of the State Council; its arrangement is known a year ahead at most. */
export const NATIONAL: ReadonlyMap<number, Arrangement> = new Map([
  [
    2025,
    arrangement('国办发明电〔2024〕12号', [
      { name: '元旦', from: '2025-01-01', until: '2025-01-01' },
      { name: '春节', from: '2025-01-28', until: '2025-02-04', worked: ['2025-01-26', '2025-02-08'] },
      { name: '清明节', from: '2025-04-04', until: '2025-04-06' },
      { name: '劳动节', from: '2025-05-01', until: '2025-05-05', worked: ['2025-04-27'] },
      { name: '端午节', from: '2025-05-31', until: '2025-06-02' },
      {
        name: '国庆节、中秋节',
        from: '2025-10-01',
        until: '2025-10-08',
        worked: ['2025-09-28', '2025-10-11'],
      },
    ]),
  ],
  [
    2026,
    arrangement('国办发明电〔2025〕7号', [
      { name: '元旦', from: '2026-01-01', until: '2026-01-03', worked: ['2026-01-04'] },
      { name: '春节', from: '2026-02-15', until: '2026-02-23', worked: ['2026-02-14', '2026-02-28'] },
      { name: '清明节', from: '2026-04-04', until: '2026-04-06' },
      { name: '劳动节', from: '2026-05-01', until: '2026-05-05', worked: ['2026-05-09'] },
      { name: '端午节', from: '2026-06-19', until: '2026-06-21' },
      { name: '中秋节', from: '2026-09-25', until: '2026-09-27' },
      { name: '国庆节', from: '2026-10-01', until: '2026-10-07', worked: ['2026-09-20', '2026-10-10'] },
    ]),
  ],
])

function arrangement(document: string, holidays: readonly Holiday[]): Arrangement {
  const days = holidays.flatMap(daysOf).toSorted((a, b) => a.day.localeCompare(b.day))
  return { document, days }
}

function daysOf({ name, from, until, worked = [] }: Holiday): Arrangement['days'] {
  const days: Arrangement['days'] = worked.map((day) => ({ day, kind: 'work', name: `${name}调休上班` }))
  for (let day = from; day <= until; day = addDays(day, 1)) days.push({ day, kind: 'off', name })
  return days
}

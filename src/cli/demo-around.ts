import { randomUUID } from 'node:crypto'
import type { Work } from '#kernel/call.ts'
import { delegateTo } from '#kernel/case/delegations.ts'
import { setHolidaysOf } from '#kernel/case/holidays.ts'
import { NATIONAL } from '#kernel/case/national-holidays.ts'
import { addDays, dayAt } from '#lib/dates.ts'

type As = <T>(role: 'officer' | 'leader', run: (work: Work) => Promise<T>) => Promise<T>

/** Takes the national calendars over, and lets the leader be away for some days of the next week. */
export async function demoAround(as: As): Promise<void> {
  for (const [year, { document, days }] of NATIONAL)
    await as('officer', (work) => setHolidaysOf(work, { key: randomUUID(), year, document, days }))
  await as('leader', (work) => {
    const today = dayAt(work.now)
    const [startsOn, endsOn] = [addDays(today, 7), addDays(today, 11)]
    return delegateTo(work, {
      key: randomUUID(),
      login: 'officer',
      startsOn,
      endsOn,
      because: '外出参加培训',
    })
  })
}

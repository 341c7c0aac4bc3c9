import type { HomeView } from '#contract/statistics.ts'
import { dayAt } from '#lib/dates.ts'
import type { Database } from '#db/open.ts'
import type { Work } from '#kernel/call.ts'
import { unprepared, unrecorded, upcoming, withoutActivities } from './activities.ts'
import { certificatesMissing } from './certificates.ts'
import { clashes } from './clashes.ts'
import { policyMissing, schoolsLeftOut, shortOfYear } from './credits.ts'
import { importsOpen, recent, summaryMissing } from './desk.ts'
import { figuresOfHome, numbers } from './numbers.ts'
import { remembered } from './remember.ts'
import { homeScope } from './scope.ts'
import { titlesEnding } from './titles.ts'

/** What a desk's first page says: computed once, then given out until anything changes. */
export function homePage(work: Work, db: Database, year: number): Promise<HomeView> {
  const { region, role, unit, person } = work.caller
  const key = [region, role, unit, person, year, dayAt(work.now)].join('|')
  return remembered(db, work, key, () => compute(work, year))
}

async function compute(work: Work, year: number): Promise<HomeView> {
  const scope = await homeScope(work, year)
  const figures = await figuresOfHome(scope)
  return {
    todo: [
      ...(await unrecorded(scope)),
      ...(await unprepared(scope)),
      ...(await importsOpen(scope)),
      ...(await policyMissing(scope)),
      ...(await summaryMissing(scope)),
    ],
    risks: [
      ...shortOfYear(scope, figures),
      ...(await clashes(scope)),
      ...(await withoutActivities(scope)),
      ...schoolsLeftOut(scope, figures),
      ...(await titlesEnding(scope)),
      ...(await certificatesMissing(scope)),
    ],
    recent: await recent(scope),
    numbers: await numbers(scope, figures),
    upcoming: await upcoming(scope),
  }
}

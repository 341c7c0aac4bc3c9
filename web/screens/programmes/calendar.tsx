import dayjs from 'dayjs'
import { calendar } from '#contract/activity.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { SYSTEMS } from '#contract/vocabulary.ts'
import { useManifests, worldOf } from '../../lib/worlds.ts'
import type { World } from '../../lib/worlds.ts'
import { Action } from '../../ui/action.tsx'
import { MonthGrid } from './month-grid.tsx'

/** A month of activities; the month is in the address. */
export function CalendarView({ world }: { world: World }) {
  const year = useYear()
  const { month = defaultMonth(year), unit } = useAddress()
  const filter = useFilter()
  const manifests = useManifests()
  const first = dayjs(`${month}-01`)
  const asked = useCall(calendar, {
    query: { from: first.format('YYYY-MM-DD'), until: first.endOf('month').format('YYYY-MM-DD'), unit },
  })
  const titles = new Set(
    Object.entries(SYSTEMS).flatMap(([id, title]) =>
      worldOf(id, manifests) === world ? [title as string] : [],
    ),
  )
  const go = (step: number) => {
    const next = first.add(step, 'month')
    filter({ month: next.format('YYYY-MM'), year: next.year() })
  }
  return (
    <>
      <div className="filters">
        <div className="filter-fields">
          <Action small onClick={() => go(-1)}>
            {t('上个月')}
          </Action>
          <h2>{first.format(t('YYYY 年 M 月'))}</h2>
          <Action small onClick={() => go(1)}>
            {t('下个月')}
          </Action>
        </div>
      </div>
      <Answer asked={asked}>
        {(data) => (
          <MonthGrid
            first={first}
            activities={data.activities.filter(
              (one) => titles.has(one.systemTitle) || isOther(one.systemTitle, world, manifests),
            )}
          />
        )}
      </Answer>
    </>
  )
}

/** A definition may be titled otherwise than the vocabulary. */
function isOther(title: string, world: World, manifests: ReturnType<typeof useManifests>): boolean {
  return manifests.some((manifest) => manifest.title === title && manifest.menu === world)
}

/** This month in the running year, else the year's October: the busiest of the school year's first term. */
function defaultMonth(year: number): string {
  return dayjs().year() === year ? dayjs().format('YYYY-MM') : `${year}-10`
}

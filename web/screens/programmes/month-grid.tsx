import dayjs from 'dayjs'
import type { Dayjs } from 'dayjs'
import type { ActivityRow } from '#contract/activity.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import './month.css'

type Shown = ActivityRow & { programme: string; systemTitle: string }
const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日']
/** Shown in a day before the rest is folded away. */
const MOST = 6

/** A month, Monday first; each activity on the day it starts. */
export function MonthGrid({ first, activities }: { first: Dayjs; activities: readonly Shown[] }) {
  const byDay = Map.groupBy(activities, (one) => dayjs(one.startsAt).format('YYYY-MM-DD'))
  const before = (first.day() + 6) % 7
  const days = Array.from({ length: first.daysInMonth() }, (_, i) => first.add(i, 'day'))
  return (
    <>
      <p className="quiet">{t('{n} 次活动', { n: activities.length })}</p>
      <div className="weekdays" aria-hidden>
        {WEEKDAYS.map((word) => (
          <span key={word}>{t(word)}</span>
        ))}
      </div>
      <ol className="month">
        {days.map((day, i) => (
          <li key={day.date()} style={i === 0 ? { gridColumnStart: before + 1 } : undefined}>
            <Day day={day} activities={byDay.get(day.format('YYYY-MM-DD')) ?? []} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Day({ day, activities }: { day: Dayjs; activities: readonly Shown[] }) {
  return (
    <>
      <time dateTime={day.format('YYYY-MM-DD')} className={day.isSame(dayjs(), 'day') ? 'today' : undefined}>
        {day.date()}
      </time>
      <ul>
        {activities.slice(0, MOST).map((one) => (
          <Entry key={one.id} activity={one} />
        ))}
      </ul>
      {activities.length > MOST && (
        <details>
          <summary>{t('还有 {n} 次', { n: activities.length - MOST })}</summary>
          <ul>
            {activities.slice(MOST).map((one) => (
              <Entry key={one.id} activity={one} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Entry({ activity }: { activity: Shown }) {
  const clock = dayjs(activity.startsAt).format('HH:mm')
  return (
    <li className={activity.state === 'cancelled' ? 'cancelled' : undefined}>
      <a
        href={link(`/activities/${activity.id}`)}
        title={`${activity.programme} · ${t(activity.systemTitle)}`}
      >
        <span className="num">{clock}</span> {activity.title}
        {activity.state === 'cancelled' && ` (${t('已取消')})`}
      </a>
    </li>
  )
}

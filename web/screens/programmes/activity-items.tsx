import type { ActivityRow } from '#contract/activity.ts'
import { link } from '../../lib/address.ts'
import { span } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { ActivityState } from './activity-state.tsx'

/** Activities in a narrow place: when, what, how many. */
export function ActivityItems({ rows }: { rows: readonly ActivityRow[] }) {
  if (rows.length === 0) return <p className="quiet">{t('还没有活动。')}</p>
  return (
    <ul className="items">
      {rows.map((row) => (
        <li key={row.id}>
          <ActivityState row={row} />
          <a href={link(`/activities/${row.id}`)}>{row.title}</a>
          <span className="num">{t('{n} 人', { n: row.enrolled })}</span>
          <span className="detail num">{span(row.startsAt, row.endsAt)}</span>
        </li>
      ))}
    </ul>
  )
}

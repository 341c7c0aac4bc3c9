import type { ActivityRow } from '#contract/activity.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'

/** Where an activity stands, in a word and a shape. */
export function ActivityState({ row }: { row: Pick<ActivityRow, 'state' | 'cancelled'> }) {
  if (row.state === 'cancelled') {
    return (
      <span title={row.cancelled ?? undefined}>
        <Status tone="late">{t('已取消')}</Status>
      </span>
    )
  }
  if (row.state === 'running') return <Status tone="warn">{t('进行中')}</Status>
  return row.state === 'held' ? (
    <Status tone="good">{t('已举办')}</Status>
  ) : (
    <Status tone="calm">{t('未开始')}</Status>
  )
}

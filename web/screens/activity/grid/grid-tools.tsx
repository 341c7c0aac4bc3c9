import { attendanceStatuses } from '#contract/activity.ts'
import type { RosterRow } from '#contract/activity.ts'
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { number } from '../../../lib/format.ts'
import { t } from '../../../lib/t.ts'
import { Action } from '../../../ui/action.tsx'
import type { Mark } from './marks.ts'
import { bounds } from './selection.ts'
import type { Selection } from './selection.ts'

type Props = {
  rows: readonly RosterRow[]
  selection: Selection
  onFill: ((mark: Mark) => void) | undefined
  onRemove: ((rows: readonly RosterRow[]) => void) | undefined
}

/** What can be done with the cells and people chosen in the sheet, for those who use the mouse. */
export function GridTools({ rows, selection, onFill, onRemove }: Props) {
  const { top, bottom, left, right } = bounds(selection)
  const people = rows.slice(top, bottom + 1)
  if (people.length === 0 || (onFill === undefined && onRemove === undefined)) return null
  const chosen = { n: number(people.length), m: number(right - left + 1) }
  return (
    <div className="selection-bar" role="group" aria-label={t('所选的人和场次')}>
      <span>{t('所选 {n} 人，{m} 场', chosen)}</span>
      {onFill !== undefined &&
        attendanceStatuses.map((status) => (
          <Action key={status} small onClick={() => onFill(status)}>
            {t(ATTENDANCE_STATES[status])}
          </Action>
        ))}
      {onFill !== undefined && (
        <Action small onClick={() => onFill(null)}>
          {t('清除')}
        </Action>
      )}
      {onRemove !== undefined && (
        <Action small danger onClick={() => onRemove(people)}>
          {t('移出这 {n} 人', chosen)}
        </Action>
      )}
    </div>
  )
}

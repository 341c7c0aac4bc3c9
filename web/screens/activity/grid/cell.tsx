import { memo } from 'react'
import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { t } from '../../../lib/t.ts'
import type { Mark } from './marks.ts'

type Props = {
  row: number
  slot: number
  mark: Mark
  edited: boolean
  chosen: boolean
  /** Under the cursor. */
  here: boolean
  onPick: (row: number, slot: number, grow: boolean) => void
}

/** One letter-sized word for each state, beside its colour. */
export const SHORT = { present: '到', late: '迟', leave: '假', absent: '缺' } as const

function PlainCell({ row, slot, mark, edited, chosen, here, onPick }: Props) {
  const state = mark === null ? 'none' : mark
  const classes = [
    'mark-cell',
    `is-${state}`,
    edited ? 'edited' : '',
    chosen ? 'chosen' : '',
    here ? 'here' : '',
  ]
  return (
    <td
      id={`cell-${row}-${slot}`}
      role="gridcell"
      aria-colindex={slot + 2}
      aria-selected={chosen}
      aria-label={mark === null ? t('未记') : t(ATTENDANCE_STATES[mark])}
      className={classes.join(' ')}
      onMouseDown={(event) => onPick(row, slot, event.shiftKey)}
    >
      {mark === null ? '·' : t(SHORT[mark])}
    </td>
  )
}

/** A cell of the sheet; drawn again only when it changes. */
export const Cell = memo(PlainCell, (before, after) =>
  (['row', 'slot', 'mark', 'edited', 'chosen', 'here'] as const).every(
    (name) => before[name] === after[name],
  ),
)

import { ATTENDANCE_STATES } from '#contract/vocabulary.ts'
import { t } from '../../lib/t.ts'
import { SHORT } from './grid/cell.tsx'

const KEYS = { present: 'P / 1', late: 'L / 2', leave: 'V / 3', absent: 'A / 4' } as const
const STATES = ['present', 'late', 'leave', 'absent'] as const

/** What the marks mean and which keys write them. */
export function Legend() {
  return (
    <p className="legend">
      {STATES.map((state) => (
        <span key={state} className="nowrap">
          <span className={`mark-cell sample is-${state}`}>{t(SHORT[state])}</span>{' '}
          {t(ATTENDANCE_STATES[state])} {KEYS[state]}
        </span>
      ))}
      <span>{t('方向键移动，Shift 选多格，可从 Excel 粘贴，Ctrl Z 撤销')}</span>
    </p>
  )
}

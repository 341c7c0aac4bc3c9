import { useEffect } from 'react'
import type { RosterRow } from '#contract/activity.ts'
import { link } from '../../../lib/address.ts'
import { t } from '../../../lib/t.ts'
import { useWindow } from '../../../ui/table/use-window.ts'
import { Cell } from './cell.tsx'
import { bounds } from './selection.ts'
import { SlotTotals } from './slot-totals.tsx'
import { useGridKeys } from './use-grid-keys.ts'
import type { Sheet } from './use-sheet.ts'

const ROW_HEIGHT = 36

type Props = {
  rows: readonly RosterRow[]
  units: Record<string, string>
  slots: number
  sheet: Sheet
  readOnly: boolean
  onRemove?: ((row: RosterRow) => void) | undefined
}

/** People down, slots across; typed like a spreadsheet. */
export function Grid({ rows, units, slots, sheet, readOnly, onRemove }: Props) {
  const { from, until, box, onScroll } = useWindow(rows.length, ROW_HEIGHT, 'attendance')
  const keys = useGridKeys(rows, slots, sheet, readOnly)
  const { selection } = keys
  const { top, bottom, left, right } = bounds(selection)
  useEffect(() => intoSight(box.current, selection.row), [box, selection.row])
  const numbers = Array.from({ length: slots }, (_, i) => i + 1)
  return (
    <div className="table-box sheet-box" ref={box} onScroll={onScroll}>
      <table
        className="table sheet"
        role="grid"
        tabIndex={0}
        aria-label={t('签到表')}
        aria-rowcount={rows.length + 1}
        aria-colcount={slots + 3}
        aria-readonly={readOnly}
        aria-activedescendant={`cell-${selection.row}-${selection.slot}`}
        onKeyDown={keys.onKeyDown}
        onPaste={keys.onPaste}
        onCopy={keys.onCopy}
      >
        <thead>
          <tr>
            <th scope="col">{t('姓名')}</th>
            <th scope="col">{t('单位')}</th>
            {numbers.map((slot) => (
              <th key={slot} scope="col" className="mark-head">
                {slot}
              </th>
            ))}
            <th scope="col">{t('认定')}</th>
          </tr>
        </thead>
        <tbody>
          {from > 0 && <Gap rows={from} span={slots + 3} />}
          {rows.slice(from, until).map((row, i) => {
            const index = from + i
            return (
              <tr key={row.p} aria-rowindex={index + 2}>
                <th scope="row">
                  <a href={link(`/people/${row.p}`)} tabIndex={-1}>
                    {row.name}
                  </a>
                  {row.sharedDevice && (
                    <span className="status warn" title={t('同一部手机还为别人签过到，请核实')}>
                      {' '}
                      ▲ {t('同机')}
                    </span>
                  )}
                </th>
                <td>{units[row.unit] ?? row.unit}</td>
                {numbers.map((slot) => (
                  <Cell
                    key={slot}
                    row={index}
                    slot={slot}
                    mark={sheet.markOf(row, slot)}
                    edited={sheet.edits.has(`${row.p}:${slot}`)}
                    chosen={index >= top && index <= bottom && slot >= left && slot <= right}
                    here={index === selection.row && slot === selection.slot}
                    onPick={keys.select}
                  />
                ))}
                <td>
                  {row.recognised ? (
                    <span className="status good">● {t('已认定')}</span>
                  ) : (
                    <span className="quiet">○ {t('未认定')}</span>
                  )}
                  {onRemove !== undefined && (
                    <button
                      type="button"
                      className="linklike remove"
                      tabIndex={-1}
                      onClick={() => onRemove(row)}
                    >
                      {t('移出')}
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
          {until < rows.length && <Gap rows={rows.length - until} span={slots + 3} />}
        </tbody>
        <SlotTotals rows={rows} numbers={numbers} sheet={sheet} />
      </table>
    </div>
  )
}

function Gap({ rows, span }: { rows: number; span: number }) {
  return (
    <tr aria-hidden className="spacer">
      <td colSpan={span} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  )
}

/** Scrolls just so far that the row under the cursor is not under the head or the totals. */
function intoSight(box: HTMLElement | null, row: number): void {
  if (box === null) return
  const above = row * ROW_HEIGHT
  const below = above + 3 * ROW_HEIGHT
  if (above < box.scrollTop) box.scrollTop = above
  else if (below > box.scrollTop + box.clientHeight) box.scrollTop = below - box.clientHeight
}

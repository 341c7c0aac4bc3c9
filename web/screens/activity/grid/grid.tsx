import { useEffect } from 'react'
import type { RosterRow } from '#contract/activity.ts'
import { t } from '../../../lib/t.ts'
import { useWindow } from '../../../ui/table/use-window.ts'
import { GridRow } from './grid-row.tsx'
import { GridTools } from './grid-tools.tsx'
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
  onRemove?: ((rows: readonly RosterRow[]) => void) | undefined
}

/** People down, slots across; typed like a spreadsheet. */
export function Grid({ rows, units, slots, sheet, readOnly, onRemove }: Props) {
  const { from, until, box, onScroll } = useWindow(rows.length, ROW_HEIGHT, 'attendance')
  const keys = useGridKeys(rows, slots, sheet, readOnly)
  const { selection } = keys
  useEffect(() => intoSight(box.current, selection.row), [box, selection.row])
  const numbers = Array.from({ length: slots }, (_, i) => i + 1)
  return (
    <>
      <GridTools
        rows={rows}
        selection={selection}
        onFill={readOnly ? undefined : keys.fill}
        onRemove={onRemove}
      />
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
          <GridHead numbers={numbers} />
          <tbody>
            {from > 0 && <Gap rows={from} span={slots + 3} />}
            {rows.slice(from, until).map((row, i) => (
              <GridRow
                key={row.p}
                row={row}
                index={from + i}
                unit={units[row.unit] ?? row.unit}
                numbers={numbers}
                sheet={sheet}
                selection={selection}
                onPick={keys.select}
                onRemove={onRemove}
              />
            ))}
            {until < rows.length && <Gap rows={rows.length - until} span={slots + 3} />}
          </tbody>
          <SlotTotals rows={rows} numbers={numbers} sheet={sheet} />
        </table>
      </div>
    </>
  )
}

function GridHead({ numbers }: { numbers: readonly number[] }) {
  return (
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

import type { RosterRow } from '#contract/activity.ts'
import { link } from '../../../lib/address.ts'
import { t } from '../../../lib/t.ts'
import { Cell } from './cell.tsx'
import { bounds } from './selection.ts'
import type { Selection } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

type Props = {
  row: RosterRow
  /** From 0 within the rows that are shown. */
  index: number
  unit: string
  /** The slots, from 1. */
  numbers: readonly number[]
  sheet: Sheet
  selection: Selection
  onPick: (row: number, slot: number, grow: boolean) => void
  onRemove: ((rows: readonly RosterRow[]) => void) | undefined
}

/** One person's line in the sheet: who, from where, a mark for each slot, and whether it is recognised. */
export function GridRow({ row, index, unit, numbers, sheet, selection, onPick, onRemove }: Props) {
  const { top, bottom, left, right } = bounds(selection)
  const inRow = index >= top && index <= bottom
  return (
    <tr aria-rowindex={index + 2}>
      <Person row={row} />
      <td>{unit}</td>
      {numbers.map((slot) => (
        <Cell
          key={slot}
          row={index}
          slot={slot}
          mark={sheet.markOf(row, slot)}
          edited={sheet.edits.has(`${row.p}:${slot}`)}
          chosen={inRow && slot >= left && slot <= right}
          here={index === selection.row && slot === selection.slot}
          onPick={onPick}
        />
      ))}
      <td>
        <Recognised row={row} />
        {onRemove !== undefined && (
          <button type="button" className="linklike remove" tabIndex={-1} onClick={() => onRemove([row])}>
            {t('移出')}
          </button>
        )}
      </td>
    </tr>
  )
}

function Person({ row }: { row: RosterRow }) {
  return (
    <th scope="row">
      <a href={link(`/people/${row.p}`)} tabIndex={-1}>
        {row.name}
      </a>
      {row.sharedDevice && <Doubt word={t('同机')} because={t('同一部手机还为别人签过到，请核实')} />}
      {row.uploadedLate && (
        <Doubt word={t('补传')} because={t('没有网络时扫的码，后来才上传，按扫码的时间计，请核实')} />
      )}
    </th>
  )
}

/** Something about somebody's check-in that the desk looks at. */
function Doubt({ word, because }: { word: string; because: string }) {
  return (
    <span className="status warn doubt" title={because}>
      ▲ {word}
      <span className="unseen">{because}</span>
    </span>
  )
}

function Recognised({ row: { recognised } }: { row: RosterRow }) {
  if (recognised) return <span className="status good">● {t('已认定')}</span>
  return <span className="quiet">○ {t('未认定')}</span>
}

import type { RosterRow } from '#contract/activity.ts'
import { t } from '../../../lib/t.ts'
import type { Sheet } from './use-sheet.ts'

type Props = { rows: readonly RosterRow[]; numbers: readonly number[]; sheet: Sheet }

/** How many came to each slot, late ones included. */
export function SlotTotals({ rows, numbers, sheet }: Props) {
  const came = (slot: number) =>
    rows.filter((row) => ['present', 'late'].includes(sheet.markOf(row, slot) ?? '')).length
  return (
    <tfoot>
      <tr>
        <td>{t('到场')}</td>
        <td className="num">{t('共 {n} 人', { n: rows.length })}</td>
        {numbers.map((slot) => (
          <td key={slot} className="mark-head num">
            {came(slot)}
          </td>
        ))}
        <td className="num">{t('{n} 人', { n: rows.filter((row) => row.recognised).length })}</td>
      </tr>
    </tfoot>
  )
}

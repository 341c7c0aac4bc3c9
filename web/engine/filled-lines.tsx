import type { FormCell, FormField, FormValues } from '#contract/case-form.ts'
import { number } from '../lib/format.ts'
import { t } from '../lib/t.ts'
import { shownCell } from './case-form-values.ts'

/** Lines that were handed in, as a small table with the sums of its numbers. */
export function FilledLines({ field, value }: { field: FormField; value: FormValues[string] | undefined }) {
  if (!Array.isArray(value) || value.length === 0) return null
  const sums = field.columns.map((column, at) =>
    at > 0 && column.kind === 'number' ? sumOf(value, column) : null,
  )
  return (
    <table className="filled-lines">
      <caption>{t(field.title)}</caption>
      <thead>
        <tr>
          {field.columns.map((column) => (
            <th key={column.name} scope="col" className={classOf(column)}>
              {t(column.title)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.map((line, at) => (
          // a line has no name of its own
          <tr key={at}>
            {field.columns.map((column) => (
              <td key={column.name} className={classOf(column)}>
                {cellOf(column, line[column.name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {value.length > 1 && sums.some((sum) => sum !== null) && (
        <tfoot>
          <tr>
            {field.columns.map((column, at) => (
              <td key={column.name} className={classOf(column)}>
                {at === 0 ? t('合计') : (sums[at] ?? '')}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

type Line = Record<string, string | number | boolean | null>

function cellOf(column: FormCell, value: Line[string] | undefined): string {
  return typeof value === 'number' ? number(value) : t(shownCell(column, value))
}

/** Sums are counted in hundredths, so that cents add up. */
function sumOf(rows: readonly Line[], { name }: FormCell): string {
  const hundredths = rows.reduce((sum, line) => sum + Math.round(Number(line[name] ?? 0) * 100), 0)
  return number(hundredths / 100)
}

function classOf({ kind }: FormCell): string | undefined {
  return kind === 'number' ? 'numeric' : undefined
}

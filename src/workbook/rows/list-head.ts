/** Finding a list of a known sort on a sheet that somebody else made, by what stands above its columns. */
import { normaliseText } from '#lib/text.ts'
import type { RawCell, RawRow } from '../read/cells.ts'
import { DIGITS_LOST_FROM, textOf } from './cell.ts'
import { normaliseHead } from './header.ts'

/** The columns that are looked for: by property, the heads that mean it, the best first. */
export type ListHeads = Readonly<Record<string, readonly string[]>>

/** A list that was found. */
export type FoundList = {
  /** Row of its heads, from 1. */
  headRow: number
  /** Property → its head as it stands in the file. */
  heads: Record<string, string>
  /** Rows below with any of the columns filled; `values` has only filled ones, `lost` those whose digits Excel cut. */
  rows: ListRow[]
}
export type ListRow = { row: number; values: Record<string, string>; lost: string[] }

/** The heads stand in one of these rows: above it are titles, dates and remarks. */
export const LIST_HEAD_WITHIN = 12

/**
 * The list on a sheet; undefined where no row has heads for all of `needed`.
 * @param rows the sheet's rows that are not empty.
 */
export function findList(
  rows: readonly RawRow[],
  heads: ListHeads,
  needed: readonly string[],
): FoundList | undefined {
  for (const row of rows) {
    if (row.row > LIST_HEAD_WITHIN) return undefined
    const columns = columnsAt(row, heads)
    if (!needed.every((property) => columns.has(property))) continue
    const below = rows.filter((one) => one.row > row.row)
    return {
      headRow: row.row,
      heads: Object.fromEntries(
        [...columns].map(([property, at]) => [property, normaliseHead(row.cells.get(at)?.text ?? '')]),
      ),
      rows: below.flatMap((one) => readRow(one, columns)),
    }
  }
  return undefined
}

function columnsAt(row: RawRow, heads: ListHeads): Map<string, number> {
  const found = new Map<string, number>()
  for (const [at, cell] of [...row.cells].toSorted(([a], [b]) => a - b)) {
    const head = normaliseHead(cell.text)
    if (head !== '' && !found.has(head)) found.set(head, at)
  }
  const columns = new Map<string, number>()
  for (const [property, words] of Object.entries(heads)) {
    const word = words.find((one) => found.has(one))
    const at = word === undefined ? undefined : found.get(word)
    if (at !== undefined) columns.set(property, at)
  }
  return columns
}

function readRow({ row, cells }: RawRow, columns: ReadonlyMap<string, number>): ListRow[] {
  const values: Record<string, string> = {}
  const lost: string[] = []
  for (const [property, at] of columns) {
    const cell = cells.get(at)
    const text = cell === undefined ? '' : shown(cell)
    if (text !== '') values[property] = text
    if (cell?.kind === 'number' && Number(cell.text) >= DIGITS_LOST_FROM) lost.push(property)
  }
  return Object.keys(values).length === 0 ? [] : [{ row, values, lost }]
}

function shown(cell: RawCell): string {
  if (cell.kind === 'uncalculated') return '未计算的公式'
  if (cell.kind === 'error') return cell.text
  return normaliseText(textOf(cell, false))
}

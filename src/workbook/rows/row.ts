/** One raw row to a row of typed values, or to the reasons why it is refused. */
import type { CellError } from '#contract/import-report.ts'
import type { Column } from '../columns.ts'
import type { RawCell, RawRow } from '../read/cells.ts'
import { SHEETS, type Sheet, type SheetName } from '../sheets.ts'
import { isFault, parseCell, type CellValue, type Parsed } from './cell.ts'
import { columnsOf, type Header } from './header.ts'
import { say, type Fault } from './messages.ts'

/**
 * Values in the order of the sheet's columns, null where the cell is at fault; a period fault refuses the row only if
 * its references hold.
 */
export interface ParsedRow {
  readonly row: number
  readonly values: readonly CellValue[]
  readonly periodError?: CellError
}

export type RowOutcome =
  | { readonly kind: 'row'; readonly row: ParsedRow }
  | { readonly kind: 'refused'; readonly errors: readonly CellError[]; readonly row: ParsedRow }
  | { readonly kind: 'blank' }

interface Place {
  readonly column: Column
  /** Column in the file; undefined when the file has none (then it is an optional one). */
  readonly at: number | undefined
  /** Texts repeat in their thousands: persons, activities, words. */
  readonly known: Map<string, Parsed>
  /** How often a text was known; remembering stops where texts do not repeat (times of check-ins). */
  hits: number
  remembers: boolean
}

const MOST_KNOWN = 50_000
const BLANK: RowOutcome = { kind: 'blank' }

/** Parses the rows of one worksheet, whose header is complete. Errors of a row stand in the sheet's column order. */
export class RowParser {
  readonly #part: string
  readonly #places: readonly Place[]
  readonly #date1904: boolean
  readonly #period: { readonly start: number; readonly end: number } | undefined

  constructor(sheet: SheetName, part: string, header: Header, date1904: boolean) {
    this.#part = part
    this.#date1904 = date1904
    const columns = columnsOf(sheet)
    this.#places = columns.map(([property, column]) => ({
      column,
      at: header.columns.get(property),
      known: new Map(),
      hits: 0,
      remembers: true,
    }))
    const { period }: Sheet = SHEETS[sheet]
    const indexOf = (property: string): number => columns.findIndex(([name]) => name === property)
    this.#period = period && { start: indexOf(period[0]), end: indexOf(period[1]) }
  }

  /** Parses a row; blank: it has no value in any known column. */
  parse(raw: RawRow): RowOutcome {
    const values: CellValue[] = []
    const errors: CellError[] = []
    let filled = false
    for (const place of this.#places) {
      const cell = place.at === undefined ? undefined : raw.cells.get(place.at)
      const parsed = this.#parseCell(place, cell)
      values.push(isFault(parsed) ? null : parsed)
      if (isFault(parsed)) errors.push(this.#error(raw.row, place.column, parsed))
      filled ||= isFault(parsed) ? parsed.code !== 'required' : parsed !== null
    }
    if (!filled) return BLANK
    if (errors.length > 0) return { kind: 'refused', errors, row: { row: raw.row, values } }
    return { kind: 'row', row: { row: raw.row, values, periodError: this.#periodError(raw.row, values) } }
  }

  #parseCell(place: Place, cell: RawCell | undefined): Parsed {
    if (cell?.kind !== 'text' || !place.remembers) return parseCell(place.column, cell, this.#date1904)
    const known = place.known.get(cell.text)
    if (known !== undefined) {
      place.hits++
      return known
    }
    const parsed = parseCell(place.column, cell, this.#date1904)
    place.known.set(cell.text, parsed)
    if (place.known.size >= MOST_KNOWN) forget(place)
    return parsed
  }

  #periodError(row: number, values: readonly CellValue[]): CellError | undefined {
    if (!this.#period) return undefined
    const [start, end] = [values[this.#period.start], values[this.#period.end]]
    const [startPlace, endPlace] = [this.#places[this.#period.start], this.#places[this.#period.end]]
    if (typeof start !== 'string' || typeof end !== 'string' || end >= start || !startPlace || !endPlace)
      return undefined
    return this.#error(row, endPlace.column, say.period(startPlace.column, start, endPlace.column, end))
  }

  #error(row: number, column: Column, fault: Fault): CellError {
    return { sheet: this.#part, row, column: column.head, code: fault.code, message: fault.message }
  }
}

function forget(place: Place): void {
  place.remembers = place.hits > place.known.size
  place.hits = 0
  place.known.clear()
}

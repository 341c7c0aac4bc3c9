/** The rows of one tab, from the search for its header to the last value. */
import type { CellError, ImportWarning } from '#contract/import-report.ts'
import type { RawRow } from '../read/cells.ts'
import type { Tab } from '../read/titles.ts'
import { chooseHeader, HEADER_WITHIN, isCompleteHeader, type Header } from './header.ts'
import { say } from './messages.ts'
import { RowParser, type ParsedRow } from './row.ts'

/** Where rows and errors go; they are collected into batches. */
export interface RowSink {
  row(row: ParsedRow): void
  /** `row`: its good cells, whose references are looked up all the same. */
  refused(errors: readonly CellError[], row?: ParsedRow): void
}

/** What was found on one tab. */
export interface TabReport extends Tab {
  /** Excel's row of the header; its first filled row when no header was found. */
  readonly headerRow: number
  /** Property → column in the file, from 0. */
  readonly columns: Readonly<Record<string, number>>
  /** Rows with any value after the header, and how many of them were refused for their form. */
  readonly rows: number
  readonly refused: number
  readonly warnings: readonly ImportWarning[]
  /** Where a report puts its reasons: right of the last column with a value, or where a former report put them. */
  readonly reportColumn: number
  /** True when the file is a former report, which has reasons already. */
  readonly reported: boolean
}

export class TabReader {
  readonly #tab: Tab
  readonly #sink: RowSink
  readonly #date1904: boolean
  #waiting: RawRow[] = []
  #header: Header | undefined
  #parser: RowParser | undefined
  #rows = 0
  #refused = 0

  constructor(tab: Tab, sink: RowSink, date1904: boolean) {
    this.#tab = tab
    this.#sink = sink
    this.#date1904 = date1904
  }

  /** Takes the next row that has any cell. */
  take(raw: RawRow): void {
    if (this.#header) return this.#parse(raw)
    this.#waiting.push(raw)
    if (raw.row >= HEADER_WITHIN || isCompleteHeader(this.#tab.sheet, raw)) this.#settleHeader()
  }

  /** Ends the tab, whose largest column with a value is given. For a sheet with missing columns this is when they are told, with the count of rows lost. */
  end(lastColumn: number): TabReport {
    if (!this.#header && this.#waiting.length > 0) this.#settleHeader()
    const header = this.#header
    const warnings = header
      ? header.warnings
      : [{ sheet: this.#tab.title, message: `工作表“${this.#tab.title}”没有内容。` }]
    if (header && header.missing.length > 0) this.#tellMissing(header)
    return {
      ...this.#tab,
      headerRow: header?.row ?? 1,
      columns: Object.fromEntries(header?.columns ?? []),
      rows: this.#rows,
      refused: this.#refused,
      warnings,
      reportColumn: header?.reportColumn ?? lastColumn + 1,
      reported: header?.reportColumn !== undefined,
    }
  }

  #settleHeader(): void {
    const { sheet, title } = this.#tab
    const header = chooseHeader(sheet, title, this.#waiting)
    this.#header = header
    this.#parser = new RowParser(sheet, title, header, this.#date1904)
    const waiting = this.#waiting
    this.#waiting = []
    for (const row of waiting) if (row.row > header.row) this.#parse(row)
  }

  #parse(raw: RawRow): void {
    const outcome = this.#parser?.parse(raw)
    if (!outcome || (outcome.kind === 'blank' && this.#header?.found)) return
    this.#rows++
    if (outcome.kind === 'row' && this.#header?.missing.length === 0) return this.#sink.row(outcome.row)
    this.#refused++
    if (outcome.kind === 'refused' && this.#header?.missing.length === 0)
      this.#sink.refused(outcome.errors, outcome.row)
  }

  #tellMissing(header: Header): void {
    const word = header.found ? say.missingColumn : say.missingHeader
    this.#sink.refused(
      header.missing.map((column) => ({
        sheet: this.#tab.title,
        row: header.row,
        column: column.head,
        ...word(column.head, this.#rows),
      })),
    )
  }
}

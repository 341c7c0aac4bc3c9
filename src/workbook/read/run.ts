/** Reads a whole workbook, tab by tab, and hands on packed batches; the caller decides where this runs. */
import type { CellError, ImportWarning } from '#contract/import-report.ts'
import type { PackedBatch, ReadReport } from '../batch.ts'
import type { CellValue } from '../rows/cell.ts'
import type { ParsedRow } from '../rows/row.ts'
import { TabReader, type RowSink, type TabReport } from '../rows/tab-reader.ts'
import { readBook, type Book } from './book.ts'
import { CellReader } from './cells.ts'
import { readFormats, type Format } from './formats.ts'
import type { ReadLimits } from './limits.ts'
import { openPackage, type Package } from './package.ts'
import { readStrings } from './strings.ts'
import { matchTabs, type Tab } from './titles.ts'
import { XmlScanner } from './xml.ts'

const ROWS_PER_BATCH = 2000

interface Reading {
  readonly pack: Package
  readonly book: Book
  readonly strings: readonly string[]
  readonly formats: readonly Format[]
  readonly deliver: (batch: PackedBatch) => Promise<void>
  readonly total: number
  bytes: number
}

/** Reads the file; each batch is delivered and awaited before more is read. Throws WorkbookRefused. */
export async function readWorkbook(
  path: string,
  limits: ReadLimits,
  deliver: (batch: PackedBatch) => Promise<void>,
): Promise<ReadReport> {
  const pack = await openPackage(path, limits)
  try {
    const book = await readBook(pack)
    const { tabs, warnings } = matchTabs(book.sheets)
    const formats = readFormats(book.styles === undefined ? undefined : await pack.text(book.styles))
    const strings = await readStrings(pack, book.strings)
    const total = tabs.reduce((sum, tab) => sum + (pack.find(tab.part)?.uncompressedSize ?? 0), 0)
    const reports = await readTabs({ pack, book, strings, formats, deliver, total, bytes: 0 }, tabs)
    return { tabs: reports, warnings: withTabs(warnings, reports) }
  } finally {
    pack.close()
  }
}

async function readTabs(reading: Reading, tabs: readonly Tab[]): Promise<TabReport[]> {
  const reports: TabReport[] = []
  for (const tab of tabs) reports.push(await readTab(reading, tab))
  return reports
}

async function readTab(reading: Reading, tab: Tab): Promise<TabReport> {
  const batch = new BatchBuilder(tab)
  const reader = new TabReader(tab, batch, reading.book.date1904)
  const cells = new CellReader(reading.strings, reading.formats, (row) => reader.take(row))
  const scanner = new XmlScanner(cells)
  const entry = reading.pack.find(tab.part)
  for await (const chunk of entry ? reading.pack.stream(entry) : []) {
    scanner.push(chunk)
    reading.bytes += chunk.length
    if (batch.size >= ROWS_PER_BATCH) await reading.deliver(batch.take(reading.bytes / reading.total))
  }
  scanner.end()
  const report = reader.end(cells.lastColumn)
  if (batch.size > 0) await reading.deliver(batch.take(reading.bytes / reading.total))
  return report
}

function withTabs(warnings: readonly ImportWarning[], reports: readonly TabReport[]): ImportWarning[] {
  return [...warnings, ...reports.flatMap((report) => report.warnings)]
}

/** Collects rows and errors until there are enough for a batch. */
class BatchBuilder implements RowSink {
  readonly #tab: Tab
  #numbers: number[] = []
  #values: CellValue[] = []
  #periods: [number, CellError][] = []
  #faulty: number[] = []
  #errors: CellError[] = []

  constructor(tab: Tab) {
    this.#tab = tab
  }

  get size(): number {
    return this.#numbers.length + this.#errors.length
  }

  row(row: ParsedRow): void {
    if (row.periodError) this.#periods.push([this.#numbers.length, row.periodError])
    this.#numbers.push(row.row)
    for (const value of row.values) this.#values.push(value)
  }

  refused(errors: readonly CellError[], row?: ParsedRow): void {
    for (const error of errors) this.#errors.push(error)
    if (row === undefined) return
    this.#faulty.push(this.#numbers.length)
    this.row(row)
  }

  /** The batch so far; begins anew. */
  take(done: number): PackedBatch {
    const { sheet, title } = this.#tab
    const packed = {
      sheet,
      title,
      numbers: this.#numbers,
      values: this.#values,
      periods: this.#periods,
      faulty: this.#faulty,
      errors: this.#errors,
      done,
    }
    this.#numbers = []
    this.#values = []
    this.#periods = []
    this.#faulty = []
    this.#errors = []
    return packed
  }
}

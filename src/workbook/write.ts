/**
 * Writing .xlsx as a stream: rows go out as they come, whatever their number. Why not a library:
 * docs/decisions/010-workbook-streams.md.
 */
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { rowXml, sheetEnd, sheetStart } from './write/sheet-xml.ts'
import { STYLES_XML } from './write/styles.ts'
import type { Table, TableValue } from './write/table.ts'
import {
  contentTypes,
  PACKAGE_RELATIONS,
  sheetTitle,
  workbookRelations,
  workbookXml,
} from './write/workbook-xml.ts'
import { zip, type ZipPart } from './write/zip.ts'

/** Excel's last row; a longer table goes on in a sheet of the same name with (2), (3) behind it. */
const LAST_ROW = 1_048_576
const SAMPLE_ROWS = 200
const FLUSH_AT = 128 * 1024

export interface WriteOptions {
  /** The row after which a table goes on in another sheet. */
  readonly lastRow?: number
}

/** The bytes of a workbook with these tables. */
export function writeWorkbook(tables: Iterable<Table>, options: WriteOptions = {}): AsyncGenerator<Buffer> {
  return zip(parts(tables, options.lastRow ?? LAST_ROW))
}

/** Writes a workbook to a file. */
export async function writeWorkbookFile(path: string, tables: Iterable<Table>): Promise<void> {
  await pipeline(writeWorkbook(tables), createWriteStream(path))
}

async function* parts(tables: Iterable<Table>, lastRow: number): AsyncGenerator<ZipPart> {
  yield { name: '_rels/.rels', content: [PACKAGE_RELATIONS] }
  const titles: string[] = []
  for (const table of tables) {
    const rows = new RowSource(table.rows)
    do {
      titles.push(sheetTitle(table.name, titles))
      yield { name: `xl/worksheets/sheet${titles.length}.xml`, content: sheetPart(table, rows, lastRow) }
    } while (!(await rows.ended()))
  }
  yield { name: 'xl/styles.xml', content: [STYLES_XML] }
  yield { name: 'xl/workbook.xml', content: [workbookXml(titles)] }
  yield { name: 'xl/_rels/workbook.xml.rels', content: [workbookRelations(titles.length)] }
  yield { name: '[Content_Types].xml', content: [contentTypes(titles.length)] }
}

async function* sheetPart(table: Table, rows: RowSource, lastRow: number): AsyncGenerator<string> {
  const { columns } = table
  let xml = sheetStart(columns, await rows.sample())
  let number = 1
  while (number < lastRow) {
    const ready = rows.ready()
    if (!ready && (await rows.ended())) break
    for (const row of rows.take(lastRow - number)) {
      xml += rowXml(++number, columns, row)
      if (xml.length < FLUSH_AT) continue
      yield xml
      xml = ''
    }
  }
  yield xml + sheetEnd(columns, number)
}

/** Rows in small lots, so that a sheet can look ahead for its widths and end without losing one. */
class RowSource {
  readonly #rows: AsyncIterator<readonly TableValue[]> | Iterator<readonly TableValue[]>
  #lot: (readonly TableValue[])[] = []
  #done = false

  constructor(rows: Table['rows']) {
    this.#rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  }

  ready(): boolean {
    return this.#lot.length > 0
  }

  /** True when there are no more rows; fetches the next lot to know. */
  async ended(): Promise<boolean> {
    if (this.#lot.length === 0) await this.#fetch()
    return this.#lot.length === 0
  }

  /** The next rows, not taken. */
  async sample(): Promise<readonly (readonly TableValue[])[]> {
    await this.ended()
    return this.#lot
  }

  take(most: number): (readonly TableValue[])[] {
    return this.#lot.splice(0, most)
  }

  async #fetch(): Promise<void> {
    while (!this.#done && this.#lot.length < SAMPLE_ROWS) {
      const step = this.#rows.next()
      const next = step instanceof Promise ? await step : step
      if (next.done) this.#done = true
      else this.#lot.push(next.value)
    }
  }
}

/** Staging: the rows of a workbook as typed temporary tables, one a sheet, gone with the transaction. */
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import type { Work } from '#kernel/call.ts'
import { rawClient } from '#db/transact.ts'
import type { FaultyRow, TypedBatch } from '../batch.ts'
import type { Column } from '../columns.ts'
import { SHEETS, type SheetName } from '../sheets.ts'

/** Name of a sheet's staging table. */
export function stageOf(sheet: SheetName): string {
  return `stage_${Object.keys(SHEETS).indexOf(sheet)}`
}

/** A property as the name of a column. */
export function columnOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const TYPES: Readonly<Record<Column['rule']['kind'], string>> = {
  text: 'text',
  name: 'text',
  code: 'text',
  identity: 'text',
  word: 'text',
  date: 'date',
  time: 'timestamp',
  decimal: 'numeric',
  rate: 'numeric',
  integer: 'integer',
  slot: 'integer',
}

/** Takes batches in and copies them to the sheets' staging tables, with the database's own back-pressure. */
export class Stage {
  readonly #work: Work
  /** Titles of tabs by their number in `part`: 签到, 签到(2). */
  readonly titles: string[] = []
  readonly #staged = new Set<SheetName>()
  #open: { sheet: SheetName; stream: CopyStreamQuery } | undefined

  constructor(work: Work) {
    this.#work = work
  }

  /** Sheets that have a staging table, in the workbook's order. */
  get sheets(): SheetName[] {
    return Object.keys(SHEETS).filter((name): name is SheetName => this.#staged.has(name as SheetName))
  }

  /** Copies one batch. */
  async take(batch: TypedBatch): Promise<void> {
    if (batch.rows.length + batch.faulty.length === 0) return
    const stream = await this.#streamFor(batch.sheet)
    if (!this.titles.includes(batch.title)) this.titles.push(batch.title)
    const text = copyText(batch, this.titles.indexOf(batch.title))
    if (!stream.write(text)) await once(stream, 'drain')
  }

  /** Ends the copying; the tables are then complete. */
  async end(): Promise<void> {
    if (this.#open === undefined) return
    const { stream } = this.#open
    this.#open = undefined
    stream.end()
    await finished(stream)
  }

  /** Breaks off what is being copied, so that the connection can roll back. */
  async abandon(): Promise<void> {
    const stream = this.#open?.stream
    this.#open = undefined
    if (stream === undefined || stream.destroyed) return
    stream.destroy()
    await finished(stream).catch(() => undefined) // it ends by the failure that was just asked for
  }

  async #streamFor(sheet: SheetName): Promise<CopyStreamQuery> {
    if (this.#open?.sheet === sheet) return this.#open.stream
    await this.end()
    const client = rawClient(this.#work.tx)
    if (!this.#staged.has(sheet)) await client.query(createTable(sheet))
    this.#staged.add(sheet)
    const stream = client.query(copyFrom(`copy ${stageOf(sheet)} from stdin`))
    // whoever writes or ends next is told; without a listener the process would end here
    stream.on('error', () => undefined)
    this.#open = { sheet, stream }
    return stream
  }
}

function createTable(sheet: SheetName): string {
  const columns = Object.entries<Column>(SHEETS[sheet].columns).map(
    ([p, c]) => `${columnOf(p)} ${TYPES[c.rule.kind]}`,
  )
  return `create temporary table ${stageOf(sheet)} (part smallint, row integer, faulty boolean, period text, ${columns.join(', ')}) on commit drop`
}

function copyText(batch: TypedBatch, part: number): string {
  const properties = Object.keys(SHEETS[batch.sheet].columns)
  let text = ''
  for (const row of batch.rows) text += copyLine(part, row, 'f', row.periodError?.message ?? null, properties)
  for (const row of batch.faulty) text += copyLine(part, row, 't', null, properties)
  return text
}

function copyLine(
  part: number,
  row: FaultyRow,
  faulty: 't' | 'f',
  period: string | null,
  properties: readonly string[],
): string {
  let line = `${part}\t${row.row}\t${faulty}\t${copyValue(period)}`
  for (const property of properties) line += `\t${copyValue(row[property])}`
  return `${line}\n`
}

const SPECIAL = /[\\\n\r\t]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function copyValue(text: unknown): string {
  if (typeof text === 'number') return String(text)
  if (typeof text !== 'string') return '\\N'
  return SPECIAL.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (c) => ESCAPES[c] ?? c) : text
}

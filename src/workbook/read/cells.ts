/** A worksheet part as rows of raw cells, in one pass. */
import type { Format } from './formats.ts'
import { TextCollector } from './strings.ts'
import { decodeCellText, rawAttribute } from './xml-text.ts'
import type { XmlHandler } from './xml.ts'

/**
 * What a cell holds, before any rule. `text`: as typed; `number`: its literal, with the format that shows it;
 * `error`: Excel's error word; `uncalculated`: a formula that nobody has calculated.
 */
export type RawCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string; readonly format: Format }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'uncalculated'; readonly text: '' }

export interface RawRow {
  /** Excel's number, from 1. */
  readonly row: number
  /** By column, from 0; empty cells are absent. */
  readonly cells: ReadonlyMap<number, RawCell>
}

const PLAIN: Format = { kind: 'plain' }
const ERROR_WORD = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/
const BLANK = /^\s*$/u

/** Turns the scanner's events into rows; rows without any value are left out. */
export class CellReader implements XmlHandler {
  readonly #strings: readonly string[]
  readonly #formats: readonly Format[]
  readonly #onRow: (row: RawRow) => void
  readonly #inline = new TextCollector()
  /** The largest column with a value, from 0; -1 when there is none. */
  lastColumn = -1
  #row = 0
  #column = -1
  #cells = new Map<number, RawCell>()
  #type = ''
  #style = 0
  #value = ''
  #hasValue = false
  #formula = false
  #inValue = false

  constructor(strings: readonly string[], formats: readonly Format[], onRow: (row: RawRow) => void) {
    this.#strings = strings
    this.#formats = formats
    this.#onRow = onRow
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#beginCell(attributes)
    else if (name === 'v') this.#inValue = this.#hasValue = true
    else if (name === 'row') this.#beginRow(attributes)
    else if (name === 'f') this.#formula = true
    else this.#inline.open(name)
  }

  text(raw: string): void {
    if (this.#inValue) this.#value += raw
    else this.#inline.text(raw)
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false
    else if (name === 'c') this.#endCell()
    else if (name === 'row') this.#endRow()
    else this.#inline.close(name)
  }

  #beginRow(attributes: string): void {
    const number = Number(rawAttribute(attributes, 'r') ?? this.#row + 1)
    this.#row = Number.isInteger(number) && number > 0 ? number : this.#row + 1
    this.#column = -1
  }

  #beginCell(attributes: string): void {
    const reference = rawAttribute(attributes, 'r')
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    this.#type = rawAttribute(attributes, 't') ?? 'n'
    this.#style = Number(rawAttribute(attributes, 's') ?? 0)
    this.#value = ''
    this.#hasValue = this.#formula = false
  }

  #endCell(): void {
    const cell = this.#cell()
    if (!cell) return
    this.#cells.set(this.#column, cell)
    if (this.#column > this.lastColumn) this.lastColumn = this.#column
  }

  #endRow(): void {
    if (this.#cells.size === 0) return
    const cells = this.#cells
    this.#cells = new Map()
    this.#onRow({ row: this.#row, cells })
  }

  #cell(): RawCell | undefined {
    if (this.#type === 's') return textCell(this.#hasValue ? (this.#strings[Number(this.#value)] ?? '') : '')
    if (this.#type === 'inlineStr') return textCell(this.#inline.take())
    if (this.#formula && !this.#hasValue) return { kind: 'uncalculated', text: '' }
    if (!this.#hasValue) return undefined
    return this.#valueCell()
  }

  #valueCell(): RawCell | undefined {
    switch (this.#type) {
      case 'str':
      case 'd':
        return textCell(decodeCellText(this.#value))
      case 'e':
        return { kind: 'error', text: decodeCellText(this.#value) }
      case 'b':
        return { kind: 'text', text: this.#value.trim() === '1' ? 'TRUE' : 'FALSE' }
      default:
        return this.#numberCell()
    }
  }

  #numberCell(): RawCell | undefined {
    const text = this.#value.includes('&') ? decodeCellText(this.#value).trim() : this.#value.trim()
    return text === '' ? undefined : { kind: 'number', text, format: this.#formats[this.#style] ?? PLAIN }
  }
}

function textCell(text: string): RawCell | undefined {
  if (text === '' || BLANK.test(text)) return undefined
  return text.charCodeAt(0) === 35 && ERROR_WORD.test(text) ? { kind: 'error', text } : { kind: 'text', text }
}

/** The column, from 0, of a reference such as "AB12". */
export function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

/** The letters of a column, from 0: 27 is "AB". */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`
}

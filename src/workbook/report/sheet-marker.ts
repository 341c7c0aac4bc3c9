/** Copies a worksheet part token by token, marking bad cells and writing the reasons into the column beside them. */
import { columnLetters, columnOf } from '../read/cells.ts'
import { rawAttribute } from '../read/xml-text.ts'
import { XmlScanner, type XmlHandler } from '../read/xml.ts'
import { inlineCell } from '../write/sheet-xml.ts'
import type { RowMarks } from './marks.ts'
import type { StyleBook } from './style-book.ts'

const REASON_WIDTH = 60
/** XFD: beyond it there is no place for the reasons, and cells are only coloured. */
const LAST_COLUMN = 16_383

/** Where the reasons go, from 0, and the header's row, Excel's. */
interface Place {
  readonly column: number
  readonly headerRow: number
}

/** The marked part, as bytes. */
export async function* markSheet(
  part: AsyncIterable<Buffer>,
  place: Place,
  marks: ReadonlyMap<number, RowMarks>,
  styles: StyleBook,
): AsyncGenerator<Buffer> {
  const marker = new SheetMarker(place, marks, styles)
  const scanner = new XmlScanner(marker)
  for await (const chunk of part) {
    scanner.push(chunk)
    yield marker.take()
  }
  scanner.end()
}

type Event =
  | { readonly kind: 'open' | 'empty'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }

/** Works on Latin-1 text, as the scanner does; what it adds is brought to that form. */
class SheetMarker implements XmlHandler {
  readonly #place: Place
  readonly #marks: ReadonlyMap<number, RowMarks>
  readonly #styles: StyleBook
  #out = ''
  #event: Event | undefined
  #row = 0
  #column = -1
  /** Columns of the row that are still to be marked, ascending. */
  #waiting: number[] = []
  #reason: string | undefined
  /** The element that is being left out, with all in it. */
  #dropping: string | undefined
  #widths = 0
  #hasWidths = false

  constructor(place: Place, marks: ReadonlyMap<number, RowMarks>, styles: StyleBook) {
    this.#place = place
    this.#marks = marks
    this.#styles = styles
  }

  /** What was copied since the last call. */
  take(): Buffer {
    const bytes = Buffer.from(this.#out, 'latin1')
    this.#out = ''
    return bytes
  }

  open(name: string, attributes: string): void {
    this.#event = { kind: 'open', name, attributes }
  }

  close(name: string): void {
    this.#event = this.#event?.kind === 'open' ? { ...this.#event, kind: 'empty' } : { kind: 'close', name }
  }

  text(): void {}

  token(raw: string): void {
    const event = this.#event
    this.#event = undefined
    if (this.#dropping !== undefined) {
      if (event?.kind === 'close' && event.name === this.#dropping) this.#dropping = undefined
      return
    }
    this.#out += event ? this.#rewrite(event, raw) : raw
  }

  #rewrite(event: Event, raw: string): string {
    switch (event.name) {
      case 'row':
        return this.#rewriteRow(event, raw)
      case 'c':
        return event.kind === 'close' ? raw : this.#rewriteCell(event, raw)
      case 'dimension':
        return this.#drop(event)
      case 'col':
        if (event.kind !== 'close') this.#widths = Number(rawAttribute(event.attributes, 'max') ?? 0)
        return raw
      case 'cols':
        this.#hasWidths = true
        return event.kind === 'close' && this.#widths <= this.#place.column ? this.#width(raw) + raw : raw
      case 'sheetData':
        return event.kind === 'close' || this.#hasWidths
          ? raw
          : prefixed(raw, '<cols>') + this.#width(raw) + prefixed(raw, '</cols>') + raw
      default:
        return raw
    }
  }

  #rewriteRow(event: Event, raw: string): string {
    if (event.kind === 'close') return this.#cellsBefore(Number.POSITIVE_INFINITY, raw) + raw
    this.#row = Number(rawAttribute(event.attributes, 'r') ?? this.#row + 1)
    this.#column = -1
    const marks = event.kind === 'open' ? this.#marks.get(this.#row) : undefined
    this.#waiting = [...(marks?.columns ?? [])]
    this.#reason = marks?.reason
    return marks ? raw.replace(/\sspans="[^"]*"/, '') : raw
  }

  #rewriteCell(event: Exclude<Event, { kind: 'close' }>, raw: string): string {
    const reference = rawAttribute(event.attributes, 'r')
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference)
    if (this.#column === this.#place.column && this.#row >= this.#place.headerRow) return this.#drop(event)
    const before = this.#cellsBefore(this.#column, raw)
    if (this.#waiting[0] !== this.#column) return before + raw
    this.#waiting.shift()
    const style = this.#styles.marked(Number(rawAttribute(event.attributes, 's') ?? 0))
    return before + raw.replace(/\ss="[^"]*"/, '').replace(/^(<[\w.:-]+)/, `$1 s="${style}"`)
  }

  /** Marked cells that the file does not have, and the reason, as far as they stand before a column. */
  #cellsBefore(column: number, like: string): string {
    let cells = ''
    while (this.#waiting[0] !== undefined && this.#waiting[0] < column) {
      const at = this.#waiting.shift() ?? 0
      cells += prefixed(like, `<c r="${columnLetters(at)}${this.#row}" s="${this.#styles.marked(0)}"/>`)
    }
    if (this.#reason === undefined || column <= this.#place.column || this.#place.column > LAST_COLUMN)
      return cells
    const reason = inlineCell(
      `${columnLetters(this.#place.column)}${this.#row}`,
      this.#styles.reason(),
      this.#reason,
    )
    this.#reason = undefined
    return cells + prefixed(like, Buffer.from(reason).toString('latin1'))
  }

  #drop(event: Event): string {
    if (event.kind === 'open') this.#dropping = event.name
    return ''
  }

  #width(like: string): string {
    const at = Math.min(this.#place.column, LAST_COLUMN) + 1
    return prefixed(like, `<col min="${at}" max="${at}" width="${REASON_WIDTH}" customWidth="1"/>`)
  }
}

/** Tags with the namespace prefix that the part itself uses, as in a tag of its own. */
function prefixed(like: string, tags: string): string {
  const prefix = /^<\/?([\w.-]+:)/.exec(like)?.[1]
  return prefix === undefined ? tags : tags.replace(/<(\/?)/g, `<$1${prefix}`)
}

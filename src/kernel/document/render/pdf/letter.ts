import { buffer } from 'node:stream/consumers'
import { annexTitle, toPlain, type Block, type DocumentModel, type Table } from '../../model.ts'
import { inChinese } from '#lib/dates.ts'
import { characterWidth, linePitch, page, size, widthOf } from '../gb9704.ts'
import { Ink } from './ink.ts'
import { drawTable } from './table.ts'

const points = (twips: number): number => twips / 20
/** The text block of GB/T 9704, in points. */
export const SHEET = {
  left: points(page.margin.left),
  top: points(page.margin.top),
  width: points(page.textWidth),
  bottom: points(page.height - page.margin.bottom),
} as const
const LINE = points(linePitch)
const TEXT = size.text / 2
const TITLE = size.title / 2
const CHARACTER = points(characterWidth)

/** The document as a PDF in the measures of GB/T 9704-2012. @throws NoGlyphs for a character that no font has. */
export async function renderPdf(model: DocumentModel): Promise<Buffer> {
  const { left, top } = SHEET
  const right = points(page.margin.right)
  const ink = new Ink({
    margins: { top, left, right, bottom: points(page.margin.bottom) },
    info: { Title: model.title, Author: model.issuer },
  })
  const bytes = buffer(ink.document)
  new Letter(ink).write(model)
  ink.end()
  return bytes
}

class Letter {
  readonly #ink: Ink
  #tables = 0

  constructor(ink: Ink) {
    this.#ink = ink
  }

  write(model: DocumentModel): void {
    this.#ink.document.addPage()
    for (const line of titleLines(model.title)) this.#centred(line, TITLE, 'head', LINE * 1.3)
    if (model.number !== undefined) this.#centred(model.number, TEXT, 'text', LINE)
    this.#down(1)
    if (model.to !== undefined) this.#paragraph(model.to, 0)
    for (const block of model.blocks) this.#block(block)
    this.#annexNames(model.annexes)
    this.#signature(model)
    for (const [n, table] of model.annexes.entries())
      this.#annex(table, model.annexes.length > 1 ? String(n + 1) : '')
    this.#numbers()
  }

  #block(block: Block): void {
    if (block.kind === 'paragraph') return this.#paragraph(toPlain(block.text))
    if (block.kind === 'head') {
      this.#keep(2)
      return this.#flow(block.text, block.level === 1 ? 'head' : 'text', 2 * CHARACTER)
    }
    this.#tables += 1
    this.#keep(3)
    this.#centred(`表${this.#tables}　${block.caption}`, 12, 'head', LINE)
    drawTable(this.#ink, block, SHEET)
    this.#down(0.5)
  }

  #paragraph(text: string, indent = 2 * CHARACTER): void {
    this.#flow(text, 'text', indent)
  }

  #flow(text: string, face: 'text' | 'head', indent: number): void {
    const { left: x, width } = SHEET
    this.#ink.flow(text, { face, size: TEXT, line: LINE, x, width, indent, characterSpacing: -0.25 })
  }

  #centred(text: string, size: number, face: 'text' | 'head', line: number): void {
    this.#ink.flow(text, { face, size, line, x: SHEET.left, width: SHEET.width, align: 'center' })
  }

  #annexNames(annexes: readonly Table[]): void {
    if (annexes.length === 0) return
    this.#keep(annexes.length + 1)
    this.#down(1)
    for (const [n, table] of annexes.entries()) {
      const number = annexes.length > 1 ? `${n + 1}.` : ''
      this.#paragraph(`${n === 0 ? '附件：' : '　　　'}${number}${annexTitle(table)}`)
    }
  }

  /** The organisation centred over the date, the date four characters from the right edge. */
  #signature({ issuer, issued }: DocumentModel): void {
    this.#keep(4)
    this.#down(2)
    const date = inChinese(issued)
    const middle = SHEET.left + SHEET.width - (4 + widthOf(date) / 2) * CHARACTER
    for (const text of [issuer, date]) {
      const half = this.#ink.widthOf('text', TEXT, text) / 2
      const x = Math.min(middle, SHEET.left + SHEET.width - half)
      this.#ink.line(text, { face: 'text', size: TEXT, x, y: this.#ink.document.y, align: 'center' })
      this.#down(1)
    }
  }

  #annex(table: Table, number: string): void {
    this.#ink.document.addPage()
    this.#flow(`附件${number}`, 'head', 0)
    this.#centred(annexTitle(table), TITLE, 'head', LINE * 1.3)
    this.#down(0.5)
    drawTable(this.#ink, table, SHEET)
  }

  #down(lines: number): void {
    this.#ink.document.y += lines * LINE
  }

  /** Begins a page where so many lines don't fit any more. */
  #keep(lines: number): void {
    if (this.#ink.document.y + lines * LINE > SHEET.bottom) this.#ink.document.addPage()
  }

  /** — 1 — at the outer edge: odd pages on the right. */
  #numbers(): void {
    const { count } = this.#ink.document.bufferedPageRange()
    for (let at = 0; at < count; at += 1) {
      this.#ink.document.switchToPage(at)
      this.#ink.document.page.margins.bottom = 0
      const y = points(page.height - page.footer) - size.pageNumber / 2
      const odd = at % 2 === 0
      const x = odd ? SHEET.left + SHEET.width - CHARACTER : SHEET.left + CHARACTER
      const text = `— ${at + 1} —`
      this.#ink.line(text, { face: 'text', size: size.pageNumber / 2, x, y, align: odd ? 'right' : 'left' })
    }
  }
}

/** The unit's name above the rest, as in Word. */
function titleLines(title: string): string[] {
  const [, name, rest] = /^(.*?)(关于.*|\d{4}年.*)$/.exec(title) ?? []
  return name && rest && widthOf(title) > 20 ? [name, rest] : [title]
}

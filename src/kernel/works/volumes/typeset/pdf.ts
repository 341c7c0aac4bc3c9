import { createRequire } from 'node:module'
import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import { contentsOf, type Book, type Chapter, type ContentsLine } from '../book.ts'
import { CONTENTS_LINE, INDENT, PAGE, TYPE } from './page.ts'

const require = createRequire(import.meta.url)
const font = (weight: string): string =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)
const WIDTH = PAGE.width - PAGE.left - PAGE.right
const HEIGHT = PAGE.height - PAGE.top - PAGE.bottom

/** A typeset PDF: its bytes, its pages in all, and the page number of each line of the contents. */
export type TypesetPdf = { bytes: Buffer; pages: number; numbers: number[] }

/**
 * Typesets a book as PDF, with the characters that it uses of its fonts inside. The contents are written last, when the
 * page of every work is known; their own number of pages is known before.
 */
export async function typesetPdf(book: Book): Promise<TypesetPdf> {
  const press = new Press(book)
  const bytes = buffer(press.document)
  const { pages, numbers } = press.print()
  return { bytes: await bytes, pages, numbers }
}

class Press {
  readonly document: PDFKit.PDFDocument
  #book: Book
  /** Pages before the first one that is numbered. */
  #before = 0

  constructor(book: Book) {
    this.#book = book
    const { top, bottom, left, right } = PAGE
    this.document = new Pdf({
      size: 'A4',
      margins: { top, bottom, left, right },
      bufferPages: true,
      autoFirstPage: false,
      info: { Title: book.title, Author: book.editors || book.unit },
      lang: 'zh-Hans',
    })
    this.document.registerFont('text', font('400Regular'))
    this.document.registerFont('head', font('700Bold'))
  }

  print(): { pages: number; numbers: number[] } {
    const contents = contentsOf(this.#book)
    this.#titlePage()
    const perPage = Math.floor((HEIGHT - 60) / CONTENTS_LINE)
    const contentsPages = Math.max(1, Math.ceil(contents.length / perPage))
    for (let n = 0; n < contentsPages; n += 1) this.document.addPage()
    this.#before = 1 + contentsPages
    const numbers = this.#body()
    for (let n = 0; n < contentsPages; n += 1) {
      this.document.switchToPage(1 + n)
      const from = n * perPage
      this.#contentsPage(contents.slice(from, from + perPage), numbers.slice(from, from + perPage), n === 0)
    }
    const pages = this.document.bufferedPageRange().count
    for (let at = this.#before; at < pages; at += 1) this.#foot(at)
    this.document.end()
    return { pages, numbers }
  }

  #titlePage(): void {
    const { title, subtitle, editors, unit, year } = this.#book
    this.document.addPage()
    this.#centred('head', TYPE.title, title, PAGE.height * 0.28)
    if (subtitle !== '') this.#centred('text', TYPE.subtitle, subtitle, this.document.y + 16)
    if (editors !== '') this.#centred('text', TYPE.byline, editors, PAGE.height * 0.62)
    this.#centred('text', TYPE.byline, `${unit}　${year} 年`, PAGE.height * 0.8)
  }

  #centred(face: string, size: number, text: string, y: number): void {
    this.document
      .font(face)
      .fontSize(size)
      .text(text, PAGE.left, y, { width: WIDTH, align: 'center', lineGap: size * 0.3 })
  }

  /** @returns the page number of each line of the contents. */
  #body(): number[] {
    const numbers: number[] = []
    const opened = (): void => void numbers.push(this.document.bufferedPageRange().count - this.#before)
    const { preface, parts } = this.#book
    if (preface.length > 0) {
      this.#opening('前言', '')
      opened()
      this.#paragraphs(preface)
    }
    for (const { title, chapters } of parts) {
      if (title !== null) {
        this.document.addPage()
        this.#centred('head', TYPE.part, title, PAGE.height * 0.35)
        opened()
      }
      for (const chapter of chapters) {
        this.#opening(chapter.title, byline(chapter))
        opened()
        this.#paragraphs(chapter.paragraphs)
      }
    }
    return numbers
  }

  #opening(title: string, authors: string): void {
    this.document.addPage()
    this.#centred('head', TYPE.chapter, title, PAGE.top)
    if (authors !== '') this.#centred('text', TYPE.byline, authors, this.document.y + 6)
    this.document.y += TYPE.line
  }

  #paragraphs(paragraphs: readonly string[]): void {
    this.document.font('text').fontSize(TYPE.body)
    const lineGap = TYPE.line - this.document.currentLineHeight(true)
    for (const one of paragraphs)
      this.document.text(one, PAGE.left, undefined, { width: WIDTH, indent: INDENT, lineGap })
  }

  #contentsPage(lines: readonly ContentsLine[], numbers: readonly number[], first: boolean): void {
    if (first) this.#centred('head', TYPE.chapter, '目　录', PAGE.top)
    for (const [at, line] of lines.entries())
      this.#contentsLine(line, numbers[at] ?? 0, PAGE.top + 60 + at * CONTENTS_LINE)
  }

  #contentsLine({ level, title, authors }: ContentsLine, number: number, y: number): void {
    const part = level === 'part'
    this.document.font(part ? 'head' : 'text').fontSize(TYPE.body)
    const left = PAGE.left + (part ? 0 : TYPE.body)
    const right = PAGE.left + WIDTH
    const page = String(number)
    const after = authors === '' ? page : `${authors}　${page}`
    const room = right - left - this.document.widthOfString(after) - TYPE.body
    const shown = this.#fitting(title, room)
    const dots = Math.max(
      0,
      Math.floor((room - this.document.widthOfString(shown)) / this.document.widthOfString('·')) - 1,
    )
    const put = (text: string, x: number): void => void this.document.text(text, x, y, { lineBreak: false })
    put(shown, left)
    put(
      '·'.repeat(dots),
      right - this.document.widthOfString(after) - TYPE.body / 2 - dots * this.document.widthOfString('·'),
    )
    put(after, right - this.document.widthOfString(after))
  }

  #fitting(title: string, room: number): string {
    if (this.document.widthOfString(title) <= room) return title
    const characters = Array.from(title)
    while (characters.length > 1 && this.document.widthOfString(`${characters.join('')}…`) > room)
      characters.pop()
    return `${characters.join('')}…`
  }

  #foot(at: number): void {
    this.document.switchToPage(at)
    // below the margin a text would open a new page
    this.document.page.margins.bottom = 0
    this.document.font('text').fontSize(TYPE.foot)
    this.document.text(`— ${at - this.#before + 1} —`, PAGE.left, PAGE.height - PAGE.footer, {
      width: WIDTH,
      align: 'center',
      lineBreak: false,
    })
  }
}

/** 作者（单位） below the title of a work. */
export function byline({ authors, unit }: Chapter): string {
  return unit === '' ? authors : `${unit}　${authors}`
}

import Pdf from 'pdfkit'
import { FACES, otherFonts, type Face, type FontFile } from './fonts.ts'

/** A stretch of text in one font. */
export type Stretch = { font: string; text: string }

/** Characters that no font of the machine has: a page with empty boxes for them must not leave the house. */
export class NoGlyphs extends Error {
  readonly characters: readonly string[]

  constructor(characters: readonly string[]) {
    super(`no font has ${characters.join(' ')}`)
    this.characters = characters
  }
}

/** What pdfkit knows of the font that it writes in; its types don't tell. */
type Inked = { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } }

type Layout = ConstructorParameters<typeof Pdf>[0]

/** A PDF with fonts that are chosen character by character. */
export class Ink {
  readonly document: PDFKit.PDFDocument
  readonly #others: Readonly<Record<Face, readonly FontFile[]>> = {
    text: otherFonts('text'),
    head: otherFonts('head'),
  }
  readonly #registered = new Set<string>()
  readonly #known = new Map<string, string>()
  readonly #missing = new Set<string>()

  constructor(layout: Layout) {
    this.document = new Pdf({
      size: 'A4',
      bufferPages: true,
      autoFirstPage: false,
      lang: 'zh-Hans',
      ...layout,
    })
    for (const [name, { path }] of Object.entries(FACES)) this.document.registerFont(name, path)
  }

  /** A text in stretches of the fonts that have its characters; the face where it can be. */
  stretches(face: Face, text: string): Stretch[] {
    const made: Stretch[] = []
    for (const character of text) {
      const font = this.#fontFor(face, character)
      const last = made.at(-1)
      if (last?.font === font) last.text += character
      else made.push({ font, text: character })
    }
    return made
  }

  /** Width of a text in points. */
  widthOf(face: Face, size: number, text: string): number {
    return this.stretches(face, text).reduce(
      (width, one) => width + this.document.font(one.font).fontSize(size).widthOfString(one.text),
      0,
    )
  }

  /** Writes a text in lines of a height, breaking them at a width. */
  flow(
    text: string,
    {
      face,
      size,
      line,
      x,
      y,
      ...more
    }: { face: Face; size: number; line: number; x: number; y?: number } & PDFKit.Mixins.TextOptions,
  ): void {
    const stretches = this.stretches(face, text)
    for (const [n, one] of stretches.entries()) {
      this.document.font(one.font).fontSize(size)
      const lineGap = line - this.document.currentLineHeight(false)
      const options = { ...more, lineGap, continued: n < stretches.length - 1 }
      if (n === 0) this.document.text(one.text, x, y, options)
      else this.document.text(one.text, options)
    }
  }

  /** Writes one line from a place, or centred about it, or up to it. */
  line(
    text: string,
    at: { face: Face; size: number; x: number; y: number; align?: 'left' | 'center' | 'right' },
  ): void {
    const width = this.widthOf(at.face, at.size, text)
    let x = at.align === 'right' ? at.x - width : at.align === 'center' ? at.x - width / 2 : at.x
    for (const one of this.stretches(at.face, text)) {
      this.document.font(one.font).fontSize(at.size)
      // every font's own line starts at its ascender: written from the baseline they stand level
      this.document.text(one.text, x, at.y + at.size, { lineBreak: false, baseline: 'alphabetic' })
      x += this.document.widthOfString(one.text)
    }
  }

  /** @throws NoGlyphs where a character could not be written. */
  end(): void {
    this.document.end()
    if (this.#missing.size > 0) throw new NoGlyphs([...this.#missing])
  }

  #fontFor(face: Face, character: string): string {
    const key = `${face} ${character}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const point = character.codePointAt(0) ?? 0
    const found = this.#has(face, point) ? face : this.#otherWith(face, point)
    if (found === null && point > 0x20) this.#missing.add(character)
    this.#known.set(key, found ?? face)
    return found ?? face
  }

  #otherWith(face: Face, point: number): string | null {
    for (const [n, { path, face: within }] of this.#others[face].entries()) {
      const name = `${face}-${n}`
      if (!this.#registered.has(name)) this.document.registerFont(name, path, within)
      this.#registered.add(name)
      if (this.#has(name, point)) return name
    }
    return null
  }

  #has(font: string, point: number): boolean {
    this.document.font(font)
    return (this.document as unknown as Inked)._font.font.hasGlyphForCodePoint(point)
  }
}

import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  LeaderType,
  LineRuleType,
  NumberFormat,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  SimpleField,
  TextRun,
} from 'docx'
import type { ISectionOptions } from 'docx'
import { contentsOf, type Book } from '../book.ts'
import { INDENT, PAGE, TYPE } from './page.ts'
import { byline } from './pdf.ts'

/** Twentieths of a point. */
const twips = (points: number): number => Math.round(points * 20)
const TEXT = '宋体'
const HEAD = '黑体'
const face = (name: string) => ({ ascii: name, eastAsia: name, hAnsi: name })
const exact = { line: twips(TYPE.line), lineRule: LineRuleType.EXACT }

/**
 * Typesets a book as a Word file for the last corrections by hand. Its contents are fields that Word brings up to date
 * when it opens the file; until then they show the pages that the PDF has.
 * @param numbers the page of each line of the contents.
 */
export function typesetDocx(book: Book, numbers: readonly number[]): Promise<Buffer> {
  const document = new Document({
    title: book.title,
    creator: book.editors || book.unit,
    features: { updateFields: true },
    styles: { default: { document: { run: { font: face(TEXT), size: TYPE.body * 2 } } } },
    sections: [
      { properties: { page: sheet() }, children: [...titlePage(book), ...contents(book, numbers)] },
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: { ...sheet(), pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
        },
        footers: { default: foot() },
        children: body(book),
      },
    ],
  })
  return Packer.toBuffer(document)
}

function sheet(): NonNullable<NonNullable<ISectionOptions['properties']>['page']> {
  const { width, height, top, bottom, left, right, footer } = PAGE
  return {
    size: { width: twips(width), height: twips(height) },
    margin: {
      top: twips(top),
      bottom: twips(bottom),
      left: twips(left),
      right: twips(right),
      header: 0,
      footer: twips(footer - TYPE.foot),
    },
  }
}

function foot(): Footer {
  const run = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: TYPE.foot * 2 })
  return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [run] })] })
}

type Heading = {
  size: number
  bold?: boolean
  before?: number
  after?: number
  newPage?: boolean
  mark?: string
}

function centred(
  text: string,
  { size, bold = true, before = 0, after = size * 0.4, newPage = false, mark }: Heading,
): Paragraph {
  const run = new TextRun({ text, size: size * 2, font: face(bold ? HEAD : TEXT) })
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    pageBreakBefore: newPage,
    spacing: { before: twips(before), after: twips(after) },
    children: mark === undefined ? [run] : [new Bookmark({ id: mark, children: [run] })],
  })
}

function titlePage({ title, subtitle, editors, unit, year }: Book): Paragraph[] {
  return [
    centred(title, { size: TYPE.title, before: 150 }),
    ...(subtitle === '' ? [] : [centred(subtitle, { size: TYPE.subtitle, bold: false })]),
    ...(editors === '' ? [] : [centred(editors, { size: TYPE.byline, bold: false, before: 180 })]),
    centred(`${unit}　${year} 年`, { size: TYPE.byline, bold: false, before: 120 }),
  ]
}

const markOf = (at: number): string => `item${at}`

function contents(book: Book, numbers: readonly number[]): Paragraph[] {
  const lines = contentsOf(book).map(({ level, title, authors }, at) => {
    const bold = level === 'part'
    const page = new SimpleField(`PAGEREF ${markOf(at)} \\h`, String(numbers[at] ?? ''))
    return new Paragraph({
      tabStops: [
        { type: 'right', position: twips(PAGE.width - PAGE.left - PAGE.right), leader: LeaderType.DOT },
      ],
      indent: { left: bold ? 0 : twips(TYPE.body) },
      spacing: { line: twips(24), lineRule: LineRuleType.EXACT },
      children: [
        new TextRun({ text: title, font: face(bold ? HEAD : TEXT) }),
        new TextRun({ text: `\t${authors === '' ? '' : `${authors}　`}` }),
        page,
      ],
    })
  })
  return [centred('目　录', { size: TYPE.chapter, newPage: true }), ...lines]
}

function body({ preface, parts }: Book): Paragraph[] {
  let at = -1
  const next = (): string => markOf((at += 1))
  const paragraphs = (texts: readonly string[]): Paragraph[] =>
    texts.map(
      (text) =>
        new Paragraph({
          indent: { firstLine: twips(INDENT) },
          spacing: exact,
          children: [new TextRun(text)],
        }),
    )
  const made: Paragraph[] = []
  // the first heading opens the section and needs no break of its own
  const newPage = (): boolean => made.length > 0
  if (preface.length > 0)
    made.push(centred('前言', { size: TYPE.chapter, newPage: false, mark: next() }), ...paragraphs(preface))
  for (const { title, chapters } of parts) {
    if (title !== null)
      made.push(centred(title, { size: TYPE.part, newPage: newPage(), before: 200, mark: next() }))
    for (const chapter of chapters) {
      made.push(centred(chapter.title, { size: TYPE.chapter, newPage: newPage(), mark: next() }))
      made.push(
        centred(byline(chapter), { size: TYPE.byline, bold: false, after: TYPE.line }),
        ...paragraphs(chapter.paragraphs),
      )
    }
  }
  return made
}

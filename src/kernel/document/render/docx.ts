import {
  Document,
  DocumentGridType,
  Footer,
  PageNumber,
  Packer,
  Paragraph,
  TextRun,
  AlignmentType,
} from 'docx'
import { annexTitle, type Block, type DocumentModel } from '../model.ts'
import { bodyParagraph, type Marks, newMarks, styled } from './docx-paragraph.ts'
import { tableBlocks } from './docx-table.ts'
import { characterWidth, type Language, linePitch, page, widthOf } from './gb9704.ts'
import { inLanguage } from './language.ts'
import { fontTableXml, styleIds, stylesXml } from './styles.ts'
import { inChinese } from '#lib/dates.ts'

/**
 * The document as a Word file by GB/T 9704-2012. Every number from the records is in a bookmark named by its claim,
 * so that an edited copy can be compared. Resolves to the bytes of the .docx.
 */
export async function renderDocx(model: DocumentModel, language: Language = 'zh-Hans'): Promise<Buffer> {
  const shown = inLanguage(model, language)
  const marks = newMarks()
  const document = new Document({
    title: shown.title,
    creator: shown.issuer,
    customProperties: [{ name: 'DocumentType', value: model.type }],
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: { size: page, margin: { ...page.margin, header: 0, footer: page.footer, gutter: 0 } },
          grid: { type: DocumentGridType.LINES, linePitch },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [
          ...titleLines(shown.title, shown.number),
          ...(shown.to === undefined ? [] : [addressee(shown.to)]),
          ...body(shown, marks),
          ...annexNames(shown),
          ...signature(shown),
          ...annexPages(shown, marks),
        ],
      },
    ],
  })
  return Packer.toBuffer(document, undefined, [
    { path: 'word/styles.xml', data: stylesXml(language) },
    { path: 'word/fontTable.xml', data: fontTableXml(language) },
  ])
}

/** The title on one line, or the unit's name above the rest where it is too long; the number; a blank line below. */
function titleLines(title: string, number: string | undefined): Paragraph[] {
  const [, name, rest] = /^(.*?)(关于.*|\d{4}年.*)$/.exec(title) ?? []
  const lines = name && rest && widthOf(title) > 20 ? [name, rest] : [title]
  return [
    ...lines.map((line) => styled(styleIds.title, line)),
    ...(number === undefined ? [] : [numberLine(number)]),
    styled(styleIds.text, ''),
  ]
}

/** 发文字号, centred. */
function numberLine(number: string): Paragraph {
  return new Paragraph({
    style: styleIds.text,
    alignment: AlignmentType.CENTER,
    indent: { firstLine: 0 },
    children: [new TextRun(number)],
  })
}

/** 主送机关, from the left edge. */
function addressee(to: string): Paragraph {
  return new Paragraph({ style: styleIds.text, indent: { firstLine: 0 }, children: [new TextRun(to)] })
}

function body(model: DocumentModel, marks: Marks): ReturnType<typeof blockParts> {
  const counter = { tables: 0 }
  return model.blocks.flatMap((block) => blockParts(block, counter, marks))
}

function blockParts(block: Block, counter: { tables: number }, marks: Marks) {
  if (block.kind === 'head') return [styled(block.level === 1 ? styleIds.head1 : styleIds.head2, block.text)]
  if (block.kind === 'paragraph') return [bodyParagraph(block.text, marks)]
  counter.tables += 1
  return tableBlocks(block, `表${counter.tables}　${block.caption}`, marks)
}

/** 附件：1. … below the text, one line each. */
function annexNames(model: DocumentModel): Paragraph[] {
  if (model.annexes.length === 0) return []
  const lines = model.annexes.map((table, index) => {
    const number = model.annexes.length > 1 ? `${index + 1}.` : ''
    return `${index === 0 ? '附件：' : '　　　'}${number}${annexTitle(table)}`
  })
  return [styled(styleIds.text, ''), ...lines.map((line) => styled(styleIds.text, line))]
}

/** The organisation centred over the date, the date four characters from the right edge. */
function signature(model: DocumentModel): Paragraph[] {
  const date = inChinese(model.issued)
  const organisation = Math.max(0, 4 + (widthOf(date) - widthOf(model.issuer)) / 2)
  return [blank(), blank(), signed(model.issuer, organisation, true), signed(date, 4, false)]
}

function signed(text: string, characters: number, keepNext: boolean): Paragraph {
  return new Paragraph({
    style: styleIds.text,
    alignment: AlignmentType.RIGHT,
    indent: { firstLine: 0, right: Math.round(characters * characterWidth) },
    keepNext,
    children: [new TextRun(text)],
  })
}

function blank(): Paragraph {
  return new Paragraph({ style: styleIds.text, keepNext: true })
}

function annexPages(model: DocumentModel, marks: Marks) {
  return model.annexes.flatMap((table, index) => {
    const mark = new Paragraph({
      style: styleIds.annex,
      pageBreakBefore: true,
      children: [new TextRun(model.annexes.length > 1 ? `附件${index + 1}` : '附件')],
    })
    const heading = styled(styleIds.title, annexTitle(table))
    return [
      mark,
      styled(styleIds.text, ''),
      heading,
      styled(styleIds.text, ''),
      ...tableBlocks(table, null, marks),
    ]
  })
}

/** — 1 — one character in from the outer edge. */
function pageNumber(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const indent =
    alignment === AlignmentType.LEFT
      ? { left: characterWidth, firstLine: 0 }
      : { right: characterWidth, firstLine: 0 }
  const children = [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })]
  return new Footer({ children: [new Paragraph({ style: styleIds.footer, alignment, indent, children })] })
}

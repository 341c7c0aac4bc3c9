import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
} from 'docx'
import { toBuffer } from 'qrcode'
import { inChinese } from '#kernel/document/define.ts'
import { inGroups, type Sheet } from './certificate-pdf.ts'

const font = (name: string) => ({ ascii: name, eastAsia: name, hAnsi: name })
const HEAD = font('黑体')
const TEXT = font('仿宋_GB2312')

/** Certificates as a Word file, a page each, for printing on an office's own forms. */
export async function certificatesDocx(sheets: readonly Sheet[]): Promise<Buffer> {
  const sections: ISectionOptions[] = []
  for (const sheet of sheets) {
    sections.push({
      properties: {
        type: SectionType.NEXT_PAGE,
        page: {
          size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
          margin: { top: 1200, bottom: 900, left: 1900, right: 1900 },
        },
      },
      children: await pageOf(sheet),
    })
  }
  return Packer.toBuffer(new Document({ title: sheets[0]?.printed.title ?? '', sections }))
}

async function pageOf({ printed, code, address }: Sheet): Promise<Paragraph[]> {
  const { title, salutation, text, fields, number, issuer, day } = printed
  const qr = await toBuffer(address, { errorCorrectionLevel: 'M', margin: 0, width: 240 })
  return [
    line([...title].join(' '), { size: 76, head: true, center: true, after: 400 }),
    ...(salutation === undefined ? [] : [line(salutation, { size: 40, head: true })]),
    ...text.map((words) => line(words, { size: 36, indent: true })),
    ...fields.map((one) => line(`${one.title}：${one.value}`, { size: 30 })),
    line(issuer, { size: 36, right: true, before: 300 }),
    line(inChinese(day), { size: 36, right: true, after: 100 }),
    new Paragraph({
      children: [new ImageRun({ type: 'png', data: qr, transformation: { width: 84, height: 84 } })],
    }),
    line(`证书编号：${number}　查验码：${inGroups(code)}`, { size: 20 }),
  ]
}

type Look = {
  size: number
  head?: true
  center?: true
  right?: true
  indent?: true
  before?: number
  after?: number
}

function line(text: string, { size, head, center, right, indent, before = 0, after = 0 }: Look): Paragraph {
  return new Paragraph({
    alignment: center ? AlignmentType.CENTER : right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: indent ? { firstLine: size * 20 } : {},
    spacing: { before, after, line: Math.round(size * 18) },
    children: [new TextRun({ text, size, font: head ? HEAD : TEXT })],
  })
}

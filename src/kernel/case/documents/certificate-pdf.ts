import { buffer } from 'node:stream/consumers'
import { create } from 'qrcode'
import { inChinese } from '#kernel/document/define.ts'
import { Ink } from '#kernel/document/render/pdf/ink.ts'
import type { Printed } from './certificates.ts'

/** A certificate with the address at which anybody can verify it. */
export type Sheet = { printed: Printed; code: string; address: string }

/** A4 across, in points. */
const PAGE = { width: 841.89, height: 595.28 }
const FRAME = '#9a2a1e'
const SIDE = 96
const WIDTH = PAGE.width - 2 * SIDE
const TEXT = 18
const LINE = 34

/** Certificates as one PDF, a page each. @throws NoGlyphs for a character that no font has. */
export async function certificatesPdf(sheets: readonly Sheet[]): Promise<Buffer> {
  const ink = new Ink({ layout: 'landscape', margin: 0, info: { Title: sheets[0]?.printed.title ?? '' } })
  const bytes = buffer(ink.document)
  for (const sheet of sheets) {
    ink.document.addPage()
    frame(ink)
    words(ink, sheet.printed)
    foot(ink, sheet)
  }
  ink.end()
  return bytes
}

function frame({ document }: Ink): void {
  document
    .lineWidth(3)
    .strokeColor(FRAME)
    .rect(30, 30, PAGE.width - 60, PAGE.height - 60)
    .stroke()
  document
    .lineWidth(0.8)
    .rect(37, 37, PAGE.width - 74, PAGE.height - 74)
    .stroke()
  document.strokeColor('#000')
}

function words(ink: Ink, { title, salutation, text, fields }: Printed): void {
  ink.document.fillColor(FRAME)
  ink.line([...title].join(' '), { face: 'head', size: 38, x: PAGE.width / 2, y: 70, align: 'center' })
  ink.document.fillColor('#000')
  ink.document.y = 146
  if (salutation !== undefined) {
    ink.line(salutation, { face: 'head', size: TEXT + 2, x: SIDE, y: ink.document.y })
    ink.document.y = 146 + LINE
  }
  for (const one of text)
    ink.flow(one, {
      face: 'text',
      size: TEXT,
      line: LINE,
      x: SIDE,
      width: WIDTH,
      indent: 2 * TEXT,
      y: ink.document.y,
    })
  ink.document.y += 6
  for (const [n, field] of fields.entries()) {
    const x = SIDE + (n % 2) * (WIDTH / 2)
    const y = ink.document.y + Math.floor(n / 2) * 28
    ink.line(`${field.title}：${field.value}`, { face: 'text', size: 15, x, y })
    ink.document.y = y - Math.floor(n / 2) * 28
  }
}

function foot(ink: Ink, { printed: { number, issuer, day }, code, address }: Sheet): void {
  const size = 82
  const top = PAGE.height - 70 - size
  drawQr(ink, address, { x: SIDE, y: top, size })
  const x = SIDE + size + 12
  ink.line(`证书编号：${number}`, { face: 'text', size: 11, x, y: top + 14 })
  ink.line(`查验码：${inGroups(code)}`, { face: 'text', size: 11, x, y: top + 32 })
  ink.line('扫码或在公示页“证书查验”中输入查验码，可查真伪', { face: 'text', size: 9, x, y: top + 52 })
  const middle = PAGE.width - SIDE - Math.max(90, ink.widthOf('text', TEXT, issuer) / 2)
  ink.line(issuer, { face: 'text', size: TEXT, x: middle, y: top + 12, align: 'center' })
  ink.line(inChinese(day), { face: 'text', size: TEXT, x: middle, y: top + 44, align: 'center' })
}

/** ABCD-EFGH-JKLM */
export function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code
}

function drawQr({ document }: Ink, address: string, at: { x: number; y: number; size: number }): void {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  const step = at.size / modules.size
  document.fillColor('#000')
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column) === 1)
        document.rect(at.x + column * step, at.y + row * step, step + 0.05, step + 0.05)
  document.fill()
}

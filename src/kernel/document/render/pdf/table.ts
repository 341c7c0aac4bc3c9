import { toPlain, type Table, type Text } from '../../model.ts'
import { size } from '../gb9704.ts'
import type { Ink } from './ink.ts'

type Sheet = { left: number; width: number; bottom: number }
type Column = { x: number; width: number }
const SIZE = size.table / 2
const LINE = 16
const PAD = 3
type Cell = { lines: string[]; align: 'left' | 'center' | 'right' }

/** A table with all its lines; the head stands again on every page, and no row is split. */
export function drawTable(ink: Ink, table: Table, sheet: Sheet): void {
  const columns = columnsOf(table, sheet)
  const fit = (text: string, n: number): string[] => broken(ink, text, (columns[n]?.width ?? 0) - 2 * PAD)
  const head = table.columns.map(({ title }, n): Cell => ({ lines: fit(title, n), align: 'center' }))
  const rows = [...table.rows, ...(table.total === null ? [] : [table.total])].map((row) =>
    columns.map((_, n): Cell => ({ lines: fit(toPlain(row[n] ?? []), n), align: alignOf(row[n] ?? [], n) })),
  )
  drawRow(ink, head, columns, 'head')
  for (const row of rows) {
    if (ink.document.y + heightOf(row) > sheet.bottom) {
      ink.document.addPage()
      drawRow(ink, head, columns, 'head')
    }
    drawRow(ink, row, columns, 'text')
  }
  ink.document.x = sheet.left
  if (table.note !== '')
    ink.flow(`注：${table.note}`, { face: 'text', size: 9, line: 14, x: sheet.left, width: sheet.width })
}

function alignOf(text: Text, column: number): Cell['align'] {
  if (text.some((run) => run.claim ?? run.opens)) return 'right'
  return column === 0 && !/^\d+$/.test(toPlain(text)) ? 'left' : 'center'
}

function columnsOf({ columns }: Table, { left, width }: Sheet): Column[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  let x = left
  return columns.map(({ share }) => {
    const column = { x, width: (width * share) / all }
    x += column.width
    return column
  })
}

/** A text in lines that fit a width, broken between any two characters. */
function broken(ink: Ink, text: string, width: number): string[] {
  const lines = ['']
  for (const character of text) {
    const longer = `${lines.at(-1) ?? ''}${character}`
    if (ink.widthOf('text', SIZE, longer) > width && lines.at(-1) !== '') lines.push(character)
    else lines[lines.length - 1] = longer
  }
  return lines
}

function heightOf(row: readonly Cell[]): number {
  return Math.max(...row.map(({ lines }) => lines.length)) * LINE + 2 * PAD
}

function drawRow(ink: Ink, row: readonly Cell[], columns: readonly Column[], face: 'text' | 'head'): void {
  const { document } = ink
  const top = document.y
  const height = heightOf(row)
  for (const [n, { lines, align }] of row.entries()) {
    const { x, width } = columns[n]!
    document.lineWidth(0.5).rect(x, top, width, height).stroke()
    const at = align === 'left' ? x + PAD : align === 'right' ? x + width - PAD : x + width / 2
    const first = top + (height - lines.length * LINE) / 2 + 1
    for (const [m, line] of lines.entries())
      ink.line(line, { face, size: SIZE, x: at, y: first + m * LINE, align })
  }
  document.y = top + height
}

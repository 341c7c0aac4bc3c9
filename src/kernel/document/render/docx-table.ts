import {
  AlignmentType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { Table as TableModel, Text } from '../model.ts'
import { type Marks, runs, styled } from './docx-paragraph.ts'
import { page } from './gb9704.ts'
import { styleIds } from './styles.ts'

/** Up to so many rows a table is kept on one page. */
const keptTogether = 8

/** Caption, table and note; the head repeats on every page and no row is split. */
export function tableBlocks(table: TableModel, caption: string | null, marks: Marks): (Paragraph | Table)[] {
  const rows = [...table.rows, ...(table.total ? [table.total] : [])]
  const keep = rows.length <= keptTogether
  const grid = new Table({
    width: { size: page.textWidth, type: WidthType.DXA },
    columnWidths: widths(table),
    layout: TableLayoutType.FIXED,
    margins: { left: 60, right: 60, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      headRow(table),
      ...rows.map((row, index) => bodyRow(table, row, { keepNext: keep && index < rows.length - 1, marks })),
    ],
  })
  return [
    ...(caption === null ? [] : [styled(styleIds.caption, caption)]),
    grid,
    ...(table.note === '' ? [] : [styled(styleIds.note, `注：${table.note}`)]),
    styled(styleIds.gap, ''),
  ]
}

function headRow(table: TableModel): TableRow {
  const cells = table.columns.map(
    (column) =>
      new TableCell({
        verticalAlign: VerticalAlignTable.CENTER,
        children: [styled(styleIds.cellHead, column.title)],
      }),
  )
  return new TableRow({ tableHeader: true, cantSplit: true, children: cells })
}

function bodyRow(
  table: TableModel,
  row: Text[],
  { keepNext, marks }: { keepNext: boolean; marks: Marks },
): TableRow {
  const cells = table.columns.map((_, index) => {
    const text = row[index] ?? []
    const alignment = text.some((run) => run.claim ?? run.opens)
      ? AlignmentType.RIGHT
      : index === 0
        ? AlignmentType.LEFT
        : AlignmentType.CENTER
    const paragraph = new Paragraph({
      style: styleIds.cell,
      alignment,
      keepNext,
      children: runs(text, marks),
    })
    return new TableCell({ verticalAlign: VerticalAlignTable.CENTER, children: [paragraph] })
  })
  return new TableRow({ cantSplit: true, children: cells })
}

/** The text block's width divided by the columns' shares, without a twip lost. */
function widths(table: TableModel): number[] {
  const all = table.columns.reduce((sum, column) => sum + column.share, 0)
  const edges = table.columns.map((_, index) => {
    const before = table.columns.slice(0, index + 1).reduce((sum, column) => sum + column.share, 0)
    return Math.round((page.textWidth * before) / all)
  })
  return edges.map((edge, index) => edge - (edges[index - 1] ?? 0))
}

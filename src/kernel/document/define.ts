/** What a system may use to write a document: words whose numbers open to their records, heads, paragraphs, tables. */
import type { Block, Table, Text } from './model.ts'

export { join, say, type Block, type Table, type Text } from './model.ts'

/** A head of the first level; its number comes by itself. */
export function head(text: string): Block {
  return { kind: 'head', level: 1, text }
}

/** A paragraph of running text. */
export function para(text: Text): Block {
  return { kind: 'paragraph', text }
}

/** A list of names as an annex on pages of its own: what it is called, its columns with their widths, its rows. */
export function annex(
  caption: string,
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly (readonly (Text | string | number | null)[])[],
  note = '',
): Table {
  return {
    kind: 'table',
    caption,
    named: true,
    columns: columns.map(([title, share]) => ({ title, share })),
    rows: rows.map((row) => row.map(toText)),
    total: null,
    note,
  }
}

/** A table in the text; the last row adds up where `total` is given. */
export function table(
  caption: string,
  columns: readonly (readonly [title: string, share: number])[],
  rows: readonly (readonly (Text | string | number | null)[])[],
  total: readonly (Text | string | number | null)[] | null = null,
): Table {
  const { named: _, ...made } = annex(caption, columns, rows)
  return { ...made, total: total === null ? null : total.map(toText) }
}

function toText(cell: Text | string | number | null): Text {
  if (cell === null) return []
  return Array.isArray(cell) ? cell : [{ text: String(cell) }]
}

/** A title without the spaces between figures and words, which documents don't have. */
export function tight(title: string): string {
  return title.replaceAll(/\s+/g, '')
}

export { inChinese } from '#lib/dates.ts'

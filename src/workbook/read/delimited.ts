/** Text files of rows, as spreadsheets and other programs write them: in which encoding, with which mark between cells. */
import type { RawRow } from './cells.ts'

const MARKS = ['\t', ',', ';', '，'] as const

/**
 * The text of a file, whose encoding nobody says: by its mark, else UTF-8 where it is valid, else GB 18030, which is what
 * Excel writes as CSV on a Chinese system.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * Rows of delimited text, numbered as a spreadsheet shows them; cells in quotes may hold the mark, line ends and doubled
 * quotes. Empty cells and rows are left out.
 * @param most stops reading after so many rows.
 */
export function readDelimited(text: string, most: number): RawRow[] {
  const mark = markOf(text)
  const rows: RawRow[] = []
  let row = 1
  let cells: string[] = []
  for (const { cell, ends } of cellsOf(text, mark)) {
    cells.push(cell)
    if (!ends) continue
    const filled = cells.flatMap((one, at) => (one.trim() === '' ? [] : [[at, asCell(one)] as const]))
    if (filled.length > 0) rows.push({ row, cells: new Map(filled) })
    if (rows.length >= most) break
    cells = []
    row += 1
  }
  return rows
}

function asCell(text: string): { kind: 'text'; text: string } {
  // a cell that a program wrote as ="0012", so that its zeros stay
  const kept = /^="([^"]*)"$/.exec(text.trim())
  return { kind: 'text', text: kept?.[1] ?? text }
}

/** The mark that stands most often in the first lines: heads are words, in which it does not stand otherwise. */
function markOf(text: string): string {
  const first = text.slice(0, 4000)
  const counts = MARKS.map((mark) => first.split(mark).length)
  return MARKS[counts.indexOf(Math.max(...counts))] ?? ','
}

function* cellsOf(text: string, mark: string): Generator<{ cell: string; ends: boolean }> {
  let at = 0
  while (at < text.length) {
    const { cell, next } = text[at] === '"' ? quoted(text, at, mark) : plain(text, at, mark)
    const ends = text[next] !== mark
    yield { cell, ends }
    at = ends && text[next] === '\r' && text[next + 1] === '\n' ? next + 2 : next + 1
    // a mark at the very end leaves an empty last cell
    if (!ends && at >= text.length) yield { cell: '', ends: true }
  }
}

type Cut = { cell: string; next: number }

function plain(text: string, from: number, mark: string): Cut {
  let next = from
  while (next < text.length && text[next] !== mark && text[next] !== '\n' && text[next] !== '\r') next += 1
  return { cell: text.slice(from, next), next }
}

/** A cell in quotes; one that is never closed is taken as it stands, to the end of its line. */
function quoted(text: string, from: number, mark: string): Cut {
  let cell = ''
  let at = from + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return plain(text, from, mark)
    cell += text.slice(at, close)
    if (text[close + 1] !== '"') {
      const rest = plain(text, close + 1, mark)
      return { cell: cell + rest.cell, next: rest.next }
    }
    cell += '"'
    at = close + 2
  }
}

import { useState } from 'react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { RosterRow } from '#contract/activity.ts'
import { markOfKey, parseBlock } from './marks.ts'
import type { Edit, Mark } from './marks.ts'
import { at, bounds, move, stepOf } from './selection.ts'
import type { Selection } from './selection.ts'
import type { Sheet } from './use-sheet.ts'

const LETTER: Record<string, string> = { present: '出勤', late: '迟到', leave: '请假', absent: '缺勤' }

export type GridKeys = {
  selection: Selection
  /** Writes a mark into every chosen cell; null takes it away. */
  fill: (mark: Mark) => void
  select: (row: number, slot: number, grow: boolean) => void
  onKeyDown: (event: KeyboardEvent) => void
  onPaste: (event: ClipboardEvent) => void
  onCopy: (event: ClipboardEvent) => void
}

/** The grid under the keyboard, as in a spreadsheet: arrows, Enter, letters or digits, copy and paste, undo. */
export function useGridKeys(
  rows: readonly RosterRow[],
  slots: number,
  sheet: Sheet,
  readOnly: boolean,
): GridKeys {
  const [selection, setSelection] = useState<Selection>(at(0, 1))
  const extent = { rows: rows.length, slots }
  const fill = (mark: Mark) => {
    const { top, bottom, left, right } = bounds(selection)
    sheet.change(cells(rows, top, bottom, left, right).map((cell) => ({ ...cell, status: mark })))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return takeBack(event, sheet)
    const step = stepOf(event.key)
    const mark = readOnly ? undefined : markOfKey(event.key)
    if (step === null && mark === undefined) return undefined
    event.preventDefault()
    if (mark !== undefined) fill(mark)
    const single = selection.row === selection.fromRow && selection.slot === selection.fromSlot
    if (step !== null) setSelection(move(selection, step[0], step[1], extent, event.shiftKey))
    else if (single && event.key !== 'Delete' && event.key !== 'Backspace')
      setSelection(move(selection, 1, 0, extent, false))
    return undefined
  }
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault()
    if (!readOnly) sheet.change(pasted(rows, slots, selection, event.clipboardData.getData('text/plain')))
  }
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData.setData('text/plain', copied(rows, selection, sheet))
  }
  const select = (row: number, slot: number, grow: boolean) =>
    setSelection(grow ? { ...selection, row, slot } : at(row, slot))
  return { selection, fill, select, onKeyDown, onPaste, onCopy }
}

function takeBack(event: KeyboardEvent, sheet: Sheet): void {
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return
  event.preventDefault()
  if (key === 'y' || event.shiftKey) sheet.redo()
  else sheet.undo()
}

function cells(
  rows: readonly RosterRow[],
  top: number,
  bottom: number,
  left: number,
  right: number,
): { p: string; slot: number }[] {
  return rows
    .slice(top, bottom + 1)
    .flatMap((row) => Array.from({ length: right - left + 1 }, (_, i) => ({ p: row.p, slot: left + i })))
}

/** What a pasted block changes, from the selection's first cell on; what hangs over the edge is left out. */
function pasted(rows: readonly RosterRow[], slots: number, selection: Selection, text: string): Edit[] {
  const { top, left } = bounds(selection)
  return parseBlock(text).flatMap((line, i) =>
    line.flatMap((status, j) => {
      const row = rows[top + i]
      const slot = left + j
      return row === undefined || status === undefined || slot > slots ? [] : [{ p: row.p, slot, status }]
    }),
  )
}

function copied(rows: readonly RosterRow[], selection: Selection, sheet: Sheet): string {
  const { top, bottom, left, right } = bounds(selection)
  const lines = rows.slice(top, bottom + 1).map((row) =>
    Array.from({ length: right - left + 1 }, (_, i) => {
      const mark = sheet.markOf(row, left + i)
      return mark === null ? '' : (LETTER[mark] ?? '')
    }).join('\t'),
  )
  return lines.join('\n')
}

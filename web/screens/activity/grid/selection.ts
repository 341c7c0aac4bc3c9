/** The cell under the cursor and where a selection began; rows from 0, slots from 1. */
export type Selection = { row: number; slot: number; fromRow: number; fromSlot: number }
export type Extent = { rows: number; slots: number }

/** A single cell. */
export function at(row: number, slot: number): Selection {
  return { row, slot, fromRow: row, fromSlot: slot }
}

/** Moves the cursor within the grid; with `keep` the selection grows instead. */
export function move(now: Selection, rows: number, slots: number, extent: Extent, keep: boolean): Selection {
  const row = Math.min(Math.max(now.row + rows, 0), Math.max(extent.rows - 1, 0))
  const slot = Math.min(Math.max(now.slot + slots, 1), extent.slots)
  return keep ? { ...now, row, slot } : at(row, slot)
}

/** The cells selected, as inclusive bounds. */
export function bounds(now: Selection): { top: number; bottom: number; left: number; right: number } {
  return {
    top: Math.min(now.row, now.fromRow),
    bottom: Math.max(now.row, now.fromRow),
    left: Math.min(now.slot, now.fromSlot),
    right: Math.max(now.slot, now.fromSlot),
  }
}

/** How far an arrow or page key moves: rows and slots; null for other keys. */
export function stepOf(key: string): [number, number] | null {
  if (key === 'ArrowDown' || key === 'Enter') return [1, 0]
  if (key === 'ArrowUp') return [-1, 0]
  if (key === 'ArrowLeft') return [0, -1]
  if (key === 'ArrowRight') return [0, 1]
  if (key === 'PageDown') return [15, 0]
  if (key === 'PageUp') return [-15, 0]
  if (key === 'Home') return [0, -100]
  return key === 'End' ? [0, 100] : null
}

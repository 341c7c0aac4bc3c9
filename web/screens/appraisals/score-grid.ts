import type { Leaf } from '#contract/score-sheet.ts'

/** A score as typed, in the form the server takes: full-width digits and a Chinese full stop are read too. */
export function scoreOfText(text: string): string {
  return text.normalize('NFKC').replaceAll('。', '.').trim()
}

/** Why a typed score does not fit its indicator, in words with {points}; null when it does or is empty. */
export function faultOf(text: string, { points, veto }: Pick<Leaf, 'points' | 'veto'>): string | null {
  if (text === '') return null
  if (veto) return text === '0' || text === '1' ? null : '填 0（没有）或 1（有）'
  if (!/^\d{1,5}(\.\d{1,4})?$/.test(text)) return '请填数字'
  return Number(text) <= Number(points) ? null : '超过满分 {points}'
}

/** Cells of a block copied from Excel, from one on: row and column counted from it. */
export function blockOf(text: string): { row: number; column: number; score: string }[] {
  const lines = text.replaceAll('\r', '').split('\n')
  const used = lines.at(-1) === '' ? lines.slice(0, -1) : lines
  return used.flatMap((line, row) =>
    line.split('\t').map((cell, column) => ({ row, column, score: scoreOfText(cell) })),
  )
}

/** Where a key leads from a cell; null for keys that stay. */
export function stepOf(key: string): readonly [row: number, column: number] | null {
  switch (key) {
    case 'ArrowUp':
      return [-1, 0]
    case 'ArrowDown':
    case 'Enter':
      return [1, 0]
    default:
      return null
  }
}

/** Cells with a pasted column filled in from `at` on, as far as there are cells; of wider pastes the first column counts. */
export function filledDown(cells: readonly string[], at: number, pasted: string): string[] {
  const lines = pasted.replace(/\r?\n$/, '').split(/\r?\n/)
  const column = lines.map((line) => (line.split('\t')[0] ?? '').trim())
  return cells.map((cell, i) => (i < at ? cell : (column[i - at] ?? cell)))
}

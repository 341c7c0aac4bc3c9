/** Which characters of two sentences stand for each other: the longest common subsequence of their atoms. */
export interface Alignment {
  /** Dice coefficient of the common part: 1 for equal sentences. */
  likeness: number
  /** Pairs of atom positions, in order. */
  pairs: [left: number, right: number][]
}

/** One character, or a whole number, with where it starts. */
export interface Atom {
  text: string
  start: number
}

/** Numbers compare equal whatever their digits. */
export const numberAtom = '#'

/** A sentence as atoms; each of the given stretches is one number. */
export function toAtoms(text: string, numbers: readonly { start: number; end: number }[]): Atom[] {
  const atoms: Atom[] = []
  let at = 0
  for (const { start, end } of numbers) {
    for (; at < start; at += 1) atoms.push({ text: text.charAt(at), start: at })
    atoms.push({ text: numberAtom, start })
    at = end
  }
  for (; at < text.length; at += 1) atoms.push({ text: text.charAt(at), start: at })
  return atoms
}

/** Aligns two sentences. Cost is the product of their lengths. */
export function align(left: Atom[], right: Atom[]): Alignment {
  const lengths = commonLengths(left, right)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i]?.text === right[j]?.text) pairs.push([i++, j++])
    else if (at(lengths, i + 1, j) >= at(lengths, i, j + 1)) i += 1
    else j += 1
  }
  return { likeness: (2 * pairs.length) / Math.max(1, left.length + right.length), pairs }
}

/** How alike two sentences can be at most, from the characters they share; cheap, to leave out the hopeless. */
export function likenessBound(left: Atom[], right: Atom[]): number {
  const counts = new Map<string, number>()
  for (const atom of left) counts.set(atom.text, (counts.get(atom.text) ?? 0) + 1)
  let common = 0
  for (const atom of right) {
    const count = counts.get(atom.text) ?? 0
    if (count > 0) common += 1
    counts.set(atom.text, count - 1)
  }
  return (2 * common) / Math.max(1, left.length + right.length)
}

function commonLengths(left: Atom[], right: Atom[]): { cells: Uint16Array; width: number } {
  const width = right.length + 1
  const cells = new Uint16Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const diagonal = cells[(i + 1) * width + j + 1] ?? 0
      const skip = Math.max(cells[(i + 1) * width + j] ?? 0, cells[i * width + j + 1] ?? 0)
      cells[i * width + j] = left[i]?.text === right[j]?.text ? diagonal + 1 : skip
    }
  }
  return { cells, width }
}

function at({ cells, width }: { cells: Uint16Array; width: number }, i: number, j: number): number {
  return cells[i * width + j] ?? 0
}

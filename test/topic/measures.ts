/** How well groups agree with those of a person: each 0 to 1 (the adjusted Rand index 0 by chance). */
export type Agreement = { pairs: number; bCubed: number; rand: number; groups: number }

/** Compares groups with a person's; both name the group of each thing. */
export function agreement(found: readonly unknown[], wanted: readonly unknown[]): Agreement {
  const n = found.length
  let [both, onlyFound, onlyWanted] = [0, 0, 0]
  let [precision, recall] = [0, 0]
  for (let i = 0; i < n; i++) {
    let [together, own, theirs] = [0, 0, 0]
    for (let j = 0; j < n; j++) {
      const [a, b] = [found[i] === found[j], wanted[i] === wanted[j]]
      together += Number(a && b)
      own += Number(a)
      theirs += Number(b)
      if (j < i) {
        both += Number(a && b)
        onlyFound += Number(a && !b)
        onlyWanted += Number(b && !a)
      }
    }
    precision += together / own / n
    recall += together / theirs / n
  }
  const chance = ((both + onlyFound) * (both + onlyWanted)) / ((n * (n - 1)) / 2)
  return {
    pairs: (2 * both) / (2 * both + onlyFound + onlyWanted || 1),
    bCubed: (2 * precision * recall) / (precision + recall),
    rand: (both - chance) / ((2 * both + onlyFound + onlyWanted) / 2 - chance),
    groups: new Set(found).size,
  }
}

/** Pieces whose other spelling follows from that of each character, what the characters become, and the rest. */
export type Packed = { plain: string[]; chars: Record<string, string>; odd: Record<string, string> }

/** Packs spellings for the way to the browser: most characters always become the same one. */
export function packed(words: Record<string, string>): Packed {
  const chars = usualOf(words)
  const pairs = Object.entries(words)
  const follows = ([word, other]: readonly [string, string]) =>
    [...word].map((one) => chars[one] ?? one).join('') === other
  return {
    plain: pairs.filter(follows).map(([word]) => word),
    chars,
    odd: Object.fromEntries(pairs.filter((pair) => !follows(pair))),
  }
}

/** What each character becomes most often, where that is another one. */
function usualOf(words: Record<string, string>): Record<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const [word, other] of Object.entries(words)) {
    const spelled = [...other]
    for (const [i, one] of [...word].entries()) {
      const of = counts.get(one) ?? new Map<string, number>()
      const become = spelled[i] ?? one
      counts.set(one, of.set(become, (of.get(become) ?? 0) + 1))
    }
  }
  const most = [...counts].map(([one, of]) => [one, [...of].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? one])
  return Object.fromEntries(most.filter(([one, become]) => one !== become))
}

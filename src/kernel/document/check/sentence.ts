import { type Alignment, align, type Atom, likenessBound, toAtoms } from './align.ts'
import type { NumberToken } from './numbers.ts'
import type { KnownSentence, Pool } from './pool.ts'

/** A sentence of the edited document. */
export interface EditedSentence {
  /** In normal form. */
  text: string
  head: string
  numbers: NumberToken[]
}

/** The known sentence that an edited one most likely was, and how their numbers stand for each other. */
export interface Match {
  known: KnownSentence
  likeness: number
  /** For each number of the edited sentence the claim in its place, with how sure that is. */
  claims: (MatchedClaim | null)[]
}

export interface MatchedClaim {
  index: number
  /** Whether the words right around it are the same. */
  sure: boolean
}

/** A sentence beyond this was never drafted. */
const longest = 1000

/** Below this likeness two sentences have nothing to do with each other. */
const leastLikeness = 0.55

/** Whether the records themselves say this sentence. */
export function isKnown(pool: Pool, sentence: EditedSentence): KnownSentence | null {
  const same = pool.sentences.filter((known) => known.text === sentence.text)
  return same.find((known) => known.head === sentence.head) ?? same[0] ?? null
}

/** Finds what an edited sentence was made from: alike in words, under the same heading, with the same numbers. */
export function findMatch(pool: Pool, sentence: EditedSentence): Match | null {
  if (sentence.text.length > longest) return null
  const atoms = toAtoms(sentence.text, sentence.numbers)
  let best: (Match & { score: number }) | null = null
  for (const known of pool.sentences) {
    if (known.claims.length === 0) continue
    const knownAtoms = known.atoms
    if (likenessBound(atoms, knownAtoms) < Math.max(leastLikeness, (best?.likeness ?? 0) - 0.4)) continue
    const alignment = align(atoms, knownAtoms)
    if (alignment.likeness < leastLikeness) continue
    const claims = matchClaims(sentence, known, { alignment, atoms, knownAtoms })
    const score =
      alignment.likeness +
      (known.head === sentence.head ? 0.15 : 0) +
      0.3 * equalShare(sentence, known, claims)
    if (!best || score > best.score) best = { known, likeness: alignment.likeness, claims, score }
  }
  return best
}

interface Aligned {
  alignment: Alignment
  atoms: Atom[]
  knownAtoms: Atom[]
}

function matchClaims(
  sentence: EditedSentence,
  known: KnownSentence,
  { alignment, atoms, knownAtoms }: Aligned,
): Match['claims'] {
  const partner = new Map(alignment.pairs)
  return sentence.numbers.map((number) => {
    const at = atoms.findIndex((atom) => atom.start === number.start)
    const other = partner.get(at)
    if (other === undefined) return null
    const index = known.claims.findIndex((claim) => claim.start === knownAtoms[other]?.start)
    const around = [-2, -1, 1, 2].filter((step) => partner.get(at + step) === other + step).length
    if (index < 0 || around < 2) return null
    return {
      index,
      sure: clause(atoms, at) === clause(knownAtoms, other) && next(atoms, at) === next(knownAtoms, other),
    }
  })
}

function equalShare(sentence: EditedSentence, known: KnownSentence, claims: Match['claims']): number {
  const equal = claims.filter(
    (match, index) => match && known.claims[match.index]?.claim.text === sentence.numbers[index]?.typed,
  )
  return equal.length / Math.max(1, known.claims.length)
}

/** The atoms between a number and the separator or number before it. */
function clause(atoms: Atom[], at: number): string {
  let text = ''
  for (let i = at - 1; i >= 0 && !'，、：（#'.includes(atoms[i]?.text ?? ''); i -= 1)
    text = `${atoms[i]?.text ?? ''}${text}`
  return text
}

/** The two atoms behind a number: its unit. */
function next(atoms: Atom[], at: number): string {
  return `${atoms[at + 1]?.text ?? ''}${atoms[at + 2]?.text ?? ''}`.replace(/[，、。；（）#].*$/, '')
}

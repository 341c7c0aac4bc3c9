import { cut, linkage, type Likeness } from '#kernel/topic/overlap/linkage.ts'
import { products, weighted } from '#kernel/topic/overlap/vector.ts'
import { wordsOf } from '#kernel/topic/overlap/words.ts'
import { agreement, type Agreement } from './measures.ts'

/**
 * The best that shared words alone can do: Jaccard and tf-idf, clustered the same way, and cut where the person's own
 * groups would have wanted it, which no program could know.
 */
export function sharedWords(texts: readonly string[], wanted: readonly unknown[]): Agreement {
  const words = texts.map((text) => new Set(wordsOf(text)))
  const likenesses = [jaccard(words), tfIdf(words)]
  const all = likenesses.flatMap((likeness) => {
    const joins = linkage(likeness)
    return joins.map((join) => agreement(cut(joins, texts.length, join.alike), wanted))
  })
  return all.reduce((best, one) => (one.pairs > best.pairs ? one : best))
}

function jaccard(words: readonly ReadonlySet<string>[]): Likeness {
  const n = words.length
  const of = Float32Array.from({ length: n * n }, (_, at) => {
    const [one, other] = [words[Math.floor(at / n)]!, words[at % n]!]
    const shared = [...one].filter((word) => other.has(word)).length
    return shared / Math.max(1, one.size + other.size - shared)
  })
  return { n, of }
}

function tfIdf(words: readonly ReadonlySet<string>[]): Likeness {
  const vectors = weighted(words.map((set) => new Map([...set].map((word) => [word, 1] as const))))
  return { n: words.length, of: products(vectors) }
}

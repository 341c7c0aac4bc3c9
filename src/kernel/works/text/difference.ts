import diff from 'fast-diff'
import { cutWords } from '#lib/words.ts'

/** A stretch of two texts: in both, only in the old one, or only in the new one. */
export type Stretch = { kind: 'same' | 'gone' | 'new'; text: string }

const FIRST = 0xe000
const KINDS = { [diff.EQUAL]: 'same', [diff.DELETE]: 'gone', [diff.INSERT]: 'new' } as const

/**
 * What changed from one text to another, word by word: every word stands for one character while the two are
 * compared (Myers 1986), so that no word is torn apart.
 */
export function differenceOf(before: string, after: string): Stretch[] {
  const words = new Vocabulary()
  const changes = diff(words.encode(before), words.encode(after))
  return changes.map(([kind, text]) => ({ kind: KINDS[kind], text: words.decode(text) }))
}

/** How much of a text is new, in percent of its characters; 0 for an empty one. */
export function shareOfNew(stretches: readonly Stretch[]): number {
  const length = (kinds: readonly Stretch['kind'][]): number =>
    stretches.reduce((sum, one) => sum + (kinds.includes(one.kind) ? one.text.length : 0), 0)
  const all = length(['same', 'new'])
  return all === 0 ? 0 : Math.round((100 * length(['new'])) / all)
}

/** Words numbered in the order of their coming, as characters. */
class Vocabulary {
  #codes = new Map<string, string>()
  #words = new Map<string, string>()

  encode(text: string): string {
    return cutWords(text)
      .map((word) => this.#codes.get(word) ?? this.#add(word))
      .join('')
  }

  decode(text: string): string {
    return Array.from({ length: text.length }, (_, at) => this.#words.get(text[at] ?? '') ?? '').join('')
  }

  #add(word: string): string {
    // one unit of UTF-16 each, beginning in the private area and going round past the surrogates
    const next = FIRST + this.#codes.size
    const unit = next <= 0xffff ? next : next - 0x10000
    if (unit >= 0xd800 && next > 0xffff) throw new RangeError('too many different words to compare')
    const code = String.fromCharCode(unit)
    this.#codes.set(word, code)
    this.#words.set(code, word)
    return code
  }
}

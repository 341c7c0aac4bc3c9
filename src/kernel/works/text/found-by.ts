/**
 * Texts and questions in PostgreSQL's own form, written here word by word: its parsers know Chinese only under some
 * locales of the server.
 */
import { searchWords } from '#lib/words.ts'

/** What of a work a word stands in; a title weighs more than the text. */
export type Weighed = { weight: 'A' | 'B' | 'D'; text: string }

/** A vector holds so many positions of a word, and positions up to this one. */
const MOST_PLACES = 30
const LAST_PLACE = 16_383
const MOST_WORDS = 20_000
const LONGEST_WORD = 60

/** A tsvector of texts, as text. */
export function vectorOf(parts: readonly Weighed[]): string {
  const places = new Map<string, string[]>()
  let at = 0
  for (const { weight, text } of parts) {
    for (const word of searchWords(text)) {
      at = Math.min(at + 1, LAST_PLACE)
      const known = places.get(word) ?? []
      if (known.length >= MOST_PLACES || (known.length === 0 && places.size >= MOST_WORDS)) continue
      places.set(word, [...known, `${at}${weight === 'D' ? '' : weight}`])
    }
  }
  return Array.from(places, ([word, found]) => `${quoted(word)}:${found.join(',')}`).join(' ')
}

/**
 * A tsquery that asks for all words of what somebody typed; '' for none.
 * @param how the words as they are, or also as the beginnings of longer ones, which takes longer to find.
 */
export function queryOf(typed: string, how: 'whole' | 'beginning'): string {
  const words = [...new Set(searchWords(typed))]
  return words.map((word) => `${quoted(word)}${how === 'beginning' ? ':*' : ''}`).join(' & ')
}

function quoted(word: string): string {
  return `'${word.slice(0, LONGEST_WORD).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

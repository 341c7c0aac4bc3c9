import type { HomeItem } from '#contract/statistics.ts'

/** A record behind an item, named and opened. */
export type ItemRecord = HomeItem['records'][number]

const SHOWN = 8
const NAMED = 3

/** What is to be said of some records. */
export type Said = {
  id: string
  title: string
  tone: HomeItem['tone']
  /** What happens if nothing is done, or what to do. */
  because: string
  /** What they are counted in: 个, 人, 人次, 所. */
  word: string
  /** How many there are, where only the first are listed. */
  count?: number
}

/** An item over its records, the most pressing first; nothing where there are none. */
export function itemOf(said: Said, records: readonly ItemRecord[]): HomeItem[] {
  const first = records[0]
  const count = said.count ?? records.length
  if (first === undefined || count === 0) return []
  const named = records.slice(0, NAMED).map((record) => record.title)
  const more = count > named.length ? ` 等 ${count} ${said.word}` : ''
  return [
    {
      id: said.id,
      title: said.title,
      detail: `${named.join('、')}${more}。${said.because}`,
      count,
      link: first.link,
      tone: said.tone,
      records: records.slice(0, SHOWN),
    },
  ]
}

/** A record that opens an activity, programme, person or unit. */
export function recordAt(
  place: 'activities' | 'programmes' | 'people' | 'network' | 'import' | 'documents',
  id: string,
  title: string,
): ItemRecord {
  return { title, link: `/${place}/${encodeURIComponent(id)}` }
}

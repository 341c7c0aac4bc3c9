import { HANDBOOK_MARKS, handbookParts } from '#contract/handbook.ts'
import type { HandbookRow } from '#contract/handbook.ts'
import type { HandbookMonth } from './decide.ts'

/** A teacher with the months of a year. */
export type TeacherYear = { person: HandbookRow['person']; months: readonly HandbookMonth[] }

/** Rows of a school's page, and the words that they point to. */
export type Grid = { rows: HandbookRow[]; lacks: string[] }

/**
 * Teachers' years as the school's page takes them: one month whole, the others as a number and a mark each. What many
 * lack alike is said once.
 */
export function gridOf(years: readonly TeacherYear[], month: number): Grid {
  const words = new Map<string, number>()
  const placeOf = (word: string): number => {
    const place = words.get(word) ?? words.size
    words.set(word, place)
    return place
  }
  const rows = years.map(({ person, months }) => rowOf(person, months, month, placeOf))
  return { rows, lacks: [...words.keys()] }
}

function rowOf(
  person: HandbookRow['person'],
  months: readonly HandbookMonth[],
  month: number,
  placeOf: (word: string) => number,
): HandbookRow {
  const now = months.find((one) => one.month === month)
  const lacks = (now?.lacks ?? []).map(placeOf)
  return {
    person,
    items: handbookParts.map((part) => now?.items[part] ?? 0),
    hours: now?.hours ?? 0,
    observed: now?.observed ?? 0,
    ...(lacks.length > 0 && { lacks }),
    ...(now !== undefined && now.remark !== '' && { remark: now.remark }),
    counts: months.map(({ items }) => handbookParts.reduce((sum, part) => sum + items[part], 0)),
    grades: months.map(({ grade }) => (grade === null ? '-' : HANDBOOK_MARKS[grade])).join(''),
  }
}

/** A volume as it is typeset: words alone, so that it can be handed to another thread. */

/** One work in it. */
export type Chapter = { title: string; authors: string; unit: string; paragraphs: readonly string[] }
/** 辑: a part with its works; the first may have no title. */
export type Part = { title: string | null; chapters: readonly Chapter[] }
export type Book = {
  title: string
  subtitle: string
  editors: string
  unit: string
  year: number
  preface: readonly string[]
  parts: readonly Part[]
}

/** A line of the contents: a part, or a work of it, or the preface. */
export type ContentsLine = { level: 'part' | 'chapter'; title: string; authors: string }

/** The contents in their order. */
export function contentsOf(book: Book): ContentsLine[] {
  const preface: ContentsLine[] =
    book.preface.length === 0 ? [] : [{ level: 'chapter', title: '前言', authors: '' }]
  const parts = book.parts.flatMap(({ title, chapters }): ContentsLine[] => [
    ...(title === null ? [] : [{ level: 'part' as const, title, authors: '' }]),
    ...chapters.map((one): ContentsLine => ({ level: 'chapter', title: one.title, authors: one.authors })),
  ])
  return [...preface, ...parts]
}

/** The paragraphs of a text: one a line, empty ones left out. */
export function paragraphsOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Works in their order into parts: one begins where a work says so. */
export function partsOf(works: readonly (Chapter & { part: string | null })[]): Part[] {
  const parts: { title: string | null; chapters: Chapter[] }[] = []
  for (const { part, ...chapter } of works) {
    if (part !== null || parts.length === 0) parts.push({ title: part, chapters: [] })
    parts.at(-1)?.chapters.push(chapter)
  }
  return parts
}

import assert from 'node:assert/strict'
import type * as z from 'zod'
import type { issuePaper, paperPage, papers, publicCertificate } from '#contract/case-document.ts'
import { key, type Answer, type Played } from './county.ts'

export type Papers = z.output<NonNullable<typeof papers.reply>>
export type PaperPage = z.output<NonNullable<typeof paperPage.reply>>
export type Issued = z.output<NonNullable<typeof issuePaper.reply>>
export type PublicCertificate = z.output<NonNullable<typeof publicCertificate.reply>>
type Of = { whose: 'round' | 'case'; id: string; document: string }

const address = ({ whose, id, document }: Of): string => `/api/case-documents/${whose}/${id}/${document}`

/** The documents of a round or case. */
export function papersOf(
  played: Played,
  login: string,
  whose: 'round' | 'case',
  id: string,
): Promise<Papers> {
  return played.get<Papers>(login, `/api/case-documents/${whose}/${id}`)
}

/** One of them as it would be drafted. */
export function paperOf(played: Played, login: string, of: Of): Promise<PaperPage> {
  return played.get<PaperPage>(login, address(of))
}

/** Issues a letter, or gives certificates out. */
export function issue(played: Played, login: string, of: Of, more: object = {}): Promise<Answer<Issued>> {
  return played.ask<Issued>(login, 'POST', address(of), { key: key(), series: '甲教通', ...more })
}

/** The words of a page, without its marks. */
export function wordsOf(html: string | null): string {
  return (html ?? '')
    .replaceAll(/<\/(p|h\d|tr|caption)>/g, '\n')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/ +/g, '')
}

/** Every number that opens, with the list that it opens to. */
export function numbersIn(html: string | null): { value: number; href: string }[] {
  return [...(html ?? '').matchAll(/<a class="claim" href="([^"]+)">(\d+)<\/a>/g)].map(
    ([, href = '', value]) => ({
      value: Number(value),
      href: href.replaceAll('&amp;', '&'),
    }),
  )
}

/** Every number of a page opens to exactly so many records. @returns how many there were. */
export async function checkNumbers(played: Played, login: string, html: string | null): Promise<number> {
  const numbers = numbersIn(html)
  for (const { value, href } of numbers) {
    const { total } = await played.get<{ total: number }>(
      login,
      href.replace('/cases?', '/api/cases?limit=1&'),
    )
    assert.equal(total, value, href)
  }
  return numbers.length
}

/** What stands before 人, 名 or 件 without being counted from records. */
export function barePeople(html: string | null): string[] {
  const marked = (html ?? '').replaceAll(/<a class="claim"[^>]*>\d+<\/a>/g, '〇')
  return [...marked.matchAll(/\d+(?:人|名)/g)].map(([found]) => found)
}

import { sql } from 'kysely'
import type * as z from 'zod'
import type { library } from '#contract/library.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import { meanOf } from './page.ts'
import { sortedChapters } from './text/chapters.ts'
import { queryOf } from './text/found-by.ts'

type Query = z.output<NonNullable<(typeof library)['query']>>
type Reply = z.input<NonNullable<(typeof library)['reply']>>
type Row = Omit<Reply['rows'][number], 'shelvedOn' | 'stars'> & { shelved_at: Date; stars: number }

/** What the library has for some words and filters, best first; where no work has the words, those with longer ones. */
export async function findInLibrary(work: Work, query: Query): Promise<Reply> {
  const asked = query.q?.trim() ?? ''
  const whole = await found(work, query, queryOf(asked, 'whole'))
  const more = whole.length === 0 && asked !== ''
  const rows = more ? await found(work, query, queryOf(asked, 'beginning')) : whole
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _total, shelved_at, ...row }) => ({
      ...row,
      shelvedOn: dayAt(shelved_at),
      stars: meanOf(row),
    })),
    ...(await choices(work.tx)),
    chapters: await chaptersOf(work.tx, query),
  }
}

/** Nothing is found for what has no words in it, such as marks alone. */
async function found(
  { tx, caller }: Work,
  query: Query,
  words: string,
): Promise<(Row & { total: number })[]> {
  const { kind = null, stage = null, subject = null, chapter = null } = query
  if (words === '' && (query.q?.trim() ?? '') !== '') return []
  const { rows } = await sql<Row & { total: number }>`
    select f.total, e.work_id as id, e.title, e.kind, e.stage, e.subject, e.chapter, e.authors,
      e.unit_name as unit, e.shelved_at, e.downloads, e.stars, e.raters
    from find_library(${words}, ${kind}, ${stage}, ${subject}, ${chapter}, ${query.sort === 'newest'}, ${query.offset}, ${query.limit}) f
    join library_entry e on e.region_id = ${caller.region} and e.work_id = f.work_id order by f.place`.execute(
    tx,
  )
  return rows
}

/** What there is to choose from. */
async function choices(tx: Work['tx']): Promise<Pick<Reply, 'kinds' | 'stages' | 'subjects'>> {
  const { rows } = await sql<{ kind: string; stage: string; subject: string }>`
    select kind, stage, subject from library_choices()`.execute(tx)
  const sorted = (values: readonly string[]): string[] =>
    [...new Set(values.filter((value) => value !== ''))].toSorted((a, b) => a.localeCompare(b, 'zh'))
  return {
    kinds: sorted(rows.map(({ kind }) => kind)),
    stages: sorted(rows.map(({ stage }) => stage)),
    subjects: sorted(rows.map(({ subject }) => subject)),
  }
}

/** The chapters that a subject has in the library, in their order: 第二单元 comes before 第十单元. */
async function chaptersOf(tx: Work['tx'], { subject, stage }: Query): Promise<string[]> {
  if (subject === undefined) return []
  const { rows } = await sql<{ chapter: string }>`
    select chapter from library_chapters(${subject}, ${stage ?? null})`.execute(tx)
  return sortedChapters(rows.map(({ chapter }) => chapter))
}

/** The caller's account gives a work so many stars of five. @throws Refused 404 */
export async function rate({ tx }: Work, id: string, stars: number): Promise<void> {
  const { rows } = await sql<{ rated: boolean }>`select rate_work(${id}, ${stars}) as rated`.execute(tx)
  if (rows[0]?.rated !== true) throw notFound('这件资源')
}

/** Counts a download, where the work is in the library. */
export async function noteDownload({ tx }: Work, id: string): Promise<void> {
  await sql`select note_download(${id})`.execute(tx)
}

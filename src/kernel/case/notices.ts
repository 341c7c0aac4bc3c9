import { sql } from 'kysely'
import type * as z from 'zod'
import type { objectTo, publicNotice, publicNotices } from '#contract/public-notice.ts'
import { dayAt, inChinese, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { normaliseName } from '#lib/text.ts'
import { refusePrivate } from '#lib/private-data.ts'
import type { Runtime, Work } from '#kernel/call.ts'

/** What is to be shown to everybody: never more than a name, a unit and a category of each. */
export type NewNotice = {
  system: string
  roundId: string | null
  stage: string
  title: string
  names: readonly string[]
  from: Day
  until: Day
  document: string | null
}

/**
 * Writes a public notice. @returns its id, which the cases' events then name.
 * @throws Refused 422 when it would show an identity, phone or bank number or an address.
 */
export async function publishNotice(work: Work, notice: NewNotice): Promise<string> {
  const words = wordsOf(notice)
  refusePrivate([notice.title, words, notice.document ?? '', ...notice.names], notPublished)
  const id = newId(work.now.getTime())
  await sql`insert into case_notice (region_id, id, system, round_id, stage, title, words, from_on, until_on, document,
      published_at, published_by)
    values (${work.caller.region}, ${id}, ${notice.system}, ${notice.roundId}, ${notice.stage}, ${notice.title}, ${words},
      ${notice.from}::date, ${notice.until}::date, ${notice.document}, ${work.now}, ${work.caller.actor})`.execute(
    work.tx,
  )
  return id
}

function wordsOf({ title, names, from, until, document }: NewNotice): string {
  const basis = document === null || document === '' ? '' : `依据${document}，`
  const what = title.replace(/公示$/, '')
  return (
    `${basis}现将${what}的 ${names.length} 名对象予以公示。公示期自${inChinese(from)}起至${inChinese(until)}止。` +
    '有异议的，请在公示期内实名提出并写明事实；受理人员对提出人的信息保密。'
  )
}

/** What is said where personal data stands in what everybody would read. */
export function notPublished(kinds: string): string {
  return `公示内容里有${kinds}，没有发布。请改掉含有它的姓名、标题或文号后再发布。`
}

/** The notices that everybody may read today. */
export async function noticesForAll({
  db,
  now,
}: Pick<Runtime, 'db' | 'now'>): Promise<z.input<NonNullable<typeof publicNotices.reply>>> {
  const { rows } = await sql<
    Omit<Shown, 'words'>
  >`select id, region_name as region, title, from_on as "from", until_on as until,
    people::integer as people from public_notices(${dayAt(now())}::date)`.execute(db.kysely)
  return { notices: rows }
}

type Shown = {
  id: string
  region: string
  title: string
  words: string
  from: Day
  until: Day
  people: number
}
type Named = { case: string; name: string; unit: string | null; category: string | null }

/**
 * A notice with whom it names.
 * @throws Refused 404 when there is none, or the time is over in which everybody may read it.
 */
export async function noticeForAll(
  { db, now }: Pick<Runtime, 'db' | 'now'>,
  id: string,
): Promise<z.input<NonNullable<typeof publicNotice.reply>>> {
  const today = dayAt(now())
  const { rows } =
    await sql<Shown>`select region_name as region, title, words, from_on as "from", until_on as until
    from public_notices(${today}::date) where id = ${id}`.execute(db.kysely)
  const shown = rows[0]
  if (shown === undefined) throw noNotice()
  const { rows: people } = await sql<Named>`select case_id as "case", name, unit_name as unit, category
    from public_notice_people(${id}, ${today}::date)`.execute(db.kysely)
  const { region, title, words, from, until } = shown
  return { region, title, words, from, until, open: today >= from && today <= until, people }
}

type Objection = z.output<NonNullable<typeof objectTo.body>>

/**
 * Takes an objection to somebody whom a notice names, through its last day; a second request of the same key is the same
 * objection.
 * @throws Refused 404, 409 outside of the period.
 */
export async function objectToNotice(
  { db, now }: Pick<Runtime, 'db' | 'now'>,
  id: string,
  said: Objection,
): Promise<{ done: true }> {
  const at = now()
  const { rows } = await sql<{ said: 'taken' | 'early' | 'over' | 'unknown' }>`
    select object_to_notice(${id}, ${said.case}, ${said.key}, ${dayAt(at)}::date, ${at}::timestamptz, ${normaliseName(said.name)},
      ${said.contact}, ${said.text}) as said`.execute(db.kysely)
  const answer = rows[0]?.said ?? 'unknown'
  if (answer === 'unknown') throw noNotice()
  if (answer !== 'taken') throw new Refused(409, { code: answer, because: NOT_NOW[answer] })
  return { done: true }
}

const NOT_NOW = {
  early: '公示还没有开始，请在公示期内提出。',
  over: '公示期已满，不再受理。情况属实的，请直接向教育局反映。',
}

function noNotice(): Refused {
  return notFound('这份公示')
}

import { sql } from 'kysely'
import type { Audience } from '#contract/notice-audience.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import type { Work } from '#kernel/call.ts'
import { recordsOf } from '#kernel/figures/records.ts'
import { unitInView } from '#kernel/network/read.ts'
import { dayAt } from '#lib/dates.ts'
import { Refused, notFound } from '#lib/refusal.ts'
import type { Addressees } from './write.ts'

const MOST = 10_000
const NOBODY: Addressees = { roles: [], units: null, people: [], accounts: [] }

/** Whom an audience names, and how that is said. @throws Refused 404 for what is not in view, 422 for nobody. */
export async function addresseesOf(work: Work, asked: Audience): Promise<{ to: Addressees; words: string }> {
  switch (asked.to) {
    case 'roles':
      return byRole(work, asked)
    case 'roster':
      return onRoster(work, asked.activity)
    case 'programme':
      return inProgramme(work, asked.programme)
    case 'title':
      return holdingTitle(work, asked.title)
    case 'short':
      return shortOfCredits(work, asked)
    case 'people':
      return { to: { ...NOBODY, people: asked.people }, words: `指定的 ${asked.people.length} 人` }
  }
}

async function byRole(
  work: Work,
  { roles, units }: Extract<Audience, { to: 'roles' }>,
): Promise<{ to: Addressees; words: string }> {
  const who = roles.map((role) => ACCOUNT_ROLES[role]).join('、')
  const ids: string[] = []
  for (const code of units) ids.push(await unitInView(work, code))
  const within = await withBelow(work, ids)
  const where =
    units.length === 0 ? (work.caller.unit === null ? '全部' : '本单位') : `${units.length} 个单位的`
  return { to: { ...NOBODY, roles, units: within }, words: `${where}${who}` }
}

/** The units with all below them; none chosen is everybody in view. */
async function withBelow({ tx, caller, now }: Work, ids: readonly string[]): Promise<string[] | null> {
  if (ids.length === 0) return null
  const { rows } = await sql<{ id: string }>`select distinct b.unit_id as id from unnest(${ids}::uuid[]) u,
    units_below(${caller.region}, u, ${dayAt(now)}::date) b`.execute(tx)
  return rows.map(({ id }) => id)
}

async function onRoster({ tx, caller }: Work, activity: string): Promise<{ to: Addressees; words: string }> {
  const found = await sql<{
    title: string
  }>`select title from activity where region_id = ${caller.region} and id = ${activity}`.execute(tx)
  if (found.rows[0] === undefined) throw notFound('这个班次')
  const { rows } = await sql<{ id: string }>`select distinct person_id as id from participation
    where region_id = ${caller.region} and activity_id = ${activity}`.execute(tx)
  return {
    to: { ...NOBODY, people: rows.map(({ id }) => id) },
    words: `《${found.rows[0].title}》名单上的 ${rows.length} 人`,
  }
}

/** Everybody on the roster of an activity of a programme that was not cancelled, whatever their part. */
async function inProgramme(
  { tx, caller }: Work,
  programme: string,
): Promise<{ to: Addressees; words: string }> {
  const found = await sql<{ title: string }>`select title from programme
    where region_id = ${caller.region} and id = ${programme}`.execute(tx)
  if (found.rows[0] === undefined) throw notFound('这个项目')
  const { rows } = await sql<{ id: string }>`select distinct t.person_id as id from participation t
    join activity a on a.region_id = t.region_id and a.id = t.activity_id
    where a.region_id = ${caller.region} and a.programme_id = ${programme}
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)`.execute(
    tx,
  )
  return {
    to: { ...NOBODY, people: rows.map(({ id }) => id) },
    words: `《${found.rows[0].title}》的 ${rows.length} 人`,
  }
}

async function holdingTitle(
  { tx, caller, now }: Work,
  title: string,
): Promise<{ to: Addressees; words: string }> {
  const { rows } = await sql<{ id: string }>`select distinct person_id as id from title_term
    where region_id = ${caller.region} and title = ${title}
      and named_on <= ${dayAt(now)}::date and (ends_after is null or ends_after >= ${dayAt(now)}::date)`.execute(
    tx,
  )
  return {
    to: { ...NOBODY, people: rows.map(({ id }) => id) },
    words: `现任${title} ${rows.length} 人`,
  }
}

/** The records behind the figure of those who are short: who is told is who is counted. */
async function shortOfCredits(
  work: Work,
  { year, category, unit }: Extract<Audience, { to: 'short' }>,
): Promise<{ to: Addressees; words: string }> {
  const narrowed = category === null ? {} : { dimension: 'category', key: category }
  const asked = { year, ...(unit === null ? {} : { unit }), ...narrowed, offset: 0, limit: MOST }
  const { rows } = await recordsOf(work, 'short', asked)
  const people = [...new Set(rows.flatMap(({ personId }) => (personId === null ? [] : [personId])))]
  const what = category === null ? '学分' : `${category}学分`
  return { to: { ...NOBODY, people }, words: `${year} 年${what}未达标的 ${people.length} 人` }
}

/** @throws Refused 422 when nobody would get it. */
export function refuseNobody(people: number): void {
  if (people > 0) return
  throw new Refused(422, {
    code: 'nobody',
    because: '没有人会收到：所选范围里没有在岗教师或启用的账号，请重新选择。',
    field: 'audience',
  })
}

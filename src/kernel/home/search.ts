import { sql, type RawBuilder } from 'kysely'
import type { SearchView } from '#contract/statistics.ts'
import { dayAt } from '#lib/dates.ts'
import { normaliseText } from '#lib/text.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits } from '#kernel/network/read.ts'

/** Of each kind so many are shown: more would not be read. */
const SHOWN = 8

/** Everything that a text may mean, as far as the caller sees it; best fit first. */
export async function searchAll(work: Work, asked: string): Promise<SearchView> {
  const text = normaliseText(asked)
  if (text === '') return { people: [], programmes: [], units: [], documents: [] }
  return {
    people: await peopleNamed(work, text),
    programmes: await programmesNamed(work, text),
    units: await unitsNamed(work, text),
    documents: await documentsNamed(work, text),
  }
}

async function peopleNamed(work: Work, text: string): Promise<SearchView['people']> {
  const { rows } = await sql<{ id: string; name: string; unit_id: string | null }>`
    select p.id, p.name, (select s.unit_id from person_state s where s.region_id = p.region_id and s.person_id = p.id
      order by s.valid @> ${dayAt(work.now)}::date desc, lower(s.valid) desc nulls last limit 1) as unit_id
    from find_people(${text}, ${SHOWN}) f
    join person p on p.region_id = ${work.caller.region} and p.id = f.person_id
    order by f.fit, p.file_order`.execute(work.tx)
  if (rows.length === 0) return []
  const units = await postingUnits(work, dayAt(work.now))
  return rows.map(({ id, name, unit_id }) => ({ id, name, unit: units.get(unit_id ?? '')?.name ?? '' }))
}

async function programmesNamed(work: Work, text: string): Promise<SearchView['programmes']> {
  const { rows } = await sql<SearchView['programmes'][number]>`
    select id, title, year from programme
    where region_id = ${work.caller.region} and (${has('title', text)} or lower(code) = lower(${text}))
    order by ${begins('title', text)} desc, year desc, code limit ${SHOWN}`.execute(work.tx)
  return rows
}

async function unitsNamed(work: Work, text: string): Promise<SearchView['units']> {
  const { rows } = await sql<SearchView['units'][number]>`
    select u.code, s.name from unit u
    join lateral (select name from unit_state s where s.region_id = u.region_id and s.unit_id = u.id
      order by s.valid @> ${dayAt(work.now)}::date desc, lower(s.valid) desc nulls last limit 1) s on true
    where u.region_id = ${work.caller.region} and (${has('name', text)} or lower(u.code) = lower(${text}))
      and ((select session_wide()) or u.id in (select unnest(session_units())))
    order by u.closed_on nulls first, ${begins('name', text)} desc, u.code limit ${SHOWN}`.execute(work.tx)
  return rows
}

async function documentsNamed(work: Work, text: string): Promise<SearchView['documents']> {
  const { rows } = await sql<SearchView['documents'][number]>`
    select id, title from document where region_id = ${work.caller.region} and ${has('title', text)}
    order by made_at desc limit ${SHOWN}`.execute(work.tx)
  return rows
}

function has(column: string, text: string): RawBuilder<unknown> {
  return sql`strpos(lower(${sql.ref(column)}), lower(${text})) > 0`
}

function begins(column: string, text: string): RawBuilder<unknown> {
  return sql`strpos(lower(${sql.ref(column)}), lower(${text})) = 1`
}

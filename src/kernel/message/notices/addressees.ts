import { sql } from 'kysely'
import type * as z from 'zod'
import type { findAddressees, noticeTitles } from '#contract/notice-audience.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { readLine, whoIs, type Line, type OnFile } from './pasted.ts'

type Found = z.input<NonNullable<typeof findAddressees.reply>>

/** Who the lines of a pasted list are, among those whom the caller sees; a line that names nobody or several is said. */
export async function addresseesOfLines(work: Work, lines: readonly string[]): Promise<Found> {
  const read = lines.map(readLine).filter(({ text }) => text !== '')
  const people = await whoMayBeMeant(work, read)
  const byWord = Map.groupBy(people, ({ name }) => name)
  const byNumber = new Map(people.map((person) => [person.identityNumber, person]))
  const found = new Map<string, Found['found'][number]>()
  const refused: Found['refused'] = []
  for (const line of read) {
    const numbered = line.number === null ? undefined : byNumber.get(line.number)
    const meant = numbered === undefined ? line.words.flatMap((word) => byWord.get(word) ?? []) : [numbered]
    const answer = whoIs(line, meant)
    if ('because' in answer) refused.push({ line: line.text, because: answer.because })
    else {
      const { id, name, unit } = answer.person
      found.set(id, { id, name, unit })
    }
  }
  return { found: [...found.values()], refused }
}

/** Those in view, at work today, whom a number or word of the lines may mean; in one query for the whole list. */
async function whoMayBeMeant({ tx, caller, now }: Work, lines: readonly Line[]): Promise<OnFile[]> {
  const numbers = lines.flatMap(({ number }) => number ?? [])
  const words = [...new Set(lines.flatMap((line) => (line.number === null ? line.words : [])))]
  const { rows } = await sql<OnFile>`
    select p.id, p.name, p.identity_number as "identityNumber", coalesce(u.name, '') as unit
    from person p
    join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> ${dayAt(now)}::date
    left join unit_state u on u.region_id = s.region_id and u.unit_id = s.unit_id and u.valid @> ${dayAt(now)}::date
    where p.region_id = ${caller.region} and (p.name = any (${words}::text[]) or p.identity_number = any (${numbers}::text[]))
    order by p.file_order`.execute(tx)
  return rows
}

/** The titles that are held today by people in view, with how many hold each. */
export async function titlesHeld({
  tx,
  caller,
  now,
}: Work): Promise<z.input<NonNullable<typeof noticeTitles.reply>>> {
  const { rows } = await sql<{ title: string; people: number }>`
    select title, count(distinct person_id)::integer as people from title_term
    where region_id = ${caller.region} and named_on <= ${dayAt(now)}::date and (ends_after is null or ends_after >= ${dayAt(now)}::date)
    group by title order by people desc, title`.execute(tx)
  return { titles: rows }
}

import { sql, type RawBuilder } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { DutyRecords, TitleDefinition } from './define.ts'

/** A record that proves a duty. */
export type DutyRecord = { duty: string; person: string; record: string; title: string }

/**
 * The records of a year that prove duties, of those people whom the session sees: activities in which they had the role
 * and that count, apprentices, works that were handed in.
 */
export async function dutyRecords(
  work: Work,
  { duties }: TitleDefinition,
  people: readonly string[],
  year: number,
): Promise<DutyRecord[]> {
  const found: DutyRecord[] = []
  // one after another: a transaction has one connection
  for (const { id, records } of duties) {
    const { rows } = await sql<Omit<DutyRecord, 'duty'>>`${recordsOf(work, records, people, year)}`.execute(
      work.tx,
    )
    found.push(...rows.map((row) => ({ duty: id, ...row })))
  }
  return found
}

function recordsOf(
  { caller, now }: Work,
  records: DutyRecords,
  people: readonly string[],
  year: number,
): RawBuilder<unknown> {
  const region = caller.region
  const asked = sql`any (${[...people]}::uuid[])`
  switch (records.kind) {
    case 'activity':
      return sql`select distinct t.person_id as person, a.id as record, a.title from participation t
        join activity a on a.region_id = t.region_id and a.id = t.activity_id and a.year = ${year} and a.ends_at <= ${now}
        join programme g on g.region_id = a.region_id and g.id = a.programme_id and g.system = any (${[...records.systems]}::text[])
        where t.region_id = ${region} and t.person_id = ${asked} and t.role = any (${[...records.roles]}::text[]) and t.recognised
          and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)`
    case 'pairing':
      return sql`select distinct on (r.mentor_id, r.apprentice_id) r.mentor_id as person, r.id as record,
          '指导' || coalesce(n.name, '外校教师') as title
        from pairing r left join person n on n.region_id = r.region_id and n.id = r.apprentice_id
        where r.region_id = ${region} and r.mentor_id = ${asked} and r.starts_on <= make_date(${year}, 12, 31)
          and (r.ends_after is null or r.ends_after >= make_date(${year}, 1, 1)) order by r.mentor_id, r.apprentice_id, r.starts_on`
    case 'work':
      return sql`select w.author_id as person, w.id as record, w.title from work w
        where w.region_id = ${region} and w.author_id = ${asked} and extract(year from w.dated_on) = ${year}`
  }
}

/** How many records each person has of each duty. */
export function countsOf(records: readonly DutyRecord[]): (person: string) => ReadonlyMap<string, number> {
  const byPerson = Map.groupBy(records, ({ person }) => person)
  return (person) => {
    const own = Map.groupBy(byPerson.get(person) ?? [], ({ duty }) => duty)
    return new Map([...own].map(([duty, rows]) => [duty, rows.length]))
  }
}

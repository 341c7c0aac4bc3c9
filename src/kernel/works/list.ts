import { sql, type RawBuilder } from 'kysely'
import type { WorkRow, WorksQuery } from '#contract/works.ts'
import type { Work } from '../call.ts'
import { levelOf, standingOf, type EventKind, type Level } from './decide.ts'

type Row = Omit<WorkRow, 'authors' | 'programme' | 'standing' | 'shelved'> & {
  programme_id: string | null
  programme_title: string | null
  last_kind: EventKind | null
  last_level: Level | null
  shelved_at: Date | null
}

/** The newest version of a work `w` and the last thing decided about it. */
export const newest = sql`left join lateral (select v.version from work_version v
      where v.region_id = w.region_id and v.work_id = w.id order by v.version desc limit 1) v on true
    left join lateral (select e.kind, e.level from work_event e
      where e.region_id = w.region_id and e.work_id = w.id and e.version = v.version and e.kind <> 'comment'
      order by e.at desc, e.id desc limit 1) e on true`

/** The standing of `w`, from `v` and `e`. */
export const STANDING = sql`case when v.version is null then 'recorded' when e.kind is null then 'handed-in'
  when e.kind = 'return' then 'returned' when e.kind = 'withdraw' then 'withdrawn' else e.level end`

/** The columns of a row of a list, of `w`, `p`, `v` and `e`. */
export const columns = sql`w.id, w.code, w.title, w.kind, w.stage, w.subject, w.dated_on as "on", coalesce(v.version, 0) as versions,
  w.programme_id, p.title as programme_title, e.kind as last_kind, e.level as last_level, w.shelved_at`

const from = sql`from work w left join programme p on p.region_id = w.region_id and p.id = w.programme_id ${newest}`

/** The works of a year that the session sees and a list asks for, newest first. */
export async function worksList(
  work: Work,
  query: WorksQuery,
): Promise<{ total: number; rows: WorkRow[]; kinds: string[] }> {
  const { tx, caller } = work
  const where = conditions(work, query)
  const counted = await sql<{ total: number }>`select count(*) as total ${from} where ${where}`.execute(tx)
  const { rows } = await sql<Row>`select ${columns} ${from} where ${where}
    order by w.dated_on desc, w.handed_in_at desc, w.id offset ${query.offset} limit ${query.limit}`.execute(
    tx,
  )
  const kinds = await sql<{
    kind: string
  }>`select distinct kind from work where region_id = ${caller.region} order by kind`.execute(tx)
  return {
    total: counted.rows[0]?.total ?? 0,
    rows: await withAuthors(work, rows),
    kinds: kinds.rows.map(({ kind }) => kind),
  }
}

function conditions({ caller }: Work, query: WorksQuery): RawBuilder<unknown> {
  const { year, q, kind, programme, standing, mine } = query
  const all = [
    sql`w.region_id = ${caller.region}`,
    sql`w.dated_on >= make_date(${year}, 1, 1) and w.dated_on < make_date(${year + 1}, 1, 1)`,
    ...(kind === undefined ? [] : [sql`w.kind = ${kind}`]),
    ...(programme === undefined ? [] : [sql`w.programme_id = ${programme}`]),
    ...(standing === undefined ? [] : [sql`${STANDING} = ${standing}`]),
    ...(mine === 'authored' || caller.role === 'teacher' ? [authoredBy(caller.person)] : []),
    ...(mine === 'to-review' ? [waitingFor(levelOf(caller.role))] : []),
    // of the library everybody sees all; a list of works is of one's own people
    ...(caller.role === 'school' || caller.role === 'cluster' ? [OWN_PEOPLE] : []),
    ...(q === undefined || q.trim() === '' ? [] : [named(q.trim())]),
  ]
  return sql.join(all, sql` and `)
}

const OWN_PEOPLE = sql`(w.author_id in (select unnest(session_people())) or w.id in (select unnest(session_works())))`

function authoredBy(person: string | null): RawBuilder<unknown> {
  return sql`(w.author_id = ${person} or exists (select from work_coauthor c
    where c.region_id = w.region_id and c.work_id = w.id and c.person_id = ${person}))`
}

/** What has reached the level below, and nothing above it. */
export function waitingFor(level: Level): RawBuilder<unknown> {
  const below = { author: [], school: ['handed-in'], cluster: ['school'], region: ['cluster'] }[level]
  return sql`${STANDING} = any (${below}::text[])`
}

function named(text: string): RawBuilder<unknown> {
  const pattern = `%${text.replaceAll(/[%\\_]/g, '\\$&')}%`
  return sql`(w.title like ${pattern} or w.code = ${text} or exists (select from person n
    where n.region_id = w.region_id and n.id = w.author_id and n.name like ${pattern}))`
}

type AuthorRow = { work_id: string; person_id: string; name: string; unit: string | null }

/** The authors of works, in order, by work. */
export async function authorsOf(
  { tx }: Work,
  works: readonly string[],
): Promise<Map<string, WorkRow['authors']>> {
  const { rows } =
    await sql<AuthorRow>`select work_id, person_id, name, unit from work_authors(${works}::uuid[])`.execute(
      tx,
    )
  const found = new Map<string, WorkRow['authors']>()
  for (const { work_id: id, person_id: personId, name, unit } of rows)
    found.set(id, [...(found.get(id) ?? []), { personId, name, unit }])
  return found
}

/** Rows of `columns` as lists show them. */
export async function withAuthors<R extends Row>(work: Work, rows: readonly R[]): Promise<WorkRow[]> {
  const authors = await authorsOf(
    work,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    title: row.title,
    kind: row.kind,
    stage: row.stage,
    subject: row.subject,
    on: row.on,
    versions: row.versions,
    authors: authors.get(row.id) ?? [],
    programme:
      row.programme_id === null || row.programme_title === null
        ? null
        : { id: row.programme_id, title: row.programme_title },
    standing: standingOf(
      row.versions,
      row.last_kind === null || row.last_level === null
        ? null
        : { kind: row.last_kind, level: row.last_level },
    ),
    shelved: row.shelved_at !== null,
  }))
}

import { sql } from 'kysely'
import * as z from 'zod'
import type { CircularRow } from '#contract/circular.ts'
import type { DocumentModel } from '#kernel/document/model.ts'
import type { Work } from '#kernel/call.ts'
import type { Day } from '#lib/dates.ts'
import type { Kind, Topic } from './draft.ts'
import { NUMBER } from './number.ts'

/** A number that was given: never again, and none between two is left out. */
export type Given = { series: string; year: number; number: number }

/**
 * Gives the next number of a series in a year. Who asks next waits until this transaction ends, so that numbers are
 * neither doubled nor lost with one that is rolled back.
 */
export async function nextNumber({ tx, caller }: Work, series: string, year: number): Promise<Given> {
  const { rows } = await sql<{ last: number }>`insert into circular_series (region_id, series, year, last)
    values (${caller.region}, ${series}, ${year}, 1)
    on conflict (region_id, series, year) do update set last = circular_series.last + 1 returning last`.execute(
    tx,
  )
  return { series, year, number: rows[0]?.last ?? 1 }
}

/** How a number is said: 示教训〔2025〕12号, 教师发展简报 2025 年第 3 期. */
export function numberWords(kind: Kind, { series, year, number }: Given): string {
  return kind === 'circular' ? `${series}〔${year}〕${number}号` : `${series} ${year} 年第 ${number} 期`
}

/** A circular as it is kept. */
export type NewCircularRow = Given & {
  id: string
  kind: Kind
  about: Topic
  ofYear: number
  unitCode: string
  title: string
  model: DocumentModel
  fileId: string
  publicUntil: Day | null
  issuedOn: Day
}

/** Writes it down, for good. @returns the hash that the database keeps of what it says, in hex. */
export async function insertCircular({ tx, caller, now }: Work, row: NewCircularRow): Promise<string> {
  const { rows } = await sql<{
    sha256: string
  }>`insert into circular (region_id, id, kind, about, series, year, number, of_year, unit_id, title, model, file_id, public_until,
      issued_on, issued_at, issued_by)
    select ${caller.region}, ${row.id}, ${row.kind}, ${row.about}, ${row.series}, ${row.year}, ${row.number}, ${row.ofYear}, u.id,
      ${row.title}, ${JSON.stringify(row.model)}::jsonb, ${row.fileId}, ${row.publicUntil}::date, ${row.issuedOn}::date, ${now}, ${caller.actor}
    from unit u where u.region_id = ${caller.region} and u.code = ${row.unitCode}
    returning encode(digest, 'hex') as sha256`.execute(tx)
  return rows[0]?.sha256 ?? ''
}

const COLUMNS = sql`c.id, c.kind, c.about, ${NUMBER} as number, c.title, c.of_year as "ofYear", c.issued_on as "issuedOn",
  c.issued_by as "issuedBy", c.public_until as "publicUntil", jsonb_build_object('code', u.code, 'name',
    coalesce((select s.name from unit_state s where s.region_id = u.region_id and s.unit_id = u.id order by lower(s.valid) desc nulls last limit 1), u.code)) as unit`

/** The circulars of a year in view, newest first. */
export async function findCirculars({ tx, caller }: Work, year: number): Promise<CircularRow[]> {
  const { rows } =
    await sql<CircularRow>`select ${COLUMNS} from circular c join unit u on u.region_id = c.region_id and u.id = c.unit_id
    where c.region_id = ${caller.region} and c.of_year = ${year} order by c.issued_at desc limit 500`.execute(
      tx,
    )
  return rows
}

/** One of them with its text and file; undefined for none in view. */
export async function findCircular(
  { tx, caller }: Work,
  id: string,
): Promise<{ row: CircularRow; model: DocumentModel; fileId: string } | undefined> {
  const { rows } = await sql<CircularRow & { model: DocumentModel; fileId: string }>`
    select ${COLUMNS}, c.model, c.file_id as "fileId" from circular c join unit u on u.region_id = c.region_id and u.id = c.unit_id
    where c.region_id = ${caller.region} and c.id = ${id}`.execute(tx)
  if (rows[0] === undefined) return undefined
  const { model, fileId, ...row } = rows[0]
  return { row, model, fileId }
}

/**
 * The words under which numbers were given, the newest first; ahead of all, those of letters of the same sort: drafted
 * from figures, or from the records of a round.
 */
export async function knownSeries(
  { tx, caller }: Work,
  from: 'figures' | 'round',
): Promise<{ kind: Kind; series: string }[]> {
  const { rows } = await sql<{
    kind: Kind
    series: string
  }>`select kind, series from circular where region_id = ${caller.region}
    group by kind, series order by bool_or((about is null) = ${from === 'round'}) desc, max(issued_at) desc`.execute(
    tx,
  )
  return rows
}

/** A model as the database gives it back. */
export const keptModel = z.custom<DocumentModel>(
  (value) => typeof value === 'object' && value !== null && 'blocks' in value,
)

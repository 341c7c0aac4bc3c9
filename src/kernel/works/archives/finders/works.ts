import { sql, type RawBuilder } from 'kysely'
import type { Entry, Found } from '../filed.ts'
import { gap, type Asked } from './finder.ts'

type Row = {
  code: string
  title: string
  kind: string
  author: string
  on: string
  version: number | null
  text: string | null
  file_id: string | null
  file_name: string | null
  sha256: Buffer | null
  bytes: number | null
}

/** The works of a programme, of some kinds or of all: their newest versions, and a list of them. */
export async function worksOnFile(asked: Asked, kinds: readonly string[]): Promise<Found> {
  const rows = await worksBy(
    asked,
    sql`w.programme_id = ${asked.subject.id} and (${kinds.length} = 0 or w.kind = any (${kinds}::text[]))`,
  )
  return foundOf(asked, rows, kinds.length === 0 ? '作品' : kinds.join('、'))
}

/** The works of a unit's people in a year. */
export async function worksOfUnit(asked: Asked): Promise<Found> {
  const { subject, work } = asked
  const rows = await worksBy(
    asked,
    sql`w.dated_on >= make_date(${subject.year}, 1, 1) and w.dated_on < make_date(${subject.year + 1}, 1, 1)
      and exists (select from person_state s where s.region_id = w.region_id and s.person_id = w.author_id
        and s.valid @> w.dated_on and s.unit_id in (select b.unit_id from units_below(${work.caller.region}, ${subject.id}, w.dated_on) b))`,
  )
  return foundOf(asked, rows, '作品')
}

async function worksBy(
  { work: { tx, caller }, whole }: Asked,
  condition: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select w.code, w.title, w.kind, n.name as author, w.dated_on as "on", v.version,
      ${whole ? sql`v.text` : sql`null`} as text, f.id as file_id, f.name as file_name, f.sha256, f.bytes
    from work w join person n on n.region_id = w.region_id and n.id = w.author_id
    left join lateral (select * from work_version v where v.region_id = w.region_id and v.work_id = w.id
      order by v.version desc limit 1) v on true
    left join stored_file f on f.region_id = w.region_id and f.id = v.file_id
    where w.region_id = ${caller.region} and ${condition} order by w.kind, w.code`.execute(tx)
  return rows
}

function foundOf(asked: Asked, rows: readonly Row[], what: string): Found {
  const gaps = rows.length > 0 ? [] : [gap(asked, `还没有提交${what}`)]
  return { have: rows.length, need: 1, gaps, entries: asked.whole ? entriesOf(rows, what) : [] }
}

function entriesOf(rows: readonly Row[], what: string): Entry[] {
  if (rows.length === 0) return []
  const list: Entry = {
    kind: 'sheet',
    name: `${what}清单`,
    columns: ['编号', '题目', '类型', '作者', '日期', '稿次'],
    rows: rows.map((row) => [row.code, row.title, row.kind, row.author, row.on, row.version]),
  }
  return [list, ...rows.flatMap(contentOf)]
}

/** A work that was only recorded has no content of its own. */
function contentOf(row: Row): Entry[] {
  const name = `${row.code} ${row.title}（${row.author}）`
  if (row.file_id !== null && row.sha256 !== null && row.bytes !== null) {
    const ending = /\.[\da-z]+$/i.exec(row.file_name ?? '')?.[0] ?? ''
    return [
      { kind: 'file', name: `${name}${ending}`, fileId: row.file_id, sha256: row.sha256, bytes: row.bytes },
    ]
  }
  return row.text === null ? [] : [{ kind: 'text', name, text: row.text }]
}

import { sql } from 'kysely'
import type { HomeItem } from '#contract/statistics.ts'
import { yearOf } from '#lib/dates.ts'
import { itemOf, recordAt } from './item.ts'
import { seesRegion, type HomeScope } from './scope.ts'

/** From this day on the year's summary is waited for. */
const SUMMARY_DUE = '12-15'

/** Imports whose newest run of the same file still has refused rows. */
export async function importsOpen({ work, region }: HomeScope): Promise<HomeItem[]> {
  if (work.caller.role !== 'officer') return []
  const { rows } = await sql<{ id: string; file: string; refused: number }>`
    select * from (
      select distinct on (file_name) id, file_name as file, finished_at,
        (select coalesce(sum((s.value ->> 'refused')::integer), 0)::integer
          from jsonb_each(summary -> 'sheets') s) as refused
      from import_batch where region_id = ${region} order by file_name, finished_at desc) newest
    where refused > 0 order by finished_at desc`.execute(work.tx)
  const records = rows.map((row) => recordAt('import', row.id, `${row.file}（${row.refused} 行）`))
  const refused = rows.reduce((sum, row) => sum + row.refused, 0)
  const because = '请下载标出错处的工作簿，改正后再导入。'
  const said = {
    id: 'import-refused',
    title: '导入时被拒绝、还没有改正的行',
    word: '份工作簿',
    tone: 'warn' as const,
    because,
  }
  return itemOf(said, records).map((item) => ({ ...item, count: refused }))
}

/** The summary of a year that is over, or nearly, while none has been drafted. */
export async function summaryMissing({ work, region, year, today, code }: HomeScope): Promise<HomeItem[]> {
  const over = year < yearOf(today) || (year === yearOf(today) && today.slice(5) >= SUMMARY_DUE)
  if (!over || work.caller.role === 'leader') return []
  const { rows } =
    await sql`select from document d join unit u on u.region_id = d.region_id and u.id = d.unit_id
    where d.region_id = ${region} and d.year = ${year} and d.kind = 'work-summary' and u.code = ${code} limit 1`.execute(
      work.tx,
    )
  if (rows.length > 0) return []
  const title = `${year} 年工作总结还没有起草`
  const detail = '数字已经在库里，打开“公文”即可起草，再由您修改定稿。'
  return [{ id: 'summary', title, detail, count: null, link: '/documents', tone: 'calm', records: [] }]
}

/** What yesterday and today brought. */
export async function recent(scope: HomeScope): Promise<HomeItem[]> {
  const own = [...(await held(scope)), ...(await drafted(scope))]
  if (!seesRegion(scope.work.caller)) return own
  // an import opens for who imports only
  const taken = scope.work.caller.role === 'officer' ? await imported(scope) : []
  return [...own, ...taken, ...(await credited(scope))]
}

/** The instant at which yesterday began, as SQL. */
function yesterday({ today }: HomeScope): ReturnType<typeof sql> {
  return sql`((${today}::date - 1)::timestamp at time zone 'Asia/Shanghai')`
}

async function held(scope: HomeScope): Promise<HomeItem[]> {
  const { work, region, unitIds } = scope
  const { rows } = await sql<{ id: string; title: string; came: number; enrolled: number }>`
    select a.id, a.title, n.came, n.enrolled from activity a
    join programme p on p.region_id = a.region_id and p.id = a.programme_id, activity_numbers(array[a.id]) n
    where a.region_id = ${region} and a.ends_at >= ${yesterday(scope)} and a.starts_at <= ${work.now}
      and (${unitIds}::uuid[] is null or p.organiser_id = any (${unitIds}::uuid[]))
      and not exists (select from activity_cancellation c where c.region_id = a.region_id and c.activity_id = a.id)
    order by a.starts_at desc`.execute(work.tx)
  const came = rows.reduce((sum, row) => sum + row.came, 0)
  const records = rows.map((row) =>
    recordAt('activities', row.id, `${row.title}（${row.came}/${row.enrolled} 人）`),
  )
  return itemOf(
    {
      id: 'held',
      title: '昨天和今天的班次',
      word: '个班次',
      tone: 'calm',
      because: `共有 ${came} 人次到场。`,
    },
    records,
  )
}

async function drafted(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from document where region_id = ${scope.region} and made_at >= ${yesterday(scope)}
    order by made_at desc`.execute(scope.work.tx)
  const records = rows.map((row) => recordAt('documents', row.id, row.title))
  return itemOf({ id: 'drafted', title: '起草的公文', word: '份', tone: 'calm', because: '' }, records)
}

async function imported(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<{ id: string; file_name: string }>`
    select id, file_name from import_batch where region_id = ${scope.region} and finished_at >= ${yesterday(scope)}
    order by finished_at desc`.execute(scope.work.tx)
  const records = rows.map((row) => recordAt('import', row.id, row.file_name))
  return itemOf({ id: 'imported', title: '导入的工作簿', word: '份', tone: 'calm', because: '' }, records)
}

async function credited(scope: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<{ entries: number; total: string }>`
    select coalesce(sum(entries), 0)::integer as entries, coalesce(sum(total), 0) as total from credit_posting
    where region_id = ${scope.region} and posted_at >= ${yesterday(scope)}`.execute(scope.work.tx)
  const { entries, total } = rows[0] ?? { entries: 0, total: '0' }
  if (entries === 0) return []
  const detail = `合计 ${Number(total)} 学分，每一笔都有活动或课程为据。`
  return [
    {
      id: 'credited',
      title: '记入的学分笔数',
      detail,
      count: entries,
      link: '/credits',
      tone: 'calm',
      records: [],
    },
  ]
}

import { sql } from 'kysely'
import type { HomeItem } from '#contract/statistics.ts'
import { itemOf, recordAt } from './item.ts'
import { ENDING_DAYS } from '#kernel/titles/define.ts'
import type { HomeScope } from './scope.ts'

const LISTED = 8

/** Titles whose term ends soon: a new selection takes weeks. */
export async function titlesEnding({ work, region, today }: HomeScope): Promise<HomeItem[]> {
  const { rows } = await sql<{ person: string; name: string; title: string; ends: string; total: number }>`
    select p.id as person, p.name, t.title, t.ends_after as ends, count(*) over ()::integer as total
    from title_term t join person p on p.region_id = t.region_id and p.id = t.person_id
    where t.region_id = ${region} and t.ends_after between ${today}::date and ${today}::date + ${ENDING_DAYS}::integer
    order by t.ends_after, p.file_order limit ${LISTED}`.execute(work.tx)
  const records = rows.map((row) =>
    recordAt('people', row.person, `${row.name}（${row.title}，${row.ends} 到期）`),
  )
  const said = {
    id: 'titles-ending',
    title: `${ENDING_DAYS} 天内到期的称号`,
    word: '个',
    tone: 'warn' as const,
  }
  const items = itemOf(
    { ...said, because: '期满自然终止，要续的请组织新一轮评选。', count: rows[0]?.total ?? 0 },
    records,
  )
  return items.map((item) => ({ ...item, link: '/people/titles?state=ending' }))
}

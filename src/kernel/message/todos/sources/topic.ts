import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { NOTHING, type TodoFinder } from '../../define.ts'

/** Rounds that ask for problems and in which the caller has not stated one. */
export const problems: TodoFinder = {
  source: 'problem',
  find: async ({ tx, caller, now }) => {
    if (caller.role !== 'teacher' || caller.person === null) return NOTHING
    const rows = await kept(
      tx,
      sql<{ title: string; until: Day }>`
      select r.title, d.until from topic_round r
      join lateral (select x.until from topic_deadline x where x.region_id = r.region_id and x.round_id = r.id and x.level = 'problem'
        order by x.set_at desc limit 1) d on true
      where r.region_id = ${caller.region} and d.until >= ${dayAt(now)}::date
        and not exists (select from topic_problem p where p.region_id = r.region_id and p.round_id = r.id and p.person_id = ${caller.person}
          and not exists (select from topic_withdrawal w where w.region_id = p.region_id and w.problem_id = p.id))
      order by d.until`,
    )
    return {
      total: rows.length,
      link: '/m/problems',
      items: rows.map(({ title, until }) => ({
        title: `提出教学中的问题：${title}`,
        detail: '从自己的课堂里写，一条写一件事',
        link: '/m/problems',
        due: until,
      })),
    }
  },
}

import { sql } from 'kysely'
import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import { NAMES } from '../define.ts'
import type { FigureDefinition } from '../define.ts'
import { people } from '../places.ts'

const MONTHS = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [String(n + 1), `${n + 1} 月`]))

/** The newest grade of each teacher's month of the year. */
export const handbookChecks: FigureDefinition = {
  id: 'handbook-checks',
  title: '手册月查',
  unit: '人次',
  about: '当年各月经学校检查的教师行动手册，一名教师一个月计一次，以最近一次检查为准。',
  measure: 'rows',
  opens: ['person'],
  dimensions: {
    month: { title: '月份', words: MONTHS },
    grade: { title: '等次', words: HANDBOOK_GRADES },
  },
  records: (scope) => sql`
    select k.person_id, w.unit_id, extract(month from k.month)::integer::text as by_month, k.grade as by_grade, k.items,
      k.hours, k.remark, k.checked_by, (k.checked_at at time zone 'Asia/Shanghai')::date as checked_on
    from (select distinct on (c.person_id, c.month) c.* from handbook_check c
      where c.region_id = ${scope.region} and c.month between ${scope.from}::date and ${scope.day}::date
      order by c.person_id, c.month, c.checked_at desc, c.id desc) k
    join ${people(scope)} w on w.person_id = k.person_id`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '月份', from: 'r.by_month' },
    { title: '等次', from: 'r.by_grade' },
    { title: '条目', from: 'r.items', numeric: true },
    { title: '学时', from: 'r.hours::float8', numeric: true },
    { title: '意见', from: 'r.remark' },
    { title: '检查人', from: 'r.checked_by' },
    { title: '检查日期', from: 'r.checked_on::text' },
  ],
}

/** What teachers wrote about activities and into their handbooks. */
export const handbookRecords: FigureDefinition = {
  id: 'handbook-records',
  title: '教师自填记录',
  unit: '条',
  about: '日期在当年、教师自己写进行动手册且没有撤回的记录。',
  measure: 'rows',
  opens: ['person'],
  dimensions: { month: { title: '月份', words: MONTHS } },
  records: (scope) => sql`
    select e.person_id, w.unit_id, extract(month from e.dated_on)::integer::text as by_month, e.title, e.dated_on
    from handbook_entry e join ${people(scope)} w on w.person_id = e.person_id
    where e.region_id = ${scope.region} and e.withdrawn_at is null
      and e.dated_on between ${scope.from}::date and ${scope.day}::date`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '标题', from: 'r.title' },
    { title: '月份', from: 'r.by_month' },
    { title: '日期', from: 'r.dated_on::text' },
  ],
}

import { sql } from 'kysely'
import { LOCALITIES, SCHOOL_KINDS } from '#contract/vocabulary.ts'
import { NAMES } from '../define.ts'
import type { FigureDefinition } from '../define.ts'
import { people } from '../places.ts'

export const URBAN = { title: '城乡', words: LOCALITIES } as const

export const schools: FigureDefinition = {
  id: 'schools',
  title: '学校数',
  unit: '所',
  about: '当年 12 月 31 日在办的学校（类别为学校，已启用、未撤并）。',
  measure: 'rows',
  opens: [],
  dimensions: { kind: { title: '办学类型', words: SCHOOL_KINDS }, urban: URBAN },
  records: ({ region, day }) => sql`
    select u.id as unit_id, s.kind as by_kind, s.urban as by_urban, u.code, u.opened_on
    from unit u left join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${day}::date
    where u.region_id = ${region} and u.category = 'school'
      and (u.opened_on is null or u.opened_on <= ${day}::date) and (u.closed_on is null or u.closed_on > ${day}::date)`,
  columns: [
    { title: '单位代码', from: 'r.code' },
    NAMES.unit,
    { title: '办学类型', from: 'r.by_kind' },
    { title: '城乡', from: 'r.by_urban' },
    { title: '启用日期', from: 'r.opened_on::text' },
  ],
}

export const teachers: FigureDefinition = {
  id: 'teachers',
  title: '教师数',
  unit: '人',
  about: '当年 12 月 31 日在册教师；单位撤并后计入并入单位。',
  measure: 'people',
  opens: ['person'],
  dimensions: { stage: { title: '任教学段' }, urban: URBAN },
  records: (scope) =>
    sql`select person_id, unit_id, stage as by_stage, urban as by_urban from ${people(scope)} p where not gone`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '任教学段', from: 'r.by_stage' },
    { title: '城乡', from: 'r.by_urban' },
  ],
}

import { sql } from 'kysely'
import { MOMENTS } from '#contract/questionnaire.ts'
import { NAMES } from '../define.ts'
import type { FigureDefinition } from '../define.ts'

const KINDS = { programme: '项目', activity: '活动', case: '事项', appraisal: '评估', none: '不限' } as const

/** Questionnaires that were handed out in the year, with how many sheets came back. */
export const questionnaires: FigureDefinition = {
  id: 'questionnaires',
  title: '开展问卷',
  unit: '份',
  about: '当年度已经发放的问卷，一份问卷计一次，计入发问卷的单位。',
  measure: 'rows',
  opens: ['programme'],
  dimensions: {
    moment: { title: '时间', words: { ...MOMENTS, none: '不分' } },
    subject: { title: '对象', words: KINDS },
  },
  records: ({ region, year }) => sql`
    select q.unit_id, coalesce(q.moment, 'none') as by_moment, coalesce(q.subject_kind, 'none') as by_subject, q.title, q.opens_on, q.closes_on,
      case q.subject_kind when 'programme' then q.subject_id
        when 'activity' then (select a.programme_id from activity a where a.region_id = q.region_id and a.id = q.subject_id) end as programme_id
    from questionnaire q where q.region_id = ${region} and q.year = ${year}
      and exists (select from questionnaire_step s where s.region_id = q.region_id and s.questionnaire_id = q.id and s.step = 'opened')`,
  columns: [
    { title: '问卷', from: 'r.title' },
    NAMES.unit,
    NAMES.programme,
    { title: '开始', from: 'r.opens_on::text' },
    { title: '截止', from: 'r.closes_on::text' },
  ],
}

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { LEVELS, SYSTEMS } from '#contract/vocabulary.ts'
import { NAMES } from '../define.ts'
import type { FigureDefinition, Scope } from '../define.ts'
import { activities, people } from '../places.ts'

export const LEVEL = { title: '级别', words: LEVELS } as const
const BY = { system: { title: '体系', words: SYSTEMS }, level: LEVEL } as const
const ENDED = {
  title: '结束日期',
  from: "to_char(activity.ends_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')",
} as const
const KIND_COLUMNS = [
  { title: '体系', from: 'r.by_system' },
  { title: '级别', from: 'r.by_level' },
] as const

export const heldActivities: FigureDefinition = {
  id: 'activities',
  title: '培训研修活动',
  unit: '班次',
  about: '结束于当年、已举办且未取消的活动，计入承办单位。',
  measure: 'rows',
  opens: ['activity', 'programme'],
  dimensions: BY,
  records: (
    scope,
  ) => sql`select organiser_id as unit_id, id as activity_id, programme_id, system as by_system, level as by_level, hours
    from ${activities(scope)} a`,
  columns: [
    NAMES.activity,
    NAMES.programme,
    NAMES.unit,
    ...KIND_COLUMNS,
    ENDED,
    { title: '学时', from: 'r.hours::float8', numeric: true },
  ],
}

/** Participations of trainees in activities of the year, at the person's unit. */
function trainees(scope: Scope, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select t.person_id, w.unit_id, a.id as activity_id, a.programme_id, a.system as by_system, a.level as by_level,
      a.hours * t.attended as amount, a.slots, t.attended, t.recognised
    from participation t
    join ${activities(scope)} a on a.id = t.activity_id
    join ${people(scope)} w on w.person_id = t.person_id
    where t.region_id = ${scope.region} and t.role = 'trainee' and ${which}`
}

const TRAINEE_COLUMNS = [
  NAMES.person,
  NAMES.unit,
  NAMES.activity,
  ...KIND_COLUMNS,
  ENDED,
  { title: '到场场次', from: 'r.attended', numeric: true },
  { title: '总场次', from: 'r.slots', numeric: true },
  {
    title: '认定学时',
    from: 'case when r.recognised then round(r.amount / r.slots, 2)::float8 else 0 end',
    numeric: true,
  },
] as const
const recognised = (scope: Scope): RawBuilder<unknown> => trainees(scope, sql`t.recognised`)

export const participations: FigureDefinition = {
  id: 'participations',
  title: '参训人次',
  unit: '人次',
  about: '学员在当年活动中被认定的参与（出勤率达到政策要求），一人一次活动计一次。',
  measure: 'rows',
  opens: ['person', 'activity', 'programme'],
  dimensions: BY,
  records: recognised,
  columns: TRAINEE_COLUMNS,
}

export const participants: FigureDefinition = {
  id: 'participants',
  title: '参训人数',
  unit: '人',
  about: '当年至少有一次参与被认定的教师，一人只计一次；同一人可见于几个体系或级别，各部分之和可大于总数。',
  measure: 'people',
  opens: ['person', 'activity', 'programme'],
  dimensions: BY,
  records: recognised,
  columns: TRAINEE_COLUMNS,
}

export const hours: FigureDefinition = {
  id: 'hours',
  title: '认定学时',
  unit: '学时',
  about: '学员被认定的学时（活动学时 × 出勤率）之和。',
  measure: 'hours',
  opens: ['person', 'activity', 'programme'],
  dimensions: BY,
  records: recognised,
  columns: TRAINEE_COLUMNS,
}

export const enrolled: FigureDefinition = {
  id: 'enrolled',
  title: '报名人次',
  unit: '人次',
  about: '学员在当年活动名单上的人次，不论是否被认定。',
  measure: 'rows',
  opens: ['person', 'activity', 'programme'],
  dimensions: BY,
  records: (scope) => trainees(scope, sql`true`),
  columns: TRAINEE_COLUMNS,
}

export const programmes: FigureDefinition = {
  id: 'programmes',
  title: '项目数',
  unit: '个',
  about: '当年度的项目，计入承办单位。',
  measure: 'rows',
  opens: ['programme'],
  dimensions: BY,
  records: ({
    region,
    year,
  }) => sql`select organiser_id as unit_id, id as programme_id, system as by_system, level as by_level, code
    from programme where region_id = ${region} and year = ${year}`,
  columns: [{ title: '项目编号', from: 'r.code' }, NAMES.programme, NAMES.unit, ...KIND_COLUMNS],
}

function programmeSum(
  id: 'planned' | 'budget',
  title: string,
  unit: string,
  about: string,
  column: string,
): FigureDefinition {
  return {
    id,
    title,
    unit,
    about,
    measure: 'sum',
    opens: ['programme'],
    dimensions: { programme: { title: '项目' }, system: BY.system },
    records: ({
      region,
      year,
    }) => sql`select organiser_id as unit_id, id as programme_id, code as by_programme, system as by_system, ${sql.ref(column)} as amount
      from programme where region_id = ${region} and year = ${year} and ${sql.ref(column)} is not null`,
    columns: [
      { title: '项目编号', from: 'r.by_programme' },
      NAMES.programme,
      NAMES.unit,
      { title: '体系', from: 'r.by_system' },
      { title: `${title}（${unit}）`, from: 'r.amount::float8', numeric: true },
    ],
  }
}

export const planned = programmeSum('planned', '计划人数', '人', '当年度项目的计划人数之和。', 'places')
export const budget = programmeSum('budget', '项目预算', '元', '当年度项目的预算之和。', 'budget')

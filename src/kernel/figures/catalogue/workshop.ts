import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { NAMES } from '../define.ts'
import type { FigureDefinition, Scope } from '../define.ts'

/** Members of the year's workshops, each once a workshop; a workshop counts where its organiser is. */
function members({ region, year }: Scope): RawBuilder<unknown> {
  return sql`
    select distinct t.person_id, p.organiser_id as unit_id, p.id as programme_id, p.code as by_programme
    from programme p
    join activity a on a.region_id = p.region_id and a.programme_id = p.id
      and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
    join participation t on t.region_id = a.region_id and t.activity_id = a.id and t.role = 'trainee'
    where p.region_id = ${region} and p.system = 'teacher-workshop' and p.year = ${year}`
}

/** The school that a member is from; the record itself lies with the workshop's organiser. */
const HOME = `(select u.name from person_state s join unit_state u on u.region_id = s.region_id and u.unit_id = s.unit_id
  and u.valid @> current_date where s.region_id = person.region_id and s.person_id = person.id and s.valid @> current_date)`

const BY = { programme: { title: '工作坊' } } as const

/** Who takes part in the workshops. */
export const workshopMembers: FigureDefinition = {
  id: 'workshop-members',
  title: '工作坊坊员',
  unit: '人',
  about: '当年度教师工作坊名单上的坊员，一坊一人计一次，计入承办单位；同一人在几个坊的，各坊都计。',
  measure: 'people',
  opens: ['person', 'programme'],
  dimensions: BY,
  records: members,
  columns: [NAMES.person, NAMES.programme, NAMES.unit],
}

/** What they have studied online in the year. */
export const workshopHours: FigureDefinition = {
  id: 'workshop-hours',
  title: '工作坊网络学时',
  unit: '学时',
  about: '坊员当年完成的网络学时之和，计入工作坊的承办单位。',
  measure: 'sum',
  opens: ['person', 'programme'],
  dimensions: BY,
  records: (scope) => sql`
    select m.*, o.amount from (${members(scope)}) m
    join lateral (select sum(o.hours) as amount from online_study o where o.region_id = ${scope.region} and o.person_id = m.person_id
      and o.completed_on between ${scope.from}::date and ${scope.day}::date) o on o.amount is not null`,
  columns: [
    NAMES.person,
    NAMES.programme,
    NAMES.unit,
    { title: '网络学时', from: 'r.amount::float8', numeric: true },
  ],
}

/** What they have handed in. */
export const workshopWorks: FigureDefinition = {
  id: 'workshop-works',
  title: '工作坊作品',
  unit: '件',
  about: '当年度教师工作坊收到的作品，计入承办单位。',
  measure: 'rows',
  opens: ['person', 'programme'],
  dimensions: BY,
  records: (scope) => sql`
    select w.author_id as person_id, p.organiser_id as unit_id, p.id as programme_id, p.code as by_programme, w.title, w.kind, w.dated_on
    from work w join programme p on p.region_id = w.region_id and p.id = w.programme_id
    where w.region_id = ${scope.region} and p.system = 'teacher-workshop' and p.year = ${scope.year}`,
  columns: [
    { title: '标题', from: 'r.title' },
    { title: '类型', from: 'r.kind' },
    NAMES.person,
    NAMES.programme,
    { title: '日期', from: 'r.dated_on::text' },
  ],
}

/** Who has not begun. */
export const workshopIdle: FigureDefinition = {
  id: 'workshop-idle',
  title: '还没有网络学时的坊员',
  unit: '人',
  about: '当年度教师工作坊的坊员中，当年还没有完成任何网络学时的，计入承办单位。',
  measure: 'people',
  opens: ['person', 'programme'],
  dimensions: BY,
  records: (scope) => sql`
    select m.* from (${members(scope)}) m
    where not exists (select from online_study o where o.region_id = ${scope.region} and o.person_id = m.person_id
      and o.hours > 0 and o.completed_on between ${scope.from}::date and ${scope.day}::date)`,
  columns: [NAMES.person, { title: '学校', from: HOME }, NAMES.programme],
}

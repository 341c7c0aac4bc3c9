import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { NAMES } from '../define.ts'
import type { FigureDefinition, Scope } from '../define.ts'
import { people } from '../places.ts'
import { URBAN } from './network.ts'

const CATEGORY = { title: '学分类别' } as const

export const credits: FigureDefinition = {
  id: 'credits',
  title: '学分',
  unit: '学分',
  about: '记在当年的学分之和，以台账为准。',
  measure: 'sum',
  opens: ['person'],
  dimensions: { category: CATEGORY },
  records: (scope) => sql`
    select b.person_id, w.unit_id, b.category as by_category, b.amount
    from credit_balance b join ${people(scope)} w on w.person_id = b.person_id
    where b.region_id = ${scope.region} and b.year = ${scope.year} and b.amount <> 0`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '学分类别', from: 'r.by_category' },
    { title: '学分', from: 'r.amount::float8', numeric: true },
  ],
}

/** Who lacks what of the year's policy: a row for each person and category that does not reach its requirement. */
function shortfalls({ region, year }: Scope): RawBuilder<unknown> {
  return sql`(
    select s.id as person_id, p.category, p.required - coalesce(b.amount, 0) as gap
    from person s join credit_policy p on p.region_id = s.region_id and p.year = ${year}
    left join credit_balance b on b.region_id = s.region_id and b.person_id = s.id and b.year = p.year and b.category = p.category
    where s.region_id = ${region} and coalesce(b.amount, 0) < p.required
  )`
}

function hasPolicy({ region, year }: Scope): RawBuilder<unknown> {
  return sql`exists (select from credit_policy k where k.region_id = ${region} and k.year = ${year})`
}

export const meeting: FigureDefinition = {
  id: 'meeting',
  title: '学分达标人数',
  unit: '人',
  about: '当年各类学分都达到年度要求的教师；没有学分政策的年度无人达标。',
  measure: 'people',
  opens: ['person'],
  dimensions: { urban: URBAN },
  records: (scope) => sql`
    select w.person_id, w.unit_id, w.urban as by_urban from ${people(scope)} w
    where ${hasPolicy(scope)} and not exists (select from ${shortfalls(scope)} f where f.person_id = w.person_id)`,
  columns: [NAMES.person, NAMES.unit, { title: '城乡', from: 'r.by_urban' }],
}

export const assessed: FigureDefinition = {
  id: 'assessed',
  title: '应达标教师',
  unit: '人',
  about: '按当年学分政策应达标的教师。',
  measure: 'people',
  opens: ['person'],
  dimensions: { urban: URBAN },
  records: (scope) =>
    sql`select person_id, unit_id, urban as by_urban from ${people(scope)} w where ${hasPolicy(scope)}`,
  columns: [NAMES.person, NAMES.unit, { title: '城乡', from: 'r.by_urban' }],
}

const SHORT_COLUMNS = [
  NAMES.person,
  NAMES.unit,
  { title: '所缺类别', from: 'r.by_category' },
  { title: '差额', from: 'r.gap::float8', numeric: true },
] as const

export const short: FigureDefinition = {
  id: 'short',
  title: '未达标教师',
  unit: '人',
  about: '当年至少有一类学分未达到要求的教师；一人可缺几类，各类之和可大于总数。',
  measure: 'people',
  opens: ['person'],
  dimensions: { category: CATEGORY, urban: URBAN },
  records: (scope) => sql`
    select w.person_id, w.unit_id, f.category as by_category, w.urban as by_urban, f.gap
    from ${shortfalls(scope)} f join ${people(scope)} w on w.person_id = f.person_id`,
  columns: SHORT_COLUMNS,
}

export const shortOnly: FigureDefinition = {
  id: 'short-only',
  title: '只缺一类的教师',
  unit: '人',
  about: '当年恰有一类学分未达到要求的教师。',
  measure: 'people',
  opens: ['person'],
  dimensions: { category: CATEGORY },
  records: (scope) => sql`
    select w.person_id, w.unit_id, f.category as by_category, f.gap
    from (select *, count(*) over (partition by person_id) as lacking from ${shortfalls(scope)} g) f
    join ${people(scope)} w on w.person_id = f.person_id where f.lacking = 1`,
  columns: SHORT_COLUMNS,
}

export const required: FigureDefinition = {
  id: 'required',
  title: '年度学分要求',
  unit: '学分',
  about: '当年学分政策对每位教师的要求，各类之和；处处相同。',
  measure: 'sum',
  opens: [],
  dimensions: { category: CATEGORY },
  everywhere: true,
  records: ({ region, year }) => sql`select null::uuid as unit_id, category as by_category, required as amount
    from credit_policy where region_id = ${region} and year = ${year}`,
  columns: [
    { title: '学分类别', from: 'r.by_category' },
    { title: '年度要求', from: 'r.amount::float8', numeric: true },
  ],
}

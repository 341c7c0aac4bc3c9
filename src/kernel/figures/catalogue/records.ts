import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { NAMES } from '../define.ts'
import type { FigureDefinition, Scope } from '../define.ts'
import { people } from '../places.ts'

export const works: FigureDefinition = {
  id: 'works',
  title: '研修作品',
  unit: '件',
  about: '日期在当年的作品，计入作者所在单位。',
  measure: 'rows',
  opens: ['person', 'programme'],
  dimensions: { kind: { title: '类型' } },
  records: (scope) => sql`
    select g.author_id as person_id, w.unit_id, g.programme_id, g.kind as by_kind, g.code, g.title, g.dated_on
    from work g join ${people(scope)} w on w.person_id = g.author_id
    where g.region_id = ${scope.region} and g.dated_on between ${scope.from}::date and ${scope.day}::date`,
  columns: [
    { title: '作品编号', from: 'r.code' },
    { title: '标题', from: 'r.title' },
    { title: '类型', from: 'r.by_kind' },
    { title: '作者', from: 'person.name' },
    NAMES.unit,
    { title: '日期', from: 'r.dated_on::text' },
  ],
}

export const readers: FigureDefinition = {
  id: 'readers',
  title: '借阅教师',
  unit: '人',
  about: '当年借过书的教师，一人只计一次。',
  measure: 'people',
  opens: ['person'],
  dimensions: {},
  records: (scope) => sql`
    select g.person_id, w.unit_id, g.title, g.lent_on, g.returned_on
    from loan g join ${people(scope)} w on w.person_id = g.person_id
    where g.region_id = ${scope.region} and g.lent_on between ${scope.from}::date and ${scope.day}::date`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '书名', from: 'r.title' },
    { title: '借出日期', from: 'r.lent_on::text' },
    { title: '归还日期', from: 'r.returned_on::text' },
  ],
}

/** Applications belong to the region alone: who applies need not be anybody's teacher. */
function applications({ region, from, day }: Scope, which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select null::uuid as unit_id, name, kind as by_kind, failed_step as by_step, subject, result, certificate_number, applied_on
    from certification where region_id = ${region} and applied_on between ${from}::date and ${day}::date and ${which}`
}

/** Applications that have no outcome in the register yet, or none any more: still under way, withdrawn, taken back. */
function pending({ region, from, day }: Scope): RawBuilder<unknown> {
  return sql`
    select null::uuid, c.name, c.category, null::text, null::text, null::text, null::text, c.submitted_on
    from case_record c where c.region_id = ${region} and c.system = 'qualification' and c.submitted_on between ${from}::date and ${day}::date
      and not exists (select from case_effect e where e.region_id = c.region_id and e.case_id = c.id and e.kind = 'register'
        and e.undone_at is null)`
}

const APPLICATION_COLUMNS = [
  { title: '姓名', from: 'r.name' },
  { title: '资格种类', from: 'r.by_kind' },
  { title: '学科', from: 'r.subject' },
  {
    title: '结果',
    from: "case r.result when 'certified' then '认定' when 'failed' then '未通过' else '没有结果' end",
  },
  { title: '未通过环节', from: 'r.by_step' },
  { title: '证书编号', from: 'r.certificate_number' },
  { title: '申请日期', from: 'r.applied_on::text' },
] as const
const KIND = { kind: { title: '资格种类' } } as const

export const qualificationApplied: FigureDefinition = {
  id: 'qualification-applied',
  title: '教师资格申请',
  unit: '人次',
  about: '申请日期在当年的教师资格认定申请，含还没有结果的，只在全区域统计。',
  measure: 'rows',
  opens: [],
  dimensions: KIND,
  records: (scope) => sql`${applications(scope, sql`true`)} union all ${pending(scope)}`,
  columns: APPLICATION_COLUMNS,
}

export const qualificationCertified: FigureDefinition = {
  id: 'qualification-certified',
  title: '教师资格认定',
  unit: '人次',
  about: '当年申请中结果为认定的。',
  measure: 'rows',
  opens: [],
  dimensions: KIND,
  records: (scope) => applications(scope, sql`result = 'certified'`),
  columns: APPLICATION_COLUMNS,
}

export const qualificationFailed: FigureDefinition = {
  id: 'qualification-failed',
  title: '教师资格未通过',
  unit: '人次',
  about: '当年申请中结果为未通过的，按未通过环节。',
  measure: 'rows',
  opens: [],
  dimensions: { step: { title: '未通过环节' } },
  records: (scope) => applications(scope, sql`result = 'failed'`),
  columns: APPLICATION_COLUMNS,
}

function funds(direction: 'in' | 'out', title: string, about: string): FigureDefinition {
  return {
    id: `funds-${direction}`,
    title,
    unit: '元',
    about,
    measure: 'sum',
    opens: ['programme'],
    dimensions: { item: { title: '科目' } },
    records: ({ region, year }) => sql`
      select unit_id, programme_id, item as by_item, amount, dated_on, voucher
      from fund_entry where region_id = ${region} and year = ${year} and direction = ${direction}`,
    columns: [
      NAMES.unit,
      { title: '科目', from: 'r.by_item' },
      { title: '金额（元）', from: 'r.amount::float8', numeric: true },
      NAMES.programme,
      { title: '日期', from: 'r.dated_on::text' },
      { title: '凭证号', from: 'r.voucher' },
    ],
  }
}

export const fundsIn = funds('in', '经费收入', '年度为当年的收入，计入所在单位。')
export const fundsOut = funds('out', '经费支出', '年度为当年的支出，计入所在单位。')

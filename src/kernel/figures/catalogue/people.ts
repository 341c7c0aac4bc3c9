import { sql, type RawBuilder } from 'kysely'
import { LOCALITIES } from '#contract/vocabulary.ts'
import { NAMES } from '../define.ts'
import type { FigureDefinition, Scope } from '../define.ts'
import { people } from '../places.ts'
import { URBAN } from './network.ts'
import { LEVEL } from './programme.ts'

export const awards: FigureDefinition = {
  id: 'awards',
  title: '获奖',
  unit: '项',
  about: '日期在当年的荣誉，按项计。',
  measure: 'rows',
  opens: ['person'],
  dimensions: { level: LEVEL },
  records: (scope) => sql`
    select g.person_id, w.unit_id, g.level as by_level, g.name, g.kind, g.grade, g.awarded_on
    from award g join ${people(scope)} w on w.person_id = g.person_id
    where g.region_id = ${scope.region} and g.awarded_on between ${scope.from}::date and ${scope.day}::date`,
  columns: [
    NAMES.person,
    NAMES.unit,
    { title: '名称', from: 'r.name' },
    { title: '类型', from: 'r.kind' },
    { title: '级别', from: 'r.by_level' },
    { title: '等次', from: 'r.grade' },
    { title: '日期', from: 'r.awarded_on::text' },
  ],
}

/** The columns of a list of titles. */
const TERM_COLUMNS: FigureDefinition['columns'] = [
  NAMES.person,
  NAMES.unit,
  { title: '称号', from: 'r.by_kind' },
  { title: '城乡', from: 'r.by_urban' },
  { title: '命名日期', from: 'r.named_on::text' },
  { title: '到期日期', from: 'r.ends_after::text' },
]

/** The titles of those who are here, narrowed by their term `g`. */
const terms = (scope: Scope, which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
    select g.person_id, w.unit_id, g.title as by_kind, w.urban as by_urban, g.level, g.named_on, g.ends_after
    from title_term g join ${people(scope)} w on w.person_id = g.person_id and not w.gone
    where g.region_id = ${scope.region} and ${which}`

export const titles: FigureDefinition = {
  id: 'titles',
  title: '在册称号',
  unit: '个',
  about:
    '截至当年 12 月 31 日有效的称号：已命名，到这一天未到期、未退出，持有人在本区域任职。称号名册选这一天时与此相同。',
  measure: 'rows',
  opens: ['person'],
  dimensions: { kind: { title: '称号' }, urban: URBAN },
  records: (scope) =>
    terms(
      scope,
      sql`g.named_on <= ${scope.day}::date and (g.ends_after is null or g.ends_after >= ${scope.day}::date)`,
    ),
  columns: TERM_COLUMNS,
}

export const titlesNamed: FigureDefinition = {
  id: 'titles-named',
  title: '命名称号',
  unit: '个',
  about: '命名日期在当年的称号，含后来退出的。',
  measure: 'rows',
  opens: ['person'],
  dimensions: { kind: { title: '称号' }, urban: URBAN },
  records: (scope) => terms(scope, sql`g.named_on between ${scope.from}::date and ${scope.day}::date`),
  columns: TERM_COLUMNS,
}

export const mentoring: FigureDefinition = {
  id: 'mentoring',
  title: '师徒结对',
  unit: '对',
  about: '当年任何一天有效的结对，计入徒弟所在单位。',
  measure: 'rows',
  opens: ['person'],
  dimensions: {},
  records: (scope) => sql`
    select g.apprentice_id as person_id, w.unit_id, g.starts_on, g.ends_after,
      (select m.name from person m where m.region_id = g.region_id and m.id = g.mentor_id) as mentor
    from pairing g join ${people(scope)} w on w.person_id = g.apprentice_id
    where g.region_id = ${scope.region} and g.starts_on <= ${scope.day}::date and (g.ends_after is null or g.ends_after >= ${scope.from}::date)`,
  columns: [
    { title: '徒弟', from: 'person.name' },
    NAMES.unit,
    { title: '师傅', from: 'r.mentor' },
    { title: '开始日期', from: 'r.starts_on::text' },
    { title: '结束日期', from: 'r.ends_after::text' },
  ],
}

export const exchanges: FigureDefinition = {
  id: 'exchanges',
  title: '交流轮岗',
  unit: '人次',
  about: '开始日期在当年的交流，按条计，计入原单位。',
  measure: 'rows',
  opens: ['person'],
  dimensions: { kind: { title: '类型' }, direction: { title: '方向', words: directions() } },
  records: ({ region, from, day }) => sql`
    select g.person_id, g.from_unit_id as unit_id, g.kind as by_kind, coalesce(f.urban, '未填') || '→' || coalesce(t.urban, '未填') as by_direction,
      g.starts_on, g.ends_after, t.name as receiving
    from exchange g
    left join unit_state f on f.region_id = g.region_id and f.unit_id = g.from_unit_id and f.valid @> ${day}::date
    left join unit_state t on t.region_id = g.region_id and t.unit_id = g.to_unit_id and t.valid @> ${day}::date
    where g.region_id = ${region} and g.starts_on between ${from}::date and ${day}::date`,
  columns: [
    NAMES.person,
    { title: '原单位', from: 'unit_now.name' },
    { title: '接收单位', from: 'r.receiving' },
    { title: '类型', from: 'r.by_kind' },
    { title: '方向', from: 'r.by_direction' },
    { title: '开始日期', from: 'r.starts_on::text' },
    { title: '结束日期', from: 'r.ends_after::text' },
  ],
}

/** Words for every pair of 城乡, the blank included. */
function directions(): Record<string, string> {
  const ends = Object.entries({ ...LOCALITIES, 未填: '未填' })
  return Object.fromEntries(
    ends.flatMap(([from, fromWord]) =>
      ends.map(([to, toWord]) => [`${from}→${to}`, `${fromWord}→${toWord}`]),
    ),
  )
}

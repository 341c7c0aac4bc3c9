/** What each sheet of the exchange workbook holds of a region ($1): columns are the sheet's properties, in snake case. */
import type { SheetName } from '../sheets.ts'

const LOCAL = "at time zone 'Asia/Shanghai'"
/** Days and times as the workbook reads them. */
const time = (column: string): string => `to_char(${column} ${LOCAL}, 'YYYY-MM-DD HH24:MI:SS')`
const day = (column: string): string => `${column}::text`

/** The newest state of what is dated: what an import under the same key would replace. */
const newest = (table: string, id: string): string =>
  `(select distinct on (${id}) * from ${table} where region_id = $1 order by ${id}, lower(valid) desc nulls last)`

/** One query a sheet. Decimals leave as text, so that no digit is lost. */
export const QUERIES: Readonly<Record<SheetName, string>> = {
  单位: `select u.code, s.name, p.code as parent_code, u.category, s.kind as school_kind, s.urban as locality, s.town as township,
      ${day('u.opened_on')} as opened_on, ${day('u.closed_on')} as closed_on, n.code as merged_into_code
    from unit u join ${newest('unit_state', 'unit_id')} s on s.unit_id = u.id
    left join unit p on p.region_id = $1 and p.id = s.parent_id left join unit n on n.region_id = $1 and n.id = u.successor_id
    where u.region_id = $1 order by u.code`,
  教师: `select p.identity_number, p.name, u.code as unit_code, s.stage, s.subject, p.phone, s.rank as professional_title, s.degree,
      ${day('p.started_on')} as started_work_on, s.staffing, s.putonghua, s.certificate as qualification
    from person p join ${newest('person_state', 'person_id')} s on s.person_id = p.id join unit u on u.region_id = $1 and u.id = s.unit_id
    where p.region_id = $1 order by p.file_order`,
  学分政策: `select year::integer, category, required::text as requirement, hours_per_credit::text, ceiling::text as item_cap, least_rate::text as least_attendance
    from credit_policy where region_id = $1 order by year, position`,
  项目: `select p.code as number, p.title as name, p.system, p.level, p.year::integer, u.code as host_code, p.subject, p.stage,
      ${day('p.starts_on')} as starts_on, ${day('p.ends_after')} as ends_on, p.places as planned_people, p.budget::text, p.category as credit_category
    from programme p join unit u on u.region_id = $1 and u.id = p.organiser_id where p.region_id = $1 order by p.year, p.code`,
  活动: `select a.code as number, p.code as programme_number, a.title as name, a.phase as stage, ${time('a.starts_at')} as starts_at,
      ${time('a.ends_at')} as ends_at, u.code as place_code, a.hours::text, a.slots::integer
    from activity a join programme p on p.region_id = $1 and p.id = a.programme_id left join unit u on u.region_id = $1 and u.id = a.place_id
    where a.region_id = $1 order by a.code`,
  参与: `select a.code as activity_number, s.identity_number, t.role
    from participation t join activity a on a.region_id = $1 and a.id = t.activity_id join person s on s.region_id = $1 and s.id = t.person_id
    where t.region_id = $1 order by a.code, s.file_order, t.role`,
  签到: `select a.code as activity_number, s.identity_number, t.slot::integer, ${time('t.at')} as checked_in_at, t.status as state
    from attendance t join activity a on a.region_id = $1 and a.id = t.activity_id join person s on s.region_id = $1 and s.id = t.person_id
    where t.region_id = $1 order by a.code, s.file_order, t.slot`,
  网络学时: `select s.identity_number, o.platform, o.course, o.hours::text, ${day('o.completed_on')} as completed_on
    from online_study o join person s on s.region_id = $1 and s.id = o.person_id where o.region_id = $1 order by s.file_order, o.completed_on, o.platform, o.course`,
  作品: `select w.code as number, p.code as programme_number, s.identity_number, w.kind, w.title, ${day('w.dated_on')} as made_on
    from work w join person s on s.region_id = $1 and s.id = w.author_id left join programme p on p.region_id = $1 and p.id = w.programme_id
    where w.region_id = $1 order by w.code`,
  荣誉: `select s.identity_number, g.name, g.kind, g.level, g.grade, ${day('g.awarded_on')} as awarded_on
    from award g join person s on s.region_id = $1 and s.id = g.person_id where g.region_id = $1 order by s.file_order, g.awarded_on, g.name`,
  称号: `select s.identity_number, g.title, g.level, ${day('g.named_on')} as named_on, ${day('g.ends_after')} as expires_on
    from title_term g join person s on s.region_id = $1 and s.id = g.person_id where g.region_id = $1 order by s.file_order, g.named_on, g.title`,
  结对: `select m.identity_number as mentor_identity_number, s.identity_number as apprentice_identity_number, ${day('g.starts_on')} as starts_on, ${day('g.ends_after')} as ends_on
    from pairing g join person m on m.region_id = $1 and m.id = g.mentor_id join person s on s.region_id = $1 and s.id = g.apprentice_id
    where g.region_id = $1 order by m.file_order, s.file_order, g.starts_on`,
  交流: `select s.identity_number, g.kind, f.code as from_code, t.code as to_code, ${day('g.starts_on')} as starts_on, ${day('g.ends_after')} as ends_on
    from exchange g join person s on s.region_id = $1 and s.id = g.person_id join unit f on f.region_id = $1 and f.id = g.from_unit_id
    join unit t on t.region_id = $1 and t.id = g.to_unit_id where g.region_id = $1 order by s.file_order, g.starts_on, g.kind`,
  资格认定: `select name, identity_number, kind, subject, putonghua, result, failed_step, certificate_number, ${day('applied_on')} as applied_on
    from certification where region_id = $1 order by applied_on, identity_number, kind, subject`,
  借阅: `select l.barcode, l.title, s.identity_number, ${day('l.lent_on')} as lent_on, ${day('l.returned_on')} as returned_on
    from loan l join person s on s.region_id = $1 and s.id = l.person_id where l.region_id = $1 order by l.lent_on, l.barcode, s.file_order`,
  经费: `select f.year::integer, u.code as unit_code, f.direction, f.item, p.code as programme_number, f.amount::text, ${day('f.dated_on')} as booked_on, f.voucher
    from fund_entry f join unit u on u.region_id = $1 and u.id = f.unit_id left join programme p on p.region_id = $1 and p.id = f.programme_id
    where f.region_id = $1 order by f.year, u.code, f.dated_on, f.direction, f.item, f.copy`,
}

import { sql } from 'kysely'
import { FUND_DIRECTIONS } from '#contract/vocabulary.ts'
import { peopleSheetRows } from '../../../people/list.ts'
import type { Cell, Entry } from '../filed.ts'
import { gap, gapsFor, type Finder } from './finder.ts'

/** 教师名册: who counts at the unit and below it. */
export const teachers: Finder = async (asked) => {
  const { year, unit } = asked.subject
  const query = { year, unit: unit.code, sort: 'file' as const, offset: 0, limit: 1 }
  const rows = await peopleSheetRows(asked.work, query)
  const sheet: Entry = {
    kind: 'sheet',
    name: '教师名册',
    columns: ['身份证件号', '姓名', '单位', '任教学段', '任教学科', '职称', '学分', '达标'],
    rows: rows.map((row): Cell[] => [
      row.identityNumber,
      row.name,
      row.unit.name,
      row.stage,
      row.subject,
      row.rank,
      row.credits,
      row.meets ? '是' : '否',
    ]),
  }
  const gaps = rows.length > 0 ? [] : [gap(asked, '名册里没有教师')]
  return { have: rows.length, need: 1, gaps, entries: asked.whole && rows.length > 0 ? [sheet] : [] }
}

type ProgrammeRow = { code: string; title: string; percent: number | null; sealed_at: string | null }

/** 项目档案: each programme that the unit organises is sealed. */
export const programmes: Finder = async (asked) => {
  const { work, subject } = asked
  const { rows } = await sql<ProgrammeRow>`select p.code, p.title, s.percent,
      to_char(s.sealed_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as sealed_at
    from programme p left join lateral (select * from archive_seal s where s.region_id = p.region_id and s.subject_kind = 'programme'
      and s.subject_id = p.id order by s.sealed_at desc limit 1) s on true
    where p.region_id = ${work.caller.region} and p.year = ${subject.year} and p.organiser_id = ${subject.unit.id} order by p.code`.execute(
    work.tx,
  )
  const open = rows.filter(({ sealed_at }) => sealed_at === null)
  const sheet: Entry = {
    kind: 'sheet',
    name: '项目档案清单',
    columns: ['编号', '项目', '完整度（%）', '封存日期'],
    rows: rows.map((row): Cell[] => [row.code, row.title, row.percent, row.sealed_at]),
  }
  const words = open.map(({ title }) => `《${title}》还没有封存`)
  const entries = asked.whole && rows.length > 0 ? [sheet] : []
  return { have: rows.length - open.length, need: rows.length, gaps: gapsFor(asked, words), entries }
}

type Money = {
  on: string
  direction: keyof typeof FUND_DIRECTIONS
  item: string
  amount: string
  voucher: string | null
  programme: string | null
}

/** 年度经费: money in and out of the unit. */
export const unitAccounts: Finder = async (asked) => {
  const { tx, caller } = asked.work
  const { rows } =
    await sql<Money>`select f.dated_on as "on", f.direction, f.item, f.amount, f.voucher, p.title as programme
    from fund_entry f left join programme p on p.region_id = f.region_id and p.id = f.programme_id
    where f.region_id = ${caller.region} and f.unit_id = ${asked.subject.unit.id} and f.year = ${asked.subject.year}
    order by f.dated_on, f.voucher, f.item, f.amount`.execute(tx)
  const sheet: Entry = {
    kind: 'sheet',
    name: '经费明细',
    columns: ['日期', '收支', '科目', '项目', '金额（元）', '凭证号'],
    rows: rows.map((row): Cell[] => [
      row.on,
      FUND_DIRECTIONS[row.direction],
      row.item,
      row.programme,
      Number(row.amount),
      row.voucher,
    ]),
  }
  const gaps = rows.length > 0 ? [] : [gap(asked, '没有登记经费')]
  return { have: rows.length, need: 1, gaps, entries: asked.whole && rows.length > 0 ? [sheet] : [] }
}

import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { FundEntry } from '#contract/money.ts'
import { caseNumberOf } from '#kernel/case/journeys.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { normaliseCode } from '#lib/text.ts'
import { moneyWords } from './words.ts'
import type { MoneyScope } from './units.ts'
import { bookUnit, unitNames } from './units.ts'

/** What a list of entries is narrowed to. */
export type EntryFilter = {
  programme?: string | undefined
  item?: string | undefined
  direction?: 'in' | 'out' | undefined
  offset: number
  limit: number
}

type Row = Omit<FundEntry, 'unit' | 'programme' | 'scans'> & {
  unitId: string
  programmeId: string | null
  programmeTitle: string | null
  scans: FundEntry['scans'] | null
}

/** A page of entries of a scope, newest first, with the sum of all. */
export async function entriesOf(
  work: Work,
  scope: MoneyScope,
  filter: EntryFilter,
): Promise<{ total: number; amount: number; rows: FundEntry[] }> {
  const where = within(work, scope, filter)
  const totals = await sql<{ total: number; amount: number }>`
    select count(*)::integer as total, coalesce(sum(f.amount), 0)::float8 as amount from fund_entry f where ${where}`.execute(
    work.tx,
  )
  const { rows } = await sql<Row>`
    select f.id, f.year::integer as year, f.unit_id as "unitId", f.direction, f.item, f.amount::float8 as amount, f.dated_on as "on",
      f.voucher, f.programme_id as "programmeId", p.title as "programmeTitle", n.payee, n.memo,
      f.batch_id is not null as imported,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'name', k.name) order by s.at) from fund_scan s
        join stored_file k on k.region_id = s.region_id and k.id = s.file_id
        where s.region_id = f.region_id and s.entry_id = f.id) as scans
    from fund_entry f
    left join programme p on p.region_id = f.region_id and p.id = f.programme_id
    left join fund_note n on n.region_id = f.region_id and n.entry_id = f.id
    where ${where} order by f.dated_on desc, f.voucher nulls last, f.id offset ${filter.offset} limit ${filter.limit}`.execute(
    work.tx,
  )
  const named = await unitNames(work)
  const [sum = { total: 0, amount: 0 }] = totals.rows
  return { ...sum, rows: rows.map((row) => entryView(row, named)) }
}

function entryView(
  { unitId, programmeId, programmeTitle, scans, ...row }: Row,
  named: (id: string) => FundEntry['unit'],
): FundEntry {
  const programme = programmeId === null ? null : { id: programmeId, title: programmeTitle ?? '' }
  return { ...row, unit: named(unitId), programme, scans: scans ?? [] }
}

function within({ caller }: Work, { year, ids }: MoneyScope, filter: EntryFilter): RawBuilder<unknown> {
  const { programme = null, item = null, direction = null } = filter
  return sql`f.region_id = ${caller.region} and f.year = ${year}
    and (${ids}::uuid[] is null or f.unit_id = any (${ids}::uuid[]))
    and (${programme}::uuid is null or f.programme_id = ${programme}::uuid)
    and (${item}::text is null or f.item = ${item})
    and (${direction}::text is null or f.direction = ${direction})`
}

/** An entry as somebody enters it. */
export type NewEntry = {
  year: number
  unit: string
  direction: 'in' | 'out'
  item: string
  programme: string | null
  amount: number
  on: string
  voucher: string | null
  payee: string | null
  memo: string | null
}

/**
 * Enters money in or out of a unit.
 * @throws Refused 403 for another unit's books, 404, 409 'voucher-known' when the unit has the voucher with this amount.
 */
export async function enterFund(work: Work, asked: NewEntry): Promise<{ id: string }> {
  const unit = await bookUnit(work, asked.unit)
  const voucher = asked.voucher === null || asked.voucher === '' ? null : normaliseCode(asked.voucher)
  if (asked.programme !== null) await requireProgramme(work, asked.programme)
  if (voucher !== null) await refuseKnown(work, unit.id, voucher, asked.amount)
  const id = newId(work.now.getTime())
  const known = {
    code: 'voucher-known',
    because: `凭证 ${voucher ?? ''}（${moneyWords(asked.amount)}）刚刚有人登记过。`,
    field: 'voucher',
  }
  await refusingClashes(known, () => insertEntry(work, id, unit.id, { ...asked, voucher }))
  await audit(work.tx, 'money.enter', { kind: 'fund-entry', id }, { ...asked, voucher })
  return { id }
}

async function requireProgramme({ tx, caller }: Work, id: string): Promise<void> {
  const { rows } =
    await sql`select 1 from programme where region_id = ${caller.region} and id = ${id}`.execute(tx)
  if (rows.length === 0) throw notFound('这个项目')
}

async function refuseKnown(
  { tx, caller }: Work,
  unit: string,
  voucher: string,
  amount: number,
): Promise<void> {
  const { rows } = await sql<{ item: string; on: string; imported: boolean }>`
    select item, dated_on as "on", batch_id is not null as imported from fund_entry
    where region_id = ${caller.region} and unit_id = ${unit} and voucher = ${voucher} and amount = ${amount}::numeric limit 1`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) return
  const how = found.imported ? '（由工作簿导入）' : ''
  throw new Refused(409, {
    code: 'voucher-known',
    because: `凭证 ${voucher}（${moneyWords(amount)}）已于 ${found.on} 记在“${found.item}”${how}，不能再记一次。`,
    field: 'voucher',
  })
}

async function insertEntry({ tx, caller }: Work, id: string, unit: string, entry: NewEntry): Promise<void> {
  // entries without a voucher may be alike: each has a number of its own, as imported ones have
  await sql`insert into fund_entry (region_id, id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher, copy)
    select ${caller.region}, ${id}, ${entry.year}, ${unit}, ${entry.direction}, ${entry.item}, ${entry.programme}::uuid,
      ${entry.amount}::numeric, ${entry.on}::date, ${entry.voucher}::text,
      1 + coalesce(max(copy), 0) from fund_entry where region_id = ${caller.region} and unit_id = ${unit} and year = ${entry.year}
        and direction = ${entry.direction} and item = ${entry.item} and amount = ${entry.amount}::numeric
        and dated_on = ${entry.on}::date and voucher is not distinct from ${entry.voucher}::text
        and programme_id is not distinct from ${entry.programme}::uuid`.execute(tx)
  await sql`insert into fund_note (entry_id, unit_id, payee, memo)
    values (${id}, ${unit}, ${entry.payee}, ${entry.memo})`.execute(tx)
}

/**
 * Takes an entry out of the books. What a case has paid is reversed by taking the case's decision back.
 * @throws Refused 403, 404, 409 for what a case paid.
 */
export async function reverseFund(work: Work, id: string, because: string): Promise<{ done: true }> {
  await findEntryUnit(work, id)
  const paidBy = await caseThatPaid(work, id)
  if (paidBy !== undefined) {
    const number = await caseNumberOf(work, paidBy)
    const where = number === undefined ? '那件报销' : `报销 ${number} `
    const words = `这笔支出由差旅报销的决定支付，请由中心在${where}里撤销，冲销会随之登记。`
    throw new Refused(409, { code: 'paid-by-case', because: words })
  }
  await reverse(work, id, because)
  return { done: true }
}

/** Reverses what a case paid, with the claim, when its decision is taken back. @throws Refused 403, 404. */
export async function reversePaid(work: Work, id: string, because: string): Promise<void> {
  await findEntryUnit(work, id)
  await reverse(work, id, because)
}

async function reverse(work: Work, id: string, because: string): Promise<void> {
  const { rows } = await sql<{ gone: boolean }>`select reverse_fund_entry(${id}, ${because}) as gone`.execute(
    work.tx,
  )
  if (rows[0]?.gone !== true) {
    throw new Refused(403, { code: 'not-your-books', because: '这笔账由记账单位或县级中心冲销。' })
  }
  await audit(work.tx, 'money.reverse', { kind: 'fund-entry', id }, { because })
}

async function caseThatPaid({ tx, caller }: Work, entry: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select case_id as id from travel_claim
    where region_id = ${caller.region} and entry_id = ${entry} and undone_at is null and case_id is not null limit 1`.execute(
    tx,
  )
  return rows[0]?.id
}

/** The unit in whose books an entry stands. @throws Refused 404 */
export async function findEntryUnit({ tx, caller }: Work, id: string): Promise<string> {
  const { rows } = await sql<{ unit_id: string }>`
    select unit_id from fund_entry where region_id = ${caller.region} and id = ${id}`.execute(tx)
  if (rows[0] === undefined) throw notFound('这笔账')
  return rows[0].unit_id
}

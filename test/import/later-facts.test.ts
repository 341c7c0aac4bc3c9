import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Adjustment } from '#contract/network.ts'
import type { Database } from '#db/open.ts'
import { adjustUnit } from '#kernel/network/service.ts'
import { transferPerson } from '#kernel/people/service.ts'
import { testDatabase } from '#test/harness/database.ts'
import { asSystem } from './county.ts'
import { importBook } from './oracle/book.ts'
import { ANNA, changed, regionId, SMALL, SMALL_REGION } from './small.ts'

const ON = '2026-03-01'
const basis = { key: '0190a000-0000-7000-8000-000000000001', on: ON, document: '教〔2026〕1 号' }

async function adjust(db: Database, code: string, asked: Adjustment): Promise<void> {
  await asSystem(db, await regionId(db, SMALL_REGION.code), (work) => adjustUnit(work, code, asked))
}

/** Names of a unit, oldest first, with what its own row says. */
async function unitOf(db: Database, code: string): Promise<unknown> {
  const { rows } = await db.admin.query(
    `select array_agg(s.name order by lower(s.valid) nulls first) as names, u.closed_on, n.code as successor,
       (array_agg(s.town order by lower(s.valid) nulls first))[count(*)] as town
     from unit u join unit_state s on s.region_id = u.region_id and s.unit_id = u.id
     left join unit n on n.region_id = u.region_id and n.id = u.successor_id
     where u.code = $1 group by u.closed_on, n.code`,
    [code],
  )
  return rows[0]
}

describe('what was done at the desk, with a day of its own, when an older workbook comes again', () => {
  test('a new name stands; what else the workbook corrects is corrected, and another name too', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    await adjust(db, 'S1', { kind: 'rename', ...basis, name: '实验小学' })
    const again = await importBook(db, SMALL, SMALL_REGION)
    assert.equal(again.report.sheets['单位']?.imported, 0)
    const unit = { names: ['第一小学', '实验小学'], closed_on: null, successor: null, town: null }
    assert.deepEqual(await unitOf(db, 'S1'), unit)
    await importBook(db, changed(SMALL, '单位', { 单位代码: 'S1' }, { 乡镇: '河东镇' }), SMALL_REGION)
    assert.deepEqual(await unitOf(db, 'S1'), { ...unit, town: '河东镇' })
    const other = changed(SMALL, '单位', { 单位代码: 'S1' }, { 单位名称: '中心小学', 乡镇: '河东镇' })
    await importBook(db, other, SMALL_REGION)
    assert.deepEqual(await unitOf(db, 'S1'), { ...unit, names: ['第一小学', '中心小学'], town: '河东镇' })
  })

  test('a merger stands', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    await adjust(db, 'S2', { kind: 'merge', ...basis, successor: 'S1' })
    const before = await unitOf(db, 'S2')
    const again = await importBook(db, SMALL, SMALL_REGION)
    assert.equal(again.report.sheets['单位']?.imported, 0)
    assert.deepEqual(await unitOf(db, 'S2'), before)
    assert.deepEqual(before, { names: ['第二小学', '第二小学'], closed_on: ON, successor: 'S1', town: null })
  })

  test('a closing that a workbook told goes when the workbook takes it back', async (t) => {
    const db = await testDatabase(t)
    const closed = changed(SMALL, '单位', { 单位代码: 'S2' }, { 撤并日期: ON, 并入代码: 'S1' })
    await importBook(db, closed, SMALL_REGION)
    await importBook(db, SMALL, SMALL_REGION)
    assert.deepEqual(await unitOf(db, 'S2'), {
      names: ['第二小学'],
      closed_on: null,
      successor: null,
      town: null,
    })
  })

  test('a transfer stands', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    const { rows } = await db.admin.query<{ id: string }>(
      'select id from person where identity_number = $1',
      [ANNA],
    )
    const region = await regionId(db, SMALL_REGION.code)
    await asSystem(db, region, (work) => transferPerson(work, rows[0]!.id, { ...basis, unit: 'S2' }))
    const again = await importBook(db, SMALL, SMALL_REGION)
    assert.equal(again.report.sheets['教师']?.imported, 0)
    const units = await db.admin.query<{ code: string }>(
      `select u.code from person_state s join unit u on u.region_id = s.region_id and u.id = s.unit_id
       where s.person_id = $1 order by lower(s.valid) nulls first`,
      [rows[0]!.id],
    )
    assert.deepEqual(units.rows, [{ code: 'S1' }, { code: 'S2' }])
  })
})

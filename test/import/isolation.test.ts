import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { takeIn } from '#cli/import.ts'
import type { Database } from '#db/open.ts'
import { savePolicy } from '#kernel/credit/policy.ts'
import { verifyRegion } from '#kernel/verify.ts'
import { ensureRegion } from '#kernel/network/region.ts'
import { testDatabase } from '#test/harness/database.ts'
import { withFile } from '#test/workbook.ts'
import { asSystem, runtimeOf } from './county.ts'
import { bytesOf, importBook } from './oracle/book.ts'
import type { Book } from './oracle/book.ts'
import { ANNA, changed, credits, regionId, SMALL, SMALL_REGION } from './small.ts'

const OTHER = { code: '990888', name: '红豆坡县' }
/** The same county under another code. */
const OTHER_BOOK = renamed(SMALL)
const HALVED = changed(SMALL, '活动', { 活动编号: 'A1' }, { 学时: 3 })
const SCHOOLED = changed(SMALL, '项目', { 项目编号: 'P1' }, { 学分类别: '校本' })

describe('imports side by side', () => {
  test('two of one region come one after the other: what stands is the one or the other, whole', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    await Promise.all([HALVED, SCHOOLED, HALVED, SCHOOLED].map((book) => importBook(db, book, SMALL_REGION)))
    const held = await credits(db)
    const either = [
      { 集中: 3, 校本: 0 },
      { 集中: 0, 校本: 6 },
    ]
    assert.ok(
      either.some((one) => one.集中 === held[ANNA]?.['集中'] && one.校本 === held[ANNA]?.['校本']),
      JSON.stringify(held),
    )
    await assertWhole(db, SMALL_REGION.code)
  })

  test('two of two regions on one server touch neither each other nor what was there', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, OTHER_BOOK, OTHER)
    const before = await everything(db, OTHER.code)
    await Promise.all([importBook(db, SMALL, SMALL_REGION), importBook(db, OTHER_BOOK, OTHER)])
    await importBook(db, HALVED, SMALL_REGION)
    assert.equal((await credits(db))[ANNA]?.['集中'], 3)
    assert.equal((await credits(db, OTHER.code))[ANNA]?.['集中'], 6)
    assert.equal(await everything(db, OTHER.code), before)
    for (const region of [OTHER, SMALL_REGION]) await assertWhole(db, region.code)
  })

  test('a policy is not changed in the midst of an import, which credits by what it read', async (t) => {
    const db = await testDatabase(t)
    await importBook(db, SMALL, SMALL_REGION)
    const region = await regionId(db, SMALL_REGION.code)
    const rules = ['集中', '网络', '校本'].map((category) => ({
      category,
      required: 1,
      hoursPerCredit: 2,
      ceiling: null,
      leastRate: 0.6,
    }))
    const save = (): Promise<number> => asSystem(db, region, (work) => savePolicy(work, 2025, rules, '测试'))
    await asSystem(db, region, async (work) => {
      await sql`select pg_advisory_xact_lock(hashtext('import'), ${region}::integer)`.execute(work.tx)
      await assert.rejects(save(), /正在导入/)
    })
    assert.equal((await credits(db))[ANNA]?.['集中'], 6)
    await save()
    assert.equal((await credits(db))[ANNA]?.['集中'], 3)
  })

  test('a dry run says the same as the import, and leaves nothing', async (t) => {
    const db = await testDatabase(t)
    const told = await order(db, SMALL, true)
    assert.equal(await regionId(db, SMALL_REGION.code), 0, 'not even the region')
    assert.deepEqual((await order(db, SMALL, false)).report, told.report)
    const before = await everything(db, SMALL_REGION.code)
    assert.equal((await order(db, HALVED, true)).report.sheets['活动']?.imported, 1)
    assert.equal(await everything(db, SMALL_REGION.code), before)
  })

  test('a region that a killed import left empty does not keep another out', async (t) => {
    const db = await testDatabase(t)
    await ensureRegion(db, OTHER)
    await order(db, SMALL, false)
    assert.equal(await regionId(db, OTHER.code), 0)
    assert.equal((await credits(db))[ANNA]?.['total'], 10)
  })
})

async function order(db: Database, book: Book, dryRun: boolean): ReturnType<typeof takeIn> {
  return withFile(await bytesOf(book), (path) => takeIn(runtimeOf(db), path, undefined, dryRun))
}

function renamed(book: Book): Book {
  const text = JSON.stringify(book).replaceAll(SMALL_REGION.code, (code, at: number, all: string) =>
    all[at - 1] === '"' && all[at + code.length] === '"' ? OTHER.code : code,
  )
  return JSON.parse(text) as Book
}

async function assertWhole(db: Database, code: string): Promise<void> {
  const { doubts } = await verifyRegion({ db, dataDir: '/nowhere' }, await regionId(db, code))
  assert.deepEqual(doubts, [])
}

/** A digest of all that a region has, but the history of its imports and the audit of them. */
async function everything(db: Database, code: string): Promise<string> {
  const region = await regionId(db, code)
  const tables = await db.admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'region_id'
     and table_name not in ('session', 'import_batch', 'audit_log', 'audit_seal') order by 1`,
  )
  const digests = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, '' order by t::text), '')) as digest from ${name} t where region_id = ${region}`,
  )
  const { rows } = await db.admin.query<{ name: string; digest: string }>(digests.join(' union all '))
  return JSON.stringify(rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
}

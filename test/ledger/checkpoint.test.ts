import assert from 'node:assert/strict'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeCheckpoint } from '#kernel/credit/checkpoint.ts'
import { savePolicy } from '#kernel/credit/policy.ts'
import { verifyRegion } from '#kernel/verify.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { asSystem, importFile, sample } from '../import/county.ts'

describe('the daily checkpoint', () => {
  const database = suiteDatabase()

  test('is signed, published once a day, and shows a tail that was cut with its account', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'yanpei-test-'))
    const runtime = { db: database(), dataDir: folder.path }
    await importFile(database(), sample('clean'))
    const region = (await database().admin.query<{ id: number }>('select id from region')).rows[0]!.id
    const made = await asSystem(database(), region, (work) => makeCheckpoint(work, runtime))
    assert.ok(made !== null && made.entries > 10_000)
    assert.equal(await asSystem(database(), region, (work) => makeCheckpoint(work, runtime)), null)
    const published = JSON.parse(
      await readFile(join(folder.path, `checkpoints/990123-${made.day}.json`), 'utf8'),
    ) as { head: string }
    assert.equal(published.head, made.head)

    const policy = [
      { category: '集中', required: 16, hoursPerCredit: 1, ceiling: 10, leastRate: 0.8 },
      { category: '网络', required: 8, hoursPerCredit: 1.2, ceiling: null, leastRate: 0.8 },
      { category: '校本', required: 24, hoursPerCredit: 1.2, ceiling: 6, leastRate: 0.66 },
    ]
    const entries = await asSystem(database(), region, (work) => savePolicy(work, 2025, policy, '测试'))
    assert.ok(entries > 0, 'the ledger went on after the checkpoint')
    assert.deepEqual((await verifyRegion(runtime, region)).doubts, [])

    // a superuser who cuts a chain's tail, its head and its balance alike leaves every chain sound
    await database().admin.query(`
      alter table credit_entry disable trigger all; alter table credit_posting disable trigger all;
      with victim as (select person_id, max(seq) as seq from credit_entry where region_id = ${region} and year = 2024
        and person_id not in (select person_id from credit_entry where kind = 'reversal') group by person_id limit 1),
      cut as (delete from credit_entry e using victim v where e.region_id = ${region} and e.person_id = v.person_id
        and e.seq = (select max(seq) from credit_entry x where x.region_id = ${region} and x.person_id = v.person_id) returning e.*),
      head as (update credit_account a set last_seq = c.seq - 1, head = coalesce((select hash from credit_entry p
        where p.region_id = a.region_id and p.person_id = a.person_id and p.seq = c.seq - 1), '') from cut c where a.region_id = ${region} and a.person_id = c.person_id),
      total as (update credit_posting p set entries = entries - 1, total = total - c.amount from cut c where p.region_id = ${region} and p.id = c.posting_id)
      update credit_balance b set amount = b.amount - c.amount from cut c
        where b.region_id = ${region} and b.person_id = c.person_id and b.year = c.year and b.category = c.category;
      alter table credit_entry enable trigger all; alter table credit_posting enable trigger all`)
    const { doubts } = await verifyRegion(runtime, region)
    assert.deepEqual(
      doubts.map((doubt) => doubt.what),
      ['检查点'],
    )
    assert.match(doubts[0]!.words, new RegExp(made.day))
  })
})

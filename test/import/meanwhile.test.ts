import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { test } from 'node:test'
import type { Database } from '#db/open.ts'
import { testDatabase } from '#test/harness/database.ts'
import { importBook } from './oracle/book.ts'
import { ANNA, BELA, credits, SMALL, SMALL_REGION } from './small.ts'

/** Resolves when somebody waits for a lock of a row that another transaction has written. */
async function somebodyWaits(db: Database): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await db.admin.query<{ waiting: boolean }>(
      `select exists (select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid') as waiting`,
    )
    if (rows[0]?.waiting === true) return
    await delay(25)
  }
  throw new Error('the import never waited')
}

test('a check-in that comes while the same row is imported is not in the way: the workbook has it', async (t) => {
  const db = await testDatabase(t)
  await importBook(db, { ...SMALL, 签到: [] }, SMALL_REGION)
  const phone = await db.admin.connect()
  try {
    await phone.query('begin')
    await phone.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, at, method, recorded_by)
       select a.region_id, a.id, p.id, 3, 'present', now(), 'code', '乙' from activity a
       join person p on p.region_id = a.region_id where a.code = 'A1' and p.identity_number = $1`,
      [BELA],
    )
    const importing = importBook(db, SMALL, SMALL_REGION)
    await somebodyWaits(db)
    await phone.query('commit')
    const { report } = await importing
    assert.deepEqual(report.sheets['签到'], { rows: 6, imported: 6, unchanged: 0, refused: 0 })
  } finally {
    phone.release()
  }
  const { rows } = await db.admin.query<{ status: string; method: string }>(
    `select t.status, t.method from attendance t join person p on p.region_id = t.region_id and p.id = t.person_id
     where p.identity_number = $1 and t.slot = 3`,
    [BELA],
  )
  assert.deepEqual(rows, [{ status: 'leave', method: 'import' }])
  assert.equal((await credits(db))[ANNA]?.['集中'], 6)
})

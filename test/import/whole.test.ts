import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { suiteDatabase } from '#test/harness/database.ts'
import { withFile } from '#test/workbook.ts'
import { importFile, sample } from './county.ts'

describe('a file refused as a whole', () => {
  const database = suiteDatabase()

  test('half-way through a damaged sheet leaves nothing, and the next import goes through', async () => {
    const whole = await readFile(sample('clean'))
    const damaged = Buffer.from(whole)
    damaged.fill(0x41, 900_000, 900_400) // inside of the compressed check-ins
    await withFile(damaged, async (path) => {
      await assert.rejects(importFile(database(), path), { name: 'WorkbookRefused' })
    })
    assert.deepEqual(await counts(), { people: 0, entries: 0, imports: 0 })
    await importFile(database(), sample('clean'))
    assert.equal((await counts()).people, 1640)
  })

  test('of another region is refused in words', async () => {
    await assert.rejects(
      importFile(database(), sample('clean'), { code: '990999', name: '邻县' }),
      /990123.*990999/,
    )
  })

  async function counts(): Promise<{ people: number; entries: number; imports: number }> {
    const { rows } = await database().admin.query<{ people: number; entries: number; imports: number }>(
      `select (select count(*) from person) as people, (select count(*) from credit_entry) as entries, (select count(*) from import_batch) as imports`,
    )
    return rows[0]!
  }
})

import assert from 'node:assert/strict'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { suiteDatabase } from '#test/harness/database.ts'
import { exportRegion } from '#workbook/export/export.ts'
import { asSystem, importFile, sample } from './county.ts'

describe('the exchange workbook on its way out', () => {
  const database = suiteDatabase()

  test('holds what came in: importing it again changes nothing', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'yanpei-test-'))
    const path = join(folder.path, 'out.xlsx')
    const { report: first } = await importFile(database(), sample('clean'))
    const { rows } = await database().admin.query<{ id: number }>('select id from region')
    await asSystem(database(), rows[0]!.id, (work) => exportRegion(work, path))
    const { report, entries } = await importFile(database(), path)
    assert.deepEqual(report.errors, [])
    assert.equal(entries, 0)
    for (const [sheet, count] of Object.entries(report.sheets)) {
      assert.deepEqual([sheet, count.rows, count.imported], [sheet, first.sheets[sheet]!.imported, 0])
    }
    assert.equal(Object.keys(report.sheets).length, 16)
  })
})

import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { openDatabase } from '#db/open.ts'
import { bytesOf } from '#test/import/oracle/book.ts'
import { drawCounty } from '#test/import/oracle/draw.ts'
import { accept } from '#test/import/oracle/accept.ts'
import { command, postmasterOf, programFolder } from './process.ts'

/** Tables into which an import writes, besides its own history. */
const WRITTEN = [
  'unit',
  'unit_state',
  'person',
  'person_state',
  'credit_policy',
  'programme',
  'activity',
  'participation',
  'attendance',
  'online_study',
  'work',
  'award',
  'title_grant',
  'pairing',
  'exchange',
  'certification',
  'loan',
  'fund_entry',
  'credit_entry',
  'credit_balance',
  'credit_posting',
  'import_batch',
  'audit_log',
]
const LATE = /正在记学分/

describe('an import killed half-way', { skip: Boolean(process.env['DATABASE_URL']) }, () => {
  test('leaves nothing behind, whether Node or PostgreSQL was killed, and the next needs no hand', async (t) => {
    const dataDir = await programFolder(t)
    const file = join(dataDir, '../county.xlsx')
    const { book, spoilt } = drawCounty(1)
    await writeFile(file, await bytesOf(book))
    const order = ['import', file, '--data', dataDir]

    const node = await killedAt(order, (child) => void child.kill('SIGKILL'))
    assert.equal(node.code, null, node.said)
    assert.deepEqual(await rowsOf(dataDir), {})

    const server = await killedAt(
      order,
      () => void postmasterOf(dataDir).then((pid) => process.kill(pid, 'SIGKILL')),
    )
    assert.equal(server.code, 1, server.said)
    assert.match(server.said, /[\u4E00-\u9FFF]/, 'the reason in words')
    assert.deepEqual(await rowsOf(dataDir), {})

    const dry = await command([...order, '--dry-run'])
    assert.equal(dry.code, 0, dry.said)
    assert.deepEqual(await rowsOf(dataDir), {})

    const whole = await command(order)
    assert.equal(whole.code, 0, whole.said)
    assert.deepEqual(JSON.parse(whole.out), JSON.parse(dry.out), 'a dry run says what the import will')
    assert.equal((await rowsOf(dataDir))['participation'], accept(book, spoilt).sheets['参与']?.length)
  })
})

function killedAt(order: readonly string[], kill: (child: ChildProcess) => void): ReturnType<typeof command> {
  let killed = false
  return command(order, (line, child) => {
    if (killed || !LATE.test(line)) return
    killed = true
    kill(child)
  })
}

/** Rows of the tables that have any. */
async function rowsOf(dataDir: string): Promise<Record<string, number>> {
  const db = await openDatabase({ dataDir })
  try {
    const counts = WRITTEN.map(
      (table) => `select '${table}' as name, count(*)::integer as rows from ${table}`,
    )
    const { rows } = await db.admin.query<{ name: string; rows: number }>(counts.join(' union all '))
    return Object.fromEntries(rows.filter((row) => row.rows > 0).map((row) => [row.name, row.rows]))
  } finally {
    await db.close()
  }
}

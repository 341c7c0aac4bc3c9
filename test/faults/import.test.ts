import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { openDatabase } from '#db/open.ts'
import { bytesOf } from '#test/import/oracle/book.ts'
import { drawCounty } from '#test/import/oracle/draw.ts'
import { accept } from '#test/import/oracle/accept.ts'
import { ask } from './hall.ts'
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
/** Most has been written by then, and more is still to come. */
const LATE = /正在写入“签到”/

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
    assert.match(server.said, /数据库连接中断.*请再执行一次/, server.said)
    assert.deepEqual(await rowsOf(dataDir), {})

    const dry = await command([...order, '--dry-run'])
    assert.equal(dry.code, 0, dry.said)
    assert.deepEqual(await rowsOf(dataDir), {})

    const whole = await command(order)
    assert.equal(whole.code, 0, whole.said)
    assert.deepEqual(JSON.parse(whole.out), JSON.parse(dry.out), 'a dry run says what the import will')
    assert.equal((await rowsOf(dataDir))['participation'], accept(book, spoilt).sheets['参与']?.length)
    await assertVerified(dataDir)
  })
})

/** `verify` is content with the county, and no more so when a superuser has changed an entry: it names whose. */
async function assertVerified(dataDir: string): Promise<void> {
  const sound = await command(['verify', '--data', dataDir])
  assert.equal(sound.code, 0, sound.out)
  const [changed] = await ask<{ name: string }>(
    dataDir,
    `begin; set local session_replication_role = replica; update credit_entry set amount = 77 where ctid = (select min(ctid) from credit_entry); commit;
     select p.name from credit_entry e join person p on p.id = e.person_id where e.amount = 77`,
  )
  const tampered = await command(['verify', '--data', dataDir])
  assert.equal(tampered.code, 1)
  assert.match(tampered.out, new RegExp(`${changed?.name}（.*）第 \\d+ 笔：.*被改动`))
}

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

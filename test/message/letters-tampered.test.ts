import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { migrate, MIGRATIONS, readMigrations } from '#db/migrate.ts'
import { brokenCirculars } from '#kernel/message/circulars/verify.ts'
import { verifyRegion } from '#kernel/verify.ts'
import { garden, key } from '#test/case/garden.ts'
import { testDatabase } from '#test/harness/database.ts'

/** What somebody with all rights does to a letter, and what must be said of it. */
const TAMPERINGS: readonly { what: string; by: string; found: RegExp }[] = [
  {
    what: 'a word of its text',
    by: `update circular set model = jsonb_set(model, '{title}', '"别的标题"')`,
    found: /^甲教训〔2026〕1号《.+》：内容与印发时的摘要不符，被改动过$/,
  },
  {
    what: 'how long everybody may read it',
    by: `update circular set public_until = '2030-01-01'`,
    found: /内容与印发时的摘要不符/,
  },
  {
    what: 'its text and the hash, made to fit',
    by: `update circular set model = jsonb_set(model, '{title}', '"别的标题"');
      update circular c set digest = circular_digest(c)`,
    found: /摘要与审计日志里印发时记下的不符/,
  },
  {
    what: 'the same, as if it were from before there were hashes',
    by: `update circular set model = jsonb_set(model, '{title}', '"别的标题"');
      update circular c set digest = circular_digest(c), digested_at = now()`,
    found: /摘要与审计日志里印发时记下的不符/,
  },
  {
    what: 'the file behind it',
    by: `update stored_file set sha256 = sha256('别的')`,
    found: /文件不是印发时的那一份/,
  },
  { what: 'the whole letter', by: 'delete from circular', found: /有印发记录，文不见了/ },
]

test('what is changed in a letter by a superuser is found and named', async (context) => {
  const g = await garden(context)
  await g.db.admin.query(
    `insert into credit_policy (region_id, year, category, position, required, hours_per_credit, least_rate)
      values ($1, 2026, '集中', 1, 2, 8, 0.8)`,
    [g.county.region],
  )
  const order = { kind: 'circular', about: 'credits', series: '甲教训', unit: 'R', year: 2026 }
  const asked = { key: key(), ...order, names: false, publicUntil: null }
  assert.equal((await g.ask('officer', 'POST', '/api/circulars', asked)).status, 200)
  const words = async (): Promise<string[]> => {
    const { doubts } = await verifyRegion(g.runtime, g.county.region)
    return doubts.filter(({ what }) => what === '公文').map((doubt) => doubt.words)
  }
  assert.deepEqual(await words(), [])
  for (const { what, by, found } of TAMPERINGS) {
    const client = await g.db.admin.connect()
    try {
      await client.query(`set session_replication_role = replica`)
      await client.query(
        'create temp table kept as select * from circular; create temp table keptf as select * from stored_file',
      )
      await client.query(by)
      const said = await words()
      assert.equal(said.length, 1, what)
      assert.match(said[0] ?? '', found, what)
      await client.query('delete from circular; insert into circular select * from kept')
      await client.query('update stored_file f set sha256 = k.sha256 from keptf k where k.id = f.id')
      await client.query('drop table kept; drop table keptf; set session_replication_role = default')
    } finally {
      client.release()
    }
    assert.deepEqual(await words(), [], `${what}: put back`)
  }
})

test('a letter from before there were hashes gets one, which vouches for it since', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-migrations-'))
  context.after(() => rm(folder, { recursive: true }))
  const all = await readMigrations(MIGRATIONS)
  const keep = async (names: (name: string) => boolean): Promise<void> => {
    for (const { name, sql } of all) if (names(name)) await writeFile(join(folder, name), sql)
  }
  await keep((name) => name < '0039')
  const { admin } = await testDatabase(context, folder)
  const client = await admin.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(OLD_LETTER)
    await client.query('set session_replication_role = default')
  } finally {
    client.release()
  }
  await keep(() => true)
  await migrate(admin, folder)
  assert.deepEqual(await brokenCirculars(admin, 7), [])
  await admin.query('alter table circular disable trigger append_only')
  await admin.query(`update circular set title = '新文'`)
  assert.deepEqual(await brokenCirculars(admin, 7), [
    '旧〔2025〕1号《新文》：内容与印发时的摘要不符，被改动过',
  ])
})

/** A letter with its file and what the audit log was told of it, as it was done before. */
const OLD_LETTER = `
  insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, made_by)
    values (7, gen_random_uuid(), sha256('x'), 1, '旧文.docx', 'text/plain', 'document', '中心');
  insert into circular (region_id, id, kind, about, series, year, number, of_year, unit_id, title, model, file_id, issued_on,
      issued_at, issued_by)
    select 7, gen_random_uuid(), 'circular', 'credits', '旧', 2025, 1, 2025, gen_random_uuid(), '旧文', '{"blocks": []}', id,
      '2025-03-01', '2025-03-01', '中心' from stored_file;
  insert into audit_log (region_id, actor, action, subject_kind, subject_id, details)
    select 7, '中心', 'circular.issue', 'circular', id::text, '{"number": "旧〔2025〕1号", "title": "旧文"}' from circular`

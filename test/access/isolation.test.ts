import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { roles } from '#contract/route.ts'
import { inSession } from '#db/transact.ts'
import type { Runtime } from '#kernel/call.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { makeCounty, sessionAs, type County } from './fixture.ts'

/** Append-only: the app may add to the audit log, and to the ledger through post_credits() alone. */
const READ_ONLY = ['credit_posting', 'credit_account', 'credit_entry', 'credit_balance', 'audit_seal']
const NEVER_CHANGED = [
  ...READ_ONLY,
  'audit_log',
  'credit_checkpoint',
  'import_batch',
  'document',
  'stored_file',
  'activity_cancellation',
  'work_version',
  'work_event',
  'archive_material',
  'archive_removal',
  'archive_seal',
  'archive_sealed_item',
  'volume_edition',
  'case_event',
  'case_value',
  'case_notice',
  'case_objection',
  'case_point',
  'case_subject',
  'case_complaint',
  'case_answer',
  'circular',
  'committee_sitting',
  'committee_record',
  'committee_member',
  'committee_vote',
  'committee_aside',
  'exam_count',
  'exam_close',
  'exam_result_line',
  'handover',
  'need_offer',
  'need_told',
  'notice',
  'notice_receipt',
  'notice_recipient',
  'notice_reminder',
  'certificate_reminder',
  'handbook_check',
  'assigned_project',
  'spot_plan',
  'spot_draw',
  'spot_candidate',
  'spot_check',
  'spot_finding',
  'spot_answer',
  'case_certificate',
]

/** Tables that the app has no business in at all. */
const CLOSED = ['session', 'schema_migration', 'spot_secret']

suite('isolation in SQL, as the role the server works as', () => {
  const database = suiteDatabase()
  let home: County
  let other: County

  before(async () => {
    const runtime: Runtime = { db: database(), dataDir: '/nowhere', now: () => new Date() }
    home = await makeCounty(runtime, 1)
    other = await makeCounty(runtime, 2)
  })

  const names = async (text: string): Promise<string[]> =>
    (await database().admin.query<{ name: string }>(text)).rows.map((row) => row.name)

  const allowed = async (table: string, rights: string): Promise<string[]> =>
    names(`select r as name from unnest(string_to_array('${rights}', ',')) r
      where has_table_privilege('yanpei_app', '${table}', r) or (r in ('update', 'insert') and has_any_column_privilege('yanpei_app', '${table}', r))`)

  test('row-level security is on and forced on every table', async () => {
    const open = await names(`select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)`)
    assert.deepEqual(
      open.filter((name) => !CLOSED.includes(name)),
      [],
    )
  })

  test('the app owns nothing, is nobody special, and views run with its rights', async () => {
    const owned =
      await names(`select c.relname as name from pg_class c where c.relowner = 'yanpei_app'::regrole
      union select p.proname from pg_proc p where p.proowner = 'yanpei_app'::regrole`)
    const rights = await names(`select rolname as name from pg_roles where rolname = 'yanpei_app'
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`)
    const memberships = await names(
      `select roleid::regrole::text as name from pg_auth_members where member = 'yanpei_app'::regrole`,
    )
    const views =
      await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('v', 'm') and not (relkind = 'v' and coalesce(reloptions::text, '') ~ 'security_invoker=(true|on)')`)
    const schema = await names(
      `select 'public' as name where has_schema_privilege('yanpei_app', 'public', 'create')`,
    )
    assert.deepEqual([owned, rights, memberships, views, schema], [[], [], [], [], []])
  })

  test('ledger and audit are never changed, the session table not even read', async () => {
    for (const table of NEVER_CHANGED)
      assert.deepEqual(await allowed(table, 'update,delete,truncate'), [], table)
    for (const table of READ_ONLY) assert.deepEqual(await allowed(table, 'insert'), [], table)
    for (const table of CLOSED)
      assert.deepEqual(await allowed(table, 'select,insert,update,delete,truncate'), [], table)
  })

  test("every function with the owner's rights fixes where it looks names up", async () => {
    const loose = await names(`select proname as name from pg_proc where pronamespace = 'public'::regnamespace
      and prosecdef and not coalesce(proconfig::text, '') like '%search_path=%'`)
    assert.deepEqual(loose, [])
  })

  /** Rows of each table that the session sees. */
  async function visible(hash: Buffer): Promise<Record<string, number>> {
    const tables =
      await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p') and has_table_privilege('yanpei_app', oid, 'select') order by relname`)
    return inSession(database(), hash, async (tx) => {
      const counts: Record<string, number> = {}
      for (const table of tables) {
        const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)
        counts[table] = rows[0]?.n ?? 0
      }
      return counts
    })
  }

  test('a guessed, an ended and no session see nothing', async () => {
    const ended = await sessionAs(database(), home, 'officer')
    await database().admin.query('update session set ended_at = now() where token_hash = $1', [ended.hash])
    for (const hash of [randomBytes(32), ended.hash, Buffer.alloc(0)]) {
      const seen = Object.entries(await visible(hash)).filter(([, count]) => count > 0)
      assert.deepEqual(seen, [])
    }
  })

  test('no role sees a row of the other region', async () => {
    const tables =
      await names(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'region_id'
        and has_table_privilege('yanpei_app', c.oid, 'select')`)
    assert.ok(tables.length > 20)
    for (const role of roles) {
      const { hash } = await sessionAs(database(), home, role)
      await inSession(database(), hash, async (tx) => {
        for (const table of tables) {
          const { rows } =
            await sql`select from ${sql.table(table)} where region_id <> ${home.id} limit 1`.execute(tx)
          assert.equal(rows.length, 0, `${role} in ${table}`)
        }
      })
    }
  })

  test("a teacher sees the own rows only, a school its people's, a cluster its schools'", async () => {
    const tables =
      await names(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname in ('person_id')
        and c.relname not in ('account', 'session') and has_table_privilege('yanpei_app', c.oid, 'select')`)
    const { people } = home
    const staff = ['teacher', 'school', 'colleague-a'] as const
    const expected = {
      teacher: [people.teacher.id],
      school: staff.map((name) => people[name].id),
      cluster: [...staff, 'cluster' as const, 'colleague-b' as const].map((name) => people[name].id),
    }
    for (const role of ['teacher', 'school', 'cluster'] as const) {
      const { hash } = await sessionAs(database(), home, role)
      const seen = new Set<string>()
      await inSession(database(), hash, async (tx) => {
        for (const table of tables) {
          const { rows } = await sql<{
            id: string
          }>`select distinct person_id as id from ${sql.table(table)}`.execute(tx)
          const strangers = rows.map((row) => row.id).filter((id) => !expected[role].includes(id))
          assert.deepEqual(strangers, [], `${role} in ${table}`)
          for (const { id } of rows) seen.add(id)
        }
      })
      assert.deepEqual([...seen].toSorted(), expected[role].toSorted(), 'all of the own are seen')
    }
  })

  test("a teacher changes nobody's record, not even the own", async () => {
    const { hash } = await sessionAs(database(), home, 'teacher')
    const attempts = [
      `update person set name = '改' where true`,
      `update participation set recognised = true where true`,
      `update attendance set status = 'present' where true`,
      `update account_role set revoked_at = now() where true`,
      `update programme set title = '改' where true`,
    ]
    for (const text of attempts) {
      const changed = inSession(database(), hash, (tx) => sql.raw(text).execute(tx))
      const count = await changed.then(
        (result) => result.numAffectedRows ?? 0n,
        () => 0n,
      )
      assert.equal(count, 0n, text)
    }
  })

  test('injected SQL cannot change the ledger, take another session or make one', async () => {
    const { hash } = await sessionAs(database(), home, 'teacher')
    const attempts = [
      `update credit_entry set amount = 99`,
      `delete from credit_entry`,
      `truncate audit_log`,
      `insert into session (token_hash, region_id, kind, role, actor, idle_seconds, expires_at) values (sha256('x'), ${other.id}, 'system', 'system', 'x', 99, now() + interval '1 day')`,
      `select token_hash from session`,
      `set role yanpei_owner`,
      `set session authorization yanpei_owner`,
      `alter table person disable row level security`,
      `insert into account_role (region_id, account_id, role, granted_by) values (${home.id}, '${home.accounts.teacher}', 'officer', 'me')`,
      `insert into audit_log (action, subject_kind, subject_id, actor) values ('x', 'x', 'x', 'someone else')`,
      `select post_credits(gen_random_uuid(), 'k', 'b', null, array['${home.people.teacher.id}']::uuid[], array['award'], array[2025]::smallint[], array['集中'], array[99], array['participation'], array['${home.units.a.activity}']::uuid[], array[null]::integer[])`,
      `create function f() returns int language sql as 'select 1'`,
      `copy person to '/tmp/x'`,
      `select pg_read_file('/etc/passwd')`,
    ]
    for (const text of attempts) {
      await assert.rejects(
        inSession(database(), hash, (tx) => sql.raw(text).execute(tx)),
        /denied|must be|permission|may not|policy|cannot set/i,
        text,
      )
    }
    const switched = await inSession(database(), hash, async (tx) => {
      await sql`select set_config('yanpei.session', ${randomBytes(32).toString('hex')}, true)`.execute(tx)
      return (await sql`select from person`.execute(tx)).rows.length
    })
    assert.equal(switched, 0)
  })

  test('an officer cannot post credits without a record behind them, nor into the other region', async () => {
    const { hash } = await sessionAs(database(), home, 'officer')
    const post = (person: string, activity: string): Promise<unknown> =>
      inSession(database(), hash, (tx) =>
        sql`select post_credits(gen_random_uuid(), ${randomBytes(8).toString('hex')}, 'b', null, array[${person}]::uuid[],
          array['award'], array[2025]::smallint[], array['集中'], array[99], array['participation'],
          array[${activity}]::uuid[], array[null]::integer[])`.execute(tx),
      )
    await assert.rejects(post(home.people.teacher.id, '01890000-0000-7000-8000-000000000000'))
    await assert.rejects(post(other.people.teacher.id, other.units.a.activity))
    await assert.rejects(post(home.people.teacher.id, home.units.a.activity), /credited already/)
  })
})

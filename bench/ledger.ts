/**
 * Five million entries in the ledger: one teacher's standing and entries over HTTP, and the region's year by category.
 * The entries are written by SQL past triggers, with a hash that is no chain: reading does not look at it.
 * `node bench/ledger.ts [millions]`
 */
import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import { systemSession } from '#kernel/account/system-session.ts'
import { hashToken } from '#kernel/account/token.ts'
import { inWork } from '#kernel/call.ts'
import { readYear } from '#kernel/figures/read.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { refreshStatistics } from '#db/statistics.ts'
import { send } from './check-in/load.ts'
import { median, ms, rounds, startProgram, tell, withFolder } from './program.ts'

const MILLIONS = Number(process.argv[2] ?? 5)
const PEOPLE = 20_000
const EACH = (MILLIONS * 1_000_000) / PEOPLE
const TOKEN = createHash('sha256').update('officer').digest('base64url')

const PEOPLE_SQL = `
  insert into region (code, name) values ('990002', '台账县');
  insert into unit (region_id, id, code, category) select id, gen_random_uuid(), code, 'region' from region;
  insert into unit (region_id, id, code, category) select r.id, gen_random_uuid(), 'S' || i, 'school' from region r, generate_series(1, 300) i;
  insert into unit_state (region_id, unit_id, valid, name) select region_id, id, '(,)', code from unit;
  insert into credit_policy (region_id, year, category, position, required, hours_per_credit)
    select r.id, y, c, n, 16, 1 from region r, generate_series(2020, 2025) y, unnest(array['集中', '网络', '校本']) with ordinality c(c, n);
  insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
    select region_id, gen_random_uuid(), 'P1', '研修', 'group-training', 'county', 2025, id, '集中' from unit where category = 'region';
  insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots, settled_at)
    select p.region_id, gen_random_uuid(), p.id, 'A' || i, '活动', make_date(2020 + i % 6, 5, 1), make_date(2020 + i % 6, 5, 1), 8, 1, now()
    from programme p, generate_series(1, ${EACH}) i;
  insert into person (region_id, id, identity_number, name, name_initials, file_order)
    select r.id, gen_random_uuid(), 'X' || i, '教师' || i, 'js', i from region r, generate_series(1, ${PEOPLE}) i;
  insert into person_state (region_id, person_id, valid, unit_id)
    select p.region_id, p.id, '(,)', u.id from person p join unit u on u.region_id = p.region_id and u.code = 'S' || (1 + p.file_order % 300)`

const ENTRIES_SQL = `
  insert into credit_posting (region_id, id, key, because, actor, entries, total)
    select id, gen_random_uuid(), 'bench', '试验', 'bench', ${EACH * PEOPLE}, 0 from region;
  drop index credit_entry_source;
  insert into credit_entry (region_id, person_id, seq, posting_id, kind, year, category, amount, source_kind, source_id, hash)
    select p.region_id, p.id, a.n, g.id, 'award', 2020 + a.n % 6, (array['集中', '网络', '校本'])[1 + a.n % 3], 0.5 + a.n % 4, 'participation', a.id, sha256('')
    from person p, (select id, substr(code, 2)::integer as n from activity) a, credit_posting g;
  create index credit_entry_source on credit_entry (region_id, source_id, person_id);
  insert into credit_account (region_id, person_id, last_seq, head) select region_id, id, ${EACH}, sha256('') from person;
  insert into credit_balance select region_id, person_id, year, category, sum(amount) from credit_entry group by 1, 2, 3, 4`

await withFolder(async (folder) => {
  const { address, stop } = await startProgram(folder)
  try {
    const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
    await fill(db)
    await teachers(db, address)
    await year(db)
    await db.close()
  } finally {
    await stop()
  }
})

async function fill(db: Database): Promise<void> {
  const client = await db.admin.connect()
  try {
    await client.query(
      `set statement_timeout = 0; set maintenance_work_mem = '512MB'; set work_mem = '256MB'`,
    )
    await client.query({
      text: `begin; set local session_replication_role = replica; ${PEOPLE_SQL}; ${ENTRIES_SQL}; commit`,
    })
    await client.query(
      `insert into session (token_hash, region_id, kind, role, actor, idle_seconds, expires_at)
       select $1, id, 'user', 'officer', 'officer', 86400, now() + interval '1 day' from region`,
      [hashToken(TOKEN)],
    )
  } finally {
    client.release(true)
  }
  await refreshStatistics(db)
}

async function teachers(db: Database, address: string): Promise<void> {
  const { rows } = await db.admin.query<{ id: string }>('select id from person order by id limit 200')
  const agent = new Agent({ keepAlive: true })
  let entries = 0
  const ask = async (round: number): Promise<void> => {
    const path = `/api/people/${rows[round % rows.length]?.id}/credits?year=2025`
    const { status, text } = await send(agent, address, { path, token: TOKEN })
    if (status !== 200) throw new Error(text)
    entries = text.split('"amount"').length - 1
  }
  await rounds(30, ask)
  const times = await rounds(200, ask)
  agent.destroy()
  tell({
    work: `one teacher's standing and entries (${entries}) over HTTP, ${MILLIONS} M entries`,
    measured: ms(median(times)),
    goal: '≤ 8 ms',
    comparison: '106 ms; SQL 0.3 ms',
  })
}

async function year(db: Database): Promise<void> {
  const { rows } = await db.admin.query<{ id: number }>('select id from region')
  const { hash } = await systemSession(db, rows[0]?.id ?? 0, 'bench')
  const runtime = { db, dataDir: '/nowhere', now: () => new Date() }
  const times = await rounds(15, () => inWork(runtime, hash, (work) => readYear(work, 2025, ['credits'])))
  const roll = await rounds(15, () =>
    db.admin.query('select category, sum(amount) from credit_balance where year = 2025 group by 1'),
  )
  tell({
    work: `region's year by category, for each unit, ${MILLIONS} M entries`,
    measured: `${ms(median(times))}; bare SQL over the same balances ${ms(median(roll))}`,
    goal: '≤ 100 ms',
    comparison: 'SQL over a roll-up 55 ms, full 2.2 s',
  })
}

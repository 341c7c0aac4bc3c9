/**
 * Works: full-text search over 200,000 of the library by HTTP, the difference of two plans of 5,000 characters, and an
 * archive of 2 GB as a ZIP. Entries of the library are written by SQL, with words drawn as they are spread in texts.
 * `node bench/works.ts [thousands of works]`
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { dirname, join } from 'node:path'
import { hashToken } from '#kernel/account/token.ts'
import { addressOf } from '#kernel/store/file-store.ts'
import { differenceOf } from '#kernel/works/text/difference.ts'
import { openDatabase, type Database } from '#db/open.ts'
import { send } from './check-in/load.ts'
import { median, ms, peakResident, rounds, startProgram, tell, withFolder } from './program.ts'
import { drawn, PLAN_WORDS, wordOf } from './works/words.ts'

const WORKS = Number(process.argv[2] ?? 200) * 1000
const AT_ONCE = 2000
const WORDS_EACH = 150
const FILES = 20
const FILE_BYTES = 100 * 1024 ** 2
const TOKEN = createHash('sha256').update('officer').digest('base64url')

await withFolder(async (folder) => {
  const { address, child, stop } = await startProgram(folder)
  try {
    const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
    await fill(db)
    await search(address)
    difference()
    await archive(db, folder)
    await zip(address, child.pid ?? 0)
    await db.close()
  } finally {
    await stop()
  }
})

/** A region with an officer, one author, and the library. */
async function fill(db: Database): Promise<void> {
  await db.admin.query(`set role yanpei_owner;
    insert into region (code, name) values ('990003', '资源县');
    insert into unit (region_id, id, code, category) select id, gen_random_uuid(), code, 'region' from region;
    insert into unit_state (region_id, unit_id, valid, name) select region_id, id, '(,)', '资源县' from unit;
    insert into person (region_id, id, identity_number, name, name_initials, file_order) select id, gen_random_uuid(), 'X1', '教师', 'js', 1 from region;
    insert into session (token_hash, region_id, kind, role, actor, idle_seconds, expires_at)
      select decode('${hashToken(TOKEN).toString('hex')}', 'hex'), id, 'user', 'officer', 'bench', 9999, now() + interval '1 day' from region`)
  const draw = drawn(7)
  for (let from = 0; from < WORKS; from += AT_ONCE) await shelve(db, from, draw)
  await db.admin.query('analyze work; analyze work_version; analyze library_entry; reset role')
}

async function shelve(db: Database, from: number, draw: () => number): Promise<void> {
  const vectors = Array.from({ length: AT_ONCE }, () => {
    const words = new Map<string, number>()
    for (let at = 1; at <= WORDS_EACH; at += 1) words.set(wordOf(draw()), at)
    return Array.from(words, ([word, at]) => `'${word}':${at}${at < 6 ? 'A' : ''}`).join(' ')
  })
  await db.admin.query(
    `with new as materialized (
      select gen_random_uuid() as id, v::tsvector as words, $2::integer + n::integer as n from unnest($1::text[]) with ordinality x(v, n)
    ), worked as (
      insert into work (region_id, id, code, author_id, kind, title, dated_on)
      select p.region_id, new.id, 'B' || new.n, p.id, '教学设计', '教学设计' || new.n, '2025-03-01' from new, person p returning id
    ), versioned as (
      insert into work_version (region_id, work_id, version, text, made_by) select p.region_id, new.id, 1, '教学设计', 'bench' from new, person p returning 1
    )
    insert into library_entry (region_id, work_id, version, title, kind, stage, subject, authors, unit_name, words, downloads, shelved_by)
    select p.region_id, new.id, 1, '教学设计' || n, (array['教学设计', '课件', '案例', '论文', '课例视频'])[1 + n % 5],
      (array['小学', '初中', '高中'])[1 + n % 3], (array['语文', '数学', '英语', '科学', '道德与法治', '音乐', '体育', '美术'])[1 + n % 8],
      '教师', '资源县', words, n % 977, 'bench' from new, person p`,
    [vectors, from],
  )
}

/** Asks as people do: a frequent word, rare ones together, with filters, and nothing but filters. */
async function search(address: string): Promise<void> {
  const agent = new Agent({ keepAlive: true })
  const [frequent, usual, rare] = [wordOf(0), wordOf(0.5), wordOf(0.97)]
  const asked: [string, Record<string, string>][] = [
    ['a word that most works have', { q: frequent }],
    ['three words together', { q: `${frequent} ${usual} ${rare}` }],
    ['a rare word, with stage and subject', { q: rare, stage: '小学', subject: '数学' }],
    ['a usual word, newest first', { q: usual, sort: 'newest' }],
    ['no words, three filters', { kind: '案例', stage: '初中', subject: '英语' }],
  ]
  for (const [what, query] of asked) {
    const path = `/api/library?${new URLSearchParams({ ...query, limit: '20' }).toString()}`
    let total = 0
    const times = await rounds(25, async () => {
      const { status, text } = await send(agent, address, { path, token: TOKEN })
      if (status !== 200) throw new Error(text)
      total = (JSON.parse(text) as { total: number }).total
    })
    const hits = total > 1000 ? 'over 1,000' : String(total)
    tell({
      work: `library of ${WORKS / 1000},000 works: ${what} (${hits} hits)`,
      measured: `${ms(median(times))}, worst ${ms(Math.max(...times))}`,
      goal: '< 50 ms',
      comparison: '',
    })
  }
  agent.destroy()
}

function difference(): void {
  const draw = drawn(3)
  const text = (): string[] =>
    Array.from({ length: 2300 }, () => PLAN_WORDS[Math.floor(draw() * PLAN_WORDS.length)] ?? '')
  const before = text()
  const after = before.map((word) =>
    draw() < 0.15 ? `${word}${PLAN_WORDS[Math.floor(draw() * PLAN_WORDS.length)]}` : word,
  )
  const old = before.join('').slice(0, 5000)
  const changed = after.join('').slice(0, 5000)
  differenceOf(old, changed)
  const times = Array.from({ length: 25 }, () => {
    const started = performance.now()
    differenceOf(old, changed)
    return performance.now() - started
  })
  tell({
    work: 'difference of two plans of 5,000 characters',
    measured: ms(median(times)),
    goal: '< 50 ms',
    comparison: '',
  })
}

/** One content of 100 MB on disk, put on file twenty times over in a unit's archive. */
async function archive(db: Database, folder: string): Promise<void> {
  const bytes = randomBytes(FILE_BYTES)
  const sha256 = createHash('sha256').update(bytes).digest()
  const path = join(folder, 'files', addressOf(sha256))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
  await db.admin.query(
    `with files as (insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, made_by)
      select id, gen_random_uuid(), $1, $2, '课例.mp4', 'video/mp4', 'handed-in', 'bench' from region, generate_series(1, ${FILES}) returning *)
    insert into archive_material (region_id, id, subject_kind, subject_id, year, unit_id, material, title, file_id, added_by)
      select f.region_id, gen_random_uuid(), 'unit', u.id, 2025, u.id, '成果作品', '课例', f.id, 'bench' from files f
      join unit u on u.region_id = f.region_id`,
    [sha256, FILE_BYTES],
  )
}

async function zip(address: string, pid: number): Promise<void> {
  const before = peakResident(pid)
  const started = performance.now()
  let bytes = 0
  await new Promise<void>((done, failed) => {
    const path = `${address}/api/archives/unit/990003/zip?year=2025`
    get(path, { headers: { cookie: `yanpei=${TOKEN}` } }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(`status ${answer.statusCode}`))
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('end', () => done()).on('error', failed)
    }).on('error', failed)
  })
  const seconds = (performance.now() - started) / 1000
  const grown = peakResident(pid) - before
  tell({
    work: `archive of ${(bytes / 1e9).toFixed(2)} GB as a ZIP`,
    measured: `${seconds.toFixed(1)} s, memory + ${grown} MB`,
    goal: 'constant memory',
    comparison: 'all of it',
  })
}

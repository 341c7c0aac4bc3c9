import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Runtime } from './call.ts'
import { brokenCertificates } from './case/documents/verify.ts'
import { brokenCases } from './case/verify.ts'
import { isSigned } from './credit/checkpoint.ts'
import type { Checkpoint } from './credit/checkpoint.ts'
import { storeOf, type FilePlace } from './files.ts'
import { brokenCirculars } from './message/circulars/verify.ts'
import { brokenPayments } from './money/verify.ts'
import { MissingFile, type FileStore } from './store/file-store.ts'

/** Something that does not fit, with the row it is about. */
export type Doubt = {
  what: '学分台账' | '学分余额' | '审计链' | '引用' | '文件' | '检查点' | '事项' | '证书' | '公文' | '经费'
  words: string
}
/** How much was looked at. */
export type Checked = { entries: number; accounts: number; auditRows: number; seals: number; files: number }

/**
 * Really checks a region: every chain of the ledger, balances against entries, the audit chain, references that no
 * foreign key guards, certificates, letters, payments, checkpoints, and files against their rows. Reads as the administrator,
 * since the point is to find what somebody with all rights has changed.
 */
export async function verifyRegion(
  { db, ...place }: Pick<Runtime, 'db'> & FilePlace,
  region: number,
): Promise<{ checked: Checked; doubts: Doubt[] }> {
  await db.admin.query('select seal_audit($1)', [region])
  const { rows } = await db.admin.query<Checked>(
    `select (select count(*) from credit_entry where region_id = $1) as entries, (select count(*) from credit_account where region_id = $1) as accounts,
       (select count(*) from audit_log where region_id = $1) as "auditRows", (select count(*) from audit_seal where region_id = $1) as seals,
       (select count(*) from stored_file where region_id = $1) as files`,
    [region],
  )
  const doubts: Doubt[] = []
  for (const check of [
    ledger,
    balances,
    auditChain,
    references,
    postings,
    traces,
    cases,
    certificates,
    circulars,
    payments,
  ])
    doubts.push(...(await check(db.admin, region)))
  doubts.push(
    ...(await checkpoints(db.admin, region, place.dataDir)),
    ...(await files(db.admin, region, storeOf(place))),
  )
  return { checked: rows[0]!, doubts }
}

type Check = (admin: Pool, region: number) => Promise<Doubt[]>

const LEDGER_WORDS: Readonly<Record<string, string>> = {
  hash: '内容与链上的摘要不符，这一笔被改动过',
  gap: '序号不连续，前面有一笔被删除',
  head: '账户的链头与最后一笔不符',
  tail: '账户记着更多笔数，末尾有记录被删除',
}

const ledger: Check = async (admin, region) => {
  const { rows } = await admin.query<{
    name: string
    identity_number: string
    person_id: string
    seq: number
    because: string
  }>(
    `select s.name, s.identity_number, b.* from broken_credit_entries($1) b
     left join person s on s.region_id = $1 and s.id = b.person_id order by s.file_order, b.seq limit 1000`,
    [region],
  )
  return rows.map((row) => ({
    what: '学分台账',
    words: `${row.name ?? ''}（${row.person_id}）第 ${row.seq} 笔：${LEDGER_WORDS[row.because] ?? row.because}`,
  }))
}

const cases: Check = async (admin, region) =>
  (await brokenCases(admin, region)).map((words) => ({ what: '事项', words }))

const certificates: Check = async (admin, region) =>
  (await brokenCertificates(admin, region)).map((words) => ({ what: '证书', words }))

const circulars: Check = async (admin, region) =>
  (await brokenCirculars(admin, region)).map((words) => ({ what: '公文', words }))

const payments: Check = async (admin, region) =>
  (await brokenPayments(admin, region)).map((words) => ({ what: '经费', words }))

const balances: Check = async (admin, region) => {
  const { rows } = await admin.query<{
    name: string
    person_id: string
    year: number
    category: string
    balance: string | null
    entries: string | null
  }>(
    `select s.name, b.* from broken_credit_balances($1) b left join person s on s.region_id = $1 and s.id = b.person_id limit 1000`,
    [region],
  )
  return rows.map((row) => ({
    what: '学分余额',
    words: `${row.name ?? ''}（${row.person_id}）${row.year} 年${row.category}：余额 ${row.balance ?? 0}，各笔之和 ${row.entries ?? 0}`,
  }))
}

const auditChain: Check = async (admin, region) => {
  const { rows } = await admin.query<{
    seq: number
    found: number
    expected: number
    first_id: number
    last_id: number
  }>(
    `select b.*, s.first_id, s.last_id from broken_audit_seals($1) b join audit_seal s on s.region_id = $1 and s.seq = b.seq order by b.seq`,
    [region],
  )
  const broken: Doubt[] = rows.map((row) => ({
    what: '审计链',
    words: `第 ${row.seq} 批（审计行 ${row.first_id}–${row.last_id}）：${row.found === row.expected ? '有内容被改动' : `应有 ${row.expected} 行，现有 ${row.found} 行`}`,
  }))
  return [...broken, ...(await missingSeals(admin, region))]
}

/** Batches are numbered without gaps; a batch taken out together with its rows shows here. */
const missingSeals: Check = async (admin, region) => {
  const { rows } = await admin.query<{ seq: number }>(
    `select n.seq from generate_series(1, (select coalesce(max(seq), 0) from audit_seal where region_id = $1)) n(seq)
     where not exists (select from audit_seal s where s.region_id = $1 and s.seq = n.seq)`,
    [region],
  )
  return rows.map((row) => ({ what: '审计链', words: `第 ${row.seq} 批不见了` }))
}

/** What no foreign key guards: the record behind a credit, the participation behind a check-in, what a roster names. */
const references: Check = async (admin, region) => {
  const { rows } = await admin.query<{ words: string }>(
    `select '学分 ' || e.person_id || ' 第 ' || e.seq || ' 笔没有来源记录' as words from credit_entry e
     where e.region_id = $1 and not case e.source_kind
       when 'participation' then exists (select from activity a where a.region_id = $1 and a.id = e.source_id)
       else exists (select from online_study o where o.region_id = $1 and o.id = e.source_id and o.person_id = e.person_id) end
     union all
     select '签到 ' || t.activity_id || ' / ' || t.person_id || ' 第 ' || t.slot || ' 场不在名单上' from attendance t
     where t.region_id = $1 and not exists (select from participation p
       where p.region_id = t.region_id and p.activity_id = t.activity_id and p.person_id = t.person_id)
     union all
     select '参与 ' || p.activity_id || ' / ' || p.person_id || ' 的活动或教师不见了' from participation p
     where p.region_id = $1 and not (exists (select from activity a where a.region_id = p.region_id and a.id = p.activity_id)
       and exists (select from person n where n.region_id = p.region_id and n.id = p.person_id))
     limit 1000`,
    [region],
  )
  return rows.map((row) => ({ what: '引用', words: row.words }))
}

/** A posting says how many entries it made, and their sum. */
const postings: Check = async (admin, region) => {
  const { rows } = await admin.query<{ id: string; entries: number; found: number }>(
    `select p.id, p.entries, count(e.seq) as found from credit_posting p
     left join credit_entry e on e.region_id = p.region_id and e.posting_id = p.id
     where p.region_id = $1 group by p.id, p.entries, p.total
     having count(e.seq) <> p.entries or coalesce(sum(e.amount), 0) <> p.total limit 1000`,
    [region],
  )
  return rows.map((row) => ({
    what: '学分台账',
    words: `记账 ${row.id}：应有 ${row.entries} 笔，现有 ${row.found} 笔，或金额之和不符`,
  }))
}

type CheckpointRow = Omit<Checkpoint, 'head'> & { head: Buffer; signature: Buffer; same: boolean }

/** Each day's checkpoint is recomputed from the ledger as of its position, and its signature is checked. */
async function checkpoints(admin: Pool, region: number, dataDir: string): Promise<Doubt[]> {
  const { rows } = await admin.query<CheckpointRow>(
    `select g.code as region, c.day, c.upto, c.entries, c.total::text, c.head, c.signature,
       (s.entries, s.total, s.head) is not distinct from (c.entries, c.total, c.head) as same
     from credit_checkpoint c join region g on g.id = c.region_id cross join lateral credit_state(c.region_id, c.upto) s
     where c.region_id = $1 order by c.day`,
    [region],
  )
  const doubts: Doubt[] = []
  for (const { signature, same, head, ...row } of rows) {
    if (!same)
      doubts.push({
        what: '检查点',
        words: `${row.day}：台账与当日签名的检查点不符，此前的记录被改动或删除过`,
      })
    else if (!(await isSigned(dataDir, { ...row, head: head.toString('hex') }, signature)))
      doubts.push({ what: '检查点', words: `${row.day}：签名不是本数据文件夹的密钥所签` })
  }
  return doubts
}

/**
 * What the audit log tells of must be there, and what is there must be told of: a tail that was cut off with
 * everything made to fit shows against the other log.
 */
const traces: Check = async (admin, region) => {
  const { rows } = await admin.query<{ what: Doubt['what']; words: string }>(
    `with told as (select id, action, subject_id from audit_log where region_id = $1 and action in ('post-credits', 'import')),
       posted as (select id, split_part(key, '#', 1) as key from credit_posting where region_id = $1),
       imported as (select id::text as key from import_batch where region_id = $1 and summary ? 'sheets')
     select '学分台账' as what, '审计行 ' || t.id || ' 说的记账 ' || t.subject_id || ' 不见了' as words from told t
       where t.action = 'post-credits' and not exists (select from posted p where p.key = t.subject_id)
     union all
     select '引用', '审计行 ' || t.id || ' 说的导入 ' || t.subject_id || ' 不见了' from told t
       where t.action = 'import' and not exists (select from imported i where i.key = t.subject_id)
     union all
     select '审计链', '记账 ' || p.id || ' 没有审计行，审计行被删除' from posted p
       where not exists (select from told t where t.action = 'post-credits' and t.subject_id = p.key)
     union all
     select '审计链', '导入 ' || i.key || ' 没有审计行，审计行被删除' from imported i
       where not exists (select from told t where t.action = 'import' and t.subject_id = i.key)
     limit 1000`,
    [region],
  )
  return rows
}

async function files(admin: Pool, region: number, store: FileStore): Promise<Doubt[]> {
  const { rows } = await admin.query<{ id: string; name: string; sha256: Buffer }>(
    'select id, name, sha256 from stored_file where region_id = $1 order by id',
    [region],
  )
  const doubts: Doubt[] = []
  for (const row of rows) {
    const hash = await hashOf(store, row.sha256)
    if (hash === null) doubts.push({ what: '文件', words: `“${row.name}”（${row.id}）不在文件库里` })
    else if (!hash.equals(row.sha256))
      doubts.push({ what: '文件', words: `“${row.name}”（${row.id}）的内容与记录不符` })
  }
  return doubts
}

async function hashOf(store: FileStore, sha256: Buffer): Promise<Buffer | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of await store.open(sha256)) hash.update(chunk as Buffer)
    return hash.digest()
  } catch (error) {
    if (error instanceof MissingFile) return null
    throw error
  }
}
